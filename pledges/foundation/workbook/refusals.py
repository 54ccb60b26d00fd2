"""Why a spreadsheet was not read, each with what the person can do about it."""

from pledges.foundation.errors import DomainError
from pledges.foundation.locale import mark


class WorkbookUnreadable(DomainError):
    """The file is damaged, or is not a spreadsheet at all."""

    status = 422
    title = mark("Không đọc được tệp danh sách này")
    advice = mark(
        "Tệp có thể đã hỏng hoặc không phải là bảng tính. Xin mở bằng Excel hoặc LibreOffice, lưu lại thành tệp .xlsx"
        " (nếu là .csv thì chọn mã UTF-8) rồi tải lên lại."
    )


class WorkbookIsWebPage(WorkbookUnreadable):
    """A web page without a plain table, or XML text, that was saved under the name of a spreadsheet."""

    title = mark("Tệp này là trang web được đổi tên thành bảng tính")
    advice = mark(
        "Xin mở tệp bằng Excel, chọn Lưu thành (Save As), kiểu Excel Workbook (.xlsx), rồi tải tệp mới lên."
    )


class WorkbookProtected(DomainError):
    """The file is encrypted with a password."""

    status = 422
    title = mark("Tệp danh sách đang đặt mật khẩu")
    advice = mark(
        "Xin mở tệp bằng Excel, bỏ mật khẩu mở tệp, lưu lại rồi tải lên. Không gửi mật khẩu cho hệ thống."
    )


class WorkbookTooLarge(DomainError):
    """More rows, columns or bytes than any list of a commune has, or a cell far away from the rest."""

    status = 422
    title = mark("Tệp danh sách quá lớn")
    advice = mark(
        "Mỗi tệp không quá 20 MB, 120.000 dòng và 60 cột. Có thể có ô dữ liệu nằm rất xa bên phải hoặc phía dưới:"
        " xin chép riêng phần danh sách sang một tệp mới rồi tải lên."
    )


class WorkbookHasMacros(DomainError):
    """The file carries a program, which no list needs."""

    status = 422
    title = mark("Tệp danh sách có chứa macro")
    advice = mark("Vì an toàn, hệ thống không nhận tệp có macro. Xin lưu lại thành tệp .xlsx rồi tải lên.")
