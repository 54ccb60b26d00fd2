"""What can be done with an official list of units: keep what was read, enter it whole, throw it away."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from pledges.foundation.audit import Change, record
from pledges.foundation.errors import NotFound
from pledges.foundation.moments import Occasion
from pledges.units.acts.entering import Entry, enter_units
from pledges.units.official_list.comparison import Comparison, compare
from pledges.units.official_list.refusals import ListEnded, ListFromTheFuture, ListTooEarly
from pledges.units.official_list.rows import OfficialList
from pledges.units.official_list.staging import listed_of, staged
from pledges.units.queries.lists import standing_for
from pledges.units.queries.tree import by_id
from pledges.units.tables import Unit, UnitList

# Chain 0 of the trail is for what belongs to no unit.
_NO_UNIT = 0


@dataclass(frozen=True)
class ReadUnitList:
    """An official list as it was read: whose file, in which scheme, below which unit and since when it holds."""

    file_name: str
    file_sha256: str
    scheme: str
    parent_id: int | None
    valid_from: date
    listed: OfficialList


def stage_list(session: Session, occasion: Occasion, read: ReadUnitList) -> UnitList:
    """Keep what was read for the preview; the tree does not change.

    :raises ListFromTheFuture: when it is to hold from a day that has not come.
    :raises ListTooEarly: when the unit above did not stand yet on that day.
    """
    parent = by_id(session, read.parent_id) if read.parent_id is not None else None
    if read.valid_from > occasion.today:
        raise ListFromTheFuture
    if parent is not None and parent.valid_from > read.valid_from:
        raise ListTooEarly(day=parent.valid_from.strftime("%d/%m/%Y"))
    kept = UnitList(
        file_name=read.file_name,
        file_sha256=read.file_sha256,
        scheme=read.scheme,
        parent_id=read.parent_id,
        valid_from=read.valid_from,
        state="previewed",
        read_by=occasion.actor_id,
        read_at=occasion.now,
        ended_at=None,
        reading=staged(read.listed),
    )
    session.add(kept)
    session.flush()
    return kept


def compared(session: Session, kept: UnitList) -> Comparison:
    """Return what a list that is kept for the preview means to the tree as it stands now."""
    parent = by_id(session, kept.parent_id) if kept.parent_id is not None else None
    return _compared(session, kept, parent)


def store_list(session: Session, occasion: Occasion, list_id: int) -> Comparison:
    """Enter what the list adds, whole; names and places of units that stand are left alone.

    What is new is found out in the same transaction: of two clerks who enter the same list, the second enters nothing.

    :raises ListEnded: when it was entered or thrown away already.
    """
    kept = _locked(session, list_id)
    parent = None
    if kept.parent_id is not None:
        # Key share: a pledge that points to the unit need not wait for a list, another list must.
        query = select(Unit).where(Unit.id == kept.parent_id).with_for_update(key_share=True)
        parent = session.scalars(query.execution_options(populate_existing=True)).one()
    comparison = _compared(session, kept, parent)
    entry = Entry(kept.scheme, kept.valid_from, is_sample=bool(parent and parent.is_sample))
    enter_units(session, entry, comparison)
    _end(session, occasion, kept, "stored")
    said = f"{kept.scheme}: {len(comparison.new)} + {len(comparison.named)}"
    _note(session, occasion, kept, "unit_list.store", said)
    return comparison


def discard_list(session: Session, occasion: Occasion, list_id: int) -> UnitList:
    """Throw a previewed list away.

    :raises ListEnded: when it was entered or thrown away already.
    """
    kept = _locked(session, list_id)
    _end(session, occasion, kept, "discarded")
    _note(session, occasion, kept, "unit_list.discard", None)
    return kept


def _compared(session: Session, kept: UnitList, parent: Unit | None) -> Comparison:
    reading: dict[str, Any] = kept.reading or {"units": [], "refused": []}
    listed = listed_of(reading)
    types = {unit.type for unit in listed.units}
    return compare(listed, standing_for(session, kept.scheme, parent, kept.valid_from, types))


def _locked(session: Session, list_id: int) -> UnitList:
    query = select(UnitList).where(UnitList.id == list_id).with_for_update()
    kept = session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    if kept is None:
        raise NotFound
    if kept.state != "previewed":
        raise ListEnded
    return kept


def _end(session: Session, occasion: Occasion, kept: UnitList, state: str) -> None:
    """The reading goes: what was entered stands in the tree, and the rest is of no use."""
    kept.state, kept.ended_at, kept.reading = state, occasion.now, None
    session.flush()


def _note(session: Session, occasion: Occasion, kept: UnitList, action: str, after: str | None) -> None:
    unit_id = kept.parent_id if kept.parent_id is not None else _NO_UNIT
    record(session, occasion, Change(unit_id, action, f"unit_list:{kept.id}", after=after))
