"""Questions to the unit tree, as it stands today or stood on a day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from pledges.foundation.errors import NotFound
from pledges.units.tables import Unit, UnitState

_BRANCH = (UnitState.unit_id, UnitState.parent_id, UnitState.type, UnitState.name)


@dataclass(frozen=True)
class Branch:
    """One node of a tree read at once; ``depth`` is 0 for the root asked for."""

    id: int
    parent_id: int | None
    type: str
    name: str
    depth: int


def by_id(session: Session, unit_id: int) -> Unit:
    """Return the unit.

    :raises NotFound: when there is none.
    """
    unit = session.get(Unit, unit_id)
    if unit is None:
        raise NotFound
    return unit


def ids_within(roots: Collection[int]) -> Select[int]:
    """Return a query of the ids of the roots and everything below them, of any date.

    A unit that ended hangs below its heir, and is found with it.
    """
    # No name: one statement may hold several of these.
    root = aliased(Unit)
    return select(Unit.id).join(root, is_below(Unit.path, root.path)).where(root.id.in_(roots))


def is_in(unit_id: ColumnElement[int] | Any, roots: Collection[int]) -> ColumnElement[bool]:
    """Return the condition that a unit is one of the roots or below one of them, of any date.

    For tables with few rows, each of which is looked at: the list that ``ids_within`` makes of a country's 43,000
    units takes longer than most pages.
    """
    own, root = aliased(Unit), aliased(Unit)
    within = select(own.id).join(root, is_below(own.path, root.path))
    return within.where(own.id == unit_id, root.id.in_(roots)).exists()


def is_below(path: ColumnElement[str] | Any, root_path: ColumnElement[str] | Any) -> ColumnElement[bool]:
    """Return the condition that a path is the root's or below it: a range, which an index on the path answers.

    A path ends in "/", and "0" is the letter that follows it.
    """
    beyond = func.substr(root_path, 1, func.length(root_path) - 1) + "0"
    return and_(path >= root_path, path < beyond)


def ids_above(units: Collection[int] | Select[Any]) -> Select[int]:
    """Return a query of the ids of the units and everything above them, each once."""
    line = select(Unit.id, Unit.parent_id).where(Unit.id.in_(units)).cte(recursive=True)
    line = line.union(select(Unit.id, Unit.parent_id).join(line, Unit.id == line.c.parent_id))
    return select(line.c.id)


def is_within(session: Session, unit_id: int, roots: Collection[int]) -> bool:
    """Tell whether the unit is one of the roots or below one of them."""
    path = session.scalar(select(Unit.path).where(Unit.id == unit_id)) if roots else None
    return path is not None and not set(ids_of(path)).isdisjoint(roots)


def ids_of(path: str) -> list[int]:
    """Return the ids on a path, the root's first."""
    return [int(step) for step in path.split("/") if step]


def ancestors(session: Session, unit_id: int) -> list[Unit]:
    """Return the unit and everything above it today, the root of the tree first."""
    path = session.scalar(select(Unit.path).where(Unit.id == unit_id)) or ""
    return list(
        session.scalars(select(Unit).where(Unit.id.in_(ids_of(path))).order_by(func.length(Unit.path)))
    )


def branches(session: Session, root_id: int, on: date) -> list[Branch]:
    """Return the tree below a root as it stands on a day: parents before children, siblings by sort number.

    Names, types and places are those of the day asked for.
    """
    top = select(*_BRANCH).where(UnitState.unit_id == root_id, *valid_on(UnitState, on))
    tree = top.cte(recursive=True)
    tree = tree.union_all(
        select(*_BRANCH).where(UnitState.parent_id == tree.c.unit_id, *valid_on(UnitState, on))
    )
    query = select(tree, Unit.sort_no).join(Unit, Unit.id == tree.c.unit_id).order_by(Unit.sort_no, Unit.id)
    rows = session.execute(query).all()
    children: dict[int | None, list[Any]] = {}
    for row in rows:
        children.setdefault(row.parent_id, []).append(row)
    found: list[Branch] = []
    stack = [(row, 0) for row in rows if row.unit_id == root_id]
    while stack:
        row, depth = stack.pop()
        found.append(Branch(row.unit_id, row.parent_id, row.type, row.name, depth))
        stack.extend((child, depth + 1) for child in reversed(children.get(row.unit_id, [])))
    return found


