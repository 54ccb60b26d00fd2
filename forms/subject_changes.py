"""The forms by which staff write down that households or officials moved, left the list, or were entered wrongly."""

from datetime import date
from typing import Any

from wtforms import BooleanField, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are of an older WTForms
from wtforms.validators import StopValidation

from forms.base import StaffForm
from forms.campaign_opening import DATE_FORMATS, TypedDate
from forms.validators import (
    LONGEST_ADDRESS,
    LONGEST_NAME,
    LONGEST_PHONE,
    MOST_PEOPLE,
    AtMost,
    BirthYear,
    Count,
    HasLetters,
    Optional,
    Phone,
    Required,
    count_in,
    phone_in,
    year_in,
)
from forms.wording import mark

_LONGEST_PURPOSE = 200
# Nobody heads a household or an office as a small child.
_YOUNGEST = 14


class NotToCome:
    """What is written down has happened: its day is today or earlier; needs ``form.today``."""

    def __call__(self, form: Any, field: Any) -> None:
        if field.data and field.data > form.today:
            raise StopValidation(field.gettext(mark("Ghi ngày hôm nay hoặc một ngày đã qua")))


def _past_day(label: str, at: str) -> TypedDate:
    """Return a day that has come; ``at`` is its id, since an official's page has two of them."""
    checks = [Required(mark("Ghi ngày, ví dụ 05/02/2026")), NotToCome()]
    return TypedDate(label, checks, format=DATE_FORMATS, id=at)


class DatedForm(StaffForm):
    """A staff form that is filled in on a day."""

    def __init__(self, formdata: Any = None, *, today: date, language: str = "vi", data: Any = None) -> None:
        self.today = today
        super().__init__(formdata, language=language, data=data)


class MoveForm(DatedForm):
    """To which unit, and since when."""

    to = SelectField(mark("Chuyển đến"), [Required(mark("Chọn nơi chuyển đến"))])
    on = _past_day(mark("Từ ngày"), "moved-on")

    @property
    def day(self) -> date:
        """The day, once the form was found valid."""
        return self.on.data or self.today

    def offer(self, places: list[tuple[int, str]]) -> None:
        """Give the list of units its id → words; no unit is chosen beforehand."""
        self.places = {str(id_): words for id_, words in places}
        self.to.choices = [SelectChoice("", ""), *(SelectChoice(*each) for each in self.places.items())]

    @property
    def place_chosen(self) -> str:
        """The words of the unit that was chosen, "" before."""
        return self.places.get(str(self.to.data), "")


class LeaveForm(DatedForm):
    """Why, and since when."""

    reason = SelectField(mark("Lý do"), [Required(mark("Chọn lý do"))])
    on = _past_day(mark("Từ ngày"), "left-on")

    @property
    def day(self) -> date:
        """The day, once the form was found valid."""
        return self.on.data or self.today

    def offer(self, reasons: dict[str, str]) -> None:
        """Give the list of reasons its code → words."""
        self.reasons = reasons
        self.reason.choices = [SelectChoice("", ""), *(SelectChoice(*each) for each in reasons.items())]

    @property
    def reason_chosen(self) -> str:
        """The words of the reason that was chosen, "" before."""
        return self.reasons.get(str(self.reason.data), "")


class AddressForm(StaffForm):
    """One address for several households."""

    address = StringField(mark("Địa chỉ mới"), [Required(mark("Ghi địa chỉ mới")), AtMost(LONGEST_ADDRESS)])


class HouseholdForm(DatedForm):
    """What the list says of a household; a telephone number only with what it is for."""

    head_name = StringField(
        mark("Họ và tên chủ hộ"),
        [Required(mark("Ghi họ và tên chủ hộ")), HasLetters(), AtMost(LONGEST_NAME)],
    )
    birth_year = StringField(mark("Năm sinh"), [Optional(), BirthYear(_YOUNGEST)])
    address = StringField(mark("Địa chỉ"), [AtMost(LONGEST_ADDRESS)])
    people = StringField(mark("Số nhân khẩu"), [Optional(), Count(MOST_PEOPLE)])
    phone = StringField(mark("Số điện thoại mới"), [Optional(), AtMost(LONGEST_PHONE), Phone()])
    phone_purpose = StringField(mark("Dùng số điện thoại để làm gì"), [AtMost(_LONGEST_PURPOSE)])
    drops_phones = BooleanField(mark("Xóa số điện thoại đang giữ"))

    def validate_phone_purpose(self, field: Any) -> None:
        """Ask what a number is for before it is taken."""
        if self.phone.data and not field.data:
            raise StopValidation(
                field.gettext(mark("Ghi rõ dùng số điện thoại để làm gì, ví dụ: nhắc lịch họp thôn"))
            )

    @property
    def year(self) -> int | None:
        """The year of birth, None where none was typed."""
        return year_in(self.birth_year.data or "")

    @property
    def people_count(self) -> int | None:
        """The number of people, None where none was typed."""
        return count_in(self.people.data or "")

    @property
    def phones(self) -> tuple[str, ...]:
        """The new number as E.164, if one was typed."""
        number = phone_in(self.phone.data or "")
        return (number,) if number else ()


class OfficialForm(DatedForm):
    """What an office's list says of an official."""

    name = StringField(
        mark("Họ và tên"), [Required(mark("Ghi họ và tên cán bộ")), HasLetters(), AtMost(LONGEST_NAME)]
    )
    position = StringField(mark("Chức vụ, vị trí"), [AtMost(LONGEST_NAME)])
    birth_year = StringField(mark("Năm sinh"), [Optional(), BirthYear(_YOUNGEST)])

    @property
    def year(self) -> int | None:
        """The year of birth, None where none was typed."""
        return year_in(self.birth_year.data or "")
