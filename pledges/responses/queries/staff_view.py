"""What staff may see of one pledge: whose it is, and that it stands; nothing of what was pledged."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from pledges.campaigns.tables import Campaign, Invitation
from pledges.foundation.access import Actor
from pledges.foundation.errors import NotFound
from pledges.register.rules import SubjectKind
from pledges.register.scope import check_office_reached
from pledges.register.tables import Household
from pledges.responses.tables import Response


@dataclass(frozen=True)
class PledgeInScope:
    """A pledge with its campaign; of a household with its number and head."""

    response_id: int
    signed_at: datetime
    is_active: bool
    title_vi: str
    title_en: str
    number: int | None
    head_name: str | None

    def title(self, language: str) -> str:
        """Return the campaign's title in the language of the page."""
        return self.title_en if language == "en" else self.title_vi


def pledge_in_scope(session: Session, actor: Actor, permission: str, response_id: int) -> PledgeInScope:
    """Return the pledge if the actor reaches where it counts.

    :raises NotFound: when there is none or it is outside the scope.
    """
    household = (Invitation.subject_kind == SubjectKind.HOUSEHOLD) & (Invitation.subject_id == Household.id)
    query = (
        select(Response, Campaign.title_vi, Campaign.title_en, Household.number, Household.head_name)
        .join(Campaign, Campaign.id == Response.campaign_id)
        .join(Invitation, Invitation.id == Response.invitation_id)
        .outerjoin(Household, household)
        .where(Response.id == response_id)
    )
    row = session.execute(query).one_or_none()
    if row is None:
        raise NotFound
    response, title_vi, title_en, number, head_name = row
    check_office_reached(session, actor, permission, response.unit_id)
    is_active = response.state == "active"
    return PledgeInScope(response_id, response.signed_at, is_active, title_vi, title_en, number, head_name)
