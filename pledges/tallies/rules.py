"""What is counted of a unit, which identities hold, and how much of it may be shown. Pure values, no database."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from pledges.campaigns.rules import ExclusionReason
from pledges.foundation.errors import DomainError
from pledges.foundation.locale import mark
from pledges.foundation.vietnamese.numbers import grouped
from pledges.register.rules import SubjectKind

# Fewer refusals than this are never told apart (the paper tally prints "<5").
_FEW = 5
# More than this share of the base left out, in percent, is made to stand out.
_MUCH_EXCLUDED = 5
# What would let one household's refusal be seen moves in steps of this many.
STEP = 10


@dataclass(frozen=True)
class Deltas:
    """Changes of one leaf's counters, each added to what is there; negative ones take away."""

    reached: int = 0
    signed_self: int = 0
    signed_paper: int = 0
    signed_assisted: int = 0
    withdrawn: int = 0
    members: int = 0
    members_confirmed: int = 0
    excluded: int = 0
    base: int = 0


@dataclass(frozen=True)
class SignedCounts:
    """What the responses of one leaf say: active pledges by channel, withdrawn ones, members named in active ones.

    ``signed_excluded`` are active pledges of excluded subjects, which are counted in none of the others.
    """

    signed_self: int = 0
    signed_paper: int = 0
    signed_assisted: int = 0
    withdrawn: int = 0
    members: int = 0
    members_confirmed: int = 0
    signed_excluded: int = 0


@dataclass(frozen=True)
class TallyLine:
    """The counts of one unit with everything below it; numbers in brackets are the columns of the paper tally.

    ``base`` (3) is everyone invited, ``excluded`` (4) of these; ``reached`` (6) ever, ``signed_self`` (7),
    ``signed_paper`` (8), ``signed_assisted`` (9), ``withdrawn`` (14); ``members_confirmed`` (15) of the
    ``members`` whom active pledges name.
    """

    base: int = 0
    excluded: int = 0
    reached: int = 0
    signed_self: int = 0
    signed_paper: int = 0
    signed_assisted: int = 0
    withdrawn: int = 0
    members: int = 0
    members_confirmed: int = 0

    @property
    def due(self) -> int:
        """Households that count, (5)=(3)-(4)."""
        return self.base - self.excluded

    @property
    def signed(self) -> int:
        """Signed in whichever channel, (10)=(7)+(8)+(9)."""
        return self.signed_self + self.signed_paper + self.signed_assisted

    @property
    def reached_only(self) -> int:
        """Reached, but not signed: undecided, withdrawn or declined, nobody can tell which."""
        return self.reached - self.signed

    @property
    def remaining(self) -> int:
        """Households that count and are neither signed nor reached."""
        return self.due - self.reached

    @property
    def says_nothing(self) -> bool:
        """Whether nothing has come in from the unit yet."""
        return self.reached == 0 and self.withdrawn == 0


@dataclass(frozen=True)
class TallyRow:
    """One unit directly below the one whose tally is read."""

    unit_id: int
    name: str
    line: TallyLine
    is_door: bool = True
    """Whether the unit has a tally of its own to be opened from here; the offices of officials have none."""


@dataclass(frozen=True)
class Tally:
    """A unit's tally: the total, a row for each unit directly below, and what is counted for the unit itself.

    ``own`` is None for a leaf, whose total says it, and where every household belongs to a unit below.
    """

    unit_id: int
    name: str
    total: TallyLine
    rows: tuple[TallyRow, ...]
    own: TallyLine | None


@dataclass(frozen=True)
class Difference:
    """A counter that did not agree with what it counts, and was put right."""

    form_code: str
    unit_id: int
    counter: str
    was: int
    counted: int


class CountsSigned(Protocol):
    """Port: who counts the responses anew (the room of the responses)."""

    def by_leaf(
        self, session: Any, campaign_id: int, unit_ids: Collection[int] | None = None
    ) -> Mapping[tuple[str, int], SignedCounts]:
        """Return (form code, leaf unit id) → counts, for leaves that have any response; of these units, or of all.

        An active pledge of somebody who is excluded (a duplicate that had signed too) is not counted.
        """
        ...

    def on_day(self, session: Any, campaign_id: int, form_code: str, day: date) -> Mapping[int, SignedCounts]:
        """Return leaf unit id → what had been signed and withdrawn at the end of a day, where people were then."""
        ...

    def has_active(self, session: Any, invitation_ids: Collection[int]) -> bool:
        """Tell whether one of the invitations has an active pledge."""
        ...


