"""The forms of a letter of thanks or apology: everything it says of the matter is typed here, and nothing else is."""

from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import DataRequired

from forms.base import StaffForm
from forms.campaign_opening import DATE_FORMATS, TypedDate
from forms.validators import AtMost
from forms.wording import mark

_LINE, _TEXT = 200, 600


def _line(label: str, missing: str, hint: str = "") -> StringField:
    return StringField(label, [DataRequired(missing), AtMost(_LINE)], description=hint)


def _text(label: str, missing: str, hint: str = "") -> TextAreaField:
    return TextAreaField(label, [DataRequired(missing), AtMost(_TEXT)], description=hint)


def _day(label: str, missing: str) -> TypedDate:
    return TypedDate(label, [DataRequired(missing)], format=DATE_FORMATS)


class LetterForm(StaffForm):
    """What both letters ask: to whom, how they are addressed, the day, the matter, and who signs."""

    danh_xung = _line(
        mark("Cách gọi"),
        mark("Ghi cách gọi người nhận: ông, bà hoặc Quý cơ quan"),
        mark("ông, bà hoặc Quý cơ quan"),
    )
    nguoi_nhan = _line(mark("Người nhận"), mark("Ghi họ và tên người nhận hoặc tên tổ chức"))
    ngay = _day(mark("Ngày xảy ra việc"), mark("Ghi ngày xảy ra việc, ví dụ 05/02/2026"))
    viec = _text(
        mark("Việc gì"),
        mark("Ghi việc mà thư nói đến"),
        mark("Chỉ ghi tên việc, không có dấu chấm cuối, ví dụ: hồ sơ đăng ký kết hôn"),
    )
    chuc_danh = _text(
        mark("Thẩm quyền, chức vụ người ký"), mark("Ghi chức vụ của người đứng đầu hoặc cấp phó ký thư")
    )
    nguoi_ky = _line(mark("Họ và tên người ký"), mark("Ghi họ và tên người ký"))
    approved = BooleanField(mark("Tôi đã đọc và duyệt nội dung"))


class ThankYouForm(LetterForm):
    """What a letter of thanks asks besides: what they did, and what came of it."""

    da_lam = _line(
        mark("Người nhận đã làm gì"),
        mark("Ghi người nhận đã làm gì, ví dụ: góp ý, phối hợp"),
        mark("Viết tiếp sau chữ “đã”, ví dụ: góp ý"),
    )
    xu_ly = _text(
        mark("Đã xử lý thế nào"),
        mark("Ghi ý kiến đã được xử lý thế nào"),
        mark("Viết tiếp sau chữ “đã được”, ví dụ: tiếp thu, bố trí thêm 20 ghế ngồi chờ"),
    )


class ApologyForm(LetterForm):
    """What a letter of apology asks besides: one fault, one cause, one remedy, one date, whom to turn to."""

    sai_sot = _text(
        mark("Sai sót"),
        mark("Nêu thẳng sai sót đã xảy ra"),
        mark("Viết tiếp sau chữ “đã để xảy ra”, ví dụ: việc trả kết quả chậm 03 ngày so với giấy hẹn"),
    )
    nguyen_nhan = _text(mark("Nguyên nhân"), mark("Ghi một nguyên nhân"))
    bien_phap = _text(mark("Biện pháp khắc phục"), mark("Ghi một biện pháp khắc phục"))
    ngay_xong = _day(mark("Xong trước ngày"), mark("Ghi ngày xong, ví dụ 12/02/2026"))
    lien_he = _line(mark("Nơi nhận phản ánh tiếp theo"), mark("Ghi tên và số điện thoại nơi nhận phản ánh"))
