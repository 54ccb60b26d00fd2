"""Sums of the counters of leaf units, by the unit above; each in one statement."""

from typing import Any

from sqlalchemy import Select, func, literal, select
from sqlalchemy.orm import Session

from pledges.campaigns.queries import by_id as campaign_by_id
from pledges.tallies.queries.counters import COUNTERS, shown
from pledges.tallies.rules import TallyLine
from pledges.tallies.tables import LeafCount
from pledges.units.queries.rolling import below_each, parts_of, top_path
from pledges.units.queries.tree import by_id, ids_of, is_below
from pledges.units.tables import Unit


def lines_below(session: Session, campaign_id: int, form_code: str, root_id: int) -> dict[int, TallyLine]:
    """Return unit id → sum: of the leaves below each child of the root, and of the root's own.

    **why** two ways: of the campaign's whole unit every counter is read, and its unit's path tells where it belongs
    (40,000 leaves: 30 ms; by ranges 48, step by step down the tree 70). Of a part the ranges of its children are
    read, so that a commune's tally does not grow with the country's (a province of 40: 1.6 ms).
    """
    if campaign_by_id(session, campaign_id).unit_id == root_id:
        root_path = by_id(session, root_id).path
        top = top_path(Unit.path, root_path)
        whole = _of_all(campaign_id, form_code, root_path).add_columns(top).group_by(top)
        return {ids_of(row[-1])[-1]: _line(row[:-1]) for row in session.execute(whole)}
    parts = parts_of(root_id)
    query = _summed(campaign_id, form_code).join(parts, parts.c.unit_id == LeafCount.unit_id)
    query = query.add_columns(parts.c.top_id).group_by(parts.c.top_id)
    return {row[-1]: _line(row[:-1]) for row in session.execute(query)}


def total_below(session: Session, campaign_id: int, form_code: str, root_id: int) -> TallyLine:
    """Return the sum of all leaves of a unit."""
    if campaign_by_id(session, campaign_id).unit_id == root_id:
        query = _of_all(campaign_id, form_code, by_id(session, root_id).path)
    else:
        parts = below_each([root_id])
        query = _summed(campaign_id, form_code).join(parts, parts.c.unit_id == LeafCount.unit_id)
    return _line(session.execute(query).one())


def _of_all(campaign_id: int, form_code: str, root_path: str) -> Select[*tuple[Any, ...]]:
    query = _summed(campaign_id, form_code).join(Unit, Unit.id == LeafCount.unit_id)
    return query.where(is_below(Unit.path, literal(root_path)))


def _summed(campaign_id: int, form_code: str) -> Select[*tuple[Any, ...]]:
    query = select(*(func.sum(shown(counter)) for counter in COUNTERS)).select_from(LeafCount)
    return query.where(LeafCount.campaign_id == campaign_id, LeafCount.form_code == form_code)


def _line(sums: Any) -> TallyLine:
    return TallyLine(*(int(number or 0) for number in sums))
