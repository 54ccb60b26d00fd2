"""What looks odd among pledges that came in, and is worth a second look. Pure: sorted moments in, findings out.

A finding is a hint and no accusation: a clerk who types in sheets after a meeting enters many in an hour.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import groupby

from pledges.foundation.locale import mark
from pledges.foundation.vietnamese.dates import local_datetime

LOOKED_BACK = timedelta(days=60)
"""What came in earlier is not looked at any more."""

SAME_SIGNATURE = 2
_NIGHT_BEGINS = 22
_NIGHT_ENDS = 5


class Oddity(StrEnum):
    """In which way something stands out."""

    FAST = "fast"
    MANY = "many"
    NIGHT = "night"
    STROKES = "strokes"
    TOGETHER = "together"


ODDITY_WORDS: dict[Oddity, str] = {
    Oddity.FAST: mark("Nhập dồn: hơn 20 phiếu trong 10 phút"),
    Oddity.MANY: mark("Nhập nhiều: hơn 60 phiếu trong một giờ"),
    Oddity.NIGHT: mark("Nhập ban đêm, từ 22 giờ đến 5 giờ"),
    Oddity.STROKES: mark("Chữ ký vẽ giống hệt nhau"),
    Oddity.TOGETHER: mark("Nhiều hộ tự ký gần như cùng lúc: từ 20 hộ trong 10 phút"),
}


@dataclass(frozen=True)
class Pace:
    """So many within such a time stand out."""

    least: int
    within: timedelta


PACES: dict[Oddity, Pace] = {
    Oddity.FAST: Pace(21, timedelta(minutes=10)),
    Oddity.MANY: Pace(61, timedelta(hours=1)),
    Oddity.TOGETHER: Pace(20, timedelta(minutes=10)),
}


@dataclass(frozen=True)
class CameIn:
    """A pledge that came in: when, where, and by whose hand it was entered (None: the household's own)."""

    response_id: int
    at: datetime
    unit_id: int
    entered_by: int | None = None


@dataclass(frozen=True)
class Finding:
    """Something to look at. ``key`` stays while the finding is the same, and is another one when more came in."""

    key: str
    kind: Oddity
    first: datetime
    last: datetime
    count: int
    unit_ids: tuple[int, ...]
    entered_by: frozenset[int]


def finding_of(kind: Oddity, pledges: Sequence[CameIn]) -> Finding:
    """Return the finding that some pledges, in the order in which they came in, are."""
    first, last = pledges[0], pledges[-1]
    return Finding(
        key=f"{kind}:{first.response_id}-{last.response_id}",
        kind=kind,
        first=first.at,
        last=last.at,
        count=len(pledges),
        unit_ids=tuple(dict.fromkeys(one.unit_id for one in pledges)),
        entered_by=frozenset(one.entered_by for one in pledges if one.entered_by is not None),
    )


def kind_in(key: str) -> Oddity | None:
    """Return the kind of the finding with a key, None where nothing has such a key."""
    kind = key.partition(":")[0]
    return Oddity(kind) if kind in set(Oddity) else None


def bursts(pledges: Sequence[CameIn], pace: Pace) -> list[Sequence[CameIn]]:
    """Return the stretches of a sorted row in which at least so many came in within the time; no two overlap.

    The ends count: a first and a last exactly ten minutes apart are within ten minutes.
    """
    found: list[list[int]] = []
    for last in range(pace.least - 1, len(pledges)):
        first = last - pace.least + 1
        if pledges[last].at - pledges[first].at > pace.within:
            continue
        if found and first <= found[-1][1]:
            found[-1][1] = last
        else:
            found.append([first, last])
    return [pledges[first : last + 1] for first, last in found]


def night_of(moment: datetime) -> date | None:
    """Return the evening's date of the night in which a moment falls in Viet Nam, None by day."""
    local = local_datetime(moment)
    if _NIGHT_ENDS <= local.hour < _NIGHT_BEGINS:
        return None
    return (local - timedelta(hours=_NIGHT_ENDS)).date()


def nights(pledges: Iterable[CameIn]) -> list[Sequence[CameIn]]:
    """Return what came in by night, each night by itself."""
    dark = [one for one in pledges if night_of(one.at)]
    return [list(night) for _, night in groupby(dark, lambda one: night_of(one.at))]


def of_account(pledges: Sequence[CameIn]) -> list[Finding]:
    """Return what stands out in what one account entered, in the order of entry."""
    return [
        *(finding_of(Oddity.FAST, some) for some in bursts(pledges, PACES[Oddity.FAST])),
        *(finding_of(Oddity.MANY, some) for some in bursts(pledges, PACES[Oddity.MANY])),
        *(finding_of(Oddity.NIGHT, some) for some in nights(pledges)),
    ]


def of_hamlet(pledges: Sequence[CameIn]) -> list[Finding]:
    """Return what stands out in what households of one hamlet signed themselves."""
    return [finding_of(Oddity.TOGETHER, some) for some in bursts(pledges, PACES[Oddity.TOGETHER])]
