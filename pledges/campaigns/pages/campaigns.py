"""Staff pages of campaigns: the list, the archive, a new one, and one campaign with what is still to be done."""

from dataclasses import asdict
from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from forms.campaign_opening import CampaignOpeningForm
from forms.new_campaign import CampaignTitlesForm, NewCampaignForm
from pledges.campaigns.acts.campaigns import create_campaign as prepare_campaign
from pledges.campaigns.acts.campaigns import prepare, rename
from pledges.campaigns.acts.life import open_campaign
from pledges.campaigns.catalogue import ready_forms, ready_of, ready_titles, signed_by
from pledges.campaigns.next_steps import next_steps
from pledges.campaigns.queries import by_id, unit_names, visible_by_id, visible_to
from pledges.campaigns.rules import (
    CampaignNotReady,
    NewCampaign,
    Opening,
    RoomsAbove,
    Stage,
    Task,
    late_paper_day,
    stage_of,
)
from pledges.campaigns.settings import opening_of
from pledges.campaigns.sheets import CampaignSheet, sheet_of
from pledges.campaigns.task_list import task_list
from pledges.campaigns.wording import DONE_WORDS, KIND_WORDS, STAGES, SUBJECT_WORDS
from pledges.foundation.access import acting, requires
from pledges.foundation.errors import DomainError
from pledges.foundation.figures import grouped
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language, gettext
from pledges.foundation.moments import present
from pledges.staff.rules import Permission, UnitOffer
from pledges.staff.unit_asked import unit_asked
from pledges.units.queries.choosing import TreeChoices
from pledges.units.scope import scope_roots, unit_in_scope

campaigns_pages = Blueprint("campaigns", __name__)
UNPROCESSABLE = 422


@campaigns_pages.get("/staff/campaigns")
@requires(Permission.READ_CAMPAIGNS)
def show_campaigns() -> str:
    """List the campaigns the actor may see, or with ``?archive=1`` those in the archive; offer the ready ones."""
    is_archive = request.args.get("archive") == "1"
    with this_house().database.reading() as session:
        roots = scope_roots(acting(), Permission.READ_CAMPAIGNS)
        campaigns = visible_to(session, roots, archived=is_archive)
        names = unit_names(session, campaigns)
    today = present().today
    rows = [(campaign, names[campaign.unit_id], stage_of(campaign, today)) for campaign in campaigns]
    ready = _ready() if acting().reaches.get(Permission.OPEN_CAMPAIGNS) and not is_archive else []
    return render_template(
        "campaigns/list.html", rows=rows, stages=STAGES, ready=ready, is_archive=is_archive
    )


@campaigns_pages.get("/staff/campaigns/new")
@requires(Permission.OPEN_CAMPAIGNS)
def show_new_campaign() -> str:
    """Offer a ready campaign (``?code=``) to be prepared for a unit, as it is or with other forms and another title."""
    offer = _offered_units()
    code = request.args.get("code", "")
    ready = ready_of(code) or ready_of(ready_titles()[0][0])
    return _new_page(_new_campaign_form(offer, ready), offer)


@campaigns_pages.post("/staff/campaigns/new")
@requires(Permission.OPEN_CAMPAIGNS)
def create_campaign() -> AnyResponse:
    """Prepare a campaign for a unit: a draft, which asks nobody yet."""
    offer = _offered_units()
    form = _new_campaign_form(offer, None)
    if not form.validate():
        return make_response(_new_page(form, offer), UNPROCESSABLE)
    actor = acting()
    titles = (str(form.title_vi.data), str(form.title_en.data))
    new = NewCampaign(str(form.code.data), form.forms.data, *titles)
    with this_house().database.writing() as session:
        unit = unit_in_scope(session, actor, Permission.OPEN_CAMPAIGNS, int(form.unit_id.data))
        campaign = prepare_campaign(session, present(actor.id), unit.id, new)
    return to_campaign(campaign.id, "created")


