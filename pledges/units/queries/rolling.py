"""Sums of whatever hangs on units by the unit above: with everything below it, in one statement."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, func, literal, select, union_all
from sqlalchemy.orm import aliased

from pledges.foundation.engine_functions import position_in
from pledges.units.queries.tree import is_below
from pledges.units.tables import Unit


def parts_of(root_id: int) -> Subquery:
    """Return (top_id, unit_id): every unit below the root with the root's child above it; the root with itself.

    To be joined with what hangs on ``unit_id`` and grouped by ``top_id``. Each part is one range of an index, which
    took half of the time that going down step by step did (40,000 leaves: 37 ms instead of 70).
    """
    itself = select(literal(root_id).label("top_id"), literal(root_id).label("unit_id"))
    top = aliased(Unit)
    return union_all(_below(top).where(top.parent_id == root_id), itself).subquery()


def top_path(path: ColumnElement[str] | Any, root_path: str) -> ColumnElement[str]:
    """Return the path of the root's child above a unit, for grouping; the root's own path for the root itself.

    **why** a second way beside ``parts_of``: where nearly every unit of the tree has a row (the counters), reading
    the rows and looking at each one's path takes 30 ms for 40,000 leaves, joining the parts 48.
    """
    # In the statement itself: PostgreSQL does not see that two parameters of the same value are the same grouping.
    first, length, start = (
        literal(place, literal_execute=True) for place in (1, len(root_path), len(root_path) + 1)
    )
    step = position_in(func.substr(path, start), literal("/", literal_execute=True))
    return func.substr(path, first, step + length)


def below_each(unit_ids: Collection[int]) -> Subquery:
    """Return (top_id, unit_id): each of the units with itself and everything below it."""
    top = aliased(Unit)
    return _below(top).where(top.id.in_(unit_ids)).subquery()


def _below(top: type[Unit]) -> Select[int, int]:
    below = aliased(Unit)
    return select(top.id.label("top_id"), below.id.label("unit_id")).join(
        below, is_below(below.path, top.path)
    )
