"""Questions to the counters: their cost grows with the number of leaf units, never with the responses."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from pledges.campaigns.queries import by_id as campaign_by_id
from pledges.campaigns.queries import pledge_forms
from pledges.campaigns.rules import CampaignState
from pledges.campaigns.tables import Campaign
from pledges.foundation.access import Actor
from pledges.foundation.errors import NotFound
from pledges.staff.rules import Permission
from pledges.tallies.rules import STEP, Tally, TallyLine, TallyRow, total_of
from pledges.tallies.tables import LeafCount
from pledges.units.queries.tree import ancestors, by_id, ids_within
from pledges.units.rules import UnitKind, is_valid_on
from pledges.units.scope import scope_roots, unit_in_scope
from pledges.units.tables import Unit

COUNTERS = tuple(field.name for field in fields(TallyLine))


@dataclass(frozen=True)
class Asked:
    """Which tally is asked for: a unit's in a campaign, of one form (None: the first one that is counted)."""

    campaign_id: int
    unit_id: int
    form_code: str | None
    on: date


@dataclass(frozen=True)
class Answer:
    """A tally with what stands around it: its form among those counted, and the units above within the campaign."""

    campaign: Campaign
    form_code: str
    forms: list[str]
    above: list[Unit]
    tally: Tally

    @property
    def is_whole(self) -> bool:
        """Whether this is the tally of the campaign's own unit."""
        return self.tally.unit_id == self.campaign.unit_id


def tally_in_scope(session: Session, actor: Actor, asked: Asked) -> Answer:
    """Return the tally if the actor may read it; the units above are only those that the actor reaches too.

    :raises NotFound: when the unit is outside the scope or the campaign, or the campaign has not opened.
    """
    unit_in_scope(session, actor, Permission.READ_TALLIES, asked.unit_id)
    answer = tally_at(session, asked)
    roots = scope_roots(actor, Permission.READ_TALLIES)
    tops = [place for place, unit in enumerate(ancestors(session, asked.unit_id)) if unit.id in roots]
    reached = {unit.id for unit in ancestors(session, asked.unit_id)[tops[0] :]}
    above = [unit for unit in answer.above if unit.id in reached]
    return Answer(answer.campaign, answer.form_code, answer.forms, above, answer.tally)


def tally_at(session: Session, asked: Asked) -> Answer:
    """Return the tally of a unit, for the operator at the machine or after the scope was checked.

    :raises NotFound: when the unit is outside the campaign, the campaign has not opened or has no such form.
    """
    campaign = campaign_by_id(session, asked.campaign_id)
    forms = pledge_forms(session, campaign.id)
    line = ancestors(session, asked.unit_id)
    places = [place for place, unit in enumerate(line) if unit.id == campaign.unit_id]
    form_code = asked.form_code or (forms[0] if forms else "")
    if campaign.state == CampaignState.DRAFT or not places or form_code not in forms:
        raise NotFound
    tally = tally_of(session, campaign.id, form_code, asked.unit_id, asked.on)
    return Answer(campaign, form_code, forms, line[places[0] : -1], tally)


def tally_of(session: Session, campaign_id: int, form_code: str, unit_id: int, on: date) -> Tally:
    """Return the tally of a unit: one row for each unit directly below, and the total.

    Units that ended before the day keep their row as long as they have counts, so that nothing is lost from
    the total. What is counted for the unit itself, although it has units below, is told apart.
    """
    lines = _lines_below(session, campaign_id, form_code, unit_id)
    own = lines.pop(unit_id, None)
    children = select(Unit).where(Unit.parent_id == unit_id).order_by(Unit.sort_no, Unit.id)
    rows = [
        TallyRow(child.id, child.name, lines.get(child.id, TallyLine()))
        for child in session.scalars(children)
        if child.id in lines or _stands(child, on)
    ]
    counted = [row.line for row in rows] + ([own] if own else [])
    return Tally(unit_id, by_id(session, unit_id).name, total_of(counted), tuple(rows), own if rows else None)


