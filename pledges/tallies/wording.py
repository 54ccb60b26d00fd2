"""The words staff read about a base: why somebody is left out, what changed it, what was just done."""

from pledges.campaigns.rules import ExclusionReason
from pledges.foundation.locale import mark
from pledges.register.rules import MoveReason, SubjectKind
from pledges.tallies.rules import BaseChangeKind

REASON_WORDS: dict[str, str] = {
    ExclusionReason.MOVED_AWAY: mark("Đã chuyển đi"),
    ExclusionReason.EMPTY_HOUSE: mark("Nhà không người ở"),
    ExclusionReason.DUPLICATE: mark("Ghi trùng"),
    ExclusionReason.DECEASED: mark("Đã mất"),
    ExclusionReason.LONG_ABSENCE: mark("Đi xa dài hạn"),
    ExclusionReason.NOT_ELIGIBLE: mark("Không thuộc diện"),
    ExclusionReason.MATERNITY: mark("Nghỉ thai sản"),
    ExclusionReason.LONG_LEAVE: mark("Nghỉ dài hạn"),
    ExclusionReason.SECONDED: mark("Biệt phái"),
    ExclusionReason.TRANSFERRED: mark("Đã chuyển công tác"),
}
# Why a base changed: reasons of exclusions and of moves. What both know ("transferred") reads the same.
WHY_WORDS: dict[str, str] = {
    **REASON_WORDS,
    MoveReason.MOVED_HOUSE: mark("Chuyển chỗ ở"),
    MoveReason.UNIT_CHANGE: mark("Thay đổi đơn vị hành chính"),
    MoveReason.PUT_RIGHT: mark("Sửa cho đúng nơi ở"),
}
CHANGE_WORDS: dict[BaseChangeKind, str] = {
    BaseChangeKind.NEWCOMERS: mark("Đưa thêm vào"),
    BaseChangeKind.EXCLUDED: mark("Loại trừ"),
    BaseChangeKind.LIFTED: mark("Bỏ loại trừ"),
    BaseChangeKind.MOVED_IN: mark("Chuyển đến"),
    BaseChangeKind.MOVED_OUT: mark("Chuyển đi nơi khác"),
    BaseChangeKind.DUPLICATE: mark("Gộp hộ ghi trùng"),
}
FORM_WORDS: dict[str, str] = {
    SubjectKind.HOUSEHOLD: mark("Hộ gia đình"),
    SubjectKind.OFFICIAL: mark("Cán bộ, công chức, viên chức"),
    SubjectKind.OFFICE: mark("Cơ quan, đơn vị"),
}
CHANGE_HEADINGS = (
    mark("Lúc"),
    mark("Đơn vị"),
    mark("Thay đổi"),
    mark("Số lượng"),
    mark("Lý do"),
    mark("Người ghi"),
    mark("Người duyệt"),
)
DONE_WORDS = {
    "proposed": mark("Đã gửi đề nghị loại trừ. Hộ vẫn được tính cho đến khi đề nghị được duyệt."),
    "excluded": mark("Đã loại trừ. Việc này hiện bên cạnh biểu tổng hợp, kèm lý do."),
    "approved": mark("Đã duyệt loại trừ. Việc này hiện bên cạnh biểu tổng hợp, kèm lý do."),
    "declined": mark("Đã không duyệt. Hộ vẫn được tính như trước."),
    "lifted": mark("Đã bỏ loại trừ. Hộ được tính và được mời ký trở lại."),
}
