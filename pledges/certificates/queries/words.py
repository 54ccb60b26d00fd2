"""The words and the head a unit's certificates had on a day: one that is printed again says what it said at first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, literal, or_, select
from sqlalchemy.orm import Session

from pledges.certificates.rules import PAPER
from pledges.foundation.vietnamese.dates import LOCAL_ZONE
from pledges.stationery.queries import as_head, line_of
from pledges.stationery.rules import Head
from pledges.stationery.tables import PaperBlock, PaperHead
from pledges.units.queries.tree import valid_on
from pledges.units.tables import Succession, Unit, UnitState


@dataclass(frozen=True)
class Line:
    """A place with everything above it on a day, the root's first, and which of them held the campaign then.

    Before a unit stand the heirs that began after the day: what they say from before it was handed over to them.
    """

    units: tuple[int, ...]
    holder_id: int
    holders: tuple[int, ...]
    """Who may issue: the unit that held the campaign, those below it. A body above would be said to have issued it."""

    def is_below_holder(self, unit_id: int) -> bool:
        """Tell whether one of those who may issue is below the unit that held the campaign."""
        return self.holders.index(unit_id) > self.holders.index(self.holder_id)


def line_on(session: Session, unit_id: int, campaign_unit_id: int, on: date) -> Line:
    """Return the line of a place on a day, with regard to a campaign that a unit of it, or an heir of one, holds today.

    A day before the place began is answered as of today. A campaign held elsewhere stands alone.
    """
    above = _above(session, unit_id, on) or line_of(session, unit_id)
    heirs = _heirs(session, above)
    later = _begun_after(session, [heir for some in heirs.values() for heir in some], on)
    units: list[int] = []
    starts: dict[int, int] = {}
    for one in above:
        starts[one] = len(units)
        units += [heir for heir in heirs[one] if heir in later and heir not in units] + [one]
    held = [one for one in above if campaign_unit_id in (one, *heirs[one])]
    if not held:
        return Line(tuple(units), campaign_unit_id, (campaign_unit_id,))
    return Line(tuple(units), held[0], tuple(units[starts[held[0]] :]))


def sources_on(session: Session, line: Sequence[int], on: date) -> tuple[tuple[str, str], ...]:
    """Return (block code, source) of what the units of a line said when a day ended, the last one's own first."""
    query = select(PaperBlock).where(
        PaperBlock.unit_id.in_(line), PaperBlock.paper == PAPER, *_stood(PaperBlock, on)
    )
    # Those nearer to the unit come later and take the place of those above.
    said = sorted(session.scalars(query), key=lambda row: line.index(row.unit_id))
    return tuple(sorted({row.block: row.source for row in said}.items()))


def head_on(session: Session, line: Sequence[int], on: date) -> tuple[Head, int] | None:
    """Return the head that the last of a line had set when a day ended, and whose it is; None where none had."""
    query = select(PaperHead).where(PaperHead.unit_id.in_(line), *_stood(PaperHead, on))
    nearest = max(session.scalars(query), key=lambda row: line.index(row.unit_id), default=None)
    return (as_head(nearest), nearest.unit_id) if nearest else None


def named_on(session: Session, unit_id: int, on: date) -> tuple[str, str]:
    """Return what a unit was called on a day and its type then; today's for a day on which it did not stand."""
    query = select(UnitState.name, UnitState.type).where(
        UnitState.unit_id == unit_id, *valid_on(UnitState, on)
    )
    found = session.execute(query).one_or_none()
    if found:
        return found.name, found.type
    unit = session.get_one(Unit, unit_id)
    return unit.name, unit.type


def _above(session: Session, unit_id: int, on: date) -> list[int]:
    columns = (UnitState.unit_id, UnitState.parent_id)
    own = select(*columns, literal(0).label("steps")).where(UnitState.unit_id == unit_id)
    line = own.where(*valid_on(UnitState, on)).cte(recursive=True)
    above = select(*columns, line.c.steps + 1).join(line, UnitState.unit_id == line.c.parent_id)
    line = line.union_all(above.where(*valid_on(UnitState, on)))
    return list(session.scalars(select(line.c.unit_id).order_by(line.c.steps.desc())))


def _heirs(session: Session, unit_ids: Sequence[int]) -> dict[int, list[int]]:
    """Return unit → its heir, the heir's heir and so on, the last one first."""
    own = select(Unit.id.label("first_id"), Unit.id.label("unit_id"), literal(0).label("steps"))
    line = own.where(Unit.id.in_(unit_ids)).cte(recursive=True)
    onward = select(line.c.first_id, Succession.new_id, line.c.steps + 1)
    onward = onward.join(line, Succession.old_id == line.c.unit_id)
    line = line.union_all(onward.where(Succession.is_heir, Succession.new_id != Succession.old_id))
    query = select(line.c.first_id, line.c.unit_id).where(line.c.steps > 0)
    heirs: dict[int, list[int]] = {unit_id: [] for unit_id in unit_ids}
    for first_id, heir_id in session.execute(query.order_by(line.c.steps.desc())):
        heirs[first_id].append(heir_id)
    return heirs


def _begun_after(session: Session, unit_ids: Sequence[int], on: date) -> set[int]:
    return set(session.scalars(select(Unit.id).where(Unit.id.in_(unit_ids), Unit.valid_from > on)))


def _stood(table: type[PaperBlock] | type[PaperHead], on: date) -> tuple[ColumnElement[bool], ...]:
    # Until the day's end: whoever puts words right on the day of issue prints them right on the same day.
    end = datetime.combine(on + timedelta(days=1), time(), LOCAL_ZONE)
    return table.saved_at < end, or_(table.ended_at.is_(None), table.ended_at >= end)
