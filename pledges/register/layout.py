"""Finds the tables in a sheet: where the head rows stand, and what each column holds."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from pledges.foundation.vietnamese.cleaning import clean
from pledges.foundation.vietnamese.folding import fold
from pledges.foundation.vietnamese.legacy import as_unicode, legacy_encoding
from pledges.register.labels import SUB_LABELS, Field, field_of, is_forbidden
from pledges.register.merges import Merges
from pledges.register.workbook.values import Row, Sheet

_MAX_HEAD_ROWS = 4
_LONGEST_LABEL = 80
_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-Da-d])\)?")


@dataclass(frozen=True, slots=True)
class Heading:
    """A column and the labels over it, the outermost first. ``holds`` is None for what is not taken."""

    column: int
    path: tuple[str, ...]
    holds: Field | None
    is_forbidden: bool = False

    @property
    def label(self) -> str:
        """The labels as one text, for people."""
        return " / ".join(self.path)


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


def tables_of(sheet: Sheet) -> tuple[Table, ...]:
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
        _table(sheet.rows[first : last + 1], sheet.rows[last + 1 : end], merges)
        for (first, last), (end, _) in zip(heads, nexts, strict=True)
    )


def _table(heads: tuple[Row, ...], rows: tuple[Row, ...], merges: Merges) -> Table:
    return Table(heads[0].number, heads[-1].number, tuple(_headings(heads, merges)), rows, merges)


def _number(row: Row) -> int:
    return row.number


def _text(row: Row, column: int) -> str:
    """Give a label as it reads, also out of an old encoding."""
    value = row.cell(column)
    if not isinstance(value, str):
        return str(value)
    encoding = legacy_encoding(value, row.fonts.get(column))
    return clean(as_unicode(value, encoding) if encoding else value)


def _is_head(row: Row) -> bool:
    """Tell whether a row names people and at least one thing more about them."""
    # A bare number is never a label: this spares most rows the search.
    if any(not isinstance(cell, str) or cell.isdecimal() for cell in row.cells):
        return False
    columns = range(1, len(row.cells) + 1)
    if not any(_names_people(row, column) for column in columns):
        return False
    return len({_label_kind(_text(row, column)) for column in columns} - {None}) > 1


def _label_kind(label: str) -> Field | str | None:
    if not label or len(label) > _LONGEST_LABEL:
        return None
    return "forbidden" if is_forbidden((label,)) else field_of((label,))


def _last_head_index(sheet: Sheet, first: int) -> int:
    """Go down over second and third head rows and the row of column numbers."""
    names = [c for c in range(1, len(sheet.rows[first].cells) + 1) if _names_people(sheet.rows[first], c)]
    last = first
    for index in range(first + 1, min(first + _MAX_HEAD_ROWS, len(sheet.rows))):
        row = sheet.rows[index]
        if any(_COLUMN_NUMBER.fullmatch(_text(row, column)) for column in names):
            return index
        labels = {fold(_text(row, column)) for column in range(1, len(row.cells) + 1)}
        if not labels & SUB_LABELS or any(row.cell(column) != "" for column in names):
            break
        last = index
    return last


def _names_people(row: Row, column: int) -> bool:
    return field_of((_text(row, column),)) in (Field.NAME, Field.FAMILY_NAME)


def _headings(heads: tuple[Row, ...], merges: Merges) -> Iterable[Heading]:
    labelled = [row for row in heads if not _is_column_numbers(row)]
    width = max(len(row.cells) for row in labelled)
    # The last label may span a column to its right that has no cell of its own.
    for column in range(1, width + 2):
        path = _path(labelled, column, merges)
        if path:
            forbidden = is_forbidden(path)
            yield Heading(column, path, None if forbidden else field_of(path), forbidden)


def _is_column_numbers(row: Row) -> bool:
    return all(_COLUMN_NUMBER.fullmatch(str(cell).strip()) for cell in row.cells if cell != "")


def _path(heads: list[Row], column: int, merges: Merges) -> tuple[str, ...]:
    path: list[str] = []
    for place, row in enumerate(heads):
        label = _text(row, column) or _merged_label(heads, row.number, column, merges)
        if not label and any(_text(lower, column) for lower in heads[place + 1 :]):
            label = _label_to_the_left(row, column)
        if label and label not in path:
            path.append(label)
    return tuple(path)


def _merged_label(heads: list[Row], row: int, column: int, merges: Merges) -> str:
    merge = merges.at(row, column)
    if merge is None:
        return ""
    return next((_text(head, merge.first_column) for head in heads if head.number == merge.first_row), "")


def _label_to_the_left(row: Row, column: int) -> str:
    """Find what an upper label without a merge spans: the nearest one to the left."""
    return next((label for left in range(column - 1, 0, -1) if (label := _text(row, left))), "")
