"""The form that proposes to leave somebody out of a campaign's base: a reason, and from when."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from wtforms import Field, RadioField
from wtforms.validators import InputRequired, StopValidation
from wtforms.validators import Optional as NotRequired

from forms.base import StaffForm
from forms.campaign_opening import DATE_FORMATS, TypedDate
from forms.wording import mark


class ExclusionForm(StaffForm):
    """Why, and since which day if it is known. Nothing is chosen beforehand."""

    reason = RadioField(mark("Lý do loại trừ"), [InputRequired(mark("Chọn một lý do loại trừ"))])
    since = TypedDate(mark("Từ ngày"), [NotRequired()], format=DATE_FORMATS)

    def __init__(self, formdata: Any = None, *, language: str = "vi", today: date) -> None:
        self.today = today
        super().__init__(formdata, language=language)

    def offer(self, reasons: Sequence[tuple[str, str]]) -> None:
        """Offer these reasons, (code, words) each."""
        self.reason.choices = list(reasons)

    def validate_since(self, field: Field) -> None:
        """Refuse a day that has not come: an exclusion says what is, not what may be."""
        if field.data and field.data > self.today:
            raise StopValidation(field.gettext(mark("“Từ ngày” phải là hôm nay hoặc một ngày đã qua")))
