"""A household's unit and those above it, as columns that the hot statements share."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, Table

from pledges.responses.rules import Place, is_commune, place_of
from pledges.units.tables import Unit

Rows = Select[*tuple[Any, ...]]
_unit = cast(Table, Unit.__table__)
# Hamlet, commune, province, and one more for a tree with groups of houses.
LINE = [_unit.alias(f"unit_{step}") for step in range(4)]
LINE_COLUMNS = [column for unit in LINE for column in (unit.c.id, unit.c.type, unit.c.name)]


def with_line(query: Rows, unit_id: ColumnElement[int], *, is_outer: bool = False) -> Rows:
    """Join the unit with this id, where there must be one or (outer) may be one, and those above it."""
    query = query.join(LINE[0], LINE[0].c.id == unit_id, isouter=is_outer)
    for below, above in pairwise(LINE):
        query = query.outerjoin(above, above.c.id == below.c.parent_id)
    return query


def place_in(columns: Sequence[Any]) -> Place:
    """Return the place by name from the values of ``LINE_COLUMNS``."""
    return place_of(list(zip(columns[1::3], columns[2::3], strict=True)))


def commune_in(columns: Sequence[Any]) -> int | None:
    """Return the id of the nearest commune (or what stands in its place), None where the line has none."""
    found = (unit_id for unit_id, kind in zip(columns[::3], columns[1::3], strict=True) if is_commune(kind))
    return next(found, None)
