"""The form that prepares a ready campaign for a unit."""

from wtforms import HiddenField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are of an older WTForms
from wtforms.validators import AnyOf

from forms.base import StaffForm
from forms.validators import Required
from forms.wording import mark


class NewCampaignForm(StaffForm):
    """Which ready campaign, and for which unit."""

    code = HiddenField()
    unit_id = SelectField(mark("Đơn vị"), [Required(mark("Chọn đơn vị"))])

    def offer(self, codes: list[str], units: list[tuple[str, str]]) -> None:
        """Give the campaigns that are ready, and the units as (id, words)."""
        self.code.validators = [AnyOf(codes)]
        self.unit_id.choices = [SelectChoice(value, words) for value, words in units]