@campaigns_pages.get("/staff/campaigns/<int:campaign_id>")
@requires(Permission.READ_CAMPAIGNS)
def show_campaign(campaign_id: int) -> str:
    """Show a campaign: its forms and settings, what is still to be done, and what can be done now."""
    sheet = _sheet(campaign_id)
    return _campaign_page(sheet, _opening_form(sheet))


@campaigns_pages.post("/staff/campaigns/<int:campaign_id>")
@requires(Permission.OPEN_CAMPAIGNS)
def settle_campaign(campaign_id: int) -> AnyResponse:
    """Keep what was settled in a draft and, if asked to, open the campaign with it."""
    form = CampaignOpeningForm(request.form, language=current_language())
    if not form.validate():
        return _again(campaign_id, form)
    opens = request.form.get("decision") == "open"
    try:
        _settle(campaign_id, _said(form), opens=opens)
    except CampaignNotReady as refusal:
        return _again(campaign_id, form, refusal)
    return to_campaign(campaign_id, "opened" if opens else "prepared")


@campaigns_pages.post("/staff/campaigns/<int:campaign_id>/title")
@requires(Permission.OPEN_CAMPAIGNS)
def rename_campaign(campaign_id: int) -> AnyResponse:
    """Give a draft other titles."""
    actor, titles = acting(), CampaignTitlesForm(request.form, language=current_language())
    if not titles.validate():
        sheet = _sheet(campaign_id)
        return make_response(_campaign_page(sheet, _opening_form(sheet), titles=titles), UNPROCESSABLE)
    with this_house().database.writing() as session:
        unit_in_scope(session, actor, Permission.OPEN_CAMPAIGNS, by_id(session, campaign_id).unit_id)
        rename(session, present(actor.id), campaign_id, str(titles.title_vi.data), str(titles.title_en.data))
    return to_campaign(campaign_id, "renamed")


def to_campaign(campaign_id: int, done: str) -> AnyResponse:
    """Lead back to a campaign's page, which says what was done."""
    return redirect(url_for("campaigns.show_campaign", campaign_id=campaign_id, done=done), 303)


def _settle(campaign_id: int, opening: Opening, *, opens: bool) -> None:
    house, actor = this_house(), acting()
    with house.database.writing() as session:
        unit_in_scope(session, actor, Permission.OPEN_CAMPAIGNS, by_id(session, campaign_id).unit_id)
        if opens:
            open_campaign(session, present(actor.id), campaign_id, opening, house.handed(RoomsAbove))
        else:
            prepare(session, present(actor.id), campaign_id, opening)


def _again(campaign_id: int, form: CampaignOpeningForm, refusal: DomainError | None = None) -> Response:
    """Show the campaign's page once more with everything that was typed."""
    return make_response(_campaign_page(_sheet(campaign_id, _said(form)), form, refusal), UNPROCESSABLE)


def _sheet(campaign_id: int, said: Opening | None = None) -> CampaignSheet:
    house, actor = this_house(), acting()
    managed = actor.reaches.get(Permission.OPEN_CAMPAIGNS, frozenset())
    with house.database.reading() as session:
        campaign = visible_by_id(session, campaign_id, scope_roots(actor, Permission.READ_CAMPAIGNS))
        return sheet_of(session, campaign, managed, house.handed(RoomsAbove), (present().today, said))


def _opening(sheet: CampaignSheet) -> Opening:
    campaign = sheet.campaign
    days = (campaign.opens_on, campaign.closes_on, campaign.late_paper_until)
    return opening_of(campaign.settings, *days, exclusions_need_two=campaign.exclusions_need_two)


def _opening_form(sheet: CampaignSheet) -> CampaignOpeningForm:
    return CampaignOpeningForm(language=current_language(), data=asdict(_opening(sheet)))


def _titles_form(sheet: CampaignSheet) -> CampaignTitlesForm:
    titles = {"title_vi": sheet.campaign.title_vi, "title_en": sheet.campaign.title_en}
    return CampaignTitlesForm(language=current_language(), data=titles)


