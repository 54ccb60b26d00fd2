"""What a print run is: its states, what it is asked to make, how long its file is kept. Pure values."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, BinaryIO, Protocol, runtime_checkable

from pledges.foundation.errors import DomainError
from pledges.foundation.locale import mark
from pledges.foundation.vietnamese.folding import fold

STEP = "print"
"""The background step that makes a run's paper; its argument is the run's id."""

SWEEP_STEP = "print-sweep"
"""The background step that takes up what stopped and destroys what may not stay."""

TIDY_STEP = "print-tidy"
"""The background step that removes files which no row of the ledger knows any more."""

HEAD = 0
"""The number of the part that stands for the run as a whole: its plan first, its file and manifest last."""

FILE_CHOICE, AS_ZIP = "file", "zip"
"""The choice by which a run is asked for as one file a unit instead of one file for all."""

# A worker gives a sign of life every second or two; a chunk of 50 certificates takes some ten seconds.
HEARTBEAT_LIMIT = timedelta(seconds=60)
# What waits is queued again before its page would say that it stopped.
QUEUE_LIMIT = timedelta(seconds=45)
# Of a process on another machine nothing is seen but its beats, which come every five seconds.
LEASE_LIMIT = timedelta(seconds=20)
# A run that still is not made a day after it was asked for has ended its worker again and again.
HOPE_LIMIT = timedelta(hours=24)
# Sheets of codes are keys on paper: the file goes when it was fetched, or after a day.
SECRET_LIFE = timedelta(hours=24)
# Other papers hold names and can be made again at any time.
PAPER_LIFE = timedelta(days=30)


class RunState(StrEnum):
    """Where a run is; it only moves forward, except that an abandoned one waits again."""

    WAITING = "waiting"
    WORKING = "working"
    READY = "ready"
    FAILED = "failed"
    DESTROYED = "destroyed"
    CANCELLED = "cancelled"


UNFINISHED = (RunState.WAITING, RunState.WORKING)


class PieceState(StrEnum):
    """Where a piece of paper is."""

    WAITING = "waiting"
    MADE = "made"
    FAILED = "failed"


class PartState(StrEnum):
    """Where a part is; an abandoned one waits again."""

    WAITING = "waiting"
    WORKING = "working"
    MADE = "made"
    FAILED = "failed"


@dataclass(frozen=True)
class PaperKind:
    """A kind of paper that can be printed: its name on screen, how its file is named, who may fetch it.

    ``codes_a_piece`` is how many QR codes each piece carries at least: a run whose maker tells of fewer is refused, as
    nobody has tried to scan what was not told.
    """

    code: str
    words: str
    file_stem: str
    permission: str
    carries_secrets: bool
    codes_a_piece: int = 0


@dataclass(frozen=True)
class NewRun:
    """A run to be started: ``total`` pieces (labels, certificates) of a kind, for a unit and all below it."""

    kind: PaperKind
    unit_id: int
    total: int
    campaign_id: int | None = None
    choices: Mapping[str, str] = field(default_factory=dict)
    reprint_of: int | None = None


@dataclass(frozen=True)
class NewHandOver:
    """That so many pieces of a run were handed to somebody on a day; ``to`` as the ledger is to say it."""

    to: str
    on: date
    pieces: int
    note: str = ""


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
    choices: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class NewPiece:
    """A piece that a run is to have: whose it is, the unit whose packet it goes into, how the ledger names it.

    ``words`` say no person's name and no code: "Hộ số 12".
    """

    subject_kind: str
    subject_id: int
    unit_id: int
    words: str


@dataclass(frozen=True)
class Piece:
    """A piece of a run as its maker gets it; ``position`` counts from 1 through the whole run."""

    position: int
    subject_kind: str
    subject_id: int
    unit_id: int
    words: str


@dataclass(frozen=True)
class PlacedCode:
    """A QR code that must be readable on a page: page from 0 within the part, square box in pt from its top left.

    The box includes the quiet zone.
    """

    page: int
    left: float
    top: float
    side: float
    text: str


@dataclass(frozen=True)
class MadePart:
    """What a maker tells of a part it has written: pages, the codes on them, and marks of pieces by position.

    A mark may be known to whoever reads the ledger (a certificate's number): never a code that opens something.
    """

    pages: int
    codes: Sequence[PlacedCode] = ()
    marks: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class MadePaper:
    """What is made and handed over on the spot: a PDF file, of how many pages, with how many pieces on them."""

    content: bytes
    pages: int
    pieces: int


@dataclass(frozen=True)
class KeptFile:
    """A file that was kept: its pages and its SHA-256 in hex."""

    pages: int
    sha256: str


@dataclass(frozen=True)
class MadeRun:
    """What a run has made in the end: one PDF or a ZIP of several, and the manifest that lies beside it."""

    file_kind: str
    file: KeptFile
    manifest: KeptFile


Beat = Callable[[int], None]
"""Called by a maker with how many pieces are done, as often as it likes."""


class Maker(Protocol):
    """Makes the papers of one kind, part by part, perhaps in several processes at once.

    Whatever it does must bear being done again after a kill: the same order and pieces give the same paper.
    """

    part_size: int
    """How many pieces are made in one go: some seconds' work, and never so much that memory grows with the run.

    A whole number of sheets, where several pieces share a sheet.
    """

    def plan(self, order: Order) -> Iterable[NewPiece]:
        """Say which pieces the run has, in the order they are wanted on paper: by unit, then within the unit."""
        ...

    def make(self, order: Order, pieces: Sequence[Piece], destination: BinaryIO, beat: Beat) -> MadePart:
        """Write a part, one PDF file with the pieces in the order given; ``beat`` hears how many are done."""
        ...

    def code_of(self, order: Order, piece: Piece) -> str:
        """Return the code on a piece as it is typed, for the manifest that lies with the paper; "" where it has none.

        It is never stored.
        """
        ...

    def renew(self, session: Any, order: Order, piece: Piece) -> None:
        """Make the secret on a piece worthless, as the piece is printed once more; nothing where it has none.

        In the transaction that enters the reprint, so that two who ask at once renew it once.
        """
        ...


@runtime_checkable
class SaysChoices(Protocol):
    """A maker that knows words for what was chosen when a run was asked for."""

    def choice_words(self, choices: Mapping[str, str]) -> Sequence[tuple[str, str]]:
        """Return pairs of words (message ids): what was to be chosen, and what was."""
        ...


class NothingToPrint(DomainError):
    """There is no piece to put on paper."""

    status = 422
    title = mark("Chưa có gì để in")
    advice = mark("Đơn vị này chưa có hộ nào thuộc đợt in. Xin quay lại và chọn đơn vị khác.")


class TextTooLong(DomainError):
    """A name or an address does not go into its place on the paper, even in the smallest type that can be read."""

    status = 422
    title = mark("Có tên hoặc địa chỉ quá dài so với chỗ in")
    advice = mark("Xin rút ngắn tên hoặc địa chỉ trong danh sách, hoặc chọn khổ giấy lớn hơn, rồi in lại.")


class PaperEngineAway(DomainError):
    """The machine lacks what makes PDF files; everything else works without it."""

    status = 503
    title = mark("Máy chủ chưa cài phần mềm tạo tệp PDF")
    advice = mark("Xin báo người quản trị máy chủ chạy lệnh: %(line)s")


def is_abandoned(state: str, beat_at: datetime, now: datetime) -> bool:
    """Tell whether a run that is not made has given no sign of life for a minute."""
    return state in (RunState.WAITING, RunState.WORKING) and now - beat_at > HEARTBEAT_LIMIT


def is_kept(ready_at: datetime, now: datetime, *, carries_secrets: bool) -> bool:
    """Tell whether a made file may still be fetched."""
    return now - ready_at <= (SECRET_LIFE if carries_secrets else PAPER_LIFE)


def file_name(stem: str, unit_name: str, run_id: int, file_kind: str = "pdf") -> str:
    """Return a name that every system keeps as it is: "nhan-ma-qr-thon-phu-son-12.pdf"."""
    return "-".join((stem, *fold(unit_name).split(), str(run_id))) + f".{file_kind}"
