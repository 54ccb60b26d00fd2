"""Which households of a hamlet are still to be visited: the only such question, and only hamlet heads ask it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pledges.campaigns.queries import is_excluded, open_public
from pledges.campaigns.tables import Campaign, Invitation
from pledges.register.rules import SubjectKind
from pledges.register.tables import Household
from pledges.units.queries.tree import ids_within
from pledges.units.tables import Unit


@dataclass(frozen=True)
class WorkPlace:
    """A hamlet in reach that a running campaign asks."""

    campaign: Campaign
    unit_id: int
    unit_name: str


@dataclass(frozen=True)
class ToVisit:
    """A household that nobody has reached yet: what one needs to find its door."""

    household_id: int
    number: int
    head_name: str
    address: str


def work_places(session: Session, roots: Collection[int], on: date) -> list[WorkPlace]:
    """Return where somebody who reaches these units goes from door to door, the newest campaign first."""
    campaigns = {campaign.id: campaign for campaign in open_public(session, on)}
    asked = (
        select(Invitation.campaign_id, Unit.id, Unit.name)
        .join(Unit, Unit.id == Invitation.unit_id)
        .where(Invitation.campaign_id.in_(campaigns), Invitation.subject_kind == SubjectKind.HOUSEHOLD)
        .where(Unit.id.in_(ids_within(roots)))
        .group_by(Invitation.campaign_id, Unit.id, Unit.name, Unit.sort_no)
        .order_by(Invitation.campaign_id.desc(), Unit.sort_no, Unit.id)
    )
    return [WorkPlace(campaigns[row[0]], row[1], row[2]) for row in session.execute(asked)]


def to_visit(session: Session, campaign_id: int, unit_id: int) -> list[ToVisit]:
    """Return the households of a hamlet that were neither reached nor have signed nor are excluded, by their number.

    All of them or none: there is no way to ask for a part, from whose rest one could tell something.
    """
    waiting = (
        select(Invitation.subject_id)
        .where(Invitation.campaign_id == campaign_id, Invitation.unit_id == unit_id)
        .where(Invitation.subject_kind == SubjectKind.HOUSEHOLD)
        .where(Invitation.is_reached.is_(False), ~is_excluded())
    )
    columns = (Household.id, Household.number, Household.head_name, Household.address)
    query = select(*columns).where(Household.id.in_(waiting), Household.ended_on.is_(None))
    return [ToVisit(*row) for row in session.execute(query.order_by(Household.number))]