def valid_on(
    table: type[Unit] | type[UnitState], on: date
) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Return the conditions that a row holds on a day; ``valid_to`` is the first day it no longer does."""
    return table.valid_from <= on, or_(table.valid_to.is_(None), table.valid_to > on)


def children_of(session: Session, unit_id: int, on: date) -> list[Branch]:
    """Return the units directly below, as they stand on a day, by sort number."""
    query = select(*_BRANCH).join(Unit, Unit.id == UnitState.unit_id)
    query = query.where(UnitState.parent_id == unit_id, *valid_on(UnitState, on)).order_by(
        Unit.sort_no, Unit.id
    )
    return [Branch(row.unit_id, row.parent_id, row.type, row.name, 1) for row in session.execute(query)]


def outermost(session: Session, unit_ids: Collection[int]) -> list[int]:
    """Return those of the units that hang below none of the others, so that nothing below them comes twice."""
    query = select(Unit.id, Unit.path).where(Unit.id.in_(unit_ids)).order_by(Unit.id)
    return [
        unit_id for unit_id, path in session.execute(query) if set(ids_of(path)[:-1]).isdisjoint(unit_ids)
    ]


def tops_on(session: Session, unit_ids: Collection[int], on: date) -> list[Branch]:
    """Return the units themselves, as they stand on a day, by sort number."""
    query = select(*_BRANCH).join(Unit, Unit.id == UnitState.unit_id)
    query = query.where(UnitState.unit_id.in_(unit_ids), *valid_on(UnitState, on)).order_by(
        Unit.sort_no, Unit.id
    )
    return [Branch(row.unit_id, row.parent_id, row.type, row.name, 0) for row in session.execute(query)]


def has_children(session: Session, unit_id: int, on: date) -> bool:
    """Tell whether a unit has units directly below it on a day."""
    query = select(UnitState.id).where(UnitState.parent_id == unit_id, *valid_on(UnitState, on))
    return session.scalar(query.limit(1)) is not None


def with_children(session: Session, unit_ids: Collection[int], on: date) -> set[int]:
    """Return those of the units that have units directly below them on a day."""
    query = select(UnitState.parent_id).where(UnitState.parent_id.in_(unit_ids), *valid_on(UnitState, on))
    return {unit_id for unit_id in session.scalars(query.distinct()) if unit_id is not None}


def leaves_within(session: Session, root_id: int, on: date) -> list[Branch]:
    """Return the units below a root that have none below themselves (the root itself if it is one)."""
    tree = branches(session, root_id, on)
    parents = {branch.parent_id for branch in tree}
    return [branch for branch in tree if branch.id not in parents]


def roots(session: Session) -> list[Unit]:
    """Return the units that stand at the top of a tree."""
    return list(session.scalars(select(Unit).where(Unit.parent_id.is_(None)).order_by(Unit.sort_no, Unit.id)))


def roots_on(session: Session, on: date) -> list[int]:
    """Return the ids of the units that stood at the top of a tree on a day, by sort number."""
    query = select(UnitState.unit_id).join(Unit, Unit.id == UnitState.unit_id)
    query = query.where(UnitState.parent_id.is_(None), *valid_on(UnitState, on))
    return list(session.scalars(query.order_by(Unit.sort_no, Unit.id)))


def has_sample(session: Session) -> bool:
    """Tell whether the sample commune is loaded, so that every page says so."""
    return session.scalar(select(Unit.id).where(Unit.is_sample).limit(1)) is not None


def choices_below(session: Session, roots: Collection[int], on: date) -> list[tuple[int, str]]:
    """Return (id, indented name) of the roots and every unit below, in the order of the tree, for a choice list."""
    return [
        (branch.id, "\u2003" * branch.depth + branch.name)
        for root in sorted(roots)
        for branch in branches(session, root, on)
    ]


def has_real(session: Session) -> bool:
    """Tell whether any unit is not part of the sample: then the program may hold real people's data."""
    return session.scalar(select(Unit.id).where(Unit.is_sample.is_(False)).limit(1)) is not None


def has_child_named(session: Session, parent_id: int, type_: str, folded_name: str) -> bool:
    """Tell whether a unit of this type and folded name stands directly below the parent."""
    query = select(Unit.id).where(
        Unit.parent_id == parent_id, Unit.type == type_, Unit.folded_name == folded_name
    )
    return session.scalar(query.where(Unit.valid_to.is_(None)).limit(1)) is not None
