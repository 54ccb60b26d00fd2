"""A campaign's life: opened with frozen texts and base, joined by newcomers, closing, closed, archived."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from sqlalchemy import Date, func, insert, literal, select
from sqlalchemy.orm import Session

from pledges.campaigns.acts.campaigns import settle
from pledges.campaigns.acts.holding import change_of, held, held_draft, held_in
from pledges.campaigns.acts.local_versions import renew_local_versions
from pledges.campaigns.acts.versions import freeze
from pledges.campaigns.inviting import base_of, invited_by_kind, not_invited
from pledges.campaigns.queries import versions_of
from pledges.campaigns.refusals import StillTakesPledges
from pledges.campaigns.rules import (
    CampaignNotReady,
    CampaignState,
    CountsBase,
    Lack,
    Opening,
    RoomsAbove,
    Task,
    late_paper_day,
)
from pledges.campaigns.settings import opening_of
from pledges.campaigns.tables import Campaign, Invitation
from pledges.campaigns.tasks import in_order, unsettled
from pledges.campaigns.versions import facts_about
from pledges.foundation.audit import record
from pledges.foundation.moments import Occasion


def open_tasks(
    session: Session, campaign: Campaign, today: date, above: RoomsAbove, said: Opening | None = None
) -> tuple[Lack, ...]:
    """Return what is still to be done before a draft may open, in the order of the page.

    ``said`` is what somebody typed and could not keep; without it the rows are asked.
    """
    days = (campaign.opens_on, campaign.closes_on, campaign.late_paper_until)
    opening = said or opening_of(campaign.settings, *days)
    facts = facts_about(session, campaign, base_of(session, campaign))
    told = [lack for room in above.tell for lack in room.lacking(session, campaign)]
    return in_order([*unsettled(opening, today, facts, campaign.settings), *told])


def open_campaign(
    session: Session, occasion: Occasion, campaign_id: int, opening: Opening, above: RoomsAbove
) -> Campaign:
    """Freeze texts and base: invite everybody on the lists of the unit and below, and begin to take pledges.

    :raises CampaignNotReady: when something is still to be done; the lists must be as somebody confirmed them.
    :raises CampaignOpenedBefore: when it was opened before (a second tap on the button).
    """
    campaign = held_draft(session, campaign_id)
    settle(campaign, opening)
    session.flush()
    if missing := open_tasks(session, campaign, occasion.today, above):
        raise CampaignNotReady(count=len(missing))
    _freeze_forms(session, occasion, campaign)
    campaign.state = CampaignState.OPEN.value
    campaign.opened_at = occasion.now
    session.flush()
    invited = _number(_invite(session, campaign, None, above.counts))
    _refuse_another_base(session, campaign)
    record(session, occasion, change_of(campaign, "campaign.open", after=f"{invited} invited; {opening!r}"))
    return campaign


def invite_newcomers(session: Session, occasion: Occasion, campaign_id: int, counts: CountsBase) -> int:
    """Bring those who came onto the lists after the opening into the base, and return how many invitations.

    **why** a deliberate act: a base that grows by itself makes a share fall without anyone having decided it. It is
    noted beside the tally.

    :raises CampaignNotRunning: when the campaign is not open.
    """
    campaign = held_in(session, campaign_id, CampaignState.OPEN)
    by_form = _invite(session, campaign, occasion.today, counts)
    for form_code, by_unit in by_form.items():
        counts.note_newcomers(session, occasion, campaign.id, form_code, by_unit)
    invited = _number(by_form)
    record(session, occasion, change_of(campaign, "campaign.invite-newcomers", after=f"{invited} invited"))
    return invited


def begin_closing(session: Session, occasion: Occasion, campaign_id: int) -> Campaign:
    """Take no more pledges on phones; paper that was signed in time is still entered until the late-paper day.

    :raises CampaignNotRunning: when the campaign is not open.
    """
    campaign = held_in(session, campaign_id, CampaignState.OPEN)
    campaign.state = CampaignState.CLOSING.value
    session.flush()
    record(session, occasion, change_of(campaign, "campaign.begin-closing"))
    return campaign


def close_campaign(session: Session, occasion: Occasion, campaign_id: int) -> Campaign:
    """End a campaign: it takes nothing any more, its figures and certificates stay.

    :raises CampaignNotRunning: when the campaign is neither open nor closing.
    """
    campaign = held_in(session, campaign_id, CampaignState.OPEN, CampaignState.CLOSING)
    campaign.state = CampaignState.CLOSED.value
    campaign.closed_at = occasion.now
    session.flush()
    record(session, occasion, change_of(campaign, "campaign.close"))
    return campaign


def archive_campaign(session: Session, occasion: Occasion, campaign_id: int) -> Campaign:
    """Take a campaign that has ended out of the lists; everything else about it stays as it is.

    :raises StillTakesPledges: when it has not ended, or is in the archive already.
    """
    campaign = held(session, campaign_id)
    if campaign.state != CampaignState.CLOSED:
        raise StillTakesPledges
    campaign.state = CampaignState.ARCHIVED.value
    campaign.archived_at = occasion.now
    session.flush()
    record(session, occasion, change_of(campaign, "campaign.archive"))
    return campaign


def _freeze_forms(session: Session, occasion: Occasion, campaign: Campaign) -> None:
    if campaign.closes_on is not None:
        campaign.late_paper_until = late_paper_day(campaign.closes_on, campaign.late_paper_until)
    versions = versions_of(session, campaign.id)
    for version in versions:
        freeze(campaign, version, occasion)
    session.flush()
    for version in versions:
        renew_local_versions(session, occasion, campaign.id, version.form_code)


def _refuse_another_base(session: Session, campaign: Campaign) -> None:
    """Refuse to open when somebody changed the lists in the very moment between counting and inviting."""
    invited = sum(invited_by_kind(session, campaign.id).values())
    if invited != (campaign.confirmed_base or 0):
        raise CampaignNotReady(count=len((Task.BASE,)))


def _invite(
    session: Session, campaign: Campaign, on: date | None, counts: CountsBase
) -> dict[str, dict[int, int]]:
    """Insert the missing invitations and count them into the base; return form → leaf unit id → number.

    The campaign's row is locked, so that every later id of this campaign's invitations is one of ours.
    """
    of_campaign = Invitation.campaign_id == campaign.id
    last = session.scalar(select(func.max(Invitation.id)).where(of_campaign)) or 0
    columns = [
        "campaign_id",
        "form_code",
        "subject_kind",
        "subject_id",
        "unit_id",
        "is_reached",
        "invited_on",
    ]
    for missing in not_invited(campaign).values():
        rows = missing.add_columns(literal(False), literal(on, Date))
        session.execute(insert(Invitation).from_select(columns, rows))
    new = (
        select(Invitation.form_code, Invitation.unit_id, func.count())
        .where(of_campaign, Invitation.id > last)
        .group_by(Invitation.form_code, Invitation.unit_id)
    )
    by_form: dict[str, dict[int, int]] = defaultdict(dict)
    for form_code, unit_id, number in session.execute(new):
        by_form[form_code][unit_id] = number
    for form_code, by_unit in by_form.items():
        counts.add_to_base(session, campaign.id, form_code, by_unit)
    return by_form


def _number(by_form: Mapping[str, Mapping[int, int]]) -> int:
    return sum(sum(by_unit.values()) for by_unit in by_form.values())
