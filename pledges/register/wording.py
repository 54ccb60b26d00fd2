"""The words for why somebody left the list or moved; message ids, translated where they are shown."""

from pledges.foundation.locale import mark
from pledges.register.rules import EndReason, MoveReason

LEAVING_HOUSEHOLDS = {
    EndReason.MOVED_AWAY: mark("Đã chuyển đi nơi khác"),
    EndReason.DECEASED: mark("Người duy nhất của hộ đã mất"),
    EndReason.DISSOLVED: mark("Đã nhập vào hộ khác hoặc không còn là một hộ"),
    EndReason.NOT_LISTED: mark("Nhập nhầm, không có hộ này"),
}
"""What a person may choose; that two entries were one household is decided on a page of its own."""
LEAVING_OFFICIALS = {
    EndReason.LEFT_OFFICE: mark("Thôi việc, nghỉ hưu hoặc chuyển công tác"),
    EndReason.DECEASED: mark("Đã mất"),
    EndReason.NOT_LISTED: mark("Nhập nhầm, không có người này"),
}
END_WORDS = {
    **LEAVING_OFFICIALS,
    **LEAVING_HOUSEHOLDS,
    EndReason.DUPLICATE: mark("Trùng với hộ khác"),
}
MOVE_WORDS = {
    MoveReason.MOVED_HOUSE: mark("Chuyển nhà"),
    MoveReason.TRANSFERRED: mark("Chuyển công tác"),
    MoveReason.UNIT_CHANGE: mark("Sắp xếp lại thôn, khu phố, đơn vị"),
    MoveReason.PUT_RIGHT: mark("Sửa lại nơi ghi nhầm"),
}
