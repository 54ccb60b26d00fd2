"""Prepares a campaign: from the catalogue, with the forms chosen, and what is settled meanwhile."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import delete
from sqlalchemy.orm import Session

from pledges.campaigns.acts.holding import change_of, held_draft
from pledges.campaigns.catalogue import ReadyForm, ready_campaign, ready_form
from pledges.campaigns.inviting import base_of
from pledges.campaigns.queries import COUNTED, taken_slugs, versions_of
from pledges.campaigns.refusals import FormThere, LastForm, SecondPledgeForm
from pledges.campaigns.rules import CampaignState, NewCampaign, Opening
from pledges.campaigns.settings import settings_of, suggested_controller
from pledges.campaigns.tables import Campaign, LocalItems, QuestionnaireVersion
from pledges.foundation.audit import record
from pledges.foundation.errors import NotFound
from pledges.foundation.moments import Occasion
from pledges.foundation.vietnamese.folding import fold
from pledges.units.queries.tree import by_id as unit_by_id


def create_campaign(session: Session, occasion: Occasion, unit_id: int, new: NewCampaign) -> Campaign:
    """Prepare a campaign for a unit: a draft with one version of each form chosen. Nobody is asked yet.

    :raises NotFound: when the catalogue has no such campaign or form, or there is no such unit.
    :raises SecondPledgeForm: when two of the forms ask the same kind of subject for a pledge.
    """
    ready, unit = ready_campaign(new.code, occasion.today), unit_by_id(session, unit_id)
    forms = ready.forms if new.forms is None else [ready_form(code) for code in dict.fromkeys(new.forms)]
    _refuse_second_pledge([(form.code, form.kind, form.subject_kind) for form in forms])
    campaign = Campaign(
        slug=_free_slug(session, fold(f"{ready.code} {occasion.today.year} {unit.name}").replace(" ", "-")),
        unit_id=unit_id,
        title_vi=new.title_vi or ready.title_vi,
        title_en=new.title_en or ready.title_en,
        state=CampaignState.DRAFT.value,
        settings={**ready.settings, **suggested_controller(unit.type, unit.name)},
        exclusions_need_two=False,
        is_sample=new.is_sample,
    )
    session.add(campaign)
    session.flush()
    session.add_all(_version(campaign, form) for form in forms)
    record(session, occasion, change_of(campaign, "campaign.create", after=ready.code))
    return campaign


def create_from_catalogue(
    session: Session, occasion: Occasion, unit_id: int, code: str = "4K", *, is_sample: bool = False
) -> Campaign:
    """Prepare a ready campaign for a unit as the catalogue has it.

    :raises NotFound: when the catalogue has no campaign with this code, or there is no such unit.
    """
    return create_campaign(session, occasion, unit_id, NewCampaign(code, is_sample=is_sample))


def add_form(session: Session, occasion: Occasion, campaign_id: int, form_code: str) -> QuestionnaireVersion:
    """Take a form of the catalogue into a draft campaign.

    :raises NotFound: when the catalogue has no such form.
    :raises FormThere: when the campaign has it.
    :raises SecondPledgeForm: when the campaign asks the same kind of subject for another pledge.
    :raises CampaignOpenedBefore: when the campaign is no draft any more.
    """
    campaign = held_draft(session, campaign_id)
    there = [(each.form_code, each.kind, each.subject_kind) for each in versions_of(session, campaign_id)]
    if form_code in {code for code, _, _ in there}:
        raise FormThere
    form = ready_form(form_code)
    _refuse_second_pledge([*there, (form.code, form.kind, form.subject_kind)])
    version = _version(campaign, form)
    session.add(version)
    session.flush()
    record(session, occasion, change_of(campaign, "campaign.add-form", after=form_code))
    return version


def remove_form(session: Session, occasion: Occasion, campaign_id: int, form_code: str) -> None:
    """Take a form out of a draft campaign, with what units added to it.

    :raises NotFound: when the campaign has no such form.
    :raises LastForm: when it has no other.
    :raises CampaignOpenedBefore: when the campaign is no draft any more.
    """
    campaign = held_draft(session, campaign_id)
    codes = {version.form_code for version in versions_of(session, campaign_id)}
    if form_code not in codes:
        raise NotFound
    if len(codes) == 1:
        raise LastForm
    for table in (LocalItems, QuestionnaireVersion):
        session.execute(delete(table).where(table.campaign_id == campaign_id, table.form_code == form_code))
    record(session, occasion, change_of(campaign, "campaign.remove-form", after=form_code))


def prepare(session: Session, occasion: Occasion, campaign_id: int, opening: Opening) -> Campaign:
    """Keep what has been settled so far in a draft.

    :raises CampaignOpenedBefore: when it is no draft any more.
    """
    campaign = held_draft(session, campaign_id)
    settle(campaign, opening)
    record(session, occasion, change_of(campaign, "campaign.prepare", after=repr(opening)))
    return campaign


def rename(session: Session, occasion: Occasion, campaign_id: int, title_vi: str, title_en: str) -> Campaign:
    """Give a draft other titles; its address stays.

    :raises CampaignOpenedBefore: when it is no draft any more.
    """
    campaign = held_draft(session, campaign_id)
    before = f"{campaign.title_vi} / {campaign.title_en}"
    campaign.title_vi, campaign.title_en = title_vi, title_en
    session.flush()
    change = change_of(campaign, "campaign.rename", after=f"{title_vi} / {title_en}")
    record(session, occasion, replace(change, before=before))
    return campaign


def confirm_base(session: Session, occasion: Occasion, campaign_id: int) -> int:
    """Say that the lists are complete as they stand now; return how many are on them.

    :raises CampaignOpenedBefore: when the campaign is no draft any more.
    """
    campaign = held_draft(session, campaign_id)
    campaign.confirmed_base = base_of(session, campaign)
    session.flush()
    record(
        session, occasion, change_of(campaign, "campaign.confirm-base", after=str(campaign.confirmed_base))
    )
    return campaign.confirmed_base


def settle(campaign: Campaign, opening: Opening) -> None:
    """Write what was said into the campaign's row; it is the caller who holds it."""
    campaign.opens_on, campaign.closes_on = opening.opens_on, opening.closes_on
    campaign.late_paper_until = opening.late_paper_until
    campaign.settings = settings_of(opening, campaign.settings)
    campaign.exclusions_need_two = opening.exclusions_need_two


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


def _refuse_second_pledge(forms: Iterable[tuple[str, str, str]]) -> None:
    """Refuse two forms, (code, kind, subject kind) each, between which a code could not tell."""
    asked: dict[str, str] = {}
    for code, kind, subject_kind in forms:
        if kind not in COUNTED:
            continue
        if subject_kind in asked:
            raise SecondPledgeForm(code=asked[subject_kind])
        asked[subject_kind] = code


def _free_slug(session: Session, stem: str) -> str:
    taken = taken_slugs(session, stem)
    endings = ["", *(f"-{number}" for number in range(2, len(taken) + 2))]
    return next(stem + ending for ending in endings if stem + ending not in taken)
