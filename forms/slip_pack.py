"""The form that asks for a pack of slips: how many, and how many on a page."""

from typing import Any

from wtforms import Field, RadioField
from wtforms.validators import InputRequired, StopValidation

from forms.base import StaffForm
from forms.builder_forms import WholeNumber
from forms.wording import mark
from pledges.satisfaction.slip_rules import FEWEST, MOST, SLIPS_A_PAGE

_HOW_MANY = mark("Ghi số phiếu từ %(fewest)s đến %(most)s, bằng chữ số")


class SlipPackForm(StaffForm):
    """How many slips, and how large."""

    slips = WholeNumber(mark("Số phiếu"))
    a_page = RadioField(mark("Khổ phiếu"), [InputRequired(mark("Chọn một khổ phiếu"))])

    @property
    def how_many(self) -> int:
        """The number of slips of a form that is valid."""
        return int(self.slips.data or 0)

    def offer(self, sizes: dict[str, str]) -> None:
        """Offer these sizes: words by slips a page."""
        self.a_page.choices = [(code, sizes[code]) for code in map(str, SLIPS_A_PAGE)]

    def validate_slips(self, field: Field) -> None:
        """Refuse a pack too small to be anonymous or larger than one run."""
        if field.errors:
            raise StopValidation
        if not isinstance(field.data, int) or not FEWEST <= field.data <= MOST:
            text: Any = field.gettext(_HOW_MANY)
            raise StopValidation(text % {"fewest": FEWEST, "most": f"{MOST:,}".replace(",", ".")})
