"""The task list as the page shows it: the words of each task, how it stands, where it is settled."""

from pledges.campaigns.rules import Lack, Task
from pledges.campaigns.sheets import CampaignSheet
from pledges.foundation.figures import grouped
from pledges.foundation.locale import gettext as _
from pledges.foundation.locale import mark

# Task → (words, where on the campaign's page it is settled).
TASKS = {
    Task.TEXT: (mark("Phiếu nào cũng có nội dung, không còn chỗ trống"), "forms"),
    Task.LANGUAGES: (mark("Đủ tiếng Việt và tiếng Anh"), "forms"),
    Task.PERIOD: (mark("Chọn ngày bắt đầu và ngày cuối cùng nhận cam kết"), "opens_on"),
    Task.LATE_PAPER: (mark("Chọn ngày cuối cùng nhập giấy đã ký"), "late_paper_until"),
    Task.CONTROLLER: (mark("Ghi cơ quan kiểm soát dữ liệu, địa chỉ và điện thoại"), "controller"),
    Task.CONTACT: (mark("Ghi người phụ trách bảo vệ dữ liệu"), "data_contact"),
    Task.POSTING: (mark("Ghi nơi niêm yết danh sách biểu dương"), "posted_at"),
    Task.RETENTION: (mark("Chọn ngày cuối cùng lưu thông tin nhận dạng"), "kept_until"),
    Task.LAW: (mark("Xem lại tên pháp luật về giao thông"), "law_name"),
    Task.CERTIFICATE: (mark("Chọn có cấp giấy ghi nhận không, ai ký giấy"), "certificates"),
    Task.BASE: (mark("Xác nhận danh sách đã đủ"), "base"),
    Task.CODES: (mark("Ai trong danh sách cũng có mã"), "codes"),
}


def task_list(sheet: CampaignSheet) -> list[tuple[str, bool, str | None, str]]:
    """Return every task in the order of the page: words, whether it is done, where it is settled, what is missing."""
    lacks = {lack.task: lack for lack in sheet.lacks}
    return [
        (
            _(words),
            task not in lacks,
            f"#{anchor}" if sheet.is_managed else None,
            _detail(lacks[task]) if task in lacks else "",
        )
        for task, (words, anchor) in TASKS.items()
    ]


def _detail(lack: Lack) -> str:
    values = {
        name: grouped(value) if isinstance(value, int) else value for name, value in lack.values.items()
    }
    if lack.task == Task.TEXT and values["forms"]:
        return _("Chưa đủ: %(forms)s") % values
    if lack.task == Task.TEXT:
        return _("Chưa có phiếu nào")
    if lack.task == Task.LANGUAGES:
        return _("Còn %(count)s chỗ thiếu một thứ tiếng") % values
    if lack.task == Task.CODES:
        return _("Còn %(count)s chưa có mã") % values
    if lack.task == Task.BASE and values["before"] is not None:
        return _("Danh sách đã đổi từ %(before)s thành %(now)s sau khi xác nhận") % values
    return _("Danh sách hiện có %(now)s") % values if lack.task == Task.BASE else ""
