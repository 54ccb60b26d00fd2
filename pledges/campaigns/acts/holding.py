"""Holds a campaign for an act on it, and refuses the act where the campaign does not stand for it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from pledges.campaigns.queries import by_id
from pledges.campaigns.rules import CampaignNotRunning, CampaignOpenedBefore, CampaignState
from pledges.campaigns.tables import Campaign
from pledges.foundation.audit import Change


def held(session: Session, campaign_id: int) -> Campaign:
    """Lock the campaign against other acts on it; pledges, which only refer to it, do not wait.

    :raises NotFound: when there is none.
    """
    by_id(session, campaign_id)
    query = select(Campaign).where(Campaign.id == campaign_id).with_for_update(key_share=True)
    return session.scalars(query.execution_options(populate_existing=True)).one()


def held_draft(session: Session, campaign_id: int) -> Campaign:
    """Lock a campaign that has not opened.

    :raises CampaignOpenedBefore: when it is no draft any more.
    """
    campaign = held(session, campaign_id)
    if campaign.state != CampaignState.DRAFT:
        raise CampaignOpenedBefore
    return campaign


def held_in(session: Session, campaign_id: int, *states: CampaignState) -> Campaign:
    """Lock a campaign that stands in one of these states.

    :raises CampaignNotRunning: when it does not.
    """
    campaign = held(session, campaign_id)
    if campaign.state not in states:
        raise CampaignNotRunning
    return campaign


def change_of(campaign: Campaign, action: str, after: str | None = None) -> Change:
    """Return what the trail says of an act on a campaign."""
    return Change(campaign.unit_id, action, f"campaign:{campaign.id}", after=after)
