"""Reads a row of a table as somebody: what households and officials have in common, each doubt a warning."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pledges.foundation.vietnamese.cleaning import clean
from pledges.foundation.vietnamese.names import title_name
from pledges.foundation.workbook.values import CellValue, Row
from pledges.register.reading.cell_values import (
    NameCell,
    NoteFlag,
    is_ditto,
    is_empty,
    note_flags,
    read_birth_year,
    read_name,
    text_of,
)
from pledges.register.reading.choices import ReadingChoices
from pledges.register.reading.groups import Under
from pledges.register.reading.labels import Field
from pledges.register.reading.layout import Heading, Table
from pledges.register.reading.place_columns import PlaceColumns
from pledges.register.reading.rows import (
    ParsedSubject,
    Place,
    ReadingWarning,
    RejectedRow,
    RejectReason,
    WarningCode,
)

# A note may say anything and a telephone number was not asked for: neither comes back with a row.
_KEPT = (
    Field.NUMBER, Field.FAMILY_NAME, Field.NAME, Field.BIRTH, Field.GROUP, Field.ADDRESS, Field.PEOPLE,
    Field.POSITION,
)  # fmt: skip


@dataclass(frozen=True)
class ReadTable:
    """A table whose rows are readable; ``originals`` are those that were in an old encoding, as they stand."""

    table: Table
    sheet: str
    originals: Mapping[int, Row] = field(default_factory=dict)


class SubjectRows(ABC):
    """Reads the rows of one table, from top to bottom: "as above" refers to the rows before."""

    def __init__(self, read: ReadTable, choices: ReadingChoices) -> None:
        self.warnings: list[ReadingWarning] = []
        self._table = read.table
        self._sheet = read.sheet
        self._originals = read.originals
        self._choices = choices
        self._names = [heading.column for heading in _name_columns(read.table)]
        self._births = [heading.column for heading in read.table.columns(Field.BIRTH)]
        self._notes = [heading.column for heading in read.table.columns(Field.NOTE)]
        self._groups = PlaceColumns(read.table, Field.GROUP, self._names)
        self._known_notes: dict[str, tuple[NoteFlag, ...]] = {}

    @property
    def can_read(self) -> bool:
        """Whether a column holds names."""
        return bool(self._names)

    def read(self, row: Row, under: Under) -> ParsedSubject | RejectedRow:
        """Give the subject of the row, or the row with the reason why it is none; ``under`` is what it is under."""
        text = self._name_text(row)
        if not self._choices.converts and row.number in self._originals:
            return self._rejected(row, under, RejectReason.LEGACY_FONT, title_name(clean(text).lower()))
        if is_empty(text) or is_ditto(text):
            return self._rejected(row, under, RejectReason.NAME_MISSING)
        cell = read_name(text, self._choices.kind)
        if not cell.name:
            return self._rejected(row, under, RejectReason.NAME_UNREADABLE)
        if cell.second_name:
            self._warn(row, WarningCode.SECOND_NAME_LEFT_OUT, cell.second_name)
        if cell.was_expanded:
            self._warn(row, WarningCode.NAME_EXPANDED, cell.name)
        return self._subject(row, cell, under)

    def place(self, row: Row) -> Place:
        """Say where the row stands in the file."""
        return Place(self._sheet, row.number)

    @abstractmethod
    def _subject(self, row: Row, cell: NameCell, under: Under) -> ParsedSubject:
        """Read the other columns of a row whose name is good."""

    def _group(self, row: Row, under: Under) -> str:
        return self._groups.read(row) or under.group or self._groups.above()

    def _birth_year(self, row: Row) -> int | None:
        """Read the one year of the row, whether it stands under men, under women or in the only column."""
        found = values(row, self._births)
        years = {read_birth_year(value, self._choices.today) for value in found}
        if len(years) == 1 and None not in years:
            return years.pop()
        if found:
            self._warn(row, WarningCode.BIRTH_YEAR_UNCLEAR, " | ".join(map(text_of, found)))
        return None

    def _flags(self, row: Row, cell: NameCell) -> tuple[NoteFlag, ...]:
        note = " ; ".join(map(text_of, values(row, self._notes)))
        if not note:
            return cell.flags
        if note not in self._known_notes:
            self._known_notes[note] = note_flags(note, self._choices.kind)
        return tuple(dict.fromkeys((*cell.flags, *self._known_notes[note])))

    def _name_text(self, row: Row) -> str:
        cells = [row.cell(column) for column in self._names]
        return (
            text_of(cells[0]) if len(cells) == 1 else " ".join(text_of(cell) for cell in cells if cell != "")
        )

    def _rejected(self, row: Row, under: Under, reason: RejectReason, looks_like: str = "") -> RejectedRow:
        """Give the row back as it stands in the file, without what may not be kept."""
        as_it_stands = self._originals.get(row.number, row)
        fields = (*_KEPT, Field.PHONE) if self._choices.takes_phones else _KEPT
        cells = [(h.label, text_of(value)) for of in fields for h, value in self._filled(as_it_stands, of)]
        years = {read_birth_year(value, self._choices.today) for value in values(row, self._births)}
        year = years.pop() if len(years) == 1 else None
        group = "" if self._table.columns(Field.GROUP) else under.group
        return RejectedRow(self.place(row), reason, tuple(cells), looks_like, year, group)

    def _filled(self, row: Row, of: Field) -> Iterator[tuple[Heading, CellValue]]:
        for heading in self._table.columns(of):
            if values(row, [heading.column]):
                yield heading, row.cell(heading.column)

    def _warn(self, row: Row, code: WarningCode, detail: str = "") -> None:
        self.warnings.append(ReadingWarning(code, (self.place(row),), detail))


def values(row: Row, columns: list[int]) -> list[CellValue]:
    """Return what stands in the columns, without empty cells and dashes."""
    cells = row.cells
    width = len(cells)
    found = [cells[column - 1] for column in columns if column <= width]
    return [value for value in found if value != "" and not is_empty(value)]


def _name_columns(table: Table) -> tuple[Heading, ...]:
    """Give the columns that make up one name: family and given name, or all under one merged label."""
    names = table.columns(Field.NAME)
    same_label = (heading for heading in names if heading.path == names[0].path)
    return (*table.columns(Field.FAMILY_NAME), *same_label)
