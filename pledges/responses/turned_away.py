"""What people may meet after signing: each error with the page that tells what happened and what to do."""

from pledges.foundation.errors import DomainError
from pledges.foundation.locale import mark


class MemberUnknown(DomainError):
    """No pledge in force names anybody under this link (any more)."""

    status = 404
    is_miss = True
    title = mark("Đường dẫn riêng này không còn dùng")
    advice = mark(
        "Có thể bản cam kết đã được rút lại, hoặc tên ông/bà đã được bỏ ra. Nếu vẫn muốn tham gia, xin quét mã QR "
        "của gia đình rồi chọn “Tôi là thành viên của hộ này”."
    )


class NothingToJoin(DomainError):
    """The household has no pledge in force that a member could join."""

    status = 409
    title = mark("Hộ này hiện chưa có bản cam kết để tham gia")
    advice = mark("Khi gia đình đã ký, xin quét lại mã QR rồi chọn “Tôi là thành viên của hộ này”.")


class PledgeFull(DomainError):
    """The pledge names as many members as it can hold, ``most``."""

    status = 409
    title = mark("Bản cam kết này đã ghi đủ số người")
    advice = mark("Mỗi bản ghi tối đa %(most)s thành viên. Xin hỏi Trưởng thôn, Trưởng khu phố.")


class AlertHandled(DomainError):
    """Somebody else has handled the alert."""

    status = 409
    title = mark("Việc này đã có người xử lý")
    advice = mark("Xin tải lại danh sách để xem các việc còn lại.")


class OwnDataErased(DomainError):
    """The pledge was withdrawn: what identified people is erased, there is nothing of theirs to hand out."""

    status = 410
    title = mark("Bản cam kết đã rút lại nên không còn dữ liệu cá nhân để tải")
    advice = mark("Họ tên, năm sinh, số điện thoại và tên các thành viên đã được xóa khi rút lại.")


class CorrectedMeanwhile(DomainError):
    """Another page corrected the pledge after this one was opened."""

    status = 409
    title = mark("Bản cam kết vừa được sửa ở nơi khác")
    advice = mark("Xin mở lại biên nhận để xem bản mới nhất, rồi sửa lại nếu vẫn cần.")


class ReceiptUnknown(DomainError):
    """No receipt has this reference."""

    status = 404
    is_miss = True
    title = mark("Không tìm thấy biên nhận có mã này")
    advice = mark("Xin xem lại từng chữ, số của mã biên nhận rồi nhập lại.")
