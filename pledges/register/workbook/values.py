"""What a spreadsheet holds once it is open: plain rows, without styles, formulas or types of its own."""

import datetime as dt
from dataclasses import dataclass, field

CellValue = str | int | float | dt.date


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
    fonts: dict[int, str] = field(default_factory=dict)

    def cell(self, column: int) -> CellValue:
        """Return the value in the column, counted from one; "" beyond the last."""
        return self.cells[column - 1] if column <= len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with its rows from top to bottom; the name of a text file's only sheet is empty."""

    name: str
    is_hidden: bool
    merges: tuple[Merge, ...]
    rows: tuple[Row, ...]
