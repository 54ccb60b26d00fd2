"""Questions about offices and their counters."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from pledges.foundation.errors import NotFound
from pledges.register.queries.households import Units
from pledges.register.tables import Counter, Office


def office_by_id(session: Session, office_id: int) -> Office:
    """Return the office.

    :raises NotFound: when there is none.
    """
    office = session.get(Office, office_id)
    if office is None:
        raise NotFound
    return office


def offices_seated_in(session: Session, units: Units) -> list[Office]:
    """Return the offices that sit in the territories."""
    return list(session.scalars(select(Office).where(Office.seat_unit_id.in_(units)).order_by(Office.id)))


def counter_by_id(session: Session, counter_id: int) -> Counter:
    """Return the counter.

    :raises NotFound: when there is none.
    """
    counter = session.get(Counter, counter_id)
    if counter is None:
        raise NotFound
    return counter


def counters_of(session: Session, office_ids: Collection[int]) -> list[Counter]:
    """Return the counters of the offices, by office and number."""
    query = (
        select(Counter).where(Counter.office_id.in_(office_ids)).order_by(Counter.office_id, Counter.number)
    )
    return list(session.scalars(query))