@dataclass(frozen=True)
class Past:
    """An earlier day of which a tally is asked, and who counts the pledges of it."""

    day: date
    signed: CountsSigned


class NoFiguresThen(DomainError):
    """There are no figures of that day: the campaign had not opened, or the day has not come."""

    status = 422
    title = mark("Không có số liệu của ngày này")
    advice = mark(
        "Đợt vận động có số liệu từ ngày %(first)s đến ngày %(last)s. Xin chọn một ngày trong khoảng đó."
    )


class DayNotRead(DomainError):
    """What was typed is no date."""

    status = 422
    title = mark("Không đọc được ngày")
    advice = mark("Ghi ngày theo dạng ngày/tháng/năm, ví dụ 05/02/2026.")


class UnitNotThen(DomainError):
    """The unit did not stand on that day."""

    status = 422
    title = mark("Đơn vị này chưa có vào ngày đã chọn")
    advice = mark(
        "%(unit)s không có trong danh sách đơn vị ngày %(on)s. Xin chọn ngày khác hoặc xem đơn vị cấp trên."
    )


class BaseChangeKind(StrEnum):
    """What changed a base after it was frozen."""

    NEWCOMERS = "newcomers"
    EXCLUDED = "excluded"
    LIFTED = "lifted"
    MOVED_IN = "moved_in"
    MOVED_OUT = "moved_out"
    DUPLICATE = "duplicate"


@dataclass(frozen=True)
class NewBaseChange:
    """A change of a frozen base, to be written beside the tally: how many of which leaf and why, never whom.

    ``why`` is the code of a reason (``ExclusionReason``, ``MoveReason``). ``made_by`` is who proposed what somebody
    else approves; left out, it is whoever acts.
    """

    campaign_id: int
    form_code: str
    unit_id: int
    kind: BaseChangeKind
    number: int
    why: str | None = None
    made_by: int | None = None
    approved_by: int | None = None


@dataclass(frozen=True)
class Proposal:
    """Somebody is to be left out of a campaign's base. ``since``: the day from which the reason holds, where known."""

    campaign_id: int
    kind: SubjectKind
    subject_id: int
    reason: ExclusionReason
    since: date | None = None


@dataclass(frozen=True)
class Visit:
    """A household of a hamlet that somebody went to for a campaign."""

    campaign_id: int
    unit_id: int
    household_id: int


def total_of(lines: Iterable[TallyLine]) -> TallyLine:
    """Return the sum of the lines, counter by counter."""
    counters = [field.name for field in fields(TallyLine)]
    found = list(lines)
    return TallyLine(*(sum(getattr(line, counter) for line in found) for counter in counters))


def broken_identities(line: TallyLine) -> list[str]:
    """Return what does not hold of a line, in the paper tally's own terms; an empty list is a sound line."""
    holds = {
        "(5)>=(6)": line.due >= line.reached,
        "(6)>=(10)": line.reached >= line.signed,
        "(3)>=(4)": line.base >= line.excluded,
        "(15)<=members": line.members >= line.members_confirmed,
    }
    return [identity for identity, is_kept in holds.items() if not is_kept]


def shown_reached(signed: int, reached: int, due: int) -> int:
    """Return how many reached households a leaf shows: everyone who signed, and of the others whole tens.

    ``reached`` counts every household that was ever reached, also one excluded later; no more than are due are shown.

    **why**: somebody who watches a hamlet's figures while one household presses "Không cam kết" must not see a number
    move; nor may somebody who excludes a household see whether it had been reached. The SQL in queries says the same.
    """
    within = min(reached, due)
    return within - (within - signed) % STEP if within > signed else within


def is_much_excluded(number: int, base: int) -> bool:
    """Tell whether so many exclusions stand out: more than 5 % of everyone invited."""
    return number * 100 > base * _MUCH_EXCLUDED


def shown_refusals(count: int) -> str:
    """Return a number of refusals as staff may see it: "<5", "<10", or whole tens that it has passed."""
    if count < _FEW:
        return f"<{_FEW}"
    return f"<{STEP}" if count < STEP else f"≥{grouped(count - count % STEP)}"


def door_at(asked: int, doors: int) -> tuple[int, int | None]:
    """Return which door of a row is shown (counted from one), and the one after it: round again after the last.

    There is none after it where it is the only one, and door 1 is shown where the row became shorter.
    """
    at = asked if 1 <= asked <= doors else 1
    return at, at % doors + 1 if doors > 1 else None


def place_after(numbers: Sequence[int], number: int) -> int:
    """Return the place of the first door behind a house number, the first of the row where there is none."""
    return next((place for place, one in enumerate(numbers, 1) if one > number), 1)
