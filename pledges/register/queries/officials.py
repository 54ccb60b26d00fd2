"""Questions about officials."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from pledges.foundation.errors import NotFound
from pledges.register.queries.households import Units
from pledges.register.tables import Official


def official_by_id(session: Session, official_id: int) -> Official:
    """Return the official.

    :raises NotFound: when there is none.
    """
    official = session.get(Official, official_id)
    if official is None:
        raise NotFound
    return official


def officials_in(session: Session, units: Units, *, with_ended: bool = False) -> list[Official]:
    """Return the officials of the offices in the order of given names; those who left only when asked for."""
    query = select(Official).where(Official.unit_id.in_(units))
    if not with_ended:
        query = query.where(Official.ended_on.is_(None))
    return list(session.scalars(query.order_by(Official.unit_id, Official.sort_key, Official.number)))
