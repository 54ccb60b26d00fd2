"""The form by which staff settle what a campaign's texts need before it opens. Everything may be left for later."""

from collections.abc import Mapping
from typing import Any

from wtforms import BooleanField, DateField, Field, RadioField, StringField
from wtforms.validators import AnyOf, Optional, StopValidation
from wtforms.widgets import TextInput

from forms.base import StaffForm
from forms.validators import AtMost
from forms.wording import mark

# Typed as dates are written here; the last is what scripts and date pickers send.
DATE_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"]
_LONGEST = 200
_CERTIFICATES = {"issued": mark("Cấp giấy ghi nhận"), "none": mark("Không cấp giấy ghi nhận")}


class NoBraces:
    """A brace in a value would be taken for a blank of the text when somebody signs."""

    def __call__(self, form: Any, field: Field) -> None:
        if set("{}") & set(field.data or ""):
            message = field.gettext(mark("Bỏ dấu ngoặc nhọn { } trong mục “%(label)s”"))
            raise StopValidation(message % {"label": field.label.text})


def _words(label: str) -> StringField:
    return StringField(label, [AtMost(_LONGEST), NoBraces()])


class TypedDate(DateField):
    """A date as it is written here, in a plain box: what a date picker shows depends on the browser's language."""

    widget = TextInput()

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the date; the message names the field, since a page has several."""
        try:
            super().process_formdata(valuelist)
        except ValueError as unreadable:
            message = self.gettext(mark("Ghi “%(label)s” theo dạng ngày/tháng/năm, ví dụ 05/02/2026"))
            raise ValueError(message % {"label": self.label.text}) from unreadable


def _day(label: str) -> TypedDate:
    return TypedDate(label, [Optional()], format=DATE_FORMATS)


class CampaignOpeningForm(StaffForm):
    """Period, controller of the data, contact, posting, keeping, name of the law, certificates, rule for exclusions."""

    opens_on = _day(mark("Ngày bắt đầu nhận cam kết"))
    closes_on = _day(mark("Ngày cuối cùng nhận cam kết"))
    late_paper_until = _day(mark("Ngày cuối cùng nhập giấy đã ký"))
    controller = _words(mark("Cơ quan kiểm soát dữ liệu"))
    controller_address = _words(mark("Địa chỉ của cơ quan"))
    controller_phone = _words(mark("Điện thoại của cơ quan"))
    data_contact = _words(mark("Người phụ trách bảo vệ dữ liệu"))
    posted_at = _words(mark("Nơi niêm yết danh sách biểu dương"))
    kept_until = _day(mark("Ngày cuối cùng lưu thông tin nhận dạng"))
    law_name = _words(mark("Tên pháp luật về giao thông"))
    law_name_english = _words(mark("Tên pháp luật bằng tiếng Anh"))
    certificates = RadioField(
        mark("Giấy ghi nhận"),
        [Optional(), AnyOf(tuple(_CERTIFICATES))],
        choices=[],
        default="",
        validate_choice=False,
    )
    signer_title = _words(mark("Chức danh người ký giấy"))
    signer_name = _words(mark("Họ tên người ký giấy"))
    exclusions_need_two = BooleanField(
        mark("Loại trừ hộ nào phải có hai người: một người đề nghị, người khác duyệt")
    )

    def __init__(
        self, formdata: Any = None, *, language: str = "vi", data: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(formdata, language=language, data=data)
        words = self.certificates.gettext
        self.certificates.choices = [(value, words(label)) for value, label in _CERTIFICATES.items()]

    def validate_closes_on(self, field: Field) -> None:
        """Refuse a last day before the first, or without one."""
        first = self.opens_on
        if field.data and not first.data and not first.errors:
            raise StopValidation(field.gettext(mark("Ghi cả ngày bắt đầu nhận cam kết")))
        if field.data and first.data and field.data < first.data:
            raise StopValidation(field.gettext(mark("Ngày cuối cùng phải từ ngày bắt đầu trở đi")))

    def validate_late_paper_until(self, field: Field) -> None:
        """Refuse a day for late paper before the last day itself."""
        if field.data and self.closes_on.data and field.data < self.closes_on.data:
            message = mark("Ngày cuối cùng nhập giấy phải từ ngày cuối cùng nhận cam kết trở đi")
            raise StopValidation(field.gettext(message))

    def validate_kept_until(self, field: Field) -> None:
        """Refuse to erase while pledges are still taken."""
        if field.data and self.closes_on.data and field.data < self.closes_on.data:
            message = mark("Thông tin phải được lưu ít nhất đến ngày cuối cùng nhận cam kết")
            raise StopValidation(field.gettext(message))
