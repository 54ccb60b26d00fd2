"""Do two ways of making a page look the same? Pixels of both, side by side, and the same page set whole."""

import re
from collections.abc import Mapping

from PIL import Image, ImageChops

from pledges.paper.blanks import Field, Wanted, WholeText
from pledges.paper.fitting import fit_whole
from pledges.paper.geometry import Box
from pledges.paper.qr import svg
from pledges.paper.qr_levels import strongest_for_free
from tests.paper.reading import rastered

CLEARLY = 64
"""Grey levels, of 255, by which a pixel must differ to count: less is how two programs smooth the same edge."""


def differing_share(one: bytes, other: bytes, page: int = 0, dpi: int = 150) -> float:
    """The share of a page's pixels that clearly differ between two files, 0.0 to 1.0."""
    first, second = rastered(one, page, dpi), rastered(other, page, dpi)
    assert first.size == second.size
    return _share(ImageChops.difference(first, second))


def _share(difference: Image.Image) -> float:
    histogram = difference.histogram()
    return sum(histogram[CLEARLY:]) / (difference.width * difference.height)


def set_whole(
    fields: Mapping[str, Field], texts: Mapping[str, str], boxes: Mapping[str, Box], suffix: str = ""
) -> Wanted:
    """Have every text of a slot set by the page's own engine, in the size and lines in which it is stamped."""
    fitted = {
        name: fit_whole(text, fields[name].style, boxes[name + suffix].width, boxes[name + suffix].height)
        for name, text in texts.items()
    }
    return Wanted(
        {
            name + suffix: WholeText("\n".join(value.lines), value.size_pt, value.face)
            for name, value in fitted.items()
        }
    )


def with_code(html: str, element: str, link: str, size_mm: float) -> str:
    """Put a QR code into an empty element of a page."""
    return re.sub(
        f'(id="{element}">)',
        lambda found: found[1] + str(svg(link, size_mm, "Mã QR", strongest_for_free(link))),
        html,
        count=1,
    )
