"""The form that asks what to print for every household of a unit: labels or door cards, on what, in which order."""

from collections.abc import Mapping

from wtforms import RadioField
from wtforms.validators import InputRequired

from forms.base import StaffForm
from forms.wording import mark

_ONE_OF_THESE = mark("Chọn một trong các mục này")


class HouseholdPaperForm(StaffForm):
    """What is printed; the choices and their words are offered by the page."""

    paper = RadioField(mark("In gì"), [InputRequired(_ONE_OF_THESE)])
    stock = RadioField(mark("Giấy nhãn (chỉ dùng cho nhãn)"), [InputRequired(_ONE_OF_THESE)])
    order = RadioField(mark("Thứ tự trong mỗi thôn, khu phố"), [InputRequired(_ONE_OF_THESE)])
    file = RadioField(mark("Tệp tải về"), [InputRequired(_ONE_OF_THESE)])

    def offer(self, choices: Mapping[str, Mapping[str, str]]) -> None:
        """Offer choices: by field, words by value."""
        for field in (self.paper, self.stock, self.order, self.file):
            field.choices = list(choices[field.name].items())
