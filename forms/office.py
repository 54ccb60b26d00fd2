"""The forms by which staff enter an office with its counters and name a counter."""

from typing import Any

from wtforms import StringField, TextAreaField
from wtforms.validators import StopValidation

from forms.base import StaffForm
from forms.validators import AtMost, Count, Optional, Required, count_in
from forms.wording import mark

_LONGEST_NAME = 160
_MOST_COUNTERS = 40
_MOST_STAFF = 999


class OfficeForm(StaffForm):
    """The office's name, how many work there, and its counters, one a line."""

    name = StringField(
        mark("Tên cơ quan, đơn vị"), [Required(mark("Ghi tên cơ quan, đơn vị")), AtMost(_LONGEST_NAME)]
    )
    staff_count = StringField(mark("Số cán bộ, công chức, viên chức"), [Optional(), Count(_MOST_STAFF)])
    counters = TextAreaField(mark("Các quầy tiếp dân"))

    def validate_counters(self, field: Any) -> None:
        """Refuse more lines than an office has counters, and lines longer than a sign."""
        if len(self.counter_names) > _MOST_COUNTERS:
            raise StopValidation(field.gettext(mark("Ghi tối đa 40 quầy, mỗi quầy một dòng")))
        if any(len(name) > _LONGEST_NAME for name in self.counter_names):
            raise StopValidation(field.gettext(mark("Tên mỗi quầy không quá 160 ký tự")))

    @property
    def counter_names(self) -> list[str]:
        """The names of the counters, one a line."""
        return [line for line in (self.counters.data or "").splitlines() if line]

    @property
    def staff(self) -> int | None:
        """How many work there, None where nothing was typed."""
        return count_in(self.staff_count.data or "")


class CounterForm(StaffForm):
    """The name of a counter."""

    name = StringField(mark("Tên quầy"), [Required(mark("Ghi tên quầy")), AtMost(_LONGEST_NAME)])
