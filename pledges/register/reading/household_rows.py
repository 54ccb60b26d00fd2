"""Reads one row of a table as a household: each column by its own rules, each doubt a warning."""

import re

from pledges.foundation.vietnamese.phones import parse_phones
from pledges.foundation.workbook.values import Row
from pledges.register.reading.cell_values import NameCell, read_people_count, text_of
from pledges.register.reading.choices import ReadingChoices
from pledges.register.reading.groups import Under
from pledges.register.reading.labels import Field
from pledges.register.reading.place_columns import PlaceColumns
from pledges.register.reading.rows import ParsedHousehold, WarningCode
from pledges.register.reading.subject_rows import ReadTable, SubjectRows, values

# Units that ended on 1 July 2025: an address that names them is kept as typed and pointed out.
_OLD_UNIT = re.compile(r"\b(?:huyện|thị trấn|thị xã|quận)\s+\w", re.IGNORECASE)
_DIGIT = re.compile(r"\d")


class HouseholdRows(SubjectRows):
    """Reads household rows of one table."""

    def __init__(self, read: ReadTable, choices: ReadingChoices) -> None:
        super().__init__(read, choices)
        self._addresses = PlaceColumns(read.table, Field.ADDRESS, self._names)
        self._people = [heading.column for heading in read.table.columns(Field.PEOPLE)]
        phones = read.table.columns(Field.PHONE) if choices.takes_phones else ()
        self._phone_columns = [heading.column for heading in phones]

    def _subject(self, row: Row, cell: NameCell, under: Under) -> ParsedHousehold:
        return ParsedHousehold(
            place=self.place(row),
            head_name=cell.name,
            birth_year=self._birth_year(row),
            address=self._address(row, under),
            people_count=self._people_count(row),
            phones=self._phones(row),
            note_flags=self._flags(row, cell),
            group=self._group(row, under),
        )

    def _people_count(self, row: Row) -> int | None:
        found = values(row, self._people)
        if not found:
            return None
        count = read_people_count(found[0])
        if count is None:
            self._warn(row, WarningCode.PEOPLE_COUNT_UNCLEAR, text_of(found[0]))
        return count

    def _phones(self, row: Row) -> tuple[str, ...]:
        """Read the numbers if they were asked for. What is none is not shown: it may be an identity number."""
        texts = [text_of(value) for value in values(row, self._phone_columns)]
        if not texts:
            return ()
        phones = tuple(dict.fromkeys(phone for text in texts for phone in parse_phones(text)))
        if not phones and any(map(_DIGIT.search, texts)):
            self._warn(row, WarningCode.PHONE_UNREADABLE)
        return phones

    def _address(self, row: Row, under: Under) -> str:
        address = self._addresses.read(row) or under.part or self._addresses.above()
        if _OLD_UNIT.search(address):
            self._warn(row, WarningCode.OLD_UNIT_NAME, address)
        return address
