"""Takes households and officials off the list, dated and with a reason; brings back who left it by mistake."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from pledges.foundation.audit import Change, record
from pledges.foundation.moments import Occasion
from pledges.register.queries.subjects import bare_table_of, forget, in_chunks, locked_subjects
from pledges.register.rules import SubjectKind
from pledges.register.subjects import LeavesBeforeEntering, LeavesInFuture, MergedAway, SubjectsLeaving
from pledges.register.tables import Household

# A tick list is shorter; of a whole list that was entered anew the trail keeps the numbers.
_MOST_NAMED = 100


def end_subjects(session: Session, occasion: Occasion, leaving: SubjectsLeaving) -> int:
    """Take subjects off the list from a day on, and return how many; those who left before stay as they are.

    Nothing is deleted: number, history, pledges, codes and certificates stay. The base of a running campaign does
    not change by this: that is an exclusion, with its own reason.

    :raises LeavesInFuture: when the day has not come.
    :raises LeavesBeforeEntering: when one of them came onto the list later.
    """
    kind, on = leaving.kind, leaving.on
    if on > occasion.today:
        raise LeavesInFuture
    rows = [row for row in locked_subjects(session, kind, leaving.ids) if row.ended_on is None]
    if any(row.entered_on is not None and row.entered_on > on for row in rows):
        raise LeavesBeforeEntering
    _write(session, kind, rows, {"ended_on": on, "end_reason": leaving.reason.value})
    _record(session, occasion, kind, rows, f"register.end-{kind}")
    return len(rows)


def bring_back(session: Session, occasion: Occasion, kind: SubjectKind, ids: Sequence[int]) -> int:
    """Put subjects back on the list, as if they had never left it, and return how many.

    :raises MergedAway: when one of them was merged into another household.
    """
    back = [row for row in locked_subjects(session, kind, ids) if row.ended_on is not None]
    if kind is SubjectKind.HOUSEHOLD and _any_merged(session, [row.id for row in back]):
        raise MergedAway
    _write(session, kind, back, {"ended_on": None, "end_reason": None})
    _record(session, occasion, kind, back, f"register.bring-back-{kind}")
    return len(back)


def _any_merged(session: Session, ids: Sequence[int]) -> bool:
    queries = (
        select(Household.id).where(Household.id.in_(chunk), Household.merged_into_id.is_not(None)).limit(1)
        for chunk in in_chunks(ids)
    )
    return any(session.scalar(query) is not None for query in queries)


def _write(session: Session, kind: SubjectKind, rows: Sequence[Any], values: dict[str, object]) -> None:
    table, ids = bare_table_of(kind), [row.id for row in rows]
    for chunk in in_chunks(ids):
        session.execute(update(table).where(table.c.id.in_(chunk)).values(**values))
    forget(session, kind, ids)


def _record(
    session: Session, occasion: Occasion, kind: SubjectKind, rows: Sequence[Any], action: str
) -> None:
    """Write a line for each of a few, so that a household's page can tell who did it, or one for each unit."""
    if len(rows) <= _MOST_NAMED:
        changes = [Change(row.unit_id, action, f"{kind}:{row.id}") for row in rows]
    else:
        numbers = Counter(row.unit_id for row in rows)
        changes = [
            Change(unit_id, action, f"unit:{unit_id}", after=f"{number} {kind}s")
            for unit_id, number in sorted(numbers.items())
        ]
    for change in changes:
        record(session, occasion, change)
