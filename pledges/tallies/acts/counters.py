"""Adds to the counters of leaf units."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from pledges.foundation.moments import Occasion
from pledges.foundation.rows import insert_unless_there
from pledges.tallies.acts.base import note_base_change
from pledges.tallies.queries.counters import COUNTERS
from pledges.tallies.rules import BaseChangeKind, Deltas, NewBaseChange
from pledges.tallies.tables import LeafCount

Leaf = tuple[str, int]

NOTHING_COUNTED = dict.fromkeys(COUNTERS, 0)


def add(session: Session, campaign_id: int, form_code: str, unit_id: int, deltas: Deltas) -> None:
    """Add to a leaf's counters in the caller's transaction: one UPDATE, which nobody's reading can interleave."""
    changes = {
        counter: getattr(LeafCount, counter) + change for counter, change in asdict(deltas).items() if change
    }
    if not changes:
        return
    key = {"campaign_id": campaign_id, "form_code": form_code, "unit_id": unit_id}
    statement = update(LeafCount).filter_by(**key).values(**changes)
    statement = statement.execution_options(synchronize_session=False)
    if _rows_touched(session, statement) == 0:
        insert_unless_there(session, LeafCount, **key, **NOTHING_COUNTED)
        session.execute(statement)


class TallyBase:
    """The base's counters, as campaigns ask for them (``campaigns.rules.CountsBase``)."""

    def add_to_base(
        self, session: Session, campaign_id: int, form_code: str, by_unit: Mapping[int, int]
    ) -> None:
        """Count newly invited subjects, unit id → number."""
        key = {"campaign_id": campaign_id, "form_code": form_code}
        there = set(session.scalars(select(LeafCount.unit_id).filter_by(**key)))
        fresh = [
            {**key, **NOTHING_COUNTED, "unit_id": unit, "base": by_unit[unit]}
            for unit in by_unit
            if unit not in there
        ]
        if fresh:
            session.execute(insert(LeafCount), fresh)
        # In one order, so that two of these never wait for each other in a circle.
        more = [{"unit": unit, "more": by_unit[unit]} for unit in sorted(there & by_unit.keys())]
        if more:
            growing = update(LeafCount).filter_by(**key).where(LeafCount.unit_id == bindparam("unit"))
            session.connection().execute(growing.values(base=LeafCount.base + bindparam("more")), more)

    def note_newcomers(
        self,
        session: Session,
        occasion: Occasion,
        campaign_id: int,
        form_code: str,
        by_unit: Mapping[int, int],
    ) -> None:
        """Write beside the tally who brought how many into a base that was frozen, unit id → number."""
        for unit_id in sorted(by_unit):
            leaf = (campaign_id, form_code, unit_id)
            change = NewBaseChange(*leaf, BaseChangeKind.NEWCOMERS, by_unit[unit_id])
            note_base_change(session, occasion, change)


def _rows_touched(session: Session, statement: Any) -> int:
    result: Any = session.execute(statement)
    return int(result.rowcount)
