"""The counters of leaf units: which there are, how they are locked, and how much of them may be shown."""

from collections.abc import Collection
from dataclasses import fields
from typing import Any

from sqlalchemy import ColumnElement, case, select
from sqlalchemy.orm import Session

from pledges.tallies.rules import STEP, TallyLine
from pledges.tallies.tables import LeafCount

COUNTERS = tuple(field.name for field in fields(TallyLine))


def lock_leaves(
    session: Session, campaign_id: int, unit_ids: Collection[int] | None = None
) -> dict[tuple[str, int], TallyLine]:
    """Lock a campaign's counters against any change and return them as kept, (form code, leaf unit id) → line.

    Of these units only, or of all.
    """
    table = LeafCount.__table__
    query = select(table.c.form_code, table.c.unit_id, *(table.c[counter] for counter in COUNTERS))
    query = query.where(table.c.campaign_id == campaign_id).order_by(table.c.form_code, table.c.unit_id)
    if unit_ids is not None:
        query = query.where(table.c.unit_id.in_(unit_ids))
    return {(row[0], row[1]): TallyLine(*row[2:]) for row in session.execute(query.with_for_update())}


def shown(counter: str) -> ColumnElement[Any]:
    """Return a counter as it may be shown; ``reached`` as rules.shown_reached says."""
    columns = LeafCount.__table__.c
    if counter != "reached":
        return columns[counter]
    due = columns.base - columns.excluded
    within = case((columns.reached > due, due), else_=columns.reached)
    only_reached = within - columns.signed_self - columns.signed_paper - columns.signed_assisted
    return case((only_reached > 0, within - only_reached % STEP), else_=within)
