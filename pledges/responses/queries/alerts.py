"""Questions about alerts that a paper is in the wrong hands: those that wait, in what a staff member reaches."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pledges.foundation.access import Actor
from pledges.foundation.errors import NotFound
from pledges.register.rules import SubjectKind
from pledges.register.tables import Household
from pledges.responses.tables import DoorAlert
from pledges.units.scope import unit_ids_in_scope
from pledges.units.tables import Unit

_MOST = 200


@dataclass(frozen=True)
class WaitingAlert:
    """An alert that nobody has settled; of a household with its number and head."""

    id: int
    subject_kind: str
    subject_id: int
    reported_on: date
    unit_name: str
    number: int | None
    head_name: str | None


def waiting_alerts(session: Session, actor: Actor, permission: str) -> list[WaitingAlert]:
    """Return the alerts to be settled in what the actor reaches, the oldest first."""
    household = (DoorAlert.subject_kind == SubjectKind.HOUSEHOLD) & (DoorAlert.subject_id == Household.id)
    query = (
        select(
            DoorAlert.id, DoorAlert.subject_kind, DoorAlert.subject_id, DoorAlert.reported_on,
            Unit.name, Household.number, Household.head_name,
        )
        .join(Unit, Unit.id == DoorAlert.unit_id)
        .outerjoin(Household, household)
        .where(DoorAlert.handled_at.is_(None), DoorAlert.unit_id.in_(unit_ids_in_scope(actor, permission)))
        .order_by(DoorAlert.id)
        .limit(_MOST)
    )  # fmt: skip
    return [WaitingAlert(*row) for row in session.execute(query)]


def alert_in_scope(session: Session, actor: Actor, permission: str, alert_id: int) -> int:
    """Return the id of an alert if the actor reaches it.

    :raises NotFound: when there is none or it is outside the scope.
    """
    reached = DoorAlert.unit_id.in_(unit_ids_in_scope(actor, permission))
    found = session.scalar(select(DoorAlert.id).where(DoorAlert.id == alert_id, reached))
    if found is None:
        raise NotFound
    return found


def waits_for(session: Session, household_id: int) -> date | None:
    """Return since when an alert about a household waits, None when none does."""
    query = select(DoorAlert.reported_on).where(
        DoorAlert.subject_kind == SubjectKind.HOUSEHOLD,
        DoorAlert.subject_id == household_id,
        DoorAlert.handled_at.is_(None),
    )
    return session.scalar(query)
