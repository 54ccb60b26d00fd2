"""A unit's tally, read from the counters: its cost grows with the number of leaf units, never with the responses."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pledges.campaigns.queries import by_id as campaign_by_id
from pledges.campaigns.queries import counted_forms, subject_kind_of
from pledges.campaigns.rules import CampaignState
from pledges.campaigns.tables import Campaign
from pledges.foundation.access import Actor
from pledges.foundation.errors import NotFound
from pledges.foundation.vietnamese.dates import local_date
from pledges.register.rules import SubjectKind
from pledges.register.tables import Office
from pledges.staff.rules import Permission
from pledges.tallies.queries.changes import Place, TakenOver, taken_over
from pledges.tallies.queries.counters import COUNTERS, shown
from pledges.tallies.queries.on_day import check_day, past_offices, past_tally
from pledges.tallies.queries.sums import lines_below, total_below
from pledges.tallies.rules import Past, Tally, TallyLine, TallyRow, total_of
from pledges.tallies.tables import LeafCount
from pledges.units.queries.tree import ancestors, by_id, ids_within
from pledges.units.rules import UnitKind, is_valid_on
from pledges.units.scope import scope_roots, unit_in_scope
from pledges.units.tables import Unit

# Whoever is counted at an office's own unit, below the territory that the office sits in.
_COUNTED_BY_OFFICE = (SubjectKind.OFFICIAL, SubjectKind.OFFICE)


@dataclass(frozen=True)
class Asked:
    """Which tally is asked for: a unit's in a campaign, of one form (None: the first one that is counted).

    ``on`` is today; with ``past`` the figures are those of an earlier day.
    """

    campaign_id: int
    unit_id: int
    form_code: str | None
    on: date
    past: Past | None = None


@dataclass(frozen=True)
class Answer:
    """A tally with what stands around it: its form among those counted, and the units above within the campaign.

    ``forms`` tells whom each of those forms asks (``SubjectKind``).

    ``taken_over`` tells of the units in it which others went over to after the campaign had opened.
    """

    campaign: Campaign
    form_code: str
    forms: dict[str, str]
    above: list[Unit]
    tally: Tally
    taken_over: dict[int, list[TakenOver]]

    @property
    def place(self) -> Place:
        """The unit's part in the form of the campaign."""
        return Place(self.campaign.id, self.form_code, self.tally.unit_id)

    @property
    def is_whole(self) -> bool:
        """Whether this is the tally of the campaign's own unit."""
        return self.tally.unit_id == self.campaign.unit_id

    @property
    def counts_households(self) -> bool:
        """Whether it is households that are counted, and not officials or offices."""
        return self.forms[self.form_code] == SubjectKind.HOUSEHOLD


def tally_in_scope(session: Session, actor: Actor, asked: Asked) -> Answer:
    """Return the tally if the actor may read it; the units above are only those that the actor reaches too.

    :raises NotFound: when the unit is outside the scope or the campaign, or the campaign has not opened.
    """
    unit_in_scope(session, actor, Permission.READ_TALLIES, asked.unit_id)
    answer = tally_at(session, asked)
    roots, line = scope_roots(actor, Permission.READ_TALLIES), ancestors(session, asked.unit_id)
    tops = [place for place, unit in enumerate(line) if unit.id in roots]
    reached = {unit.id for unit in line[tops[0] :]}
    above = [unit for unit in answer.above if unit.id in reached]
    return replace(answer, above=above)


def tally_at(session: Session, asked: Asked) -> Answer:
    """Return the tally of a unit, for the operator at the machine or after the scope was checked.

    :raises NotFound: when the unit is outside the campaign, the campaign has not opened or has no such form.
    :raises NoFiguresThen: when the earlier day lies before the campaign or in the future.
    :raises UnitNotThen: when the unit did not stand on the earlier day.
    """
    campaign = campaign_by_id(session, asked.campaign_id)
    forms = counted_forms(session, campaign.id)
    line = ancestors(session, asked.unit_id)
    places = [place for place, unit in enumerate(line) if unit.id == campaign.unit_id]
    form_code = asked.form_code or next(iter(forms), "")
    if campaign.state == CampaignState.DRAFT or not places or form_code not in forms:
        raise NotFound
    if asked.past:
        check_day(campaign, asked.past.day, asked.on)
    tally = _tally(session, campaign.id, form_code, asked)
    opened = local_date(campaign.opened_at) if campaign.opened_at else asked.on
    day = asked.past.day if asked.past else asked.on
    over = taken_over(session, [tally.unit_id, *(row.unit_id for row in tally.rows)], opened, day)
    return Answer(campaign, form_code, forms, line[places[0] : -1], tally, over)


