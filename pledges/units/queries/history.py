"""Questions to the history of units: what followed what, who inherits, and what a place was called on a day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, literal, or_, select
from sqlalchemy.orm import Session

from pledges.foundation.errors import NotFound
from pledges.units.queries.tree import ancestors, valid_on
from pledges.units.tables import Succession, Unit, UnitChange, UnitState


@dataclass(frozen=True)
class Followed:
    """One unit that came before or after another: its last name or its first, how much of it, by which decision."""

    unit_id: int
    name: str
    is_heir: bool
    share: float | None
    kind: str
    decision_no: str
    decided_on: date
    effective_on: date


@dataclass(frozen=True)
class NameSince:
    """What a unit was called and where it hung, from a day on and until another (the first day no longer)."""

    type: str
    name: str
    parent_name: str | None
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class BothNames:
    """An address as it was on a day and as it is today; ``now`` is "" where nothing has changed."""

    then: str
    now: str


def successors(session: Session, unit_id: int) -> list[Followed]:
    """Return the units that directly followed a unit, the heir first, in their names from that day on."""
    after = and_(
        UnitState.valid_from <= UnitChange.effective_on,
        or_(UnitState.valid_to.is_(None), UnitState.valid_to > UnitChange.effective_on),
    )
    query = _followed(Succession.new_id, after).where(Succession.old_id == unit_id)
    return [Followed(*row) for row in session.execute(query)]


def predecessors(session: Session, unit_id: int) -> list[Followed]:
    """Return the units that went over to a unit, whole or in part, in their last names; the latest change first."""
    before = and_(
        UnitState.valid_from < UnitChange.effective_on,
        or_(UnitState.valid_to.is_(None), UnitState.valid_to >= UnitChange.effective_on),
    )
    query = _followed(Succession.old_id, before).where(Succession.new_id == unit_id)
    return [Followed(*row) for row in session.execute(query)]


def states_of(session: Session, unit_id: int) -> list[NameSince]:
    """Return what a unit was called and where it hung, the newest first."""
    own = select(UnitState.type, UnitState.name, Unit.name, UnitState.valid_from, UnitState.valid_to)
    own = own.outerjoin(Unit, Unit.id == UnitState.parent_id).where(UnitState.unit_id == unit_id)
    return [NameSince(*row) for row in session.execute(own.order_by(UnitState.valid_from.desc()))]


def name_on(session: Session, unit_id: int, on: date) -> str | None:
    """Return what a unit was called on a day, None when it did not stand."""
    query = select(UnitState.name).where(UnitState.unit_id == unit_id, *valid_on(UnitState, on))
    return session.scalar(query)


def heir_on(session: Session, unit_id: int, on: date) -> int:
    """Return the unit that stood in a unit's place on a day: itself, or its heir, however many changes later.

    Before the unit began, it is the unit itself: nothing stood in its place that could be told.
    """
    own = select(Unit.id.label("unit_id"), literal(0).label("steps")).where(Unit.id == unit_id)
    line = own.cte(recursive=True)
    onward = select(Succession.new_id, line.c.steps + 1).join(line, Succession.old_id == line.c.unit_id)
    line = line.union_all(onward.where(Succession.is_heir, Succession.new_id != Succession.old_id))
    query = select(Unit.id).join(line, line.c.unit_id == Unit.id).where(*valid_on(Unit, on))
    found = session.scalar(query.order_by(line.c.steps).limit(1))
    return unit_id if found is None else found


def address_on(session: Session, unit_id: int, on: date) -> str:
    """Return a unit with all above it in the names of a day: "Thôn Phú Sơn, Xã Hàm Mẫu, Tỉnh Lâm Đồng".

    A day before the unit began is answered in the names of today.
    """
    columns = (UnitState.unit_id, UnitState.parent_id, UnitState.name)
    own = select(*columns, literal(0).label("steps")).where(UnitState.unit_id == unit_id)
    line = own.where(*valid_on(UnitState, on)).cte(recursive=True)
    above = select(*columns, line.c.steps + 1).join(line, UnitState.unit_id == line.c.parent_id)
    line = line.union_all(above.where(*valid_on(UnitState, on)))
    names = list(session.scalars(select(line.c.name).order_by(line.c.steps)))
    return ", ".join(names or [unit.name for unit in reversed(ancestors(session, unit_id))])


def both_names(session: Session, unit_id: int, then: date, today: date) -> BothNames:
    """Return a unit's address as it was on a day, and as its own or its heir's is today where that is another.

    :raises NotFound: when there is no such unit.
    """
    if session.get(Unit, unit_id) is None:
        raise NotFound
    was = address_on(session, unit_id, then)
    now = address_on(session, heir_on(session, unit_id, today), today)
    return BothNames(was, "" if now == was else now)


def _followed(other: ColumnElement[int] | Any, named: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Return a query of successions with the unit on the other side, in its name around the day of the change."""
    return (
        select(
            UnitState.unit_id, UnitState.name, Succession.is_heir, Succession.share, UnitChange.kind,
            UnitChange.decision_no, UnitChange.decided_on, UnitChange.effective_on,
        )
        .select_from(Succession)
        .join(UnitChange, UnitChange.id == Succession.change_id)
        .join(UnitState, and_(UnitState.unit_id == other, named))
        .where(Succession.old_id != Succession.new_id)
        .order_by(UnitChange.effective_on.desc(), Succession.is_heir.desc(), UnitState.unit_id)
    )  # fmt: skip
