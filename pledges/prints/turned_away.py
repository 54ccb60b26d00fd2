"""What the acts on print runs refuse, each with the page that says so."""

from pledges.foundation.errors import DomainError
from pledges.foundation.locale import mark


class RunNotReady(DomainError):
    """The run's file is not made yet, or making it failed."""

    status = 409
    title = mark("Tệp chưa làm xong")
    advice = mark("Xin mở lại trang của đợt in để xem đến đâu.")


class FileDestroyed(DomainError):
    """The run's file was fetched or has lain too long, and is gone."""

    status = 410
    title = mark("Tệp của đợt in này đã hủy")
    advice = mark("Tệp mã QR chỉ tải được một lần, trong 24 giờ. Cần nữa, xin mở đợt in và bấm “In lại”.")


class RunStillWorking(DomainError):
    """The run is being made: there is nothing to make again."""

    status = 409
    title = mark("Đợt in này đang làm")
    advice = mark("Không cần bấm lại. Trang của đợt in tự cập nhật.")


class RunOver(DomainError):
    """The run is made, failed or called off: there is nothing (any more) to stop."""

    status = 409
    title = mark("Đợt in này không còn đang làm")
    advice = mark("Xin mở lại trang của đợt in để xem tình trạng.")


class TooManyHandedOver(DomainError):
    """More pieces were to be handed over than the run has."""

    status = 422
    title = mark("Đợt in này chỉ có %(total)s tờ")
    advice = mark("Xin xem lại số tờ đã giao.")
