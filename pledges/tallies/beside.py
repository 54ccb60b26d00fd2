"""What stands beside a tally's numbers: exclusions by reason, changes of the base, units that others went over to."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from pledges.campaigns.rules import ExclusionReason
from pledges.foundation.figures import percent_down
from pledges.foundation.locale import gettext
from pledges.foundation.vietnamese.dates import short_date
from pledges.tallies.queries.changes import NotedChange, TakenOver, base_changes
from pledges.tallies.queries.exclusions import ReasonCounts, by_reason
from pledges.tallies.queries.tally import Answer, Asked
from pledges.tallies.rules import is_much_excluded
from pledges.tallies.wording import CHANGE_WORDS, REASON_WORDS, WHY_WORDS

_MOST_CHANGES = 10


@dataclass(frozen=True)
class ReasonRow:
    """One line of the table of exclusions: a unit, a number for each reason shown, their sum and its share."""

    name: str
    numbers: tuple[int, ...]
    number: int
    share: str
    is_much: bool


@dataclass(frozen=True)
class Beside:
    """What the page shows beside the numbers. ``converted``: unit id → what its line is made of since a change."""

    reasons: tuple[ExclusionReason, ...]
    reason_rows: tuple[ReasonRow, ...]
    reason_total: ReasonRow | None
    changes: tuple[NotedChange, ...]
    changes_in_all: int
    converted: dict[int, str]

    @property
    def reason_words(self) -> dict[str, str]:
        return REASON_WORDS

    @property
    def change_words(self) -> dict[str, str]:
        return {kind.value: words for kind, words in CHANGE_WORDS.items()}

    @property
    def why_words(self) -> dict[str, str]:
        return WHY_WORDS


def beside(session: Session, answer: Answer, asked: Asked) -> Beside:
    """Return what stands beside a tally; exclusions by reason are those of today and stand beside today's only."""
    day = asked.past.day if asked.past else asked.on
    is_told = asked.past is None and answer.tally.total.excluded > 0
    counts = by_reason(session, answer.place) if is_told else {}
    changes, in_all = base_changes(session, answer.place, day, _MOST_CHANGES)
    total, tally = counts.get(asked.unit_id), answer.tally
    reasons = tuple(reason for reason in ExclusionReason if total and reason in total.numbers)
    lines = [(row.unit_id, row.name, row.line.base) for row in tally.rows if row.unit_id in counts]
    rows = tuple(_row(name, base, counts[unit_id], reasons) for unit_id, name, base in lines)
    whole = _row(tally.name, tally.total.base, total, reasons) if total else None
    converted = {unit_id: _converted(units) for unit_id, units in answer.taken_over.items()}
    return Beside(reasons, rows, whole, tuple(changes), in_all, converted)


def _row(name: str, base: int, counts: ReasonCounts, reasons: tuple[ExclusionReason, ...]) -> ReasonRow:
    numbers = tuple(counts.numbers.get(reason, 0) for reason in reasons)
    share, is_much = percent_down(counts.number, base), is_much_excluded(counts.number, base)
    return ReasonRow(name, numbers, counts.number, share, is_much)


def _converted(units: list[TakenOver]) -> str:
    """Say which units a line is made of, and until when they were counted by themselves."""
    names = ", ".join(
        gettext("một phần %(unit)s") % {"unit": unit.name} if unit.is_part else unit.name for unit in units
    )
    words = gettext("quy đổi: gồm %(units)s (trước %(date)s)")
    return words % {"units": names, "date": short_date(max(unit.on for unit in units))}
