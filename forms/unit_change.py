"""The forms of a change of units: the decision it rests on, and what each kind of change needs to know."""

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import HiddenField, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are of an older WTForms
from wtforms.validators import StopValidation

from forms.base import StaffForm
from forms.campaign_opening import TypedDate
from forms.fields import TickList
from forms.validators import AtMost, Required
from forms.wording import mark

_LONGEST_NUMBER = 80
_LONGEST_NAME = 80
_DATE_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"]
NEW = "new"
"""The choice of a unit that begins with the change."""

Offer = Sequence[tuple[str, str]]


class DayForm(StaffForm):
    """The day for which a tree is shown."""

    on = TypedDate(mark("Xem vào ngày"), [Required(mark("Ghi ngày cần xem"))], format=_DATE_FORMATS)


class UnitChangeForm(StaffForm):
    """The paper that every change rests on."""

    decision_no = StringField(
        mark("Số nghị quyết, quyết định"),
        [
            Required(mark("Ghi số nghị quyết, quyết định")),
            AtMost(_LONGEST_NUMBER, mark("Số nghị quyết, quyết định không quá 80 ký tự")),
        ],
    )
    decided_on = TypedDate(mark("Ngày ban hành"), [Required(mark("Ghi ngày ban hành"))], format=_DATE_FORMATS)
    effective_on = TypedDate(
        mark("Ngày có hiệu lực"), [Required(mark("Ghi ngày có hiệu lực"))], format=_DATE_FORMATS
    )


class RenameForm(UnitChangeForm):
    """Another name."""

    name = StringField(
        mark("Tên mới"),
        [Required(mark("Ghi tên mới")), AtMost(_LONGEST_NAME, mark("Tên không quá 80 ký tự"))],
    )


class UpgradeForm(RenameForm):
    """Another type, and the name with it."""

    type = SelectField(mark("Loại mới"), [Required(mark("Chọn loại đơn vị"))])

    def offer(self, types: Offer) -> None:
        """Give the types of the unit's level."""
        self.type.choices = _types(types)


class MoveForm(UnitChangeForm):
    """Another unit above."""

    parent_id = SelectField(mark("Đơn vị cấp trên mới"), [Required(mark("Chọn đơn vị cấp trên mới"))])

    def offer(self, parents: Offer) -> None:
        """Give the units that may be above."""
        self.parent_id.choices = _choices(parents)


class MergeForm(UnitChangeForm):
    """Which units beside this one are merged with it, and what comes of them: one that goes on, or a new one."""

    into = SelectField(mark("Đơn vị sau sáp nhập"), [Required(mark("Chọn đơn vị sau sáp nhập"))])
    type = SelectField(mark("Loại"), [Required(mark("Chọn loại đơn vị"))])
    name = StringField(mark("Tên"), [AtMost(_LONGEST_NAME, mark("Tên không quá 80 ký tự"))])

    def offer(self, units: Offer, types: Offer) -> None:
        """Give the units that may go on (a new one comes first), and the types."""
        self.into.choices = _choices(units)
        self.type.choices = _types(types)

    def validate_name(self, field: Any) -> None:
        """A new unit needs a name; one that goes on may keep its own."""
        if self.into.data == NEW and not field.data:
            raise StopValidation(field.gettext(mark("Ghi tên đơn vị mới")))


def merge_form_class(beside: Offer) -> type[MergeForm]:
    """Return the form of a merge with boxes for the units beside."""
    boxes = TickList(
        mark("Sáp nhập với"), dict(beside), mark("Chọn ít nhất một đơn vị để sáp nhập"), notes={}
    )
    return type("MergeForm", (MergeForm,), {"beside": boxes})


class SplitForm(UnitChangeForm):
    """Into which parts a unit is divided; its subclasses have boxes for the parts and for what goes to them."""

    parts = HiddenField()

    def part(self, place: int) -> tuple[Any, Any, Any]:
        """Return the fields of a part, counted from 1: which unit, type and name."""
        return self[f"part_{place}_unit"], self[f"part_{place}_type"], self[f"part_{place}_name"]

    def goes_to(self, name: str) -> int:
        """Return the part, counted from 1, that something goes to."""
        return int(self[name].data)


def split_form_class(parts: int, units: Offer, types: Offer, dividing: Mapping[str, str]) -> type[SplitForm]:
    """Return the form of a split into so many parts; ``dividing`` has the words of what goes to them, by field name."""
    fields: dict[str, Any] = {}
    for place in range(1, parts + 1):
        fields |= _part_fields(place, units, types)
    numbers = [(str(place), str(place)) for place in range(1, parts + 1)]
    for name, words in dividing.items():
        fields[name] = SelectField(words, choices=_choices(numbers), default="1")
    return type("SplitForm", (SplitForm,), fields)


def _part_fields(place: int, units: Offer, types: Offer) -> dict[str, Any]:
    def needs_name(form: Any, field: Any) -> None:
        if form[f"part_{place}_unit"].data == NEW and not field.data:
            raise StopValidation(field.gettext(mark("Ghi tên đơn vị mới")))

    return {
        f"part_{place}_unit": SelectField(
            mark("Đơn vị"), choices=_choices(units), default=units[0][0] if place > 1 else NEW
        ),
        f"part_{place}_type": SelectField(mark("Loại"), choices=_types(types)),
        f"part_{place}_name": StringField(
            mark("Tên"), [needs_name, AtMost(_LONGEST_NAME, mark("Tên không quá 80 ký tự"))]
        ),
    }


def _choices(offer: Offer) -> list[SelectChoice]:
    return [SelectChoice(value, words) for value, words in offer]


def _types(offer: Offer) -> list[SelectChoice]:
    """Types become part of official names, so they are Vietnamese on an English page too."""
    return [SelectChoice(code, word, render_kw={"lang": "vi"}) for code, word in offer]
