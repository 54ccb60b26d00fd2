"""The numbers of hamlets, one by one, as their notice boards may show them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pledges.tallies.posting import may_be_posted
from pledges.tallies.queries.counters import COUNTERS, shown
from pledges.tallies.queries.tally import Asked
from pledges.tallies.rules import TallyLine
from pledges.tallies.tables import LeafCount
from pledges.units.queries.choosing import is_small
from pledges.units.queries.tree import branches, is_in

_TWO_BELOW = 2


@dataclass(frozen=True)
class Hamlet:
    """A hamlet with its counts in one form of a campaign."""

    unit_id: int
    name: str
    line: TallyLine


def hamlets_to_post(
    session: Session, campaign_id: int, form_code: str, unit_id: int, on: date
) -> list[Hamlet]:
    """Return the hamlets of a unit whose numbers may hang on a notice board, in the order of the tree."""
    lines = _leaf_lines(session, campaign_id, form_code, unit_id)
    tree = branches(session, unit_id, on)
    parents = {unit.parent_id for unit in tree}
    return [
        Hamlet(unit.id, unit.name, lines[unit.id])
        for unit in tree
        if unit.id not in parents and unit.id in lines and may_be_posted(lines[unit.id])
    ]


def parts_of_rows(session: Session, asked: Asked, form_code: str) -> dict[int, list[Hamlet]]:
    """Return id of a unit directly below the one asked → the units directly below that one that are counted.

    None of them for a unit with too many below it: its rows alone are enough for a paper.
    """
    if asked.past or not is_small(session, [asked.unit_id], asked.on):
        return {}
    lines = _leaf_lines(session, asked.campaign_id, form_code, asked.unit_id)
    parts: dict[int, list[Hamlet]] = {}
    for unit in branches(session, asked.unit_id, asked.on):
        if unit.depth == _TWO_BELOW and unit.parent_id is not None and unit.id in lines:
            parts.setdefault(unit.parent_id, []).append(Hamlet(unit.id, unit.name, lines[unit.id]))
    return parts


def _leaf_lines(session: Session, campaign_id: int, form_code: str, unit_id: int) -> dict[int, TallyLine]:
    columns = (LeafCount.unit_id, *(shown(counter) for counter in COUNTERS))
    query = select(*columns).where(LeafCount.campaign_id == campaign_id, LeafCount.form_code == form_code)
    rows = session.execute(query.where(is_in(LeafCount.unit_id, [unit_id])))
    return {row[0]: TallyLine(*row[1:]) for row in rows}
