"""Finds the tables in a sheet: where the head rows stand, and what each column holds."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from pledges.foundation.vietnamese.folding import fold
from pledges.foundation.workbook.values import Row, Sheet
from pledges.register.reading.choices import ReadingChoices
from pledges.register.reading.labels import FIELDS, SUB_LABELS, Dropped, Field, field_of, forbidden_by
from pledges.register.reading.merges import Merges
from pledges.register.reading.old_text import readable_line

_MAX_HEAD_ROWS = 4
_LONGEST_LABEL = 80
_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-Da-d])\)?(?:\s*=.*)?")
_BY_VALUE = {field.value: field for field in Field}
# So many known labels in one row are a head even if none of them is known to be for names.
_ENOUGH_LABELS = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """A column and the labels over it, the outermost first. What is not taken holds None and says why."""

    column: int
    path: tuple[str, ...]
    holds: Field | None
    dropped: Dropped | None = None

    @property
    def label(self) -> str:
        """The labels as one text, for people."""
        return " / ".join(self.path)

    @property
    def is_forbidden(self) -> bool:
        """Whether nobody may choose the column either."""
        return self.dropped not in (None, Dropped.UNNEEDED)


@dataclass(frozen=True, slots=True)
class Table:
    """Head and rows of one table; rows of sums and signatures are still among them."""

    first_head_row: int
    last_head_row: int
    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]
    merges: Merges

    def columns(self, field: Field) -> tuple[Heading, ...]:
        """Return the columns that hold the field, from left to right."""
        return tuple(heading for heading in self.headings if heading.holds == field)

    def value_row(self, row: Row, column: int) -> Row:
        """Return the row where the value of a cell stands: an upper one where cells are merged downwards."""
        if row.cell(column) != "":
            return row
        merge = self.merges.at(row.number, column)
        if merge is None or merge.first_row == row.number:
            return row
        place = bisect_left(self.rows, merge.first_row, key=_number)
        upper = self.rows[place]
        return upper if upper.number == merge.first_row else row


@dataclass(frozen=True, slots=True)
class _Line:
    """A row as text, out of an old encoding too."""

    number: int
    texts: tuple[str, ...]

    def text(self, column: int) -> str:
        return self.texts[column - 1] if column <= len(self.texts) else ""


def tables_of(sheet: Sheet, choices: ReadingChoices) -> tuple[Table, ...]:
    """Find all tables of a sheet from top to bottom. A head repeated on every printed page begins a new one."""
    heads: list[tuple[int, int]] = []
    index = 0
    while index < len(sheet.rows):
        if _is_head(sheet.rows[index]):
            last = _last_head_index(sheet, index)
            heads.append((index, last))
            index = last
        index += 1
    merges = Merges(sheet.merges)
    # Each table ends where the next one begins, the last one with the sheet.
    nexts = [*heads[1:], (len(sheet.rows), 0)][: len(heads)]
    return tuple(
        _table(sheet.rows[first : last + 1], sheet.rows[last + 1 : end], merges, choices)
        for (first, last), (end, _) in zip(heads, nexts, strict=True)
    )


def _table(heads: tuple[Row, ...], rows: tuple[Row, ...], merges: Merges, choices: ReadingChoices) -> Table:
    lines = [_line(row) for row in heads]
    headings = tuple(_heading(column, path, choices) for column, path in _paths(lines, merges))
    return Table(heads[0].number, heads[-1].number, headings, rows, merges)


def _heading(column: int, path: tuple[str, ...], choices: ReadingChoices) -> Heading:
    """Tell what a column holds: nothing forbidden, then what the clerk says, then what the labels say.

    Telephone numbers are taken as such, with their purpose, or left out: as an address they would stand there unsealed.
    """
    forbidden = forbidden_by(path)
    if forbidden:
        return Heading(column, path, None, forbidden)
    field = field_of(path)
    chosen = choices.columns.get(" / ".join(path))
    if chosen is not None:
        named = _BY_VALUE.get(chosen)
        field = named if field is not Field.PHONE or named is Field.PHONE else None
    if field in FIELDS[choices.kind]:
        return Heading(column, path, field)
    return Heading(column, path, None, Dropped.UNNEEDED)


def _number(row: Row) -> int:
    return row.number


def _line(row: Row) -> _Line:
    return _Line(row.number, readable_line(row))


def _is_head(row: Row) -> bool:
    """Tell whether a row names people and at least one thing more about them, or many things one knows."""
    # A bare number is never a label: this spares most rows the search.
    if any(not isinstance(cell, str) or cell.isdecimal() for cell in row.cells):
        return False
    texts = readable_line(row)
    kinds = {_label_kind(text) for text in texts} - {None}
    return len(kinds) > 1 and (any(map(_names_people, texts)) or len(kinds) >= _ENOUGH_LABELS)


def _label_kind(label: str) -> str | None:
    if not label or len(label) > _LONGEST_LABEL:
        return None
    return "forbidden" if forbidden_by((label,)) else field_of((label,))


def _last_head_index(sheet: Sheet, first: int) -> int:
    """Go down over second and third head rows and the row of column numbers."""
    head = readable_line(sheet.rows[first])
    names = [column for column, text in enumerate(head, start=1) if _names_people(text)]
    last = first
    for index in range(first + 1, min(first + _MAX_HEAD_ROWS, len(sheet.rows))):
        line = _line(sheet.rows[index])
        if _numbers_columns(line, names):
            return index
        if not SUB_LABELS.intersection(map(fold, line.texts)) or any(line.text(column) for column in names):
            break
        last = index
    return last


def _numbers_columns(line: _Line, names: list[int]) -> bool:
    """Tell whether the row numbers the columns: nobody is called (2) or B."""
    if names:
        return any(_COLUMN_NUMBER.fullmatch(line.text(column)) for column in names)
    return _is_column_numbers(line)


def _names_people(label: str) -> bool:
    return field_of((label,)) in (Field.NAME, Field.FAMILY_NAME)


def _paths(heads: list[_Line], merges: Merges) -> Iterable[tuple[int, tuple[str, ...]]]:
    labelled = [line for line in heads if not _is_column_numbers(line)]
    width = max(len(line.texts) for line in labelled)
    # The last label may span a column to its right that has no cell of its own.
    for column in range(1, width + 2):
        path = _path(labelled, column, merges)
        if path:
            yield column, path


def _is_column_numbers(line: _Line) -> bool:
    return all(_COLUMN_NUMBER.fullmatch(text) for text in line.texts if text)


def _path(heads: list[_Line], column: int, merges: Merges) -> tuple[str, ...]:
    path: list[str] = []
    for place, line in enumerate(heads):
        label = line.text(column) or _merged_label(heads, line.number, column, merges)
        if not label and any(lower.text(column) for lower in heads[place + 1 :]):
            label = _label_to_the_left(line, column)
        if label and label not in path:
            path.append(label)
    return tuple(path)


def _merged_label(heads: list[_Line], row: int, column: int, merges: Merges) -> str:
    merge = merges.at(row, column)
    if merge is None:
        return ""
    return next((head.text(merge.first_column) for head in heads if head.number == merge.first_row), "")


def _label_to_the_left(line: _Line, column: int) -> str:
    """Find what an upper label without a merge spans: the nearest one to the left."""
    return next((label for left in range(column - 1, 0, -1) if (label := line.text(left))), "")
