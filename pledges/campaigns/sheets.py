"""Reads everything a campaign's own page shows."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pledges.campaigns.acts.life import open_tasks
from pledges.campaigns.inviting import invited_by_kind, missing_by_kind
from pledges.campaigns.queries import unit_names
from pledges.campaigns.rules import CampaignState, Lack, Opening, RoomsAbove
from pledges.campaigns.tables import Campaign
from pledges.campaigns.versions import Beside, forms_of, units_with_items
from pledges.units.queries.tree import is_in, is_within
from pledges.units.tables import Unit


@dataclass(frozen=True)
class CampaignSheet:
    """Everything a campaign's own page shows: its forms, whom it invited and whom not yet, what a draft still lacks.

    ``invited`` and ``missing`` are kind of subject → how many. ``is_managed`` tells whether whoever looks may change
    it; ``local`` is form code → (unit id, name, number) of the items that units added; ``own_units`` are the
    units, (id, name), for which whoever looks may add some.
    """

    campaign: Campaign
    unit_name: str
    forms: list[Beside]
    invited: dict[str, int]
    missing: dict[str, int]
    lacks: tuple[Lack, ...]
    local: dict[str, list[tuple[int, str, int]]]
    own_units: list[tuple[int, str]]
    is_managed: bool

    @property
    def newcomers(self) -> int:
        """How many subjects are on the lists that are not invited."""
        return sum(self.missing.values())


def sheet_of(
    session: Session,
    campaign: Campaign,
    managed_ids: Collection[int],
    above: RoomsAbove,
    as_of: tuple[date, Opening | None],
) -> CampaignSheet:
    """Return everything a campaign's page shows to somebody who manages these units and all below.

    ``as_of`` is today, and what was typed but not kept, if anything: the task list then goes by that.
    """
    today, said = as_of
    is_managed = is_within(session, campaign.unit_id, managed_ids)
    is_draft = campaign.state == CampaignState.DRAFT
    return CampaignSheet(
        campaign,
        unit_names(session, [campaign])[campaign.unit_id],
        forms_of(session, campaign.id),
        invited_by_kind(session, campaign.id),
        missing_by_kind(session, campaign),
        open_tasks(session, campaign, today, above, said) if is_draft else (),
        units_with_items(session, campaign.id),
        _units_to_add_for(session, [campaign.unit_id] if is_managed else managed_ids, campaign.unit_id),
        is_managed,
    )


def _units_to_add_for(session: Session, unit_ids: Collection[int], within_id: int) -> list[tuple[int, str]]:
    query = select(Unit.id, Unit.name).where(Unit.id.in_(unit_ids), is_in(Unit.id, [within_id]))
    return [(unit_id, name) for unit_id, name in session.execute(query.order_by(Unit.sort_no, Unit.id))]
