"""Decides about two entries that look like one household: they are one, or they are two."""

from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from pledges.foundation.audit import Change, record
from pledges.foundation.errors import NotFound
from pledges.foundation.moments import Occasion
from pledges.foundation.rows import insert_unless_there
from pledges.register.queries.households import household_by_id
from pledges.register.queries.subjects import forget, locked_subjects
from pledges.register.rules import EndReason, FollowsRegister, SubjectKind
from pledges.register.subjects import LeftTheList, SameHousehold
from pledges.register.tables import DistinctPair, Household


def merge_households(
    session: Session, occasion: Occasion, follows: FollowsRegister, kept_id: int, gone_id: int
) -> None:
    """Make two entries one household: one stays on the list, the other leaves it and says whose it was.

    Nothing is copied and nothing deleted: both keep their history, and the code of the one that is gone leads to the
    one that stays. In running campaigns they count once.

    :raises SameHousehold: when both are the same entry.
    :raises LeftTheList: when one of them has left the list (a second tap on the button).
    """
    if kept_id == gone_id:
        raise SameHousehold
    places = _both_listed(session, kept_id, gone_id)
    gone = {"ended_on": occasion.today, "end_reason": EndReason.DUPLICATE.value, "merged_into_id": kept_id}
    session.execute(update(Household).where(Household.id == gone_id).values(**gone))
    # Whatever was merged into the one that goes now leads to the one that stays, in one step.
    session.execute(
        update(Household).where(Household.merged_into_id == gone_id).values(merged_into_id=kept_id)
    )
    forget(session, SubjectKind.HOUSEHOLD, [kept_id, gone_id])
    follows.merged(session, occasion, kept_id, gone_id)
    events = {kept_id: "register.merge-household", gone_id: "register.end-household"}
    for household_id in sorted(places, key=lambda one: (places[one], one)):
        why = EndReason.DUPLICATE.value
        change = Change(places[household_id], events[household_id], f"household:{household_id}", why=why)
        record(session, occasion, change)


def tell_apart(session: Session, occasion: Occasion, one_id: int, other_id: int) -> None:
    """Keep that two entries that look alike are two households; said twice, it is kept once.

    :raises SameHousehold: when both are the same entry.
    """
    first, second = sorted((one_id, other_id))
    if first == second:
        raise SameHousehold
    units = {household_by_id(session, one).unit_id for one in (first, second)}
    values = {"decided_by": occasion.actor_id, "decided_at": occasion.now}
    if insert_unless_there(session, DistinctPair, first_id=first, second_id=second, **values):
        subject = f"household:{first}"
        for unit_id in sorted(units):
            change = Change(unit_id, "register.tell-apart", subject, after=f"household:{second}")
            record(session, occasion, change)


def _both_listed(session: Session, kept_id: int, gone_id: int) -> dict[int, int]:
    """Lock both and return household id → unit id."""
    rows: dict[int, Any] = {
        row.id: row for row in locked_subjects(session, SubjectKind.HOUSEHOLD, [kept_id, gone_id])
    }
    if len(rows) < 2:
        raise NotFound
    if any(row.ended_on is not None for row in rows.values()):
        raise LeftTheList
    return {household_id: row.unit_id for household_id, row in rows.items()}
