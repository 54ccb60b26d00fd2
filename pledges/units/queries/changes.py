"""Questions about changes of units: those planned, those done, and the units they name as they stand today."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, aliased

from pledges.foundation.errors import NotFound
from pledges.units.plans import ChangePlan, ChangeState
from pledges.units.queries.tree import ids_of
from pledges.units.refusals import Standing
from pledges.units.tables import Succession, Unit, UnitChange, UnitState

Units = Select[int] | Collection[int]


def change_by_id(session: Session, change_id: int) -> UnitChange:
    """Return the change.

    :raises NotFound: when there is none.
    """
    found = session.get(UnitChange, change_id)
    if found is None:
        raise NotFound
    return found


def locked_change(session: Session, change_id: int) -> UnitChange:
    """Return the change, held against others until the transaction ends.

    :raises NotFound: when there is none.
    """
    query = select(UnitChange).where(UnitChange.id == change_id).with_for_update()
    found = session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    if found is None:
        raise NotFound
    return found


def lock_units(session: Session, unit_ids: Collection[int]) -> None:
    """Hold units and those above them against other changes, always in one order.

    Whoever only refers to them, such as a pledge, goes on.
    """
    above = select(Unit.parent_id).where(Unit.id.in_(unit_ids))
    query = select(Unit.id).where(or_(Unit.id.in_(unit_ids), Unit.id.in_(above))).order_by(Unit.id)
    session.execute(query.with_for_update(key_share=True))


def standing_of(session: Session, unit_ids: Collection[int]) -> dict[int, Standing]:
    """Return unit id → how it stands today, for those that are there."""
    query = (
        select(
            Unit.id, Unit.kind, Unit.type, Unit.name, Unit.parent_id, Unit.path, Unit.valid_from, Unit.valid_to,
            func.max(UnitState.valid_from), Unit.is_sample,
        )
        .join(UnitState, UnitState.unit_id == Unit.id)
        .where(Unit.id.in_(unit_ids))
        .group_by(Unit.id)
    )  # fmt: skip
    found: Sequence[Any] = session.execute(query).all()
    return {row[0]: Standing(*row) for row in found}


def lowest_above(session: Session, unit_ids: Collection[int]) -> int | None:
    """Return the lowest unit that holds all of these, itself one of them perhaps; None across roots."""
    paths = [ids_of(path) for path in session.scalars(select(Unit.path).where(Unit.id.in_(unit_ids)))]
    shared = [steps[0] for steps in zip(*paths, strict=False) if len(set(steps)) == 1]
    return shared[-1] if shared else None


def is_name_taken(
    session: Session, parent_id: int, type_: str, folded_name: str, besides: Collection[int]
) -> bool:
    """Tell whether a unit of this type and folded name stands directly below the parent, besides some."""
    query = select(Unit.id).where(
        Unit.parent_id == parent_id, Unit.valid_to.is_(None), Unit.id.not_in(besides)
    )
    return (
        session.scalar(query.where(Unit.type == type_, Unit.folded_name == folded_name).limit(1)) is not None
    )


def planned_plans(session: Session) -> list[ChangePlan]:
    """Return what every change that waits for its day will do."""
    query = select(UnitChange.plan).where(UnitChange.state == ChangeState.PLANNED)
    return [ChangePlan.from_json(plan) for plan in session.scalars(query)]


def due_ids(session: Session, on: date) -> list[int]:
    """Return the ids of the planned changes whose day has come, in order of that day."""
    query = select(UnitChange.id).where(
        UnitChange.state == ChangeState.PLANNED, UnitChange.effective_on <= on
    )
    return list(session.scalars(query.order_by(UnitChange.effective_on, UnitChange.id)))


def changes_in(session: Session, units: Units, limit: int) -> list[UnitChange]:
    """Return the changes decided within these units: those that wait first, then the newest."""
    query = select(UnitChange).where(UnitChange.unit_id.in_(units))
    waits_first = (
        UnitChange.state != ChangeState.PLANNED,
        UnitChange.effective_on.desc(),
        UnitChange.id.desc(),
    )
    return list(session.scalars(query.order_by(*waits_first).limit(limit)))


def planned_for(session: Session, unit_id: int) -> list[UnitChange]:
    """Return the changes that wait for their day and name the unit."""
    query = (
        select(UnitChange).where(UnitChange.state == ChangeState.PLANNED).order_by(UnitChange.effective_on)
    )
    return [
        change for change in session.scalars(query) if unit_id in ChangePlan.from_json(change.plan).unit_ids
    ]


def names_of(session: Session, unit_ids: Collection[int]) -> dict[int, str]:
    """Return unit id → its name of today, or its last."""
    query = select(Unit.id, Unit.name).where(Unit.id.in_(unit_ids))
    return {row.id: row.name for row in session.execute(query)}


def new_units_of(session: Session, change_id: int) -> list[tuple[int, str]]:
    """Return (id, name) of the units that stand after a change that was done."""
    follows = aliased(Succession)
    query = select(Unit.id, Unit.name).where(
        Unit.id.in_(select(follows.new_id).where(follows.change_id == change_id))
    )
    return [(row.id, row.name) for row in session.execute(query.order_by(Unit.id))]


def siblings_of(session: Session, unit: Unit, types: Collection[str], managed: Select[int]) -> list[Unit]:
    """Return the other units of these types below the same parent that stand today, of those that are managed."""
    beside = Unit.parent_id == unit.parent_id if unit.parent_id is not None else Unit.parent_id.is_(None)
    query = select(Unit).where(beside, Unit.id != unit.id, Unit.valid_to.is_(None), Unit.kind == unit.kind)
    query = query.where(Unit.type.in_(types), Unit.id.in_(managed))
    return list(session.scalars(query.order_by(Unit.sort_no, Unit.folded_name, Unit.id)))
