"""The poster on a hamlet's notice board: how far its campaign is, in numbers of the hamlet alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pledges.foundation.vietnamese.dates import clock_time, short_date
from pledges.foundation.vietnamese.numbers import grouped, percent_down
from pledges.paper.fitting import Fitted, TextStyle
from pledges.paper.pdf import lay_out
from pledges.paper.poster_text import BOLD, SEMIBOLD, Room, fitted
from pledges.paper.posters import CodeOnPage, MadePosters
from pledges.paper.templates import fill

VOLUNTARY = "Tự nguyện – không ký không ảnh hưởng đến thủ tục hành chính, chế độ, chính sách của hộ."

LEADING_DIGIT_MM = 32
"""How high the digits of the two leading numbers are.

From three metres a sign should be 12 mm high at the least, 18 mm for ease: 0.004 and 0.006 of the distance, which are
15 and 20 minutes of arc (NUREG-0700 rev. 3, 2020, 11.4.1.5-1; ISO 9241-3 prefers 20 to 22). Nearly twice that is read
in passing.
"""

_CAMPAIGN = TextStyle(SEMIBOLD, size_pt=28, smallest_pt=16)
_CAMPAIGN_ROOM = Room(249, 25)
_UNIT = TextStyle(BOLD, size_pt=84, smallest_pt=24, line_height=1.15)
_UNIT_ROOM = Room(249, 58)
_CODE_MM = 62
# The height of a digit of Be Vietnam Pro against its size (its capitals' height, 700 of 1000).
_DIGIT = 0.7


@dataclass(frozen=True)
class ProgressPoster:
    """A hamlet's numbers as they may be shown: households that count, informed, and signed in each way.

    ``at`` is the local time of the numbers; ``link`` the public page of the campaign, in capitals.
    """

    unit_name: str
    campaign: str
    due: int
    informed: int
    signed_self: int
    signed_paper: int
    signed_assisted: int
    at: datetime
    link: str

    @property
    def signed(self) -> int:
        """Households that signed, in whichever way."""
        return self.signed_self + self.signed_paper + self.signed_assisted


@dataclass(frozen=True)
class BarPart:
    """A part of a bar: the pattern it is filled with, what it counts, and where it stands in percent of the bar."""

    pattern: str
    words: str
    number: str
    start: float
    width: float


@dataclass(frozen=True)
class _Page:
    """A poster with everything as it is set."""

    unit: Fitted
    campaign: Fitted
    informed_rate: str
    informed_of: str
    self_rate: str
    self_of: str
    informed: tuple[BarPart, ...]
    signed: tuple[BarPart, ...]
    signed_in_all: str
    moment: str
    link: str
    address: str


def progress_posters(values: Sequence[ProgressPoster]) -> MadePosters:
    """Make posters, A3 portrait, one a hamlet, tagged.

    The numbers that lead are the honest ones (domain/08-honesty, 8.2): the share informed and the share that signed by
    themselves, both rounded down. No one is named, nothing is compared with another hamlet, refusals stand nowhere:
    what is left of the bars has no words.

    :raises QrTooLong: when the link could not be read from paper.
    :raises PdfEngineMissing: when WeasyPrint cannot be loaded.
    """
    html = fill(
        "progress-poster",
        pages=[_page(one) for one in values],
        voluntary=VOLUNTARY,
        code_mm=_CODE_MM,
        leading_mm=round(LEADING_DIGIT_MM / _DIGIT, 1),
    )
    title = values[0].unit_name if len(values) == 1 else f"{len(values)} thôn, khu phố"
    made = lay_out(html, title=f"Tiến độ đợt vận động – {title}")
    codes = (
        CodeOnPage(page, boxes[f"code-{page}"], value.link)
        for page, (boxes, value) in enumerate(zip(made.page_boxes, values, strict=True))
    )
    return MadePosters(made.pdf, tuple(codes))


def bar(whole: int, counts: Sequence[tuple[str, str, int]]) -> tuple[BarPart, ...]:
    """Return the parts of a bar, (pattern, words, count) each, one after another; what is left of it stays empty."""
    parts, start = [], 0.0
    for pattern, words, count in counts:
        width = 100 * count / whole if whole else 0.0
        parts.append(BarPart(pattern, words, grouped(count), round(start, 3), round(width, 3)))
        start += width
    return tuple(parts)


def _page(value: ProgressPoster) -> _Page:
    due = grouped(value.due)
    return _Page(
        unit=fitted(value.unit_name, _UNIT, _UNIT_ROOM),
        campaign=fitted(value.campaign, _CAMPAIGN, _CAMPAIGN_ROOM),
        informed_rate=percent_down(value.informed, value.due),
        informed_of=f"{grouped(value.informed)} trên {due} hộ",
        self_rate=percent_down(value.signed_self, value.due),
        self_of=f"{grouped(value.signed_self)} trên {due} hộ",
        informed=bar(value.due, [("solid", "đã được phổ biến", value.informed)]),
        signed=bar(
            value.due,
            [
                ("solid", "tự ký", value.signed_self),
                ("stripes", "ký giấy", value.signed_paper),
                ("dots", "nhờ cán bộ nhập hộ", value.signed_assisted),
            ],
        ),
        signed_in_all=f"{grouped(value.signed)} trên {due} hộ",
        moment=f"Số liệu lúc {clock_time(value.at)}, ngày {short_date(value.at.date())}",
        link=value.link,
        address=value.link.split("://")[-1].lower(),
    )
