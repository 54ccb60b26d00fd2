"""Measures a PDF as with ruler and type gauge: margins of the ink, type of given words, rules, lines, page numbers.

All lengths are in mm from the top left corner of the page, sizes of type in pt. Pages count from 0.
"""

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium
from PIL import Image, ImageDraw

from pledges.paper.geometry import MM
from tests.paper.reading import opened, rastered

DPI = 300
"""Rules are measured on the rendered page to 0.09 mm: what counts is the ink, however the file draws it."""

_INK = 160
"""Greys below this are ink; the rim of a thin rule is lighter."""
_PIXEL_MM = 25.4 / DPI
_SHORTEST_RULE_MM = 6
# What is thicker is a black field or a letter's stroke, and no rule.
_THICKEST_RULE_MM = 1.2
_DARK_RUN = re.compile(b"\\x00{%d,}" % (_SHORTEST_RULE_MM / _PIXEL_MM))
_TOP_MARGIN_MM = 19


@dataclass(frozen=True)
class Margins:
    """White around the ink."""

    top: float
    right: float
    bottom: float
    left: float


@dataclass(frozen=True)
class Type:
    """How words are set."""

    family: str
    size_pt: float
    is_bold: bool
    is_italic: bool
    is_black: bool


@dataclass(frozen=True)
class Words:
    """What stands where, without spaces: the box of their ink, and the baselines of their first and last line."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    first_baseline: float
    last_baseline: float
    type: Type

    @property
    def middle(self) -> float:
        """How far their middle is from the left edge."""
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Rule:
    """A horizontal line: its left end, length, upper edge and thickness."""

    left: float
    top: float
    length: float
    thickness: float

    @property
    def middle(self) -> float:
        """How far its middle is from the left edge."""
        return self.left + self.length / 2


@dataclass(frozen=True)
class Line:
    """A line of text as the file gives it, with its ends and its baseline."""

    text: str
    left: float
    right: float
    baseline: float


@dataclass(frozen=True)
class _Sign:
    character: str
    left: float
    top: float
    right: float
    bottom: float
    baseline: float
    type: Type


def words_on(pdf: bytes, words: str, page: int = 0, nth: int = 1) -> Words:
    """Find words wherever lines break within them.

    :raises AssertionError: when they are not there ``nth`` times, or are set in more than one type.
    """
    signs = list(_signs(pdf, page))
    printed, wanted = "".join(sign.character for sign in signs), "".join(words.split())
    starts = [match.start() for match in re.finditer(re.escape(wanted), printed)]
    assert len(starts) >= nth, f"{words!r} stands {len(starts)} times on page {page}"
    found = signs[starts[nth - 1] : starts[nth - 1] + len(wanted)]
    return _words(found)


def type_of(pdf: bytes, words: str, page: int = 0) -> Type:
    """Return how words are set."""
    return words_on(pdf, words, page).type


def lines_on(pdf: bytes, page: int = 0) -> list[Line]:
    """Return the lines of text in the order of the file, the page number among them."""
    with opened(pdf) as document:
        textpage = document[page].get_textpage()
        texts = [line for line in textpage.get_text_range().split("\r\n") if line.strip()]
    signs = iter(_signs(pdf, page))
    lines = [(text, [next(signs) for _ in "".join(text.split())]) for text in texts]
    return [
        Line(text, min(one.left for one in of), max(one.right for one in of), of[0].baseline)
        for text, of in lines
    ]


def margins_of(pdf: bytes, page: int = 0) -> Margins:
    """Return the white around all ink but the page number."""
    image = rastered(pdf, page, dpi=DPI)
    number = page_number(pdf, page)
    if number:
        box = [
            edge / _PIXEL_MM
            for edge in (number.left - 1, number.top - 1, number.right + 1, number.bottom + 1)
        ]
        ImageDraw.Draw(image).rectangle(box, fill=255)
    ink = image.point(lambda grey: 255 if grey < _INK else 0).getbbox()
    assert ink is not None, f"page {page} is empty"
    left, top, right, bottom = (edge * _PIXEL_MM for edge in ink)
    return Margins(top, image.width * _PIXEL_MM - right, image.height * _PIXEL_MM - bottom, left)


def rules_on(pdf: bytes, page: int = 0) -> list[Rule]:
    """Return all horizontal lines of at least 6 mm, from the top: rules and the upper and lower sides of boxes."""
    image = rastered(pdf, page, dpi=DPI).point(lambda grey: 0 if grey < _INK else 255)
    open_runs: dict[tuple[int, int], int] = {}
    found: list[Rule] = []
    for row in range(image.height + 1):
        runs = set(_runs(image, row))
        ended = [run for run in open_runs if run not in runs]
        found += [_rule(run, open_runs.pop(run), row) for run in ended]
        open_runs |= {run: row for run in runs if run not in open_runs}
    return sorted(
        (rule for rule in found if rule.thickness <= _THICKEST_RULE_MM),
        key=lambda rule: (rule.top, rule.left),
    )


def rule_below(pdf: bytes, words: str, page: int = 0) -> Rule:
    """Return the first rule below words, at most 5 mm away and starting or ending within their column.

    :raises AssertionError: when there is none.
    """
    above = words_on(pdf, words, page)
    near = [
        rule
        for rule in rules_on(pdf, page)
        if above.last_baseline <= rule.top <= above.bottom + 5 and abs(rule.middle - above.middle) <= 20
    ]
    assert near, f"no rule below {words!r}"
    return near[0]


def page_number(pdf: bytes, page: int) -> Words | None:
    """Return the digits in the top margin, None where there are none."""
    found = [
        sign for sign in _signs(pdf, page) if sign.baseline < _TOP_MARGIN_MM and sign.character.isdigit()
    ]
    return _words(found) if found else None


def _words(signs: Sequence["_Sign"]) -> Words:
    text = "".join(sign.character for sign in signs)
    types = {sign.type for sign in signs}
    assert len(types) == 1, f"{text!r} is set in {types}"
    return Words(
        text,
        min(sign.left for sign in signs),
        min(sign.top for sign in signs),
        max(sign.right for sign in signs),
        max(sign.bottom for sign in signs),
        signs[0].baseline,
        signs[-1].baseline,
        types.pop(),
    )


def _signs(pdf: bytes, page: int) -> Iterator["_Sign"]:
    """Yield all that is printed but spaces, in the order of the file."""
    with opened(pdf) as document:
        height, textpage = document[page].get_height(), document[page].get_textpage()
        for place, character in enumerate(textpage.get_text_range()):
            if character.strip():
                left, bottom, right, top = (edge / MM for edge in textpage.get_charbox(place))
                across, up = ctypes.c_double(), ctypes.c_double()
                pdfium.FPDFText_GetCharOrigin(textpage.raw, place, across, up)
                yield _Sign(
                    character,
                    left,
                    height / MM - top,
                    right,
                    height / MM - bottom,
                    (height - up.value) / MM,
                    _type(textpage.raw, place),
                )


def _type(textpage: Any, place: int) -> Type:
    matrix, flags = pdfium.FS_MATRIX(), ctypes.c_int()
    pdfium.FPDFText_GetMatrix(textpage, place, matrix)
    length = pdfium.FPDFText_GetFontInfo(textpage, place, None, 0, flags)
    name = ctypes.create_string_buffer(length)
    pdfium.FPDFText_GetFontInfo(textpage, place, name, length, flags)
    colour = [ctypes.c_uint() for _ in range(4)]
    pdfium.FPDFText_GetFillColor(textpage, place, *colour)
    family, _, cut = name.value.decode().split("+")[-1].partition("-")
    # A font's nominal size is in the units of what is drawn; the matrix brings them to points.
    size = pdfium.FPDFText_GetFontSize(textpage, place) * abs(matrix.d)
    black = [each.value for each in colour] == [0, 0, 0, 255]
    return Type(family, round(size, 1), "Bold" in cut, "Italic" in cut, black)


def _runs(image: Image.Image, row: int) -> Iterator[tuple[int, int]]:
    """Yield start and end of each unbroken dark run of a row of pixels that is long enough for a rule."""
    if row < image.height:
        pixels = image.crop((0, row, image.width, row + 1)).tobytes()
        yield from (match.span() for match in _DARK_RUN.finditer(pixels))


def _rule(run: tuple[int, int], top: int, bottom: int) -> Rule:
    left, right = run
    return Rule(left * _PIXEL_MM, top * _PIXEL_MM, (right - left) * _PIXEL_MM, (bottom - top) * _PIXEL_MM)
