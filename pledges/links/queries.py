"""Questions about codes: who stands behind one, which one a subject has now, and what can be printed where."""

from collections.abc import Collection, Iterator
from datetime import date

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, aliased

from pledges.campaigns.queries import by_id, by_slug, is_excluded
from pledges.campaigns.tables import Campaign, Invitation
from pledges.foundation.access import Actor
from pledges.foundation.codes import checked_code
from pledges.foundation.errors import NotFound
from pledges.foundation.keys import Keys
from pledges.links.rules import CodeEnded, CodeUnknown, CounterPlace, Place, Subject, code_of
from pledges.links.rules import lookup_of as lookup_of
from pledges.links.tables import Code
from pledges.register.queries.households import Units
from pledges.register.queries.offices import counter_by_id
from pledges.register.queries.rolled import rolled_up_counts
from pledges.register.rules import SubjectKind
from pledges.register.scope import office_in_scope
from pledges.register.tables import Counter, Office
from pledges.units.queries.rolling import below_each, parts_of
from pledges.units.queries.tree import ancestors, children_of, ids_within, tops_on, with_children
from pledges.units.tables import Unit
from pledges.units.unit_types import Level, types_of

INVITED = (SubjectKind.HOUSEHOLD, SubjectKind.OFFICIAL, SubjectKind.OFFICE)
# Engines limit how many values one statement may name.
_IDS_A_STATEMENT = 5_000


def subject_behind(session: Session, keys: Keys, code: str) -> Subject:
    """Return what stands behind a code as it was typed or scanned.

    :raises CodeMistyped: when it cannot be a code.
    :raises CodeUnknown: when nobody has it.
    :raises CodeEnded: when a newer one took its place.
    """
    signs = checked_code(code)
    row = session.scalar(select(Code).where(Code.lookup == lookup_of(keys, signs)))
    if row is None:
        raise CodeUnknown
    if row.ended_at is not None:
        raise CodeEnded
    return Subject(SubjectKind(row.subject_kind), row.subject_id, signs)


def codes_of(session: Session, keys: Keys, kind: SubjectKind, ids: Collection[int]) -> dict[int, str]:
    """Return subject id → its code in force, for the subjects that have one."""
    generations = generations_of(session, kind, ids)
    return {each: code_of(keys, kind, each, generation) for each, generation in generations.items()}


def generations_of(session: Session, kind: SubjectKind, ids: Collection[int]) -> dict[int, int]:
    """Return subject id → which of its codes is in force, for the subjects that have one."""
    found: dict[int, int] = {}
    for chunk in _chunks(ids):
        query = select(Code.subject_id, Code.generation).where(
            Code.subject_kind == kind, Code.subject_id.in_(chunk), Code.ended_at.is_(None)
        )
        found.update((subject_id, generation) for subject_id, generation in session.execute(query))
    return found


def commune_name_of(session: Session, unit_id: int) -> str:
    """Return the name of the commune, ward or special zone that a hamlet belongs to today, "" where there is none."""
    communes = {each.code for each in types_of(Level.COMMUNE)}
    return next((unit.name for unit in ancestors(session, unit_id) if unit.type in communes), "")


def subjects_with_code(session: Session, kind: SubjectKind, ids: Collection[int]) -> set[int]:
    """Return those of the subjects that ever had a code."""
    found: set[int] = set()
    for chunk in _chunks(ids):
        query = select(Code.subject_id).where(Code.subject_kind == kind, Code.subject_id.in_(chunk))
        found.update(session.scalars(query))
    return found


def campaign_named(session: Session, name: str) -> Campaign:
    """Return the campaign that an operator names by its id or by its slug.

    :raises NotFound: when there is none.
    """
    return by_id(session, int(name)) if name.isascii() and name.isdigit() else by_slug(session, name)


