"""A repeating block of questions; it works without script and takes no hostile row number."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from wtforms import Field, FieldList, FormField
from wtforms.validators import StopValidation

from forms.base import BaseForm
from forms.conditions import forgive_unasked
from forms.notation import day_in
from forms.parts import Question, RowsBlock
from forms.wording import mark

START = "ngay_bat_dau"
END = "ngay_hoan_thanh"
"""The days between which a piece of work lies, where a row asks for both."""


class RowForm(BaseForm):
    """One row. An empty one is no row, and nothing is missing in it."""

    questions: ClassVar[Sequence[Question]]
    today: Any

    @property
    def is_empty(self) -> bool:
        """Whether nothing is typed or chosen in the row."""
        return not any(field.data for field in self)

    def validate(self, extra_validators: Any = None) -> bool:
        """Tell whether the row is empty or filled as it should be."""
        if self.is_empty:
            return True
        super().validate(extra_validators)
        forgive_unasked(self, self.questions)
        return not self.errors

    def validate_ngay_hoan_thanh(self, field: Field) -> None:
        """Refuse an end before the start; found by WTForms through its name."""
        first = day_in(self[START].data or "") if START in self else None
        last = day_in(field.data or "")
        if first and last and last < first:
            raise StopValidation(field.gettext(mark("Ngày hoàn thành không thể trước ngày bắt đầu")))


class RowsField(FieldList):  # type: ignore[type-arg]  # generic in the stubs only
    """The rows of one block; ``entries`` has one for each, the last ones empty.

    The names of the inputs are ``CODE-0-QUESTION``, as in ``cong_trinh-0-ten``. ``missing`` is said when fewer rows are
    filled than there must be. ``row_words`` names one row, ``add_words`` is the button, ``suggestions`` are offered for
    the first question of a row.
    """

    def __init__(
        self, label: str, block: RowsBlock, row: type[RowForm], missing: str, language: str, **kwargs: Any
    ) -> None:
        inner: Any = FormField(row)
        super().__init__(inner, label, max_entries=block.max_rows, **kwargs)
        codes = "|".join(re.escape(question.code) for question in block.questions)
        # ASCII digits only and few of them: "²" is a digit to Python, and a number of 5,000 digits is an error.
        self._part = re.compile(rf"-([0-9]{{1,3}})-({codes})")
        self._missing = missing
        self._typed_beyond = False
        self.block = block
        self.row_words = block.row.in_language(language)
        self.add_words = block.add.in_language(language)
        self.suggestions = [words.in_language(language) for words in block.suggestions]

    @property
    def filled(self) -> list[Any]:
        """The rows with anything in them."""
        return [row for row in self.entries if not row.form.is_empty]

    @property
    def first(self) -> Any:
        """The first field of the first row, where what concerns the whole block is said."""
        return next(iter(self.entries[0].form))

    def process(self, formdata: Any, *args: Any, **kwargs: Any) -> None:
        """Read the rows; what is typed beyond the last row allowed is told, not silently dropped."""
        super().process(formdata, *args, **kwargs)
        # WTForms' own "min_entries" would read the last row of a post with gaps twice.
        while len(self.entries) < max(self.block.first_rows, 1):
            self.append_entry()
        beyond = set(sorted(set(self._extract_indices(self.name, formdata or ())))[self.block.max_rows :])
        self._typed_beyond = any(number in beyond and typed for number, typed in self._typed(formdata or ()))

    def validate(self, form: Any, extra_validators: Any = ()) -> bool:
        """Check every row that has anything in it, and how many there are."""
        for row in self.entries:
            row.form.today = form.today
        super().validate(form, extra_validators)
        for number, row in enumerate(self.entries, start=1):
            self._name_the_row(number, row.form)
        problem = self._problem()
        if problem:
            self.first.errors = [problem]
        self.errors = [row.errors for row in self.entries] if any(row.errors for row in self.entries) else []
        return not self.errors

    def grow(self) -> None:
        """Add an empty row, if there may be more."""
        if len(self.entries) < self.block.max_rows:
            self.append_entry()

    def _problem(self) -> str:
        if self._typed_beyond:
            return self.gettext(mark("Ghi tối đa %(most)s dòng")) % {"most": self.block.max_rows}
        fewest = max(self.block.min_rows, 1 if self._missing else 0)
        if len(self.filled) >= fewest:
            return ""
        message = self.gettext(mark("Ghi ít nhất %(fewest)s dòng")) % {"fewest": fewest}
        return self._missing if self._missing and not self.filled else message

    def _name_the_row(self, number: int, row: RowForm) -> None:
        """Say in which row it is: the summary on top of the page shows the messages of all rows."""
        in_row = self.gettext(mark("Dòng %(row)s: %(message)s"))
        for field in row:
            field.errors = [in_row % {"row": number, "message": message} for message in field.errors]

    def _extract_indices(self, prefix: str, formdata: Any) -> Iterator[int]:
        for key in formdata:
            part = self._part.fullmatch(key[len(prefix) :]) if key.startswith(prefix) else None
            if part:
                yield int(part[1])

    def _typed(self, formdata: Any) -> Iterator[tuple[int, bool]]:
        for key in formdata:
            part = self._part.fullmatch(key[len(self.name) :]) if key.startswith(self.name) else None
            if part:
                yield int(part[1]), any(str(value).strip() for value in formdata.getlist(key))


def row_form_class(questions: Sequence[Question], language: str, fields: dict[str, Any]) -> type[RowForm]:
    """Return the form of one row from the fields that ask its questions."""
    meta = type("Meta", (), {"language": language})
    return type("RowForm", (RowForm,), {"Meta": meta, "questions": tuple(questions), **fields})
