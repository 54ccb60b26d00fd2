"""The sizes of a "Giấy ghi nhận": sheets, the rooms on them that grow with what stands there, and their type."""

from dataclasses import dataclass, replace
from enum import StrEnum

from pledges.paper.fitting import Fitted, GlyphMissing, TextStyle, TooMuchText, fit_whole
from pledges.paper.fonts import TINOS, TINOS_BOLD
from pledges.paper.geometry import MM
from pledges.paper.scripts import printable


class CertificateSize(StrEnum):
    """What lies in the printer: one on a sheet of A4 or A5, or two A5 on one A4 that is cut through."""

    A4 = "a4"
    A5 = "a5"
    TWO_A5 = "two_a5"


@dataclass(frozen=True)
class Room:
    """A box that stands ready for a text: as wide as the page's text, some lines high."""

    style: TextStyle
    height_pt: float


@dataclass(frozen=True)
class SheetSize:
    """One certificate's sheet.

    ``names`` and ``addresses`` are rooms from the lowest with the largest type to the highest with the smallest; the
    first that holds the whole text is taken. ``body_sizes_pt`` are tried in turn until all stands on the page. What is
    recorded stands in the middle between ``middle_top_pt`` below the head's top, or a higher head, and the foot.
    """

    css: str
    text_width_pt: float
    names: tuple[Room, ...]
    addresses: tuple[Room, ...]
    number: TextStyle
    body_sizes_pt: tuple[float, ...]
    qr_mm: float
    head_pt: float
    head_width_mm: float
    middle_top_pt: float


@dataclass(frozen=True)
class Held:
    """A text as it is set (as it came where no vendored font can set it), and which of the rooms it takes."""

    text: Fitted | str
    room: Room


def _bold(size: float, smallest: float, lines: int, line_height: float = 1.2) -> Room:
    return Room(TextStyle((TINOS_BOLD,), size, smallest, line_height), lines * line_height * size)


def _plain(size: float, smallest: float, lines: int, line_height: float = 1.3) -> Room:
    return Room(TextStyle((TINOS,), size, smallest, line_height), lines * line_height * size)


# Decree 30/2020/NĐ-CP asks 13 to 14 pt of official texts: A4 keeps to it wherever the wording is of ordinary length. A5
# is half the sheet: its type is A4's by 0.8; its code is not, for what telephones see is modules. With the longest
# proof allowed (version 8, 57 modules with its quiet zone) 38 mm gives modules of 0.67 mm; of 0.49 mm (28 mm) one in
# seven was read in a blurred, noisy picture of 150 dpi, of 0.67 mm all (docs/benchmarks.md).
A4 = SheetSize(
    css="a4",
    text_width_pt=237 * MM,
    names=(_bold(30, 24, 1), _bold(24, 17, 2), _bold(15, 8, 4)),
    addresses=(_plain(15, 13, 1), _plain(14, 12, 2), _plain(12, 10, 3), _plain(9.5, 6.5, 6)),
    number=TextStyle((TINOS_BOLD,), 12, 8, 1.2),
    body_sizes_pt=(15, 14, 13, 12, 11, 10),
    qr_mm=40,
    head_pt=13,
    head_width_mm=112,
    middle_top_pt=17 * MM,
)
A5 = SheetSize(
    css="a5",
    text_width_pt=174 * MM,
    names=(_bold(23, 18, 1), _bold(17, 13, 2), _bold(11, 6.5, 4)),
    addresses=(_plain(12, 10.5, 1), _plain(10.5, 9, 2), _plain(9, 8, 3), _plain(7, 5.5, 6)),
    number=TextStyle((TINOS_BOLD,), 10, 7, 1.2),
    body_sizes_pt=(12, 11, 10, 9, 8),
    qr_mm=38,
    head_pt=10.5,
    head_width_mm=85,
    middle_top_pt=13 * MM,
)


def held(text: str, rooms: tuple[Room, ...], width_pt: float) -> Held:
    """Put a text into the first of the rooms that holds all of it.

    A text that no vendored font can set is left to the page's own engine; its room is measured with a wide letter in
    the place of each.

    :raises TooMuchText: when the last room is too small for it.
    """
    try:
        return _held(text, rooms, width_pt)
    except GlyphMissing:
        stand_in = "".join("W" if letter.strip() else letter for letter in printable(text))
        return replace(_held(stand_in, rooms, width_pt), text=text)


def loose_style(rooms: tuple[Room, ...]) -> TextStyle:
    """Give the style in which a text that no vendored font can set is tried, from the largest type to the smallest."""
    return replace(rooms[0].style, smallest_pt=rooms[-1].style.smallest_pt)


def _held(text: str, rooms: tuple[Room, ...], width_pt: float) -> Held:
    for room in rooms:
        try:
            return Held(fit_whole(text, room.style, width_pt, room.height_pt), room)
        except TooMuchText:
            continue
    raise TooMuchText(text)
