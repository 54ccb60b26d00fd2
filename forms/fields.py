"""Boxes, levels and choices that take no code that is not theirs, and nothing ticked beforehand."""

from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import RadioField, SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are of an older WTForms
from wtforms.validators import StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from forms.wording import mark

# A hostile post may hold thousands of values; no form of ours has more boxes than this.
_MOST_VALUES = 200


class TickList(SelectMultipleField):
    """Boxes of one list; ``data`` holds the ticked codes in the order of the list, each once.

    ``notes`` has small words for under a box, by code. ``missing`` is said when none is ticked.
    """

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(
        self, label: str, choices: Mapping[str, str], missing: str, notes: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(label, choices=_choices(choices.items()), **kwargs)
        self._codes = tuple(choices)
        self._missing = missing
        self._has_foreign = False
        self.notes = dict(notes)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the ticked codes; what is not on the list is remembered for the message."""
        ticked = {value for value in valuelist[:_MOST_VALUES] if isinstance(value, str)}
        self.data = [code for code in self._codes if code in ticked]
        self._has_foreign = not ticked <= set(self._codes)

    def pre_validate(self, form: Any) -> None:
        """Refuse codes of another version of the form, and a list with nothing ticked."""
        if self._has_foreign:
            message = mark("Phiếu vừa được cập nhật. Xem lại các điều đã đánh dấu rồi gửi lại")
            raise StopValidation(self.gettext(message))
        if not self.data:
            raise StopValidation(self.gettext(self._missing))


class OneOf(RadioField):
    """One of several answers; leaving it out is an answer too, unless ``missing`` says what to choose.

    ``note`` tells when the question is asked at all.
    """

    def __init__(
        self, label: str, choices: Mapping[str, str], missing: str = "", note: str = "", **kwargs: Any
    ) -> None:
        super().__init__(label, choices=_choices(choices.items()), **kwargs)
        self._codes = frozenset(choices)
        self._missing = missing
        self.note = note

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the answer; two different ones are none, since nobody can send them with a browser."""
        given = {value for value in valuelist if isinstance(value, str) and value}
        self.data = given.pop() if len(given) == 1 else None

    def pre_validate(self, form: Any) -> None:
        """Refuse an answer that is not offered, and a missing one where it is needed."""
        if self.data is not None and self.data not in self._codes:
            raise StopValidation(self.gettext(mark("Chọn một trong các mục đã nêu")))
        if self.data is None and self._missing:
            raise StopValidation(self.gettext(self._missing))


class Scale(OneOf):
    """Levels of satisfaction, shown as large targets of equal size."""


def _choices(words: Iterable[tuple[str, str]]) -> Any:
    return [SelectChoice(value=code, label=label) for code, label in words]
