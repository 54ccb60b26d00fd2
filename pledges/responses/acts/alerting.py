"""Somebody with the paper says that it is not theirs: a word to the clerk, who looks into it."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from pledges.foundation.audit import Change, record
from pledges.foundation.moments import Occasion
from pledges.foundation.rows import insert_unless_there
from pledges.register.queries.offices import seat_of
from pledges.register.rules import SubjectKind
from pledges.register.tables import Household, Office, Official
from pledges.responses.alerts import AlertOutcome
from pledges.responses.tables import DoorAlert
from pledges.responses.turned_away import AlertHandled

_TABLES: dict[SubjectKind, type[Household] | type[Official] | type[Office]] = {
    SubjectKind.HOUSEHOLD: Household,
    SubjectKind.OFFICIAL: Official,
    SubjectKind.OFFICE: Office,
}


def report_not_mine(session: Session, occasion: Occasion, kind: SubjectKind, subject_id: int) -> None:
    """Let staff know that the paper of a subject is in somebody else's hands; one open alert a subject is enough."""
    table = _TABLES[kind]
    unit_id = session.scalars(select(table.unit_id).where(table.id == subject_id)).one()
    unit_id = seat_of(session, unit_id) or unit_id
    key = {"subject_kind": kind.value, "subject_id": subject_id}
    if insert_unless_there(session, DoorAlert, **key, unit_id=unit_id, reported_on=occasion.today):
        record(session, occasion, Change(unit_id, "door.alert", f"{kind}:{subject_id}"))


def handle_alert(session: Session, occasion: Occasion, alert_id: int, outcome: AlertOutcome) -> None:
    """Settle an alert: what was found out, by whom.

    :raises AlertHandled: when it was settled before.
    """
    handled = (
        update(DoorAlert)
        .where(DoorAlert.id == alert_id, DoorAlert.handled_at.is_(None))
        .values(outcome=outcome.value, handled_by=occasion.actor_id, handled_at=occasion.now)
        .returning(DoorAlert.unit_id, DoorAlert.subject_kind, DoorAlert.subject_id)
        .execution_options(synchronize_session=False)
    )
    row = session.execute(handled).one_or_none()
    if row is None:
        raise AlertHandled
    subject = f"{row.subject_kind}:{row.subject_id}"
    record(session, occasion, Change(row.unit_id, "door.handle", subject, why=outcome.value))
