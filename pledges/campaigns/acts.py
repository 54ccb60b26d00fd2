"""What can be done with a campaign: prepare it, open it, bring newcomers in, close it."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from sqlalchemy import Date, func, insert, literal, select
from sqlalchemy.orm import Session

from pledges.campaigns.catalogue import ReadyForm, frozen_content, ready_campaign
from pledges.campaigns.queries import by_id, not_invited, taken_slugs, versions_of
from pledges.campaigns.rules import (
    CampaignNotReady,
    CampaignNotRunning,
    CampaignOpenedBefore,
    CampaignState,
    CountsBase,
    Opening,
    settings_of,
    suggested_controller,
    unsettled,
)
from pledges.campaigns.tables import Campaign, Invitation, QuestionnaireVersion
from pledges.foundation.audit import Change, record
from pledges.foundation.moments import Occasion
from pledges.foundation.vietnamese.folding import fold
from pledges.units.queries.tree import by_id as unit_by_id


def create_from_catalogue(
    session: Session, occasion: Occasion, unit_id: int, code: str = "4K", *, is_sample: bool = False
) -> Campaign:
    """Prepare a ready campaign for a unit: a draft with one version of each of its forms. Nobody is asked yet.

    :raises NotFound: when the catalogue has no campaign with this code, or there is no such unit.
    """
    ready, unit = ready_campaign(code, occasion.today), unit_by_id(session, unit_id)
    campaign = Campaign(
        slug=_free_slug(session, fold(f"{ready.code} {occasion.today.year} {unit.name}").replace(" ", "-")),
        unit_id=unit_id,
        title_vi=ready.title_vi,
        title_en=ready.title_en,
        state=CampaignState.DRAFT.value,
        settings={**ready.settings, **suggested_controller(unit.type, unit.name)},
        exclusions_need_two=False,
        is_sample=is_sample,
    )
    session.add(campaign)
    session.flush()
    session.add_all(_version(campaign, form) for form in ready.forms)
    record(session, occasion, _change(campaign, "campaign.create", after=ready.code))
    return campaign


def prepare(session: Session, occasion: Occasion, campaign_id: int, opening: Opening) -> Campaign:
    """Keep what has been settled so far in a draft.

    :raises CampaignOpenedBefore: when it is no draft any more.
    """
    campaign = _locked_draft(session, campaign_id)
    _settle(campaign, opening)
    record(session, occasion, _change(campaign, "campaign.prepare", after=repr(opening)))
    return campaign


def open_campaign(
    session: Session, occasion: Occasion, campaign_id: int, opening: Opening, counts: CountsBase
) -> Campaign:
    """Freeze texts and base: invite everybody on the lists of the unit and below, and begin to take pledges.

    :raises CampaignNotReady: when something in ``opening`` is still to be settled.
    :raises CampaignOpenedBefore: when it was opened before (a second tap on the button).
    """
    campaign = _locked_draft(session, campaign_id)
    if missing := unsettled(opening, occasion.today):
        raise CampaignNotReady(count=len(missing))
    _settle(campaign, opening)
    for version in versions_of(session, campaign.id):
        version.content, version.digest = frozen_content(version.content, campaign.settings)
        version.frozen_at = occasion.now
    campaign.state = CampaignState.OPEN.value
    campaign.opened_at = occasion.now
    session.flush()
    invited = _number(_invite(session, campaign, None, counts))
    record(session, occasion, _change(campaign, "campaign.open", after=f"{invited} invited; {opening!r}"))
    return campaign


def invite_newcomers(session: Session, occasion: Occasion, campaign_id: int, counts: CountsBase) -> int:
    """Bring those who came onto the lists after the opening into the base, and return how many invitations.

    **why** a deliberate act: a base that grows by itself makes a share fall without anyone having decided it. It is
    noted beside the tally.

    :raises CampaignNotRunning: when the campaign is not open.
    """
    campaign = _locked_running(session, campaign_id)
    by_form = _invite(session, campaign, occasion.today, counts)
    for form_code, by_unit in by_form.items():
        counts.note_newcomers(session, occasion, campaign.id, form_code, by_unit)
    invited = _number(by_form)
    record(session, occasion, _change(campaign, "campaign.invite-newcomers", after=f"{invited} invited"))
    return invited


def close_campaign(session: Session, occasion: Occasion, campaign_id: int) -> Campaign:
    """End a campaign: it takes nothing any more, its figures and certificates stay.

    :raises CampaignNotRunning: when the campaign is not open.
    """
    campaign = _locked_running(session, campaign_id)
    campaign.state = CampaignState.CLOSED.value
    campaign.closed_at = occasion.now
    session.flush()
    record(session, occasion, _change(campaign, "campaign.close"))
    return campaign


def _invite(
    session: Session, campaign: Campaign, on: date | None, counts: CountsBase
) -> dict[str, dict[int, int]]:
    """Insert the missing invitations and count them into the base; return form → leaf unit id → number.

    The campaign's row is locked, so that every later id of this campaign's invitations is one of ours.
    """
    of_campaign = Invitation.campaign_id == campaign.id
    last = session.scalar(select(func.max(Invitation.id)).where(of_campaign)) or 0
    columns = ["campaign_id", "form_code", "subject_kind", "subject_id", "unit_id", "is_reached", "invited_on"]
    for missing in not_invited(campaign):
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


def _settle(campaign: Campaign, opening: Opening) -> None:
    campaign.opens_on, campaign.closes_on = opening.opens_on, opening.closes_on
    campaign.settings = settings_of(opening, campaign.settings)
    campaign.exclusions_need_two = opening.exclusions_need_two


def _locked_draft(session: Session, campaign_id: int) -> Campaign:
    campaign = _locked(session, campaign_id)
    if campaign.state != CampaignState.DRAFT:
        raise CampaignOpenedBefore
    return campaign


def _locked_running(session: Session, campaign_id: int) -> Campaign:
    campaign = _locked(session, campaign_id)
    if campaign.state != CampaignState.OPEN:
        raise CampaignNotRunning
    return campaign


def _locked(session: Session, campaign_id: int) -> Campaign:
    """Lock the campaign against other acts on it; pledges, which only refer to it, do not wait."""
    by_id(session, campaign_id)
    query = select(Campaign).where(Campaign.id == campaign_id).with_for_update(key_share=True)
    return session.scalars(query.execution_options(populate_existing=True)).one()


def _version(campaign: Campaign, form: ReadyForm) -> QuestionnaireVersion:
    return QuestionnaireVersion(
        campaign_id=campaign.id,
        form_code=form.code,
        kind=form.kind,
        subject_kind=form.subject_kind,
        version=form.version,
        content=form.content,
        digest=form.digest,
    )


def _free_slug(session: Session, stem: str) -> str:
    taken = taken_slugs(session, stem)
    endings = ["", *(f"-{number}" for number in range(2, len(taken) + 2))]
    return next(stem + ending for ending in endings if stem + ending not in taken)


def _change(campaign: Campaign, action: str, after: str | None = None) -> Change:
    return Change(campaign.unit_id, action, f"campaign:{campaign.id}", after=after)
