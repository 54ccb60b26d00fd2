"""Questions about official lists of units, and to the tree as such a list meets it."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import literal, select
from sqlalchemy.orm import Session, defer

from pledges.foundation.errors import NotFound
from pledges.units.official_list.comparison import KnownUnit, NameKey, Standing
from pledges.units.queries.tree import is_below, is_in, valid_on
from pledges.units.rules import is_valid_on
from pledges.units.tables import Unit, UnitCode, UnitList

_MOST_SHOWN = 20


def list_by_id(session: Session, list_id: int) -> UnitList:
    """Return the list that was read.

    :raises NotFound: when there is none.
    """
    found = session.get(UnitList, list_id)
    if found is None:
        raise NotFound
    return found


def lists_below(session: Session, units: Collection[int]) -> list[UnitList]:
    """Return the lists that were read for the units themselves or those below, the newest first."""
    # Without what was read: ten thousand rows a list.
    query = select(UnitList).options(defer(UnitList.reading, raiseload=True))
    query = query.where(is_in(UnitList.parent_id, units)).order_by(UnitList.id.desc())
    return list(session.scalars(query.limit(_MOST_SHOWN)))


def standing_for(
    session: Session, scheme: str, parent: Unit | None, on: date, types: Collection[str]
) -> Standing:
    """Return the tree as a list of a scheme meets it below a parent (None: anywhere), in two statements."""
    known = KnownUnit(parent.id, parent.name, parent.type, parent.parent_id, True, True) if parent else None
    path = parent.path if parent else "/"
    return Standing(known, _coded(session, scheme, path, on), _uncoded(session, scheme, parent, on, types))


def _coded(session: Session, scheme: str, path: str, on: date) -> dict[str, KnownUnit]:
    columns = (Unit.id, Unit.name, Unit.type, Unit.parent_id, Unit.path, Unit.valid_from, Unit.valid_to)
    query = select(UnitCode.code, *columns).join(Unit, Unit.id == UnitCode.unit_id)
    rows = session.execute(query.where(UnitCode.scheme == scheme))
    return {
        row.code: KnownUnit(
            row.id,
            row.name,
            row.type,
            row.parent_id,
            row.path.startswith(path),
            is_valid_on(row.valid_from, row.valid_to, on),
        )
        for row in rows
    }


def _uncoded(
    session: Session, scheme: str, parent: Unit | None, on: date, types: Collection[str]
) -> dict[NameKey, tuple[int, ...]]:
    """Return the units of these types that stand and have no code of the scheme, by place, type and folded name."""
    coded = select(UnitCode.id).where(UnitCode.unit_id == Unit.id, UnitCode.scheme == scheme).exists()
    query = select(Unit.id, Unit.parent_id, Unit.type, Unit.folded_name)
    query = query.where(Unit.type.in_(types), *valid_on(Unit, on), ~coded)
    query = query.where(Unit.is_sample.is_(bool(parent and parent.is_sample)))
    if parent is not None:
        query = query.where(is_below(Unit.path, literal(parent.path)))
    found: dict[NameKey, tuple[int, ...]] = {}
    for unit_id, parent_id, type_, folded_name in session.execute(query):
        key = (parent_id, type_, folded_name)
        found[key] = (*found.get(key, ()), unit_id)
    return found
