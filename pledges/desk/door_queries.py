"""Questions about a door when staff stand before it: what they may do there, and which code is in force."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from pledges.foundation.access import Actor
from pledges.links.queries import generation_of
from pledges.register.queries.households import household_by_id
from pledges.register.queries.offices import office_by_id, seat_of
from pledges.register.queries.officials import official_by_id
from pledges.register.rules import SubjectKind
from pledges.responses.rules import Door
from pledges.units.queries.tree import ids_above


@dataclass(frozen=True)
class ClerksView:
    """What somebody of the staff may do at a door, and which code of the subject is in force."""

    may: frozenset[str]
    generation: int | None


def clerks_view(session: Session, actor: Actor, door: Door) -> ClerksView:
    """Return what the actor may do with the subject, by the unit it hangs on and, of an office, where it sits."""
    line = set(session.scalars(ids_above(_places_of(session, door))))
    may = frozenset(
        str(permission) for permission, roots in actor.reaches.items() if not line.isdisjoint(roots)
    )
    return ClerksView(may, generation_of(session, door.subject_kind, door.subject_id))


def _places_of(session: Session, door: Door) -> list[int]:
    if door.subject_kind is SubjectKind.HOUSEHOLD:
        return [household_by_id(session, door.subject_id).unit_id]
    if door.subject_kind is SubjectKind.OFFICIAL:
        own = official_by_id(session, door.subject_id).unit_id
        seat = seat_of(session, own)
        return [own] if seat is None else [own, seat]
    office = office_by_id(session, door.subject_id)
    return [office.unit_id, office.seat_unit_id]
