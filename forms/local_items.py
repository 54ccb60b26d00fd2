"""The form by which a unit writes the items it adds to a form, in both languages."""

from typing import Any

from wtforms import FieldList, StringField

from forms.base import BaseForm, FormPart, StaffForm
from forms.validators import AtMost
from forms.wording import mark

_LONGEST = 300


class LocalItemRow(BaseForm):
    """One item; a row left empty is no item."""

    vi = StringField(mark("Nội dung"), [AtMost(_LONGEST)])
    en = StringField(mark("Bằng tiếng Anh"), [AtMost(_LONGEST)])


class LocalItemsForm(StaffForm):
    """The items of one unit, and some empty rows."""

    items = FieldList(FormPart(LocalItemRow), max_entries=10)

    @property
    def said(self) -> list[tuple[str, str]]:
        """The items as they were typed, empty rows left out."""
        rows: list[dict[str, Any]] = [row.data for row in self.items]
        pairs = [((row["vi"] or "").strip(), (row["en"] or "").strip()) for row in rows]
        return [pair for pair in pairs if any(pair)]
