"""What a print run is: its states, what it is asked to make, how long its file is kept. Pure values."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from pledges.foundation.errors import DomainError
from pledges.foundation.locale import mark
from pledges.foundation.vietnamese.folding import fold

STEP = "print"
"""The background step that makes a run's paper; its argument is the run's id."""

SWEEP_STEP = "print-sweep"
"""The background step that takes up what stopped and destroys what may not stay."""

# A worker gives a sign of life every second or two; a chunk of 50 certificates takes some ten seconds.
HEARTBEAT_LIMIT = timedelta(seconds=60)
# A run that still is not made a day after it was asked for has ended its worker again and again.
HOPE_LIMIT = timedelta(hours=24)
# Sheets of codes are keys on paper: the file goes when it was fetched, or after a day.
SECRET_LIFE = timedelta(hours=24)
# Other papers hold names and can be made again at any time.
PAPER_LIFE = timedelta(days=30)

STOPPED_TOO_OFTEN = mark("Đợt in dừng giữa chừng nhiều lần")
FAULT_OF_OURS = mark("Hệ thống gặp lỗi khi tạo tệp")
FILE_LOST = mark("Tệp không còn trên máy chủ")


class RunState(StrEnum):
    """Where a run is; it only moves forward, except that an abandoned one waits again."""

    WAITING = "waiting"
    WORKING = "working"
    READY = "ready"
    FAILED = "failed"
    DESTROYED = "destroyed"


_STATE_WORDS: dict[RunState, str] = {
    RunState.WAITING: mark("Đang chờ"),
    RunState.WORKING: mark("Đang làm"),
    RunState.READY: mark("Đã xong"),
    RunState.FAILED: mark("Không thành công"),
    RunState.DESTROYED: mark("Đã hủy tệp"),
}
_HANDED_OVER = mark("Đã giao")


@dataclass(frozen=True)
class PaperKind:
    """A kind of paper that can be printed: its name on screen, how its file is named, who may fetch it."""

    code: str
    words: str
    file_stem: str
    permission: str
    carries_secrets: bool


@dataclass(frozen=True)
class NewRun:
    """A run to be started: ``total`` pieces (labels, certificates) of a kind, for a unit and all below it."""

    kind: PaperKind
    unit_id: int
    total: int
    campaign_id: int | None = None


@dataclass(frozen=True)
class Order:
    """What a maker is given: the run it works for, and who asked for it when."""

    run_id: int
    kind: str
    unit_id: int
    campaign_id: int | None
    total: int
    asked_by: int | None
    asked_at: datetime


@dataclass(frozen=True)
class MadePaper:
    """What a maker gives back: a PDF file, of how many pages, with how many pieces on them."""

    content: bytes
    pages: int
    pieces: int


Beat = Callable[[int], None]
"""Called by a maker with how many pieces are done, as often as it likes."""


class Maker(Protocol):
    """Makes the paper of one kind. It may be called again for the same order, and then gives the same paper."""

    def __call__(self, order: Order, beat: Beat) -> MadePaper: ...


class NothingToPrint(DomainError):
    """There is no piece to put on paper."""

    status = 422
    title = mark("Chưa có gì để in")
    advice = mark("Đơn vị này chưa có hộ nào thuộc đợt in. Xin quay lại và chọn đơn vị khác.")


class RunNotReady(DomainError):
    """The run's file is not made yet, or making it failed."""

    status = 409
    title = mark("Tệp chưa làm xong")
    advice = mark("Xin mở lại trang của đợt in để xem đến đâu.")


class FileDestroyed(DomainError):
    """The run's file was fetched or has lain too long, and is gone."""

    status = 410
    title = mark("Tệp của đợt in này đã hủy")
    advice = mark("Tệp mã QR chỉ tải được một lần, trong 24 giờ. Cần nữa, xin mở đợt in và bấm “In lại”.")


class RunStillWorking(DomainError):
    """The run is being made: there is nothing to make again."""

    status = 409
    title = mark("Đợt in này đang làm")
    advice = mark("Không cần bấm lại. Trang của đợt in tự cập nhật.")


class PaperEngineAway(DomainError):
    """The machine lacks what makes PDF files; everything else works without it."""

    status = 503
    title = mark("Máy chủ chưa cài phần mềm tạo tệp PDF")
    advice = mark("Xin báo người quản trị máy chủ chạy lệnh: %(line)s")


def state_words(state: str, *, is_collected: bool) -> str:
    """Return the state as it is called on screen (a message id); what was fetched is handed over, file or no file."""
    is_handed_over = is_collected and state in (RunState.READY, RunState.DESTROYED)
    return _HANDED_OVER if is_handed_over else _STATE_WORDS[RunState(state)]


def is_abandoned(state: str, beat_at: datetime, now: datetime) -> bool:
    """Tell whether a run that is not made has given no sign of life for a minute."""
    return state in (RunState.WAITING, RunState.WORKING) and now - beat_at > HEARTBEAT_LIMIT


def is_kept(ready_at: datetime, now: datetime, *, carries_secrets: bool) -> bool:
    """Tell whether a made file may still be fetched."""
    return now - ready_at <= (SECRET_LIFE if carries_secrets else PAPER_LIFE)


def file_name(stem: str, unit_name: str, run_id: int) -> str:
    """Return a name that every system keeps as it is: "nhan-ma-qr-thon-phu-son-12.pdf"."""
    return "-".join((stem, *fold(unit_name).split(), str(run_id))) + ".pdf"
