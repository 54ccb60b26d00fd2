"""Reads the columns that say where somebody lives or works, with merged cells and "as above"."""

from collections import defaultdict
from collections.abc import Sequence

from pledges.foundation.workbook.values import CellValue, Row
from pledges.register.reading.cell_values import bare_text, is_ditto, is_empty
from pledges.register.reading.groups import without_shouting
from pledges.register.reading.labels import Field, place_word
from pledges.register.reading.layout import Table

_LONGEST = 200
_DITTO = '"'


class PlaceColumns:
    """The columns of one field; remembers, column by column, what "as above" refers to."""

    def __init__(self, table: Table, field: Field, names: Sequence[int]) -> None:
        self._table = table
        self._columns = [(h.column, place_word(h.path[-1])) for h in table.columns(field)]
        self._sparse = [column for column, _ in self._columns if self._is_sparse(column, names)]
        self._above: dict[int, str] = {}
        self._known: dict[int, dict[CellValue, str]] = defaultdict(dict)

    def read(self, row: Row) -> str:
        """Return what the row's own cells say, as one text."""
        if not self._columns:
            return ""
        parts = [part for column, word in self._columns if (part := self._part(row, column, word))]
        return ", ".join(parts)[:_LONGEST]

    def above(self) -> str:
        """Return what stands above where a column is filled on the first row of each block only."""
        return ", ".join(part for column in self._sparse if (part := self._above.get(column, "")))

    def _part(self, row: Row, column: int, word: str) -> str:
        value = row.cell(column)
        if value == "":
            value = self._table.value_row(row, column).cell(column)
        # A hamlet has few places: most cells were met before.
        known = self._known[column].get(value)
        if known is None:
            known = self._known[column][value] = _place_of(value, word)
        if known == _DITTO:
            return self._above.get(column, "")
        if known:
            self._above[column] = known
        return known

    def _is_sparse(self, column: int, names: Sequence[int]) -> bool:
        named = [row for row in self._table.rows if any(row.cell(name) != "" for name in names)]
        filled = [self._table.value_row(row, column).cell(column) != "" for row in named]
        return bool(filled) and filled[0] and 2 * sum(filled) < len(filled)


def _place_of(value: CellValue, word: str) -> str:
    """Return the place a cell names, "" for none, or the sign that it is the one above."""
    if is_empty(value):
        return ""
    if is_ditto(value):
        return _DITTO
    place = without_shouting(bare_text(value))
    return f"{word} {place}".strip() if place.isdecimal() else place
