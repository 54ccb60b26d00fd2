"""What can go wrong when staff enter pledges, each with its page."""

from datetime import date

from pledges.campaigns.rules import takes_paper
from pledges.entry.rules import Period, takes_entries
from pledges.foundation.errors import DomainError
from pledges.foundation.locale import mark


class EntryOver(DomainError):
    """The campaign has not begun, or takes no paper any more."""

    status = 410
    title = mark("Đợt vận động này không nhận nhập phiếu hôm nay")
    advice = mark(
        "Chỉ nhập từ ngày đợt bắt đầu đến hết hạn nhận giấy ký đúng hạn. Xin xem ngày ở trang của đợt."
    )


class DayNotTaken(DomainError):
    """The pledge was given on a day that is not the campaign's, or has not come."""

    status = 422
    title = mark("Ngày ký không thuộc thời gian của đợt vận động")
    advice = mark("Xin xem lại ngày ghi trên giấy rồi nhập lại.")


class PaperOvertaken(DomainError):
    """The pledge was taken back on the day of this paper or later: the paper does not bring it back."""

    status = 409
    title = mark("Không ghi nhận được từ giấy này")
    advice = mark("Sau ngày ghi trên giấy, người ký đã thay đổi. Ai còn muốn cam kết thì ký bản mới.")


class NotSignedYet(DomainError):
    """There is no pledge to which a paper could be added (any more)."""

    status = 409
    title = mark("Hiện không có bản cam kết để thêm giấy này")
    advice = mark("Xin mở lại trang nhập phiếu.")


class SheetUnreadable(DomainError):
    """The code on a sheet that was just made cannot be read from it."""

    status = 422
    title = mark("Máy quét thử không đọc được mã QR trên tờ này")
    advice = mark(
        "Địa chỉ của hệ thống có thể quá dài để in thành mã. Xin báo người quản trị máy chủ; chưa có tờ nào được in."
    )


class NobodyForSheet(DomainError):
    """Every household of the hamlet stands on a sheet already."""

    status = 422
    title = mark("Không còn hộ nào để lập phiếu ký")
    advice = mark("Mọi hộ được mời ở nơi này đã có dòng trên phiếu ký. Xin in lại các tờ đã lập.")


def check_entry(period: Period, signed_on: date, today: date) -> None:
    """Let through what may be entered.

    :raises EntryOver: when the campaign takes no entries on this day.
    :raises DayNotTaken: when it was not given in the campaign's time.
    """
    if not takes_entries(period, today):
        raise EntryOver
    if not takes_paper(period, signed_on, today):
        raise DayNotTaken


class OwnEntries(DomainError):
    """Nobody looks at what they entered themselves."""

    status = 403
    title = mark("Việc này cần người khác xem")
    advice = mark("Có phiếu do chính ông/bà nhập, nên một người khác xem và ghi nhận xét.")


class FindingChanged(DomainError):
    """There is no such finding (any more): more came in, or it is long past."""

    status = 409
    title = mark("Việc này đã thay đổi")
    advice = mark("Xin mở lại danh sách và xem bản mới nhất.")


class LookedAtBefore(DomainError):
    """Somebody has looked at it already."""

    status = 409
    title = mark("Việc này đã có người xem")
    advice = mark("Nhận xét ghi trước giữ nguyên. Xin mở lại danh sách.")
