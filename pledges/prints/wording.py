"""What the ledger of print runs says in words (message ids): where a run is, and why something was not made."""

from pledges.foundation.locale import mark
from pledges.prints.rules import RunState

STOPPED_TOO_OFTEN = mark("Đợt in dừng giữa chừng nhiều lần")
FAULT_OF_OURS = mark("Hệ thống gặp lỗi khi tạo tệp")
FILE_LOST = mark("Tệp không còn trên máy chủ")
LEFT_UNFINISHED = mark("Đợt in đã dừng quá một ngày; phần làm dở đã hủy")
WORKER_ENDED = mark("Tiến trình in dừng đột ngột khi làm tờ này")
TOO_SLOW = mark("Tờ này làm quá lâu nên đã bỏ qua")
CODE_UNREADABLE = mark("Máy quét thử không đọc được mã QR trên tờ này")
SCAN_REFUSED = mark("Quét thử có mã QR không đọc được; xem các tờ lỗi ở dưới")

_STATE_WORDS: dict[RunState, str] = {
    RunState.WAITING: mark("Đang chờ"),
    RunState.WORKING: mark("Đang làm"),
    RunState.READY: mark("Đã xong"),
    RunState.FAILED: mark("Không thành công"),
    RunState.DESTROYED: mark("Đã hủy tệp"),
    RunState.CANCELLED: mark("Đã dừng theo yêu cầu"),
}
AGAIN_AFTER_FAILURE = "tờ lỗi"
"""Why a piece that could not be made is made once more, as the trail says it: in Vietnamese, as clerks write."""

_HANDED_OVER = mark("Đã giao")


def state_words(state: str, *, is_collected: bool) -> str:
    """Return the state as it is called on screen (a message id); what was fetched is handed over, file or no file."""
    is_handed_over = is_collected and state in (RunState.READY, RunState.DESTROYED)
    return _HANDED_OVER if is_handed_over else _STATE_WORDS[RunState(state)]
