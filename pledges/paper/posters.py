"""What stands at a counter and invites to rate the service without giving a name: posters and table tents."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from pledges.paper.fitting import Fitted, TextStyle
from pledges.paper.geometry import Box
from pledges.paper.pdf import LaidOut, lay_out
from pledges.paper.poster_text import BOLD, SEMIBOLD, Room, fitted, scaled
from pledges.paper.templates import fill

INVITATION = "Mời ông/bà đánh giá – không ghi tên"
STEPS = ("Mở máy ảnh, hướng vào mã", "Chọn mức hài lòng", "Bấm “Gửi đánh giá”")
NOT_REQUIRED = "Không bắt buộc. Đánh giá hay không, ông/bà đều được phục vụ như nhau."
IN_ENGLISH = "Rate our service: scan the code. No name needed, not required."

_OFFICE = TextStyle(SEMIBOLD, size_pt=17, smallest_pt=8.5)
_OFFICE_ROOM = Room(170, 15)
_COUNTER = TextStyle(BOLD, size_pt=34, smallest_pt=14)
_COUNTER_ROOM = Room(170, 27)
_TENT_OFFICE = TextStyle(SEMIBOLD, size_pt=13, smallest_pt=7)
_TENT_OFFICE_ROOM = Room(112, 12)
_TENT_COUNTER = TextStyle(BOLD, size_pt=24, smallest_pt=9)
_TENT_COUNTER_ROOM = Room(112, 22)


@dataclass(frozen=True)
class PosterSheet:
    """A sheet that a poster is printed on; ``scale`` is its side against A4's, ``code_mm`` the side of the code."""

    name: str
    scale: float
    code_mm: float
    margins_mm: tuple[float, float]


# The sides of A3 and A4 are as the square root of 2 to 1 (ISO 216), so what is right on one is right on the other.
A4 = PosterSheet("A4", scale=1, code_mm=104, margins_mm=(16, 20))
A3 = PosterSheet("A3", scale=2**0.5, code_mm=147, margins_mm=(22.6, 28.2))

TENT_CODE_MM = 66
"""The side of the code on each face of a table tent."""
FACE_MM = 105
"""How high a face of a table tent is; what is left of the sheet's 297 mm is the base it stands on."""


@dataclass(frozen=True)
class Poster:
    """What stands at a counter; ``typed_code`` as XXXX-XXXX-XXXXX, ``link`` the address in the QR code."""

    office_name: str
    counter_number: int
    counter_name: str
    typed_code: str
    link: str

    @property
    def host(self) -> str:
        """Where somebody who cannot scan types the code."""
        return urlsplit(self.link).netloc.lower()


@dataclass(frozen=True)
class CodeOnPage:
    """A QR code on a page (counted from 0): the box in pt that it takes with its quiet zone, and what it says."""

    page: int
    box: Box
    link: str


@dataclass(frozen=True)
class MadePosters:
    """A PDF file of posters or tents, one a page, and every code on it."""

    pdf: bytes
    codes: tuple[CodeOnPage, ...]


@dataclass(frozen=True)
class _Set:
    """A poster with its two names as they are set."""

    poster: Poster
    office: Fitted
    counter: Fitted


def posters(values: Sequence[Poster], sheet: PosterSheet) -> MadePosters:
    """Make posters, one a page, tagged; a long name takes smaller type and more lines, up to its room.

    :raises QrTooLong: when a link could not be read from paper.
    :raises PdfEngineMissing: when WeasyPrint cannot be loaded.
    """
    office, counter = scaled(_OFFICE, sheet.scale), scaled(_COUNTER, sheet.scale)
    rooms = _OFFICE_ROOM.scaled(sheet.scale), _COUNTER_ROOM.scaled(sheet.scale)
    pages = [
        _Set(one, fitted(one.office_name, office, rooms[0]), fitted(one.counter_name, counter, rooms[1]))
        for one in values
    ]
    html = fill(
        "poster",
        pages=pages,
        sheet=sheet,
        invitation=INVITATION.split(" – "),
        steps=STEPS,
        not_required=NOT_REQUIRED,
        in_english=IN_ENGLISH,
    )
    made = lay_out(html, title=_title(values, INVITATION))
    return MadePosters(made.pdf, tuple(_codes(made, values, ("code",))))


def tents(values: Sequence[Poster]) -> MadePosters:
    """Make table tents, one a page: two faces, one upside down, and the base; folded twice, both stand upright.

    :raises QrTooLong: when a link could not be read from paper.
    :raises PdfEngineMissing: when WeasyPrint cannot be loaded.
    """
    pages = [
        _Set(
            one,
            fitted(one.office_name, _TENT_OFFICE, _TENT_OFFICE_ROOM),
            fitted(one.counter_name, _TENT_COUNTER, _TENT_COUNTER_ROOM),
        )
        for one in values
    ]
    html = fill(
        "tent", pages=pages, code_mm=TENT_CODE_MM, invitation=INVITATION.split(" – "), in_english=IN_ENGLISH
    )
    made = lay_out(html, title=_title(values, "Biển để bàn"))
    return MadePosters(made.pdf, tuple(_codes(made, values, ("back-code", "front-code"))))


def _title(values: Sequence[Poster], words: str) -> str:
    counter = values[0].counter_name if len(values) == 1 else f"{len(values)} quầy"
    return f"{counter} – {words}"


def _codes(made: LaidOut, values: Sequence[Poster], names: tuple[str, ...]) -> Iterator[CodeOnPage]:
    for page, (boxes, value) in enumerate(zip(made.page_boxes, values, strict=True)):
        for name in names:
            yield CodeOnPage(page, _upright(boxes[f"{name}-{page}"]), value.link)


def _upright(box: Box) -> Box:
    """Return the box of what may stand upside down, whose corners the engine gives the other way round."""
    left, top = min(box.left, box.right), min(box.top, box.bottom)
    return Box(left, top, abs(box.width), abs(box.height))
