"""Where the fields of a label stand, for a label of any size: boxes in mm from its corner, and type to go with them."""

from collections.abc import Mapping
from dataclasses import dataclass

from pledges.paper.blanks import Field
from pledges.paper.fitting import TextStyle
from pledges.paper.fonts import BE_VIETNAM, BE_VIETNAM_BOLD, BE_VIETNAM_SEMIBOLD, TINOS, TINOS_BOLD
from pledges.paper.geometry import LabelSheet
from pledges.paper.stocks import DOOR_QR_MM

# No ink stands nearer to a label's edge, because office printers leave that much of the sheet white and label sheets
# shift by a millimetre or two. The code's own white border counts.
_EDGE_MM = 4.5
_QR_EDGE_MM = 1.5
# The design is drawn for this room beside the code; on a larger label everything grows, by no more than half.
_DRAWN_HEIGHT_MM, _DRAWN_WIDTH_MM = 28.6, 31.0
_LARGEST = 1.5
_LARGEST_QR_MM = 45.0

_PLAIN = (BE_VIETNAM, TINOS)
_SEMIBOLD = (BE_VIETNAM_SEMIBOLD, TINOS_BOLD)
_BOLD = (BE_VIETNAM_BOLD, TINOS_BOLD)

# Below 6 pt a text is hard to read; such sizes are taken only by what would otherwise be cut.
_STYLES: Mapping[str, tuple[TextStyle, TextStyle]] = {
    "number": (TextStyle(_BOLD, 12, 8), TextStyle(_BOLD, 9, 6)),
    "unit": (TextStyle(_PLAIN, 7.5, 5.5), TextStyle(_PLAIN, 6, 4)),
    "name": (TextStyle(_SEMIBOLD, 10, 7), TextStyle(_SEMIBOLD, 8, 4)),
    "invitation": (TextStyle(_PLAIN, 6.75, 5.5), TextStyle(_PLAIN, 6, 4)),
    "host": (TextStyle(_PLAIN, 7, 4.5), TextStyle(_PLAIN, 6, 4)),
    "code": (TextStyle(_BOLD, 10, 5.75), TextStyle(_BOLD, 9, 4.5)),
}
"""Each field's type on a label as it is drawn, and on one that gives long names more room."""

# From the top of the text, as drawn; the rule stands above the invitation.
_PLAIN_ROWS = {"number": (0, 5.0), "unit": (5.0, 3.4), "name": (8.6, 6.8), "rule": (15.8, 0)} | {
    "invitation": (16.2, 5.2),
    "host": (21.4, 3.1),
    "code": (24.5, 4.1),
}
_ROOMY_ROWS = {"number": (0, 3.0), "unit": (3.1, 5.1), "name": (8.3, 9.7), "rule": (18.1, 0)} | {
    "invitation": (18.2, 3.4),
    "host": (21.6, 3.4),
    "code": (25.0, 3.6),
}


@dataclass(frozen=True)
class Place:
    """A box on a label, in mm from the label's top left corner."""

    left_mm: float
    top_mm: float
    width_mm: float
    height_mm: float


def label_places(stock: LabelSheet, *, is_roomy: bool) -> dict[str, Place]:
    """Give the boxes of a label's fields, its code ("qr") and its rule; ``is_roomy`` gives long values more of it."""
    side = _qr_side(stock)
    left = _QR_EDGE_MM + side
    width = stock.label_width_mm - left - _EDGE_MM
    stretch = _stretch(stock)
    top = (stock.label_height_mm - _DRAWN_HEIGHT_MM * stretch) / 2
    rows = _ROOMY_ROWS if is_roomy else _PLAIN_ROWS
    places = {
        name: Place(left, top + start * stretch, width, height * stretch)
        for name, (start, height) in rows.items()
    }
    return places | {"qr": Place(_QR_EDGE_MM, (stock.label_height_mm - side) / 2, side, side)}


def label_fields(stock: LabelSheet) -> dict[str, Field]:
    """Give the fields of a label from top to bottom, their type grown with the label."""
    scale = _scale(stock)
    return {
        name: Field(_grown(plain, scale), roomy=_grown(roomy, scale))
        for name, (plain, roomy) in _STYLES.items()
    }


def _qr_side(stock: LabelSheet) -> float:
    """Give the code up to half the label, with a millimetre above and below where there is one to spare."""
    side = min(stock.label_height_mm - 4, stock.label_width_mm * 0.45, _LARGEST_QR_MM)
    return max(side, DOOR_QR_MM)


def _stretch(stock: LabelSheet) -> float:
    """How much higher than drawn the rows are, so that they fill the label but do not drift apart."""
    room = stock.label_height_mm - 2 * _EDGE_MM
    return min(max(room, min(stock.label_height_mm - 4, _DRAWN_HEIGHT_MM)) / _DRAWN_HEIGHT_MM, _LARGEST)


def _scale(stock: LabelSheet) -> float:
    """How much larger than drawn the type is."""
    width = stock.label_width_mm - _QR_EDGE_MM - _qr_side(stock) - _EDGE_MM
    return max(1.0, min(width / _DRAWN_WIDTH_MM, _stretch(stock)))


def _grown(style: TextStyle, scale: float) -> TextStyle:
    """Let the full size grow with the label; the smallest stays, for what is long on any label."""
    size = round(style.size_pt * scale * 4) / 4
    return TextStyle(style.faces, size, style.smallest_pt, style.line_height)