def _tally(session: Session, campaign_id: int, form_code: str, asked: Asked) -> Tally:
    where = (session, campaign_id, form_code, asked.unit_id)
    if asked.past is None:
        return tally_of(*where, asked.on)
    if subject_kind_of(session, campaign_id, form_code) in _COUNTED_BY_OFFICE:
        return past_offices(*where, asked.past)
    return past_tally(*where, asked.past)


def tally_of(session: Session, campaign_id: int, form_code: str, unit_id: int, on: date) -> Tally:
    """Return the tally of a unit: one row for each unit directly below, and the total.

    Units that ended before the day keep their row as long as they have counts, so that nothing is lost from
    the total. What is counted for the unit itself, although it has units below, is told apart.
    """
    if subject_kind_of(session, campaign_id, form_code) in _COUNTED_BY_OFFICE:
        return _tally_of_offices(session, campaign_id, form_code, unit_id)
    lines = lines_below(session, campaign_id, form_code, unit_id)
    own = lines.pop(unit_id, None)
    children = select(Unit).where(Unit.parent_id == unit_id).order_by(Unit.sort_no, Unit.id)
    rows = [
        TallyRow(child.id, child.name, lines.get(child.id, TallyLine()))
        for child in session.scalars(children)
        if child.id in lines or _stands(child, on)
    ]
    counted = [row.line for row in rows] + ([own] if own else [])
    return Tally(unit_id, by_id(session, unit_id).name, total_of(counted), tuple(rows), own if rows else None)


def total_in(session: Session, campaign_id: int, form_code: str, unit_id: int) -> TallyLine:
    """Return the total of a unit's tally alone, for a page that shows nothing of what is below it."""
    if subject_kind_of(session, campaign_id, form_code) in _COUNTED_BY_OFFICE:
        return _tally_of_offices(session, campaign_id, form_code, unit_id).total
    return total_below(session, campaign_id, form_code, unit_id)


def _tally_of_offices(session: Session, campaign_id: int, form_code: str, unit_id: int) -> Tally:
    """Return the tally of the offices that sit within a unit, or of their officials, one row an office."""
    query = (
        select(Unit.id, Unit.name, *(shown(counter) for counter in COUNTERS))
        .join(LeafCount, LeafCount.unit_id == Unit.id)
        .join(Office, Office.unit_id == Unit.id)
        .where(LeafCount.campaign_id == campaign_id, LeafCount.form_code == form_code)
        .where(Office.seat_unit_id.in_(ids_within([unit_id])))
        .order_by(Unit.sort_no, Unit.id)
    )
    rows = tuple(
        TallyRow(row[0], row[1], TallyLine(*row[2:]), is_door=False) for row in session.execute(query)
    )
    return Tally(unit_id, by_id(session, unit_id).name, total_of(row.line for row in rows), rows, None)


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
    return {
        campaign.id: own.get(campaign.unit_id) or below.get(campaign.unit_id, []) for campaign in campaigns
    }


def _with_units_above(session: Session, roots: Collection[int]) -> list[tuple[Unit, int]]:
    """Return (root, id of a unit above it) for every root and every unit above it, by the roots' sort number."""
    line = select(Unit.id.label("root_id"), Unit.parent_id.label("above_id")).where(Unit.id.in_(roots))
    tree = line.cte("above", recursive=True)
    tree = tree.union_all(select(tree.c.root_id, Unit.parent_id).join(tree, Unit.id == tree.c.above_id))
    query = (
        select(Unit, tree.c.above_id)
        .join(tree, Unit.id == tree.c.root_id)
        .where(tree.c.above_id.is_not(None))
    )
    return [(unit, above) for unit, above in session.execute(query.order_by(Unit.sort_no, Unit.id))]


def _stands(unit: Unit, on: date) -> bool:
    return unit.kind == UnitKind.TERRITORY and is_valid_on(unit.valid_from, unit.valid_to, on)
