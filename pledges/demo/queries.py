"""Where someone who just started the program can begin."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from pledges.demo.rules import REMOVED
from pledges.foundation.audit import AuditEvent
from pledges.register.tables import Counter, Household
from pledges.units.tables import Unit


def sample_roots(session: Session) -> list[Unit]:
    """Return the tops of the sample's trees, territory first; empty when no sample is loaded."""
    query = select(Unit).where(Unit.is_sample, Unit.parent_id.is_(None)).order_by(Unit.sort_no, Unit.id)
    return list(session.scalars(query))


def first_household(session: Session) -> Household | None:
    """Return the sample's first household, to try its link."""
    query = select(Household).join(Unit, Unit.id == Household.unit_id)
    query = query.where(Unit.is_sample, Household.ended_on.is_(None)).order_by(Household.id)
    return session.scalars(query.limit(1)).one_or_none()


def first_counter(session: Session) -> Counter | None:
    """Return the sample's first counter, to try its link."""
    return session.scalars(select(Counter).order_by(Counter.id).limit(1)).one_or_none()


def was_removed(session: Session) -> bool:
    """Tell whether the sample was removed for real use: starting the program must not bring it back."""
    return session.scalar(select(AuditEvent.id).where(AuditEvent.action == REMOVED).limit(1)) is not None
