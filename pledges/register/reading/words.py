"""The words for what reading a list found: reasons, warnings, flags, fields, and why a column is not taken."""

from pledges.foundation.locale import mark
from pledges.register.reading.cell_values import NoteFlag
from pledges.register.reading.labels import Dropped, Field
from pledges.register.reading.rows import RejectReason, WarningCode

REJECT_WORDS = {
    RejectReason.LEGACY_FONT: mark("Chữ gõ bằng bảng mã cũ (TCVN3, VNI), chưa chuyển vì chưa có đồng ý"),
    RejectReason.NAME_MISSING: mark("Thiếu họ tên"),
    RejectReason.NAME_UNREADABLE: mark("Không đọc được họ tên"),
}
WARNING_WORDS = {
    WarningCode.FORBIDDEN_COLUMN: mark("Cột không được lưu, đã bỏ qua"),
    WarningCode.PHONES_NOT_TAKEN: mark("Cột số điện thoại không được lấy vì không đánh dấu chọn"),
    WarningCode.NAME_COLUMN_UNKNOWN: mark("Chưa rõ cột nào là họ và tên, xin chọn cột"),
    WarningCode.HIDDEN_SHEET: mark("Trang tính ẩn, đã bỏ qua"),
    WarningCode.HIDDEN_ROWS: mark("Dòng đang ẩn hoặc bị lọc trong tệp, vẫn được đọc, xin xem lại"),
    WarningCode.SHEET_WITHOUT_LIST: mark("Trang tính không có danh sách"),
    WarningCode.MEMBERS_LEFT_OUT: mark("Dòng là thành viên trong hộ, chỉ đếm, không lưu tên"),
    WarningCode.SECOND_NAME_LEFT_OUT: mark("Ô có hai tên, chỉ lấy tên đầu"),
    WarningCode.NAME_EXPANDED: mark("Họ viết tắt đã được viết đủ, xin xem lại"),
    WarningCode.BIRTH_YEAR_UNCLEAR: mark("Năm sinh không rõ, để trống"),
    WarningCode.PEOPLE_COUNT_UNCLEAR: mark("Số nhân khẩu không rõ, để trống"),
    WarningCode.PHONE_UNREADABLE: mark("Số điện thoại không đọc được, để trống"),
    WarningCode.OLD_UNIT_NAME: mark("Địa chỉ ghi đơn vị hành chính cũ (huyện, thị xã, thị trấn), giữ nguyên"),
    WarningCode.POSSIBLE_DUPLICATE: mark("Có thể trùng, không tự gộp"),
    WarningCode.SAME_NAME: mark("Trùng họ tên, không tự gộp"),
}
FLAG_WORDS = {
    NoteFlag.AWAY: mark("đi xa"),
    NoteFlag.MOVED: mark("đã chuyển đi"),
    NoteFlag.TEMPORARY: mark("tạm trú"),
    NoteFlag.LODGING: mark("ở trọ"),
    NoteFlag.SHARED: mark("hộ ghép"),
    NoteFlag.DECEASED: mark("đã mất"),
    NoteFlag.MATERNITY: mark("thai sản"),
    NoteFlag.LONG_LEAVE: mark("nghỉ dài hạn"),
    NoteFlag.SECONDED: mark("biệt phái"),
    NoteFlag.TRANSFERRED: mark("đã chuyển công tác"),
    NoteFlag.RETIRED: mark("nghỉ hưu, thôi việc"),
}
FIELD_WORDS = {
    Field.NUMBER: mark("số thứ tự"),
    Field.NAME: mark("họ và tên"),
    Field.FAMILY_NAME: mark("họ và tên đệm"),
    Field.BIRTH: mark("năm sinh"),
    Field.RELATION: mark("quan hệ"),
    Field.GROUP: mark("thôn, khu phố hoặc đơn vị"),
    Field.ADDRESS: mark("địa chỉ"),
    Field.PEOPLE: mark("số nhân khẩu"),
    Field.PHONE: mark("số điện thoại"),
    Field.POSITION: mark("chức vụ"),
    Field.NOTE: mark("ghi chú"),
}
# Law 91/2025/QH15 and Decree 356/2025/NĐ-CP art. 3 and 4, in force since 1 January 2026.
DROPPED_WORDS = {
    Dropped.IDENTITY: mark(
        "Số định danh, số căn cước, số thẻ bảo hiểm không cần cho đợt vận động: Luật Bảo vệ dữ liệu cá nhân"
        " 91/2025/QH15 chỉ cho thu thập dữ liệu cần cho mục đích."
    ),
    Dropped.ETHNICITY: mark(
        "Dân tộc là dữ liệu cá nhân nhạy cảm (Nghị định 356/2025/NĐ-CP, Điều 4), không cần cho đợt vận động."
    ),
    Dropped.RELIGION: mark(
        "Tôn giáo là dữ liệu cá nhân nhạy cảm (Nghị định 356/2025/NĐ-CP, Điều 4), không cần cho đợt vận động."
    ),
    Dropped.POVERTY: mark(
        "Hộ nghèo, đối tượng chính sách, trợ cấp là chuyện riêng của hộ, không cần cho đợt vận động"
        " (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15)."
    ),
    Dropped.PARTY: mark(
        "Đảng viên, đoàn viên cho biết quan điểm chính trị, là dữ liệu cá nhân nhạy cảm"
        " (Nghị định 356/2025/NĐ-CP, Điều 4), không cần cho đợt vận động."
    ),
    Dropped.HEALTH: mark(
        "Sức khỏe, bệnh tật, khuyết tật là dữ liệu cá nhân nhạy cảm (Nghị định 356/2025/NĐ-CP, Điều 4),"
        " không cần cho đợt vận động."
    ),
    Dropped.PRIVATE: mark(
        "Tiền án, kỷ luật, tài khoản, thu nhập là chuyện riêng, không cần cho đợt vận động"
        " (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15)."
    ),
    Dropped.UNNEEDED: mark(
        "Không cần cho đợt vận động: Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 chỉ cho thu thập dữ liệu cần"
        " cho mục đích."
    ),
}
