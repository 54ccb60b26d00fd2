"""The box on a tally that asks for the figures of an earlier day."""

from wtforms.validators import Optional

from forms.base import StaffForm
from forms.campaign_opening import DATE_FORMATS, TypedDate
from forms.wording import mark


class TallyDayForm(StaffForm):
    """A day; empty is today."""

    on = TypedDate(mark("Số liệu của ngày"), [Optional()], format=DATE_FORMATS)
