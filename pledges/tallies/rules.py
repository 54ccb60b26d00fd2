"""What is counted of a unit, which identities hold, and how much of it may be shown. Pure values, no database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Protocol

from pledges.foundation.vietnamese.numbers import grouped

# Fewer refusals than this are never told apart (the paper tally prints "<5").
_FEW = 5
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
    """What the responses of one leaf say: active pledges by channel, withdrawn ones, members named in active ones."""

    signed_self: int = 0
    signed_paper: int = 0
    signed_assisted: int = 0
    withdrawn: int = 0
    members: int = 0
    members_confirmed: int = 0


@dataclass(frozen=True)
class TallyLine:
    """The counts of one unit with everything below it; numbers in brackets are the columns of the paper tally.

    ``base`` (3) is everyone invited, ``excluded`` (4) of these; ``reached`` (6), ``signed_self`` (7),
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

    def by_leaf(self, session: Any, campaign_id: int) -> Mapping[tuple[str, int], SignedCounts]:
        """Return (form code, leaf unit id) → counts, for leaves that have any response."""
        ...


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


def shown_reached(signed: int, reached: int) -> int:
    """Return how many reached households a leaf shows: everyone who signed, and of the others whole tens.

    **why**: somebody who watches a hamlet's figures while one household presses "Không cam kết" must not see a
    number move. The SQL in queries says the same.
    """
    return reached - (reached - signed) % STEP if reached > signed else reached


def shown_refusals(count: int) -> str:
    """Return a number of refusals as staff may see it: "<5", "<10", or whole tens that it has passed."""
    if count < _FEW:
        return f"<{_FEW}"
    return f"<{STEP}" if count < STEP else f"≥{grouped(count - count % STEP)}"
