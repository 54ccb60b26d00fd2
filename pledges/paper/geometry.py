"""Where things stand on paper: boxes in points, label sheets in millimetres."""

from dataclasses import dataclass

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
    """A sheet of labels that touch each other, all lengths in mm; the name is what its package says."""

    name: str
    page_width_mm: float
    page_height_mm: float
    columns: int
    rows: int
    label_width_mm: float
    label_height_mm: float
    left_mm: float
    top_mm: float

    @property
    def capacity(self) -> int:
        """How many labels one sheet holds."""
        return self.columns * self.rows


# 8 rows of 37 mm are 296 mm: the sheets on the market share the last millimetre of A4 between top and bottom.
A4_24 = LabelSheet(
    name="A4-24",
    page_width_mm=210,
    page_height_mm=297,
    columns=3,
    rows=8,
    label_width_mm=70,
    label_height_mm=37,
    left_mm=0,
    top_mm=0.5,
)


def cells(sheet: LabelSheet) -> tuple[Cell, ...]:
    """Give the places of a sheet's labels in reading order, row by row."""
    return tuple(
        Cell(sheet.left_mm + column * sheet.label_width_mm, sheet.top_mm + row * sheet.label_height_mm)
        for row in range(sheet.rows)
        for column in range(sheet.columns)
    )


def crossings(sheet: LabelSheet) -> tuple[Cell, ...]:
    """Give the points inside the page where the corners of four labels meet, where cut marks belong."""
    return tuple(
        Cell(sheet.left_mm + column * sheet.label_width_mm, sheet.top_mm + row * sheet.label_height_mm)
        for row in range(1, sheet.rows)
        for column in range(1, sheet.columns)
    )
