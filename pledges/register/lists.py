"""What a list is between its file and the register: states, outcomes, limits, refusals. Pure values."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from pledges.foundation.errors import DomainError
from pledges.foundation.locale import mark

STEP = "list"
"""The background step that works on a list; its argument is the import's id."""
SWEEP_STEP = "list-sweep"
"""The background step that takes up lists whose worker died, and erases what has lain too long."""

# A worker gives a sign of life with every thousand rows; opening the file takes at most nine seconds.
HEARTBEAT_LIMIT = timedelta(seconds=60)
# A list that ended its worker so often will do so again.
MOST_TRIES = 3
# The file is needed to read it once more with other columns; whoever has not decided after a week begins anew.
FILE_LIFE = timedelta(days=7)
# As long can a stored list be taken back, and its rejected rows fetched; then nothing personal of it is left.
TAKE_BACK_LIFE = timedelta(days=30)
# A hamlet's list is read while one waits (about half a second); a commune's goes to the worker.
SMALL_FILE_BYTES = 128 * 1024
SMALL_LIST_ROWS = 1_000

STOPPED_TOO_OFTEN = mark("Việc đọc danh sách dừng giữa chừng nhiều lần")
FAULT_OF_OURS = mark("Hệ thống gặp lỗi khi đọc danh sách")
FILE_LOST = mark("Tệp không còn trên máy chủ")


class ImportState(StrEnum):
    """Where a list is; it only moves forward, except that it may be read again before it is stored."""

    WAITING = "waiting"
    READING = "reading"
    PREVIEWED = "previewed"
    STORING = "storing"
    STORED = "stored"
    TAKEN_BACK = "taken_back"
    DISCARDED = "discarded"
    FAILED = "failed"


STATE_WORDS = {
    ImportState.WAITING: mark("Đang chờ đọc"),
    ImportState.READING: mark("Đang đọc"),
    ImportState.PREVIEWED: mark("Chờ xem và đồng ý"),
    ImportState.STORING: mark("Đang nhập"),
    ImportState.STORED: mark("Đã nhập"),
    ImportState.TAKEN_BACK: mark("Đã rút lại"),
    ImportState.DISCARDED: mark("Đã bỏ"),
    ImportState.FAILED: mark("Không thành công"),
}
WORKED_ON = (ImportState.WAITING, ImportState.READING, ImportState.STORING)
GOING_ON = (*WORKED_ON, ImportState.PREVIEWED)


class Outcome(StrEnum):
    """What a row of a list means for the register; "gone" is one of the register that the list does not have."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    GONE = "gone"
    REJECTED = "rejected"


class WorksOnLists(Protocol):
    """Port: does the background step of a list here and now, for one that is small."""

    def __call__(self, argument: str, /) -> None: ...


@dataclass(frozen=True)
class TakenBack:
    """What taking a list back does: removed and put back as they were, and how many stay because they are in use."""

    removed: int
    restored: int
    held: int


class ListElsewhere(DomainError):
    """A list is for a hamlet or office, or for the commune or agency right above: here it would have no place."""

    status = 422
    title = mark("Không nhập danh sách cho đơn vị này được")
    advice = mark(
        "Danh sách hộ được nhập cho thôn, khu phố hoặc cả xã, phường; danh sách cán bộ cho cơ quan, đơn vị. Đơn vị"
        " phải còn hoạt động."
    )


class ListBeingRead(DomainError):
    """The list is worked on: nothing can be changed until that is over."""

    status = 409
    title = mark("Danh sách đang được đọc hoặc đang nhập")
    advice = mark("Xin mở lại trang của danh sách để xem đến đâu.")


class ListNotStored(DomainError):
    """Only a list that was stored can be taken back, once and within thirty days."""

    status = 409
    title = mark("Không còn rút lại danh sách này được")
    advice = mark("Chỉ rút lại được danh sách đã nhập, một lần, trong 30 ngày kể từ ngày nhập.")


class RegisterChanged(DomainError):
    """Somebody changed the same registers after the list was compared with them: it is compared anew."""

    status = 409
    title = mark("Danh sách trong hệ thống vừa có người khác thay đổi")
    advice = mark("Tệp đã được so sánh lại với danh sách hiện nay. Xin xem lại rồi bấm nhập.")


class ReadingStopped(DomainError):
    """The list was thrown away, or taken over by another worker, while it was read."""

    status = 409
    title = mark("Việc đọc danh sách đã dừng")
    advice = mark("Xin chọn tệp lần nữa nếu cần.")


def is_abandoned(state: str, beat_at: datetime, now: datetime) -> bool:
    """Tell whether a list that is worked on has given no sign of life for a minute."""
    return state in WORKED_ON and now - beat_at > HEARTBEAT_LIMIT


def can_be_taken_back(state: str, ended_at: datetime | None, now: datetime) -> bool:
    """Tell whether a list is stored, and not for so long that its traces are erased."""
    return state == ImportState.STORED and ended_at is not None and now - ended_at <= TAKE_BACK_LIFE


def kept_as(import_id: int) -> str:
    """Return the name under which the file of a list is kept."""
    return f"imports/{import_id}"