def lock_leaves(session: Session, campaign_id: int) -> dict[tuple[str, int], TallyLine]:
    """Lock a campaign's counters against any change and return them as kept, (form code, leaf unit id) → line."""
    table = LeafCount.__table__
    query = select(table.c.form_code, table.c.unit_id, *(table.c[counter] for counter in COUNTERS))
    query = query.where(table.c.campaign_id == campaign_id).order_by(table.c.form_code, table.c.unit_id)
    return {(row[0], row[1]): TallyLine(*row[2:]) for row in session.execute(query.with_for_update())}


def doors(session: Session, campaigns: Collection[Campaign], roots: Collection[int]) -> dict[int, list[Unit]]:
    """Return campaign id → the units at which somebody who reaches these roots enters the campaign's tallies.

    The campaign's own unit where it is in reach, else the roots that lie below it.
    """
    seats = {campaign.unit_id for campaign in campaigns}
    in_reach = select(Unit).where(Unit.id.in_(seats), Unit.id.in_(ids_within(roots)))
    own = {unit.id: [unit] for unit in session.scalars(in_reach)}
    below: dict[int, list[Unit]] = {}
    for unit, above in _with_units_above(session, roots):
        below.setdefault(above, []).append(unit)
    return {campaign.id: own.get(campaign.unit_id) or below.get(campaign.unit_id, []) for campaign in campaigns}


def _with_units_above(session: Session, roots: Collection[int]) -> list[tuple[Unit, int]]:
    """Return (root, id of a unit above it) for every root and every unit above it, by the roots' sort number."""
    line = select(Unit.id.label("root_id"), Unit.parent_id.label("above_id")).where(Unit.id.in_(roots))
    tree = line.cte("above", recursive=True)
    tree = tree.union_all(select(tree.c.root_id, Unit.parent_id).join(tree, Unit.id == tree.c.above_id))
    query = select(Unit, tree.c.above_id).join(tree, Unit.id == tree.c.root_id).where(tree.c.above_id.is_not(None))
    return [(unit, above) for unit, above in session.execute(query.order_by(Unit.sort_no, Unit.id))]


def _stands(unit: Unit, on: date) -> bool:
    return unit.kind == UnitKind.TERRITORY and is_valid_on(unit.valid_from, unit.valid_to, on)


def _lines_below(session: Session, campaign_id: int, form_code: str, root_id: int) -> dict[int, TallyLine]:
    """Sum the leaves below each child of the root, and the root's own, in one statement."""
    below = select(Unit.id.label("unit_id"), Unit.id.label("top_id")).where(Unit.id == root_id)
    tree = below.cte("below", recursive=True)
    # Only the root itself carries the root's id as its top, so its children become tops of their own.
    top = case((tree.c.top_id == root_id, Unit.id), else_=tree.c.top_id)
    tree = tree.union_all(select(Unit.id, top).join(tree, Unit.parent_id == tree.c.unit_id))
    query = (
        select(tree.c.top_id, *(func.sum(_shown(counter)) for counter in COUNTERS))
        .join(LeafCount, LeafCount.unit_id == tree.c.unit_id)
        .where(LeafCount.campaign_id == campaign_id, LeafCount.form_code == form_code)
        .group_by(tree.c.top_id)
    )
    return {row[0]: TallyLine(*map(int, row[1:])) for row in session.execute(query)}


def _shown(counter: str) -> ColumnElement[Any]:
    """Return a counter as it may be shown; ``reached`` as rules.shown_reached says."""
    columns = LeafCount.__table__.c
    if counter != "reached":
        return columns[counter]
    only_reached = columns.reached - columns.signed_self - columns.signed_paper - columns.signed_assisted
    return case((only_reached > 0, columns.reached - only_reached % STEP), else_=columns.reached)
