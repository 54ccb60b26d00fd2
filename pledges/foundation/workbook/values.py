"""What a spreadsheet holds once it is open: plain rows, without styles, formulas or types of its own."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

CellValue = str | int | float | dt.date

_NO_FONTS: Mapping[int, str] = MappingProxyType({})


def _no_fonts() -> Mapping[int, str]:
    """Return the one mapping that nearly all rows share."""
    return _NO_FONTS


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells shown as one; rows and columns are counted from one, the last ones belong to it."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    def covers(self, row: int, column: int) -> bool:
        """Tell whether the cell belongs to it."""
        in_rows = self.first_row <= row <= self.last_row
        return in_rows and self.first_column <= column <= self.last_column


@dataclass(frozen=True, slots=True)
class Row:
    """A row with something in it. Cells from the first column on, empty ones are ""; trailing ones are left out.

    ``fonts`` names the fonts of before Unicode by column; other fonts are of no interest.
    """

    number: int
    cells: tuple[CellValue, ...]
    fonts: Mapping[int, str] = field(default_factory=_no_fonts)

    def cell(self, column: int) -> CellValue:
        """Return the value in the column, counted from one; "" beyond the last."""
        return self.cells[column - 1] if column <= len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with its rows from top to bottom; the name of a text file's only sheet is empty.

    ``hidden_rows`` are the numbers of rows that do not show, by hand or by a filter; they are among the rows.
    """

    name: str
    is_hidden: bool
    merges: tuple[Merge, ...]
    rows: tuple[Row, ...]
    hidden_rows: frozenset[int] = frozenset()
