"""The rows for the further members of a household; they work without script and take no hostile row number."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, cast

from wtforms import Field, FieldList, FormField, StringField
from wtforms.validators import StopValidation

from forms.answers import MemberAnswer
from forms.base import BaseForm
from forms.parts import MembersBlock
from forms.validators import (
    FIRST_BIRTH_YEAR,
    LONGEST_NAME,
    LONGEST_RELATION,
    AtMost,
    Optional,
    has_letters,
    year_in,
)
from forms.wording import mark

# ASCII digits only and few of them: "²" is a digit to Python, and a number of 5,000 digits is an error.
_PART = re.compile(r"-([0-9]{1,3})-(?:name|birth_year|relation)")
_ROWS_AT_A_TIME = 2


class MemberForm(BaseForm):
    """One row: name, year of birth, relation. An empty row is no member."""

    today: Any

    @property
    def is_empty(self) -> bool:
        """Whether nothing is typed in the row."""
        return not any(field.data for field in self)


class MembersField(FieldList):  # type: ignore[type-arg]  # generic in the stubs only
    """The rows of a household's members; ``entries`` has one for each, the last ones empty.

    The names of the inputs are ``members-0-name``, ``members-0-birth_year``, ``members-0-relation``.
    """

    def __init__(self, block: MembersBlock, language: str, **kwargs: Any) -> None:
        row = cast(Any, FormField(_member_form_class(block, language)))
        kwargs |= {"max_entries": block.max_rows, "description": block.intro.in_language(language)}
        super().__init__(row, block.title.in_language(language), **kwargs)
        self._first_rows = block.first_rows
        self._too_many = False

    def process(self, formdata: Any, *args: Any, **kwargs: Any) -> None:
        """Read the rows; what is typed beyond the last row allowed is told, not silently dropped."""
        super().process(formdata, *args, **kwargs)
        # WTForms' own "min_entries" would read the last row of a post with gaps twice.
        while len(self.entries) < self._first_rows:
            self.append_entry()
        numbers = sorted(set(self._extract_indices(self.name, formdata or ())))
        beyond = numbers[self.max_entries :]
        self._too_many = any(_typed(formdata, f"{self.name}-{number}") for number in beyond)

    def validate(self, form: Any, extra_validators: Any = ()) -> bool:
        """Check every row; what concerns the list as a whole is said at its last name."""
        for row in self.entries:
            row.form.today = form.today
        is_valid = super().validate(form, extra_validators)
        if not self._too_many:
            return is_valid
        message = mark(
            "Ghi tối đa %(maximum)s thành viên; người khác tự xác nhận sau, không cần ghi tên ở đây"
        )
        self.entries[-1].form["name"].errors = [self.gettext(message) % {"maximum": self.max_entries}]
        self.errors = [row.errors for row in self.entries]
        return False

    def grow(self) -> None:
        """Add empty rows, as far as there may be more."""
        for _ in range(min(_ROWS_AT_A_TIME, (self.max_entries or 0) - len(self.entries))):
            self.append_entry()

    def answers(self) -> tuple[MemberAnswer, ...]:
        """Return the members of the rows that are filled."""
        filled = (row.form.data for row in self.entries if not row.form.is_empty)
        return tuple(MemberAnswer(row["name"], year_in(row["birth_year"]), row["relation"]) for row in filled)

    def _extract_indices(self, prefix: str, formdata: Any) -> Iterator[int]:
        for key in formdata:
            part = _PART.fullmatch(key[len(prefix) :]) if key.startswith(prefix) else None
            if part:
                yield int(part[1])


class _MemberName:
    """A row with anything in it needs a name, in letters."""

    def __call__(self, form: Any, field: Field) -> None:
        if form.is_empty:
            raise StopValidation
        if not has_letters(field.data):
            message = mark("Ghi họ và tên thành viên ở dòng %(row)s, hoặc xóa trống cả dòng")
            raise StopValidation(field.gettext(message) % {"row": _row_number(field)})


class _MemberBirthYear:
    """Children are counted, not named: a year that makes somebody too young is refused, kindly."""

    def __init__(self, minimum_age: int) -> None:
        self.minimum_age = minimum_age

    def __call__(self, form: Any, field: Field) -> None:
        year, last = year_in(field.data), form.today.year
        values = {"row": _row_number(field), "year": year, "age": self.minimum_age}
        values |= {"first": FIRST_BIRTH_YEAR, "last": last}
        if year is None:
            message = mark("Ghi năm sinh ở dòng %(row)s bằng bốn chữ số, ví dụ 1990")
        elif not FIRST_BIRTH_YEAR <= year <= last:
            message = mark("Xem lại năm sinh ở dòng %(row)s: từ %(first)s đến %(last)s")
        elif last - year < self.minimum_age:
            message = mark(
                "Người sinh năm %(year)s chưa đủ %(age)s tuổi nên không ghi tên, chỉ tính vào số người trong nhà."
                " Xóa trống dòng %(row)s"
            )
        else:
            return
        raise StopValidation(field.gettext(message) % values)


def _row_number(field: Field) -> int:
    """Return the row as people count, from the name of the input: ``members-0-name`` is row 1."""
    return int(field.name.split("-")[-2]) + 1


def _typed(formdata: Any, row: str) -> bool:
    parts = (formdata.getlist(f"{row}-{part}") for part in ("name", "birth_year", "relation"))
    return any(str(value).strip() for values in parts for value in values)


@lru_cache
def _member_form_class(block: MembersBlock, language: str) -> type[MemberForm]:
    name, relation = block.name.in_language(language), block.relation.in_language(language)
    too_long = mark("Họ và tên thành viên dài %(length)s ký tự. Ghi gọn lại, tối đa %(maximum)s ký tự")
    parts = {
        "name": StringField(
            name, [_MemberName(), AtMost(LONGEST_NAME, too_long)], render_kw={"autocomplete": "off"}
        ),
        "birth_year": StringField(
            block.birth_year.in_language(language),
            [Optional(), _MemberBirthYear(block.minimum_age)],
            render_kw={"inputmode": "numeric", "autocomplete": "off"},
        ),
        "relation": StringField(
            relation, [Optional(), AtMost(LONGEST_RELATION)], render_kw={"autocomplete": "off"}
        ),
    }
    return type("MemberForm", (MemberForm,), {"Meta": type("Meta", (), {"language": language}), **parts})
