"""Why an official list of units is not taken, each with what the person can do about it."""

from pledges.foundation.errors import DomainError
from pledges.foundation.locale import mark


class NotAUnitList(DomainError):
    """No sheet has a row that looks like the head of a unit list, or nothing stands below it."""

    status = 422
    title = mark("Không nhận ra danh mục đơn vị trong tệp")
    advice = mark(
        "Dòng tiêu đề cần có cột mã và cột tên, ví dụ: Mã, Tên, Cấp, Mã TP, Tỉnh / Thành phố. Xin dùng tệp tải từ"
        " trang danh mục hành chính của cơ quan thống kê, để nguyên dòng tiêu đề."
    )


class ListEnded(DomainError):
    """The list was entered or thrown away already."""

    status = 409
    title = mark("Danh mục này đã được xử lý")
    advice = mark("Danh mục đã được nhập hoặc đã bỏ. Xin xem lại cây đơn vị; nếu cần, đọc tệp lần nữa.")


class ListFromTheFuture(DomainError):
    """The list is to hold from a day that has not come."""

    status = 422
    title = mark("Ngày hiệu lực của danh mục chưa đến")
    advice = mark(
        "Danh mục ghi các đơn vị đang có. Đơn vị thành lập trong tương lai thì ghi ở phần thay đổi đơn vị."
    )


class ListTooEarly(DomainError):
    """The unit above did not stand yet on the day from which the list is to hold."""

    status = 422
    title = mark("Ngày hiệu lực của danh mục quá sớm")
    advice = mark("Đơn vị cấp trên có trong cây từ ngày %(day)s. Xin chọn từ ngày đó trở đi.")


class UnitCodeTaken(DomainError):
    """Another list gave one of the codes in the same moment."""

    status = 409
    title = mark("Có mã đơn vị vừa được người khác nhập")
    advice = mark("Chưa có gì được lưu. Xin mở lại trang xem trước để thấy cây đơn vị lúc này, rồi nhập lại.")


class FactsThereAlready(DomainError):
    """The units that the facts end stand in the tree already, and other things may hang on them."""

    status = 409
    title = mark("Tỉnh Bình Thuận trước 01/7/2025 đã có trong cây đơn vị")
    advice = mark("Chưa có gì được lưu. Đơn vị đã có người dùng thì thay đổi bằng trang thay đổi đơn vị.")
