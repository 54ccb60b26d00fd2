"""The words staff read about a campaign: its stages, what is to be settled, what was just done."""

from pledges.campaigns.rules import Stage, Task
from pledges.foundation.locale import mark

# Stage → (words, drawing of the tag).
STAGES = {
    Stage.DRAFT: (mark("Bản nháp"), "plain"),
    Stage.COMING: (mark("Sắp bắt đầu"), "waiting"),
    Stage.RUNNING: (mark("Đang nhận cam kết"), "open"),
    Stage.OVER: (mark("Đã qua ngày cuối"), "waiting"),
    Stage.CLOSED: (mark("Đã kết thúc"), "done"),
}

# Task → (words, the field of the form that settles it).
TASKS = {
    Task.PERIOD: (mark("Chọn ngày bắt đầu và ngày cuối cùng nhận cam kết"), "opens_on"),
    Task.CONTROLLER: (mark("Ghi cơ quan kiểm soát dữ liệu, địa chỉ và điện thoại"), "controller"),
    Task.CONTACT: (mark("Ghi người phụ trách bảo vệ dữ liệu"), "data_contact"),
    Task.POSTING: (mark("Ghi nơi niêm yết danh sách biểu dương"), "posted_at"),
    Task.RETENTION: (mark("Chọn ngày cuối cùng lưu thông tin nhận dạng"), "kept_until"),
    Task.LAW: (mark("Xem lại tên pháp luật về giao thông"), "law_name"),
}

DONE_WORDS = {
    "created": mark("Đã tạo bản nháp. Chưa hộ nào được mời."),
    "prepared": mark("Đã lưu. Đợt vận động vẫn là bản nháp, chưa hộ nào được mời."),
    "opened": mark("Đã mở đợt vận động. Câu chữ của các phiếu từ nay được giữ nguyên."),
    "invited": mark("Đã đưa các hộ mới vào số phải thực hiện."),
    "closed": mark("Đã kết thúc đợt vận động. Số liệu và giấy ghi nhận vẫn giữ nguyên."),
}
