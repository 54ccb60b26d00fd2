"""Boxes, levels and choices that take no code that is not theirs, and nothing ticked beforehand."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from wtforms import BooleanField, HiddenField, RadioField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are of an older WTForms
from wtforms.validators import StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from forms.conditions import YES
from forms.notation import day_in, day_text, number_text
from forms.strokes import StrokesUnreadable, strokes_in, strokes_text
from forms.wording import mark

# A hostile post may hold thousands of values; no form of ours has more boxes than this.
_MOST_VALUES = 200


class TickList(SelectMultipleField):
    """Boxes of one list; ``data`` holds the ticked codes in the order of the list, each once.

    ``notes`` has small words for under a box, by code. ``missing`` is said when none is ticked; without it none need
    be. At most ``most`` may be ticked.
    """

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(
        self,
        label: str,
        choices: Mapping[str, str],
        missing: str,
        notes: Mapping[str, str],
        *,
        most: int | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, choices=_choices(choices.items()), **kwargs)
        self._codes = tuple(choices)
        self._missing = missing
        self._most = most
        self._has_foreign = False
        self.notes = dict(notes)

    @property
    def is_whole(self) -> bool:
        """Whether every box is ticked."""
        return len(self.data or ()) == len(self._codes)

    def tick_all(self) -> None:
        """Tick every box, unless a foreign code shows that another list was read."""
        if not self._has_foreign:
            self.data = list(self._codes)

    def process_data(self, value: Any) -> None:
        """Take codes to tick beforehand, where a pledge is corrected; those no longer on the list are left out."""
        self.data = [code for code in self._codes if code in (value or ())]

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
        if not self.data and self._missing:
            raise StopValidation(self.gettext(self._missing))
        if self._most is not None and len(self.data or ()) > self._most:
            values = {"most": self._most, "given": len(self.data or ())}
            message = self.gettext(
                mark("Đã đánh dấu %(given)s ô. Chọn tối đa %(most)s ô, bỏ dấu ở các ô còn lại")
            )
            raise StopValidation(message % values)


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


class YesBox(BooleanField):
    """One box that says yes when it is ticked."""

    def _value(self) -> str:
        return YES


class NumberBox(StringField):
    """A number typed as it is written here; ``data`` stays the text, so that a slip can be corrected."""

    def process_data(self, value: Any) -> None:
        """Take a number to show, written as it is here."""
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        self.data = number_text(value) if is_number else value


class DayBox(StringField):
    """A day typed as dd/mm/yyyy in a plain box: what a date picker shows depends on the browser's language."""

    def process_data(self, value: Any) -> None:
        """Take a day to show, also as it was kept."""
        day = day_in(value) if isinstance(value, str) else value
        self.data = day_text(day) if isinstance(day, date) else value


class SignatureBox(HiddenField):
    """A drawn signature as the page's script writes it; never needed, since the typed name does as well."""

    def pre_validate(self, form: Any) -> None:
        """Refuse what no pen has drawn; a drawing is kept as its canonical text, a mere dot as none."""
        try:
            self.data = strokes_text(strokes_in(self.data or ""))
        except StrokesUnreadable as unreadable:
            self.data = ""
            message = mark("Chữ ký vẽ không đọc được. Vẽ lại, hoặc để trống: ghi họ tên là đủ")
            raise StopValidation(self.gettext(message)) from unreadable


def _choices(words: Iterable[tuple[str, str]]) -> Any:
    return [SelectChoice(value=code, label=label) for code, label in words]
