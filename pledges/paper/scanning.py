"""Reads QR codes from finished pages with a real decoder: nothing leaves the print house that no telephone reads."""

import importlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from pledges.paper.geometry import MM, Box
from pledges.paper.raster import Document, GrayPicture, opened

# What a cheap office copier or a telephone at arm's length still resolves: 4 pixels a module of a door's code.
_DPI = 150
# A pixel of the box may be cut by rounding; nothing else may stand so near.
_MARGIN_PT = 0.3 * MM


class PlacedCodeLike(Protocol):
    """A code that must be readable: page from 0, square box in pt from the page's top left, quiet zone included."""

    @property
    def page(self) -> int:
        """Which page of the file, from 0."""

    @property
    def left(self) -> float:
        """The left edge of the box."""

    @property
    def top(self) -> float:
        """The top edge of the box."""

    @property
    def side(self) -> float:
        """Width and height of the box."""

    @property
    def text(self) -> str:
        """What must be read there."""


@dataclass(frozen=True)
class Unreadable:
    """A code that was not read, and what was read in its place ("" for nothing); neither shows in a log."""

    page: int
    code: PlacedCodeLike = field(repr=False)
    seen: str = field(repr=False)


def unreadable(pdf: bytes | Path, codes: Sequence[PlacedCodeLike]) -> list[Unreadable]:
    """Scan codes where they should stand on the rendered pages, and tell which do not say what they should.

    Only the pages and the parts of them with codes are rendered, at 150 dpi in grey: 0.4 ms a label, where making it
    takes 0.55. A file on disk is read page by page. A page that the file does not have is unreadable.
    """
    on_page: dict[int, list[PlacedCodeLike]] = defaultdict(list)
    for code in codes:
        on_page[code.page].append(code)
    with opened(pdf) as document:
        return [
            Unreadable(page, code, seen)
            for page in sorted(on_page)
            for code, seen in _scanned(document, page, on_page[page])
            if seen != code.text
        ]


def codes_in(picture: GrayPicture) -> list[str]:
    """Read every QR code in a picture somebody brings, however it lies; each text once, in the order it was found."""
    library = _library()
    shown = library.ImageView(
        picture.pixels, picture.width, picture.height, library.ImageFormat.Lum, picture.stride
    )
    found = library.read_barcodes(shown, formats=library.BarcodeFormat.QRCode)
    return list(dict.fromkeys(code.text for code in found))


def _scanned(
    document: Document, page: int, codes: Sequence[PlacedCodeLike]
) -> Iterator[tuple[PlacedCodeLike, str]]:
    """Give what is read in each code's place; two codes in one place are none."""
    if not 0 <= page < len(document):
        yield from ((code, "") for code in codes)
        return
    boxes = [_box(code) for code in codes]
    with document.picture(page, _around(boxes), _DPI) as picture:
        for code, box in zip(codes, boxes, strict=True):
            found = _read(picture.cut(box))
            yield code, found[0] if len(found) == 1 else ""


def _box(code: PlacedCodeLike) -> Box:
    side = code.side + 2 * _MARGIN_PT
    return Box(code.left - _MARGIN_PT, code.top - _MARGIN_PT, side, side)


def _around(boxes: Sequence[Box]) -> Box:
    left, top = min(box.left for box in boxes), min(box.top for box in boxes)
    return Box(left, top, max(box.right for box in boxes) - left, max(box.bottom for box in boxes) - top)


def _read(picture: GrayPicture) -> list[str]:
    """Read the codes in a picture as it lies: our own pages are neither turned, nor upside down, nor white on black."""
    if picture.width < 1 or picture.height < 1:
        return []
    library = _library()
    shown = library.ImageView(
        picture.pixels, picture.width, picture.height, library.ImageFormat.Lum, picture.stride
    )
    found = library.read_barcodes(
        shown, formats=library.BarcodeFormat.QRCode, try_rotate=False, try_downscale=False, try_invert=False
    )
    return [code.text for code in found]


@lru_cache(maxsize=1)
def _library() -> Any:
    return importlib.import_module("zxingcpp")
