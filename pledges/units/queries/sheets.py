"""Everything that the page of one unit shows, as of a day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pledges.units.queries.changes import planned_for
from pledges.units.queries.codes import codes_of_unit
from pledges.units.queries.history import (
    Followed,
    NameSince,
    address_on,
    heir_on,
    name_on,
    predecessors,
    states_of,
    successors,
)
from pledges.units.queries.tree import Branch, by_id, children_of, ids_of, valid_on
from pledges.units.tables import Unit, UnitChange, UnitState


@dataclass(frozen=True)
class UnitSheet:
    """A unit as it stood on a day: names above and below are that day's. ``heir`` is told for one that has ended."""

    unit: Unit
    on: date
    name_then: str | None
    address_then: str
    codes: list[tuple[str, str]]
    states: list[NameSince]
    came_from: list[Followed]
    went_to: list[Followed]
    planned: list[UnitChange]
    children: list[Branch]
    children_below: dict[int, int]
    above: list[Unit]
    heir: Unit | None


def sheet_of(session: Session, unit_id: int, roots: Collection[int], on: date, today: date) -> UnitSheet:
    """Return the sheet of a unit that is in reach; of the units above it only those below the roots."""
    unit = by_id(session, unit_id)
    children = children_of(session, unit_id, on)
    heir_id = heir_on(session, unit_id, today)
    return UnitSheet(
        unit,
        on,
        name_on(session, unit_id, on),
        address_on(session, unit_id, on),
        codes_of_unit(session, unit_id),
        states_of(session, unit_id),
        predecessors(session, unit_id),
        successors(session, unit_id),
        planned_for(session, unit_id),
        children,
        _numbers_below(session, [child.id for child in children], on),
        _above_in_reach(session, unit, roots),
        by_id(session, heir_id) if heir_id != unit_id else None,
    )


def tops(session: Session, roots: Collection[int]) -> list[Unit]:
    """Return the units at the top of what somebody reaches, by sort number."""
    query = select(Unit).where(Unit.id.in_(roots)).order_by(Unit.sort_no, Unit.folded_name, Unit.id)
    return list(session.scalars(query))


def _numbers_below(session: Session, unit_ids: Collection[int], on: date) -> dict[int, int]:
    """Return unit id → number of units directly below on the day, for those that have any."""
    query = select(UnitState.parent_id, func.count()).where(
        UnitState.parent_id.in_(unit_ids), *valid_on(UnitState, on)
    )
    found = session.execute(query.group_by(UnitState.parent_id))
    return {parent_id: number for parent_id, number in found if parent_id is not None}


def _above_in_reach(session: Session, unit: Unit, roots: Collection[int]) -> list[Unit]:
    line = ids_of(unit.path)
    reached = [place for place, step in enumerate(line) if step in roots]
    query = select(Unit).where(Unit.id.in_(line[reached[0] : -1] if reached else []))
    return list(session.scalars(query.order_by(func.length(Unit.path))))
