"""The form that opens a ready campaign: its dates, and who answers for the data."""

from datetime import date
from typing import Any

from wtforms import DateField, Field, StringField
from wtforms.validators import StopValidation

from forms.base import StaffForm
from forms.validators import LONGEST_ADDRESS, LONGEST_NAME, LONGEST_PHONE, AtMost, Phone, Required
from forms.wording import mark

_FIRST_YEAR = 2020
_LAST_YEAR = 2100
# What a browser's calendar sends, and what is typed where there is none.
_DATE_FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]


class _Day:
    """A day must be given, in a year that can be meant."""

    def __init__(self, missing: str) -> None:
        self.missing = missing

    def __call__(self, form: Any, field: Field) -> None:
        if field.errors:
            raise StopValidation
        if not isinstance(field.data, date):
            raise StopValidation(field.gettext(self.missing))
        if not _FIRST_YEAR <= field.data.year <= _LAST_YEAR:
            message = field.gettext(mark("Xem lại năm: từ %(first)s đến %(last)s"))
            raise StopValidation(message % {"first": _FIRST_YEAR, "last": _LAST_YEAR})


class _NotBefore:
    """A day is not before another one, where both are given."""

    def __init__(self, other: str, message: str) -> None:
        self.other = other
        self.message = message

    def __call__(self, form: Any, field: Field) -> None:
        other = form[self.other].data
        if isinstance(other, date) and field.data < other:
            raise StopValidation(field.gettext(self.message))


class _NoBraces:
    """A brace would be taken for a blank of the pledge's text."""

    def __call__(self, form: Any, field: Field) -> None:
        if set("{}") & set(field.data or ""):
            raise StopValidation(field.gettext(mark("Bỏ dấu { và } khỏi mục này")))


def _line(label: str, missing: str, longest: int, hint: str = "") -> Any:
    return StringField(label, [Required(missing), AtMost(longest), _NoBraces()], description=hint)


class OpenCampaignForm(StaffForm):
    """The dates, and the words that the privacy notice and the consents are filled with."""

    opens_on = DateField(mark("Ngày mở"), [_Day(mark("Ghi ngày mở đợt vận động"))], format=_DATE_FORMATS)
    closes_on = DateField(
        mark("Ngày kết thúc"),
        [
            _Day(mark("Ghi ngày kết thúc đợt vận động")),
            _NotBefore("opens_on", mark("Ngày kết thúc không thể trước ngày mở")),
        ],
        format=_DATE_FORMATS,
    )
    agency_name = _line(
        mark("Cơ quan chịu trách nhiệm về dữ liệu"),
        mark("Ghi tên cơ quan chịu trách nhiệm về dữ liệu, ví dụ: Ủy ban nhân dân xã Hàm Mẫu"),
        LONGEST_NAME,
    )
    contact_name = _line(
        mark("Người phụ trách bảo vệ dữ liệu"), mark("Ghi người phụ trách bảo vệ dữ liệu"), LONGEST_NAME
    )
    contact_phone = StringField(
        mark("Điện thoại liên hệ"),
        [Required(mark("Ghi điện thoại liên hệ")), AtMost(LONGEST_PHONE), _NoBraces(), Phone()],
        render_kw={"inputmode": "tel"},
    )
    contact_address = _line(mark("Địa chỉ liên hệ"), mark("Ghi địa chỉ liên hệ của cơ quan"), LONGEST_ADDRESS)
    posting_place = _line(
        mark("Nơi niêm yết danh sách biểu dương"),
        mark("Ghi nơi niêm yết danh sách biểu dương"),
        LONGEST_ADDRESS,
        mark("Chỉ nêu tên hộ đã đồng ý. Ví dụ: nhà văn hóa thôn, khu phố"),
    )

    def placeholders(self) -> dict[str, str]:
        """Return the blanks of the questionnaires that this form fills, after `validate` has accepted it."""
        return {
            "ten_co_quan": self.agency_name.data or "",
            "dau_moi": self.contact_name.data or "",
            "dien_thoai_co_quan": self.contact_phone.data or "",
            "dia_chi_co_quan": self.contact_address.data or "",
            "noi_niem_yet": self.posting_place.data or "",
        }
