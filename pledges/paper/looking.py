"""Looks at a PDF file that somebody brings: what codes and words are on each page, and how it looks."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pledges.paper.geometry import Box
from pledges.paper.raster import Document, opened
from pledges.paper.scanning import codes_in

_SCAN_DPI = 200
_LOOK_DPI = 100
# A page as large as a house would take the machine's memory: 20 million points of grey are an A3 page at 200 dpi twice.
_MOST_PIXELS = 20_000_000
_LARGEST_BYTES = 512 * 1024 * 1024


class NoDocument(ValueError):
    """It is no PDF file, too damaged to be read, or closed by a password."""


@dataclass(frozen=True)
class SeenPage:
    """What is found on a page: texts of its QR codes, its words, width and height in pt."""

    codes: tuple[str, ...]
    text: str
    size: tuple[float, float]


@contextmanager
def brought(pdf: bytes | Path) -> Iterator[Document]:
    """Open a file that somebody brings.

    :raises NoDocument: when it cannot be read, or is larger than 512 MB.
    """
    size = len(pdf) if isinstance(pdf, bytes) else pdf.stat().st_size
    if size > _LARGEST_BYTES:
        raise NoDocument
    try:
        with opened(pdf) as document:
            yield document
    except RuntimeError as failure:  # what PDFium raises for whatever it cannot open or draw
        raise NoDocument from failure


def seen(document: Document, page: int) -> SeenPage:
    """Return what is on a page (from 0)."""
    size = document.size(page)
    with document.picture(page, Box(0, 0, *size), _dpi(size, _SCAN_DPI)) as picture:
        codes = tuple(codes_in(picture))
    return SeenPage(codes, document.text(page), size)


def looks(document: Document, page: int) -> tuple[int, int, bytes]:
    """Return how a page looks, so that two that are drawn alike give the same: width, height and points of grey."""
    size = document.size(page)
    with document.picture(page, Box(0, 0, *size), _dpi(size, _LOOK_DPI)) as picture:
        return picture.width, picture.height, bytes(picture.pixels)


def _dpi(size: tuple[float, float], wanted: int) -> float:
    square_inches = max(1.0, size[0] * size[1] / 72**2)
    return min(float(wanted), math.sqrt(_MOST_PIXELS / square_inches))
