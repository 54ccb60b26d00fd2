"""What a household signed, campaign by campaign, with who entered it when, and every proof that is kept."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from pledges.campaigns.queries import is_excluded
from pledges.campaigns.rules import CampaignState
from pledges.campaigns.tables import Campaign, Invitation
from pledges.certificates.tables import Certificate
from pledges.desk.rules import HouseholdPledge, KeptProof
from pledges.entry.rules import entered_late, is_late
from pledges.entry.tables import SignSheet
from pledges.foundation.vietnamese.dates import local_date
from pledges.register.rules import SubjectKind
from pledges.responses.rules import Channel
from pledges.responses.tables import Proof, Response
from pledges.staff.tables import Staff


def pledges_of(session: Session, household_ids: Collection[int]) -> list[HouseholdPledge]:
    """Return the campaigns that asked a household (under any of its entries), the newest first, and what it signed.

    **why** no word of "reached", of a withdrawal or a refusal: a campaign without a pledge looks the same for all.
    """
    signed = and_(Response.invitation_id == Invitation.id, Response.state == "active")
    valid = and_(Certificate.response_id == Response.id, Certificate.voided_at.is_(None))
    query = (
        select(Campaign, Response, Certificate.number, Staff.display_name, is_excluded().label("is_out"))
        .join(Invitation, Invitation.campaign_id == Campaign.id)
        .outerjoin(Response, signed)
        .outerjoin(Certificate, valid)
        .outerjoin(Staff, Staff.id == Response.entered_by)
        .where(Invitation.subject_kind == SubjectKind.HOUSEHOLD, Invitation.subject_id.in_(household_ids))
        .where(Campaign.state != CampaignState.DRAFT)
        .order_by(Campaign.id.desc(), Invitation.id)
    )
    rows = session.execute(query).all()
    proofs = _proofs(session, {row.Response.root_id or row.Response.id for row in rows if row.Response})
    return _one_a_campaign([_pledge(row, proofs) for row in rows])


def _pledge(row: Any, proofs: dict[int, list[KeptProof]]) -> HouseholdPledge:
    campaign, response = row.Campaign, row.Response
    asked = (campaign.id, campaign.title_vi, campaign.title_en, campaign.state)
    if response is None:
        return HouseholdPledge(*asked, None, None, row.number, row.is_out)
    is_entered = response.channel != Channel.SELF
    return HouseholdPledge(
        *asked,
        local_date(response.signed_at),
        response.channel,
        row.number,
        row.is_out,
        entered_on=local_date(response.entered_at) if is_entered else None,
        entered_by=(row.display_name or "") if is_entered else "",
        is_late=is_entered and entered_late(response.signed_at, response.entered_at),
        proofs=tuple(proofs.get(response.root_id or response.id, ())),
        response_id=response.id,
    )


def _proofs(session: Session, first_ids: Collection[int]) -> dict[int, list[KeptProof]]:
    """Return first version's id → what is kept of its pledge, in the order in which it was brought in."""
    sheet = func.coalesce(SignSheet.series, 0), func.coalesce(SignSheet.page, 0)
    query = (
        select(Proof, Staff.display_name, *sheet)
        .outerjoin(Staff, Staff.id == Proof.entered_by)
        .outerjoin(SignSheet, SignSheet.id == Proof.sheet_id)
        .where(Proof.response_id.in_(first_ids))
        .order_by(Proof.id)
    )
    found: dict[int, list[KeptProof]] = defaultdict(list)
    for proof, name, series, page in session.execute(query):
        entered_on = local_date(proof.entered_at)
        found[proof.response_id].append(
            KeptProof(
                proof.kind,
                proof.signed_on,
                proof.kept_at or "",
                proof.witness or "",
                entered_on,
                name or "",
                is_late(proof.signed_on, entered_on),
                row=(series, page, proof.row_number) if proof.row_number else None,
            )
        )
    return found


def _one_a_campaign(found: Sequence[HouseholdPledge]) -> list[HouseholdPledge]:
    """Keep of each campaign what was signed, or one line; a merged entry that signed nothing says nothing."""
    kept: dict[int, list[HouseholdPledge]] = {}
    for pledge in found:
        kept.setdefault(pledge.campaign_id, []).append(pledge)
    return [
        pledge
        for lines in kept.values()
        for pledge in (
            [one for one in lines if one.signed_on] or [min(lines, key=lambda one: one.is_excluded)]
        )
    ]
