"""Through this every door of entry asks whether the actor reaches who signed the paper, and where that is."""

from sqlalchemy.orm import Session

from pledges.foundation.access import Actor
from pledges.foundation.errors import NotFound
from pledges.register.queries.offices import offices_of
from pledges.register.rules import SubjectKind
from pledges.register.scope import household_in_scope, office_in_scope, official_in_scope
from pledges.staff.rules import Permission


def whereabouts(session: Session, actor: Actor, kind: SubjectKind, subject_id: int) -> tuple[int, int | None]:
    """Return the territory whose form the subject is asked with, and of officials and offices the office's id.

    :raises NotFound: when it is out of reach, or officials hang on a unit that was never entered as an office.
    """
    if kind is SubjectKind.HOUSEHOLD:
        return household_in_scope(session, actor, Permission.ENTER_PLEDGES, subject_id).unit_id, None
    if kind is SubjectKind.OFFICE:
        office = office_in_scope(session, actor, Permission.ENTER_PLEDGES, subject_id)
        return office.seat_unit_id, office.id
    official = official_in_scope(session, actor, Permission.ENTER_PLEDGES, subject_id)
    for office in offices_of(session, [official.unit_id]):
        return office.seat_unit_id, office.id
    raise NotFound
