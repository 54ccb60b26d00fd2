"""Questions to the unit tree."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, literal, or_, select
from sqlalchemy.orm import Session

from pledges.foundation.errors import NotFound
from pledges.units.tables import Unit


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
    """Return a query of the ids of the roots and everything below them, of any date."""
    # No name: one statement may hold several of these.
    tree = select(Unit.id).where(Unit.id.in_(roots)).cte(recursive=True)
    tree = tree.union_all(select(Unit.id).join(tree, Unit.parent_id == tree.c.id))
    return select(tree.c.id)


def ids_above(units: Collection[int] | Select[Any]) -> Select[int]:
    """Return a query of the ids of the units and everything above them, each once."""
    line = select(Unit.id, Unit.parent_id).where(Unit.id.in_(units)).cte(recursive=True)
    line = line.union(select(Unit.id, Unit.parent_id).join(line, Unit.id == line.c.parent_id))
    return select(line.c.id)


def is_within(session: Session, unit_id: int, roots: Collection[int]) -> bool:
    """Tell whether the unit is one of the roots or below one of them."""
    return bool(roots) and any(unit.id in roots for unit in ancestors(session, unit_id))


def ancestors(session: Session, unit_id: int) -> list[Unit]:
    """Return the unit and everything above it, the root of the tree first."""
    line = select(Unit.id, Unit.parent_id, literal(0).label("step")).where(Unit.id == unit_id)
    tree = line.cte("line", recursive=True)
    tree = tree.union_all(
        select(Unit.id, Unit.parent_id, tree.c.step + 1).join(tree, Unit.id == tree.c.parent_id)
    )
    query = select(Unit).join(tree, tree.c.id == Unit.id).order_by(tree.c.step.desc())
    return list(session.scalars(query))


def branches(session: Session, root_id: int, on: date) -> list[Branch]:
    """Return the tree below a root as it stands on a day: parents before children, siblings by sort number."""
    valid = [Unit.valid_from <= on, or_(Unit.valid_to.is_(None), Unit.valid_to > on)]
    rows = session.scalars(
        select(Unit).where(Unit.id.in_(ids_within([root_id])), *valid).order_by(Unit.sort_no, Unit.id)
    ).all()
    children: dict[int | None, list[Unit]] = {}
    for unit in rows:
        children.setdefault(unit.parent_id, []).append(unit)
    found: list[Branch] = []
    stack = [(unit, 0) for unit in rows if unit.id == root_id]
    while stack:
        unit, depth = stack.pop()
        found.append(Branch(unit.id, unit.parent_id, unit.type, unit.name, depth))
        stack.extend((child, depth + 1) for child in reversed(children.get(unit.id, [])))
    return found


def children_of(session: Session, unit_id: int, on: date) -> list[Unit]:
    """Return the units directly below, as they stand on a day, by sort number."""
    query = (
        select(Unit)
        .where(Unit.parent_id == unit_id, Unit.valid_from <= on)
        .where(or_(Unit.valid_to.is_(None), Unit.valid_to > on))
        .order_by(Unit.sort_no, Unit.id)
    )
    return list(session.scalars(query))


def leaves_within(session: Session, root_id: int, on: date) -> list[Branch]:
    """Return the units below a root that have none below themselves (the root itself if it is one)."""
    tree = branches(session, root_id, on)
    parents = {branch.parent_id for branch in tree}
    return [branch for branch in tree if branch.id not in parents]


def roots(session: Session) -> list[Unit]:
    """Return the units that stand at the top of a tree."""
    return list(session.scalars(select(Unit).where(Unit.parent_id.is_(None)).order_by(Unit.sort_no, Unit.id)))


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
    query = select(Unit.id).where(Unit.parent_id == parent_id, Unit.type == type_, Unit.folded_name == folded_name)
    return session.scalar(query.where(Unit.valid_to.is_(None)).limit(1)) is not None