def invited(session: Session, campaign_id: int, kind: SubjectKind, units: Units) -> list[int]:
    """Return the ids of the subjects of a kind that the campaign asks, in order of id; none that is excluded.

    Those of the units, officials and offices also where the office sits in one of them.
    """
    seated = select(Office.unit_id).where(Office.seat_unit_id.in_(units))
    query = select(Invitation.subject_id).where(
        Invitation.campaign_id == campaign_id,
        Invitation.subject_kind == kind,
        or_(Invitation.unit_id.in_(units), Invitation.unit_id.in_(seated)),
        ~is_excluded(),
    )
    return list(session.scalars(query.distinct().order_by(Invitation.subject_id)))


def generation_of(session: Session, kind: SubjectKind, subject_id: int) -> int | None:
    """Return which code of a subject is in force, None where it has none."""
    query = select(Code.generation).where(Code.subject_kind == kind, Code.subject_id == subject_id)
    return session.scalar(query.where(Code.ended_at.is_(None)))


def place_with_parts(session: Session, unit_id: int, on: date) -> tuple[Place, list[Place]]:
    """Return a unit and the units directly below it, as they stand on a day, in their order."""
    (top,) = tops_on(session, [unit_id], on) or (None,)
    if top is None:
        raise NotFound
    parts = children_of(session, unit_id, on)
    counts = rolled_up_counts(session, parts_of(unit_id))
    opening = with_children(session, [part.id for part in parts], on)
    place = Place(unit_id, top.name, sum(counts.values()), has_parts=bool(parts))
    return place, [Place(part.id, part.name, counts.get(part.id, 0), part.id in opening) for part in parts]


def places_of(session: Session, unit_ids: Collection[int], on: date) -> list[Place]:
    """Return the units themselves, as they stand on a day, with all households in and below them."""
    counts = rolled_up_counts(session, below_each(unit_ids))
    tops = tops_on(session, unit_ids, on)
    opening = with_children(session, unit_ids, on)
    return [Place(top.id, top.name, counts.get(top.id, 0), top.id in opening) for top in tops]


def counters_seated_in(session: Session, units: Units) -> list[CounterPlace]:
    """Return the counters of the offices that sit in the territories, by office and number."""
    query = _counters().where(Office.seat_unit_id.in_(units)).order_by(Office.id, Counter.number)
    return [CounterPlace(*row) for row in session.execute(query)]


def counters_below(session: Session, unit_id: int) -> list[CounterPlace]:
    """Return the counters of the offices that sit in the unit or anywhere below it."""
    return counters_seated_in(session, ids_within([unit_id]))


def counters_of_office(session: Session, office_id: int) -> list[CounterPlace]:
    """Return the counters of an office by number."""
    query = _counters().where(Office.id == office_id).order_by(Counter.number)
    return [CounterPlace(*row) for row in session.execute(query)]


def counters_of(session: Session, ids: Collection[int]) -> list[CounterPlace]:
    """Return those of the counters that there are."""
    return [CounterPlace(*row) for row in session.execute(_counters().where(Counter.id.in_(ids)))]


def counter_in_scope(session: Session, actor: Actor, permission: str, counter_id: int) -> CounterPlace:
    """Return the counter if the actor reaches the territory its office sits in.

    :raises NotFound: when there is none or it is outside the scope.
    """
    office_in_scope(session, actor, permission, counter_by_id(session, counter_id).office_id)
    return CounterPlace(*session.execute(_counters().where(Counter.id == counter_id)).one())


def _counters() -> Select[int, int, str, str, int, str, int]:
    seat = aliased(Unit)
    query = select(
        Counter.id, Counter.number, Counter.name, Unit.name, Office.seat_unit_id, seat.name, Office.id
    )
    query = query.join(Office, Office.id == Counter.office_id).join(Unit, Unit.id == Office.unit_id)
    return query.join(seat, seat.id == Office.seat_unit_id)


def _chunks(ids: Collection[int]) -> Iterator[list[int]]:
    ordered = sorted(ids)
    return (ordered[start : start + _IDS_A_STATEMENT] for start in range(0, len(ordered), _IDS_A_STATEMENT))