def _campaign_page(
    sheet: CampaignSheet,
    form: CampaignOpeningForm,
    refusal: DomainError | None = None,
    titles: CampaignTitlesForm | None = None,
) -> str:
    campaign = sheet.campaign
    on_lists = sheet.missing if stage_of(campaign, present().today) == Stage.DRAFT else sheet.invited
    return render_template(
        "campaigns/campaign.html",
        sheet=sheet,
        campaign=campaign,
        base_facts=[(gettext(SUBJECT_WORDS[kind]), grouped(number)) for kind, number in on_lists.items()],
        late_paper_day=campaign.closes_on and late_paper_day(campaign.closes_on, campaign.late_paper_until),
        next_steps=next_steps(campaign.state),
        opening=_opening(sheet),
        form=form,
        titles=titles or _titles_form(sheet),
        refusal=refusal,
        stage=stage_of(campaign, present().today),
        stages=STAGES,
        kinds=KIND_WORDS,
        subjects=SUBJECT_WORDS,
        tasks=task_list(sheet),
        base_task=next((lack for lack in sheet.lacks if lack.task == Task.BASE), None),
        codes_task=next((lack for lack in sheet.lacks if lack.task == Task.CODES), None),
        ready_forms=_forms_to_add(sheet),
        done=DONE_WORDS.get(request.args.get("done", "")),
    )


def _ready() -> list[tuple[str, str, list[str]]]:
    """Return (code, title, titles of the forms) of the campaigns of the catalogue."""
    is_english = current_language() == "en"
    forms = {code: title_en if is_english else title_vi for code, _, title_vi, title_en in ready_forms()}
    chosen = {code: ready_of(code) for code, _, _ in ready_titles()}
    return [
        (code, ready.title_en if is_english else ready.title_vi, [forms[form] for form in ready.forms or ()])
        for code, ready in chosen.items()
        if ready
    ]


def _forms_to_add(sheet: CampaignSheet) -> list[tuple[str, str, str]]:
    """Return (code, Vietnamese title, English title) of the forms that a draft may still take in."""
    there = {form.live.form_code for form in sheet.forms}
    kinds = signed_by()
    asked = {kinds[code] for code in there if code in kinds}
    return [
        (code, title_vi, title_en)
        for code, _, title_vi, title_en in ready_forms()
        if code not in there and kinds.get(code) not in asked
    ]


def _new_page(form: NewCampaignForm, offer: UnitOffer) -> str:
    address = url_for("campaigns.show_new_campaign")
    notes = {code: f"{code} · {gettext(KIND_WORDS[kind])}" for code, kind, _, _ in ready_forms()}
    return render_template("campaigns/new.html", form=form, offer=offer, address=address, form_notes=notes)


def _offered_units() -> UnitOffer:
    """Return the units for which a campaign can be prepared."""
    reached = acting().reaches[Permission.OPEN_CAMPAIGNS]
    asked = unit_asked(request.form.get("unit_id"))
    with this_house().database.reading() as session:
        return TreeChoices().offer(session, reached, present().today, asked)


def _new_campaign_form(offer: UnitOffer, ready: NewCampaign | None) -> NewCampaignForm:
    """Return the form that prepares a campaign: as it was sent, or as the catalogue has it."""
    data = asdict(ready) if ready else None
    form = NewCampaignForm(
        request.form or None, language=current_language(), data=data, signed_by=signed_by()
    )
    is_english = current_language() == "en"
    codes = [(code, title_en if is_english else title_vi) for code, title_vi, title_en in ready_titles()]
    forms = [(code, title_en if is_english else title_vi) for code, _, title_vi, title_en in ready_forms()]
    form.offer(codes, [(str(unit_id), name) for unit_id, name in offer.choices], forms)
    return form


def _said(form: CampaignOpeningForm) -> Opening:
    """Return what the form says; what could not be read counts as not said."""
    said: dict[str, Any] = form.data
    return Opening(**said, lookup_address=this_house().config.public_url)
