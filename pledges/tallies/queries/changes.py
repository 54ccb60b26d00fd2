"""What changed a frozen base, and which units took over from others: what stands beside a tally."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from pledges.staff.tables import Staff
from pledges.tallies.queries.on_day import end_of
from pledges.tallies.rules import BaseChangeKind
from pledges.tallies.tables import BaseChange
from pledges.units.queries.tree import is_in
from pledges.units.tables import Succession, Unit, UnitChange


@dataclass(frozen=True)
class Place:
    """A unit's part in one form of a campaign."""

    campaign_id: int
    form_code: str
    unit_id: int


@dataclass(frozen=True)
class NotedChange:
    """A change of a frozen base: how many of which unit, why, who and when."""

    made_at: datetime
    unit_name: str
    kind: BaseChangeKind
    number: int
    why: str | None
    made_by: str | None
    approved_by: str | None


@dataclass(frozen=True)
class TakenOver:
    """A unit that another one took over from, wholly or in part, from a day on."""

    name: str
    on: date
    is_part: bool


def base_changes(
    session: Session, place: Place, until: date, most: int | None = None
) -> tuple[list[NotedChange], int]:
    """Return what changed the base of a unit and those below it until a day, the newest first, and how many changes."""
    query = _of_unit(place).where(BaseChange.made_at < end_of(until))
    rows = session.execute(query.order_by(BaseChange.id.desc()).limit(most)).all()
    changes = [NotedChange(row[0], row[1], BaseChangeKind(row[2]), *row[3:]) for row in rows]
    if most is None or len(changes) < most:
        return changes, len(changes)
    return changes, session.scalar(select(func.count()).select_from(query.subquery())) or 0


def taken_over(
    session: Session, unit_ids: Collection[int], after: date, until: date
) -> dict[int, list[TakenOver]]:
    """Return unit id → the other units it took over from after a day and until another, by changes that are done."""
    query = (
        select(Succession.new_id, Unit.name, UnitChange.effective_on, Succession.share)
        .join(UnitChange, UnitChange.id == Succession.change_id)
        .join(Unit, Unit.id == Succession.old_id)
        .where(Succession.new_id.in_(unit_ids), Succession.old_id != Succession.new_id)
        .where(UnitChange.state == "done", UnitChange.effective_on > after, UnitChange.effective_on <= until)
        .order_by(UnitChange.effective_on, Unit.sort_no, Unit.id)
    )
    found: dict[int, list[TakenOver]] = defaultdict(list)
    for new_id, name, on, share in session.execute(query):
        found[new_id].append(TakenOver(name, on, share is not None and share < 1))
    return dict(found)


def _of_unit(place: Place) -> Select[*tuple[Any, ...]]:
    maker, approver = aliased(Staff), aliased(Staff)
    columns = (BaseChange.made_at, Unit.name, BaseChange.kind, BaseChange.number, BaseChange.why)
    return (
        select(*columns, maker.display_name.label("maker"), approver.display_name.label("approver"))
        .join(Unit, Unit.id == BaseChange.unit_id)
        .outerjoin(maker, maker.id == BaseChange.made_by)
        .outerjoin(approver, approver.id == BaseChange.approved_by)
        .where(BaseChange.campaign_id == place.campaign_id, BaseChange.form_code == place.form_code)
        .where(is_in(BaseChange.unit_id, [place.unit_id]))
    )
