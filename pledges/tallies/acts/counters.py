"""Adds to the counters of leaf units."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, cast

from sqlalchemy import CursorResult, Table, bindparam, insert, select, update
from sqlalchemy.orm import Session

from pledges.foundation.moments import Occasion
from pledges.foundation.rows import insert_unless_there
from pledges.tallies.acts.base import note_base_change
from pledges.tallies.queries.counters import COUNTERS
from pledges.tallies.rules import BaseChangeKind, Deltas, NewBaseChange
from pledges.tallies.tables import LeafCount

Leaf = tuple[str, int]

NOTHING_COUNTED = dict.fromkeys(COUNTERS, 0)
NO_CHANGE = Deltas()
_leaf = cast(Table, LeafCount.__table__)
# Built once, for all counters: what does not change has nothing added.
_ADD = (
    update(_leaf)
    .where(
        _leaf.c.campaign_id == bindparam("of_campaign"),
        _leaf.c.form_code == bindparam("of_form"),
        _leaf.c.unit_id == bindparam("of_unit"),
    )
    .values({counter: _leaf.c[counter] + bindparam(f"more_{counter}") for counter in asdict(NO_CHANGE)})
)


def add(session: Session, campaign_id: int, form_code: str, unit_id: int, deltas: Deltas) -> None:
    """Add to a leaf's counters in the caller's transaction: one UPDATE, which nobody's reading can interleave."""
    if deltas == NO_CHANGE:
        return
    key = {"campaign_id": campaign_id, "form_code": form_code, "unit_id": unit_id}
    more = {f"more_{counter}": change for counter, change in asdict(deltas).items()}
    session.flush()  # what the caller has changed is locked before the counter
    values = {"of_campaign": campaign_id, "of_form": form_code, "of_unit": unit_id, **more}
    if cast(CursorResult[Any], session.execute(_ADD, values)).rowcount == 0:
        insert_unless_there(session, LeafCount, **key, **NOTHING_COUNTED)
        session.execute(_ADD, values)


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
