"""Writes the tree on the day of a change: begins, restates and ends units, and keeps paths and dated states true."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, insert, literal, or_, select, update
from sqlalchemy.orm import Session

from pledges.foundation.vietnamese.folding import fold_unit_name
from pledges.units.acts.adding import child_path, first_state
from pledges.units.plans import Part
from pledges.units.queries.tree import is_below
from pledges.units.refusals import Standing
from pledges.units.tables import Unit, UnitState


@dataclass(frozen=True)
class Day:
    """The change whose work is done, and the first day on which it holds."""

    change_id: int
    on: date


def begin(session: Session, day: Day, part: Part, like: Standing) -> int:
    """Let a unit begin below its parent, of the same tree as another one, and return its id."""
    unit = Unit(
        kind=like.kind,
        type=part.type,
        name=part.name,
        folded_name=fold_unit_name(part.name),
        parent_id=part.parent_id,
        path="",
        valid_from=day.on,
        valid_to=None,
        sort_no=session.scalar(select(Unit.sort_no).where(Unit.id == like.id)) or 0,
        is_sample=like.is_sample,
    )
    session.add(unit)
    session.flush()
    unit.path = child_path(session, unit.parent_id, unit.id)
    state = first_state(unit)
    state.change_id = day.change_id
    session.add(state)
    session.flush()
    return unit.id


def restate(session: Session, day: Day, before: Standing, part: Part) -> None:
    """Give a unit that goes on its name, type and place from the day on."""
    named = {"type": part.type, "name": part.name, "folded_name": fold_unit_name(part.name)}
    if (before.type, before.name, before.parent_id) == (part.type, part.name, part.parent_id):
        return
    session.execute(update(Unit).where(Unit.id == before.id).values(named))
    _write_states(session, day, before.id, {**named, "parent_id": part.parent_id})
    if before.parent_id != part.parent_id:
        hang(session, before.id, part.parent_id)


def move_below(session: Session, day: Day, child_id: int, parent_id: int) -> None:
    """Let a unit hang below another one from the day on."""
    _write_states(session, day, child_id, {"parent_id": parent_id})
    hang(session, child_id, parent_id)


def end(session: Session, day: Day, unit_id: int, heir_id: int) -> None:
    """Let a unit end: from the day on it is found below its heir."""
    states = update(UnitState).where(UnitState.unit_id == unit_id, UnitState.valid_to.is_(None))
    session.execute(states.values(valid_to=day.on))
    session.execute(update(Unit).where(Unit.id == unit_id).values(valid_to=day.on))
    hang(session, unit_id, heir_id)


def hang(session: Session, unit_id: int, parent_id: int | None) -> None:
    """Put a unit and all that is below it under a parent; one statement rewrites every path."""
    old = session.execute(select(Unit.path).where(Unit.id == unit_id)).scalar_one()
    new = child_path(session, parent_id, unit_id)
    session.execute(update(Unit).where(Unit.id == unit_id).values(parent_id=parent_id))
    within = update(Unit).where(is_below(Unit.path, literal(old)))
    path = literal(new) + func.substr(Unit.path, len(old) + 1)
    session.execute(within.values(path=path).execution_options(synchronize_session=False))


def children_now(session: Session, unit_id: int) -> list[int]:
    """Return the ids of the units directly below that have not ended."""
    query = select(Unit.id).where(Unit.parent_id == unit_id, Unit.valid_to.is_(None)).order_by(Unit.id)
    return list(session.scalars(query))


def forget_units(session: Session) -> None:
    """Let units that this session has read be read anew: the statements above went past them."""
    for known in list(session.identity_map.values()):
        if isinstance(known, Unit | UnitState):
            session.expire(known)


def _write_states(session: Session, day: Day, unit_id: int, values: dict[str, Any]) -> None:
    """From the day on the values hold: the state that spans it is cut in two, later ones are written over.

    A change may be entered after its day, when the unit has had another state since.
    """
    own = UnitState.unit_id == unit_id
    spans = select(UnitState.__table__).where(
        own, UnitState.valid_from < day.on, or_(UnitState.valid_to.is_(None), UnitState.valid_to > day.on)
    )
    session.execute(update(UnitState).where(own, UnitState.valid_from >= day.on).values(values))
    found = session.execute(spans).mappings().one_or_none()
    if found is None:
        return
    session.execute(update(UnitState).where(UnitState.id == found["id"]).values(valid_to=day.on))
    later = {**found, **values, "valid_from": day.on, "change_id": day.change_id}
    del later["id"]
    session.execute(insert(UnitState), [later])
