"""Where things stand on paper: boxes in points, label sheets in millimetres."""

from dataclasses import dataclass, replace

MM = 72 / 25.4
"""Points in a millimetre."""


@dataclass(frozen=True)
class Box:
    """A rectangle in pt, measured from the top left corner of its page."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge, from the left edge of the page."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The bottom edge, from the top edge of the page."""
        return self.top + self.height


@dataclass(frozen=True)
class Cell:
    """One label's place on its sheet, in mm from the top left corner of the page."""

    left_mm: float
    top_mm: float


@dataclass(frozen=True)
class LabelSheet:
    """A sheet of equal labels, all lengths in mm; the name is what its package says. Labels without gaps touch."""

    name: str
    page_width_mm: float
    page_height_mm: float
    columns: int
    rows: int
    label_width_mm: float
    label_height_mm: float
    left_mm: float
    top_mm: float
    gap_right_mm: float = 0.0
    gap_down_mm: float = 0.0

    @property
    def capacity(self) -> int:
        """How many labels one sheet holds."""
        return self.columns * self.rows

    def moved(self, right_mm: float, down_mm: float) -> "LabelSheet":
        """Give the sheet as a printer has to be told that prints everything that much too far left and too high."""
        return replace(self, left_mm=self.left_mm + right_mm, top_mm=self.top_mm + down_mm)


def cells(sheet: LabelSheet) -> tuple[Cell, ...]:
    """Give the places of a sheet's labels in reading order, row by row."""
    return tuple(
        Cell(
            sheet.left_mm + column * (sheet.label_width_mm + sheet.gap_right_mm),
            sheet.top_mm + row * (sheet.label_height_mm + sheet.gap_down_mm),
        )
        for row in range(sheet.rows)
        for column in range(sheet.columns)
    )


def crossings(sheet: LabelSheet) -> tuple[Cell, ...]:
    """Give the points where the corners of four labels meet, where cut marks belong; none where labels do not touch."""
    if sheet.gap_right_mm or sheet.gap_down_mm:
        return ()
    return tuple(
        Cell(sheet.left_mm + column * sheet.label_width_mm, sheet.top_mm + row * sheet.label_height_mm)
        for row in range(1, sheet.rows)
        for column in range(1, sheet.columns)
    )
