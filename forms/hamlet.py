"""The form that adds a hamlet to a commune."""

from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are of an older WTForms

from forms.base import StaffForm
from forms.validators import AtMost, Required
from forms.wording import mark
from pledges.units.unit_types import Level, types_of

_LONGEST_NAME = 80
TYPES = {each.code: each.title for each in types_of(Level.HAMLET)}


class HamletForm(StaffForm):
    """What kind of hamlet it is called, and its name without that word."""

    type = SelectField(
        mark("Loại"),
        [Required(mark("Chọn loại đơn vị"))],
        # The word becomes part of the hamlet's official name, so it is Vietnamese on an English page too.
        choices=[SelectChoice(code, word, render_kw={"lang": "vi"}) for code, word in TYPES.items()],
    )
    name = StringField(
        mark("Tên"),
        [Required(mark("Ghi tên thôn, khu phố")), AtMost(_LONGEST_NAME, mark("Tên không quá 80 ký tự"))],
    )

    def full_name(self) -> str:
        """Return the name with its kind in front, said once: "Thôn Phú Sơn"."""
        word, name = TYPES[self.type.data], str(self.name.data)
        return name if name.lower().startswith(f"{word.lower()} ") else f"{word} {name}"
