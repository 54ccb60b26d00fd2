"""Pages as pictures: the only module that knows PDFium, which it loads when the first page is to be seen."""

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from pledges.paper.geometry import Box

# The library may be used by one thread at a time, whatever the documents.
_one_at_a_time = Lock()


@dataclass(frozen=True)
class GrayPicture:
    """Part of a page: one byte a pixel, ``stride`` bytes a row, ``area`` is what of the page it shows, in pt."""

    pixels: memoryview
    width: int
    height: int
    stride: int
    area: Box
    scale: float

    def cut(self, box: Box) -> "GrayPicture":
        """Give the part that shows a box of the page, without copying it; what lies outside the picture is left out."""
        left = max(0, int((box.left - self.area.left) * self.scale))
        top = max(0, int((box.top - self.area.top) * self.scale))
        width = min(self.width - left, int(box.width * self.scale) + 1)
        height = min(self.height - top, int(box.height * self.scale) + 1)
        pixels = self.pixels[top * self.stride + left :]
        # The very last row of the page has no full stride behind it any more: one row of white is left out.
        return GrayPicture(
            pixels, width, min(height, len(pixels) // self.stride), self.stride, box, self.scale
        )


class Document:
    """An open PDF file whose pages can be looked at."""

    def __init__(self, opened: Any) -> None:
        self._opened = opened

    def __len__(self) -> int:
        """How many pages it has."""
        return len(self._opened)

    def size(self, page: int) -> tuple[float, float]:
        """Return width and height of a page (from 0) in pt."""
        width, height = self._opened.get_page_size(page)
        return width, height

    def text(self, page: int) -> str:
        """Return the text of a page (from 0) as it would be copied from it, its lines joined by single spaces."""
        shown = self._opened[page]
        read = shown.get_textpage()
        try:
            return " ".join(read.get_text_range().split())
        finally:
            read.close()
            shown.close()

    @contextmanager
    def picture(self, page: int, area: Box, dpi: float) -> Iterator[GrayPicture]:
        """Show an area of a page (from 0); what lies outside is not drawn, and the pixels go when the block ends."""
        shown = self._opened[page]
        scale = dpi / 72
        width, height = shown.get_size()
        area = _within(area, width, height)
        cut_off = (area.left, height - area.bottom, width - area.right, area.top)
        bitmap = shown.render(scale=scale, grayscale=True, crop=cut_off)
        try:
            pixels = memoryview(bitmap.buffer).cast("B")
            yield GrayPicture(pixels, bitmap.width, bitmap.height, bitmap.stride, area, scale)
            pixels.release()
        finally:
            bitmap.close()
            shown.close()


@contextmanager
def opened(pdf: bytes | Path) -> Iterator[Document]:
    """Open a PDF file; one on disk is read as far as its pages are wanted, whatever its size."""
    library = _library()
    with _one_at_a_time:
        document = library.PdfDocument(pdf)
        try:
            yield Document(document)
        finally:
            document.close()


def _within(area: Box, width: float, height: float) -> Box:
    """Give what of an area lies on the page; a corner of the page for one that lies beside it."""
    left, top = min(max(0.0, area.left), width - 1), min(max(0.0, area.top), height - 1)
    right, bottom = min(width, area.right), min(height, area.bottom)
    return Box(left, top, max(1, right - left), max(1, bottom - top))


@lru_cache(maxsize=1)
def _library() -> Any:
    return importlib.import_module("pypdfium2")
