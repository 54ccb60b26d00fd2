"""Reads one row of a table as a household: each column by its own rules, each doubt a warning."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pledges.foundation.vietnamese.cleaning import clean
from pledges.foundation.vietnamese.dates import short_date
from pledges.foundation.vietnamese.legacy import LegacyEncoding, as_unicode, legacy_encoding
from pledges.foundation.vietnamese.names import title_name
from pledges.foundation.vietnamese.phones import parse_phones
from pledges.register.cell_values import (
    NoteFlag,
    is_ditto,
    note_flags,
    read_birth_year,
    read_name,
    read_people_count,
)
from pledges.register.labels import Field, place_word
from pledges.register.layout import Heading, Table
from pledges.register.rows import (
    ParsedHousehold,
    Place,
    ReadingWarning,
    RejectedRow,
    RejectReason,
    WarningCode,
)
from pledges.register.workbook.values import CellValue, Row

_EMPTY = " -–—.…"
_SHOUTED = re.compile(r"\b[^\W\d_]*[AEIOUYĂÂÊÔƠƯÀ-Ỹ][^\W\d_]*\b")
_KEPT = (Field.NUMBER, Field.FAMILY_NAME, Field.NAME, Field.BIRTH, Field.ADDRESS, Field.PEOPLE)
_LONGEST_ADDRESS = 200


@dataclass(frozen=True, slots=True)
class Choices:
    """What the person chose for this reading, and the day it is done on (for years of birth)."""

    takes_phones: bool
    today: dt.date


class HouseholdRows:
    """Reads household rows of one table; remembers, column by column, the address that "as above" refers to."""

    def __init__(self, table: Table, sheet: str, choices: Choices) -> None:
        self.warnings: list[ReadingWarning] = []
        self._table = table
        self._sheet = sheet
        self._choices = choices
        self._names = _name_columns(table)
        self._addresses = table.columns(Field.ADDRESS)
        self._sparse = [h.column for h in self._addresses if self._is_sparse(h.column)]
        self._above: dict[int, str] = {}

    def read(self, row: Row, group: str) -> ParsedHousehold | RejectedRow:
        """Give the household of the row, or the row with the reason why it is none; ``group`` is what it is under."""
        text = " ".join(filter(None, (_text(row.cell(heading.column)) for heading in self._names)))
        encoding = self._legacy_encoding(row)
        if encoding:
            return self._rejected(row, RejectReason.LEGACY_FONT, _capitalised(as_unicode(text, encoding)))
        if not text.strip(_EMPTY) or is_ditto(text):
            return self._rejected(row, RejectReason.NAME_MISSING)
        cell = read_name(text)
        if not cell.name:
            return self._rejected(row, RejectReason.NAME_UNREADABLE)
        if cell.second_name:
            self._warn(row, WarningCode.SECOND_NAME_LEFT_OUT, cell.second_name)
        if cell.was_expanded:
            self._warn(row, WarningCode.NAME_EXPANDED, cell.name)
        return ParsedHousehold(
            place=self.place(row),
            head_name=cell.name,
            birth_year=self._birth_year(row),
            address=self._address(row, group),
            people_count=self._people_count(row),
            phones=self._phones(row),
            note_flags=tuple(dict.fromkeys((*cell.flags, *self._note_flags(row)))),
        )

    def place(self, row: Row) -> Place:
        """Say where the row stands in the file."""
        return Place(self._sheet, row.number)

    def _birth_year(self, row: Row) -> int | None:
        """Read the one year of the row, whether it stands under men, under women or in the only column."""
        values = [value for _, value in self._filled(row, Field.BIRTH)]
        years = {read_birth_year(value, self._choices.today) for value in values}
        if len(years) == 1 and None not in years:
            return years.pop()
        if values:
            self._warn(row, WarningCode.BIRTH_YEAR_UNCLEAR, " | ".join(map(_text, values)))
        return None

    def _people_count(self, row: Row) -> int | None:
        value = next((value for _, value in self._filled(row, Field.PEOPLE)), None)
        if value is None:
            return None
        count = read_people_count(value)
        if count is None:
            self._warn(row, WarningCode.PEOPLE_COUNT_UNCLEAR, _text(value))
        return count

    def _phones(self, row: Row) -> tuple[str, ...]:
        """Read the numbers if they were asked for. What is none is not shown: it may be an identity number."""
        if not self._choices.takes_phones:
            return ()
        texts = [_text(value) for _, value in self._filled(row, Field.PHONE)]
        phones = tuple(dict.fromkeys(phone for text in texts for phone in parse_phones(text)))
        if not phones and any(re.search(r"\d", text) for text in texts):
            self._warn(row, WarningCode.PHONE_UNREADABLE)
        return phones

    def _note_flags(self, row: Row) -> tuple[NoteFlag, ...]:
        return note_flags(" ; ".join(_text(value) for _, value in self._filled(row, Field.NOTE)))

    def _address(self, row: Row, group: str) -> str:
        parts = (self._address_part(row, heading) for heading in self._addresses)
        return clean(", ".join(filter(None, parts)))[:_LONGEST_ADDRESS] or group or self._sparse_address()

    def _sparse_address(self) -> str:
        """Give the address above where the column is filled on the first row of each block only."""
        return ", ".join(filter(None, (self._above.get(column, "") for column in self._sparse)))

    def _is_sparse(self, column: int) -> bool:
        named = [row for row in self._table.rows if row.cell(self._names[0].column) != ""]
        filled = [self._table.value_row(row, column).cell(column) != "" for row in named]
        return bool(filled) and filled[0] and 2 * sum(filled) < len(filled)

    def _address_part(self, row: Row, heading: Heading) -> str:
        value = self._table.value_row(row, heading.column).cell(heading.column)
        if is_ditto(value):
            return self._above.get(heading.column, "")
        part = without_shouting(clean(_text(value)).strip(_EMPTY))
        if part.isdecimal():
            part = f"{place_word(heading.path[-1])} {part}".strip()
        self._above[heading.column] = part or self._above.get(heading.column, "")
        return part

    def _legacy_encoding(self, row: Row) -> LegacyEncoding | None:
        for heading in (*self._names, *self._addresses):
            value = row.cell(heading.column)
            if isinstance(value, str) and (encoding := legacy_encoding(value, row.fonts.get(heading.column))):
                return encoding
        return None

    def _rejected(self, row: Row, reason: RejectReason, looks_like: str = "") -> RejectedRow:
        fields = (*_KEPT, Field.PHONE) if self._choices.takes_phones else _KEPT
        cells = [
            (heading.label, _text(value)) for field in fields for heading, value in self._filled(row, field)
        ]
        years = {read_birth_year(value, self._choices.today) for _, value in self._filled(row, Field.BIRTH)}
        year = years.pop() if len(years) == 1 else None
        return RejectedRow(self.place(row), reason, tuple(cells), looks_like, year)

    def _filled(self, row: Row, field: Field) -> Iterator[tuple[Heading, CellValue]]:
        for heading in self._table.columns(field):
            value = row.cell(heading.column)
            if _text(value).strip(_EMPTY):
                yield heading, value

    def _warn(self, row: Row, code: WarningCode, detail: str = "") -> None:
        self.warnings.append(ReadingWarning(code, (self.place(row),), detail))


def without_shouting(text: str) -> str:
    """Write a place typed in capitals with initial capitals; abbreviations without a vowel (KP, TDP) stay."""
    return _SHOUTED.sub(lambda word: title_name(word[0]), text) if text.isupper() else text


def _name_columns(table: Table) -> tuple[Heading, ...]:
    """Give the columns that make up one name: family and given name, or all under one merged label."""
    names = table.columns(Field.NAME)
    same_label: Iterable[Heading] = (heading for heading in names if heading.path == names[0].path)
    return (*table.columns(Field.FAMILY_NAME), *same_label)


def _text(value: CellValue) -> str:
    return short_date(value) if isinstance(value, dt.date) else str(value)


def _capitalised(name: str) -> str:
    return title_name(clean(name).lower())
