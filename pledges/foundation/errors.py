"""What a person can cause to go wrong, each with the page that tells what happened and what to do next."""

from typing import ClassVar

from pledges.foundation.locale import mark


class DomainError(Exception):
    """Something a person can cause. A subclass is named after what happened and carries its own page.

    ``status`` is the HTTP status, ``title`` says what happened, ``advice`` what to do. Both texts are
    message ids (Vietnamese), translated when the page is shown. Placeholders are named and filled from
    the keyword arguments given to the constructor: ``raise HouseholdFull(limit=12)``.
    """

    status: ClassVar[int] = 400
    title: ClassVar[str] = mark("Chưa thực hiện được")
    advice: ClassVar[str] = mark("Xin xem lại và thử lần nữa.")
    is_miss: ClassVar[bool] = False
    """Whether whoever guesses codes would cause it again and again (see ``foundation.misses``)."""

    def __init__(self, **values: object) -> None:
        super().__init__(type(self).__name__, values)
        self.values = values


class NotFound(DomainError):
    """Nothing stands at this address, or it is outside the actor's scope: both look the same."""

    status = 404
    title = mark("Không tìm thấy trang này")
    advice = mark("Địa chỉ có thể đã gõ thiếu hoặc trang không còn. Xin về trang đầu để tìm lại.")


class NotAllowed(DomainError):
    """The actor is known, but holds no role that permits this."""

    status = 403
    title = mark("Tài khoản này không được làm việc đó")
    advice = mark("Nếu đây là việc được giao, xin liên hệ người quản trị của xã, phường để được cấp quyền.")


class SignInNeeded(DomainError):
    """Nobody is signed in, and the page is for staff."""

    status = 401
    title = mark("Cần đăng nhập")
    advice = mark("Trang này dành cho cán bộ. Xin đăng nhập rồi mở lại.")


class ForeignOrigin(DomainError):
    """A form was sent from another site's page."""

    status = 403
    title = mark("Không nhận phiếu gửi từ trang khác")
    advice = mark("Xin mở lại trang từ mã QR hoặc từ địa chỉ chính thức rồi gửi lại.")


class MethodNotOffered(DomainError):
    """The address exists, but not for this kind of request."""

    status = 405
    title = mark("Trang này không nhận yêu cầu như vậy")
    advice = mark("Xin về trang đầu và mở lại từ đó.")


class BodyTooLarge(DomainError):
    """What was sent is larger than any honest form or file."""

    status = 413
    title = mark("Tệp hoặc nội dung gửi lên quá lớn")
    advice = mark(
        "Xin ghi ngắn lại rồi gửi. Tệp danh sách không quá 20 MB: xin tách thành nhiều tệp nhỏ hơn."
    )


class BadRequest(DomainError):
    """The request could not be read."""

    status = 400
    title = mark("Không đọc được nội dung gửi lên")
    advice = mark("Xin mở lại trang và gửi lại.")


class ServiceBusy(DomainError):
    """The store is locked, full or away: nothing was kept, and the person may try again."""

    status = 503
    title = mark("Hệ thống đang bận, nội dung vừa gửi chưa được lưu")
    advice = mark("Xin chờ khoảng nửa phút rồi gửi lại. Những gì đã có biên nhận vẫn còn nguyên.")
