"""Staff pages of campaigns: the list, one campaign with what is still to be done, and the text of its forms."""

from dataclasses import asdict
from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from forms.campaign_opening import CampaignOpeningForm
from forms.new_campaign import NewCampaignForm
from pledges.campaigns.acts import (
    close_campaign,
    create_from_catalogue,
    invite_newcomers,
    open_campaign,
    prepare,
)
from pledges.campaigns.catalogue import preview, ready_titles
from pledges.campaigns.queries import (
    CampaignSheet,
    by_id,
    sheet_of,
    unit_names,
    version_of,
    visible_by_id,
    visible_to,
)
from pledges.campaigns.rules import (
    CampaignNotReady,
    CountsBase,
    Opening,
    Task,
    opening_of,
    stage_on,
    unsettled,
)
from pledges.campaigns.wording import DONE_WORDS, STAGES, TASKS
from pledges.foundation.access import acting, requires
from pledges.foundation.errors import DomainError
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
    """List the campaigns the actor may see, and offer the ready one to those who may open it."""
    offer = _offered_units()
    return _list_page(_new_campaign_form(offer), offer)


@campaigns_pages.post("/staff/campaigns")
@requires(Permission.OPEN_CAMPAIGNS)
def create_campaign() -> AnyResponse:
    """Prepare a ready campaign for a unit: a draft, which asks nobody yet."""
    offer = _offered_units()
    form = _new_campaign_form(offer)
    if form is None or not form.validate():
        return make_response(_list_page(form, offer), UNPROCESSABLE)
    actor = acting()
    with this_house().database.writing() as session:
        unit = unit_in_scope(session, actor, Permission.OPEN_CAMPAIGNS, int(form.unit_id.data))
        campaign = create_from_catalogue(session, present(actor.id), unit.id, str(form.code.data))
    return _to_campaign(campaign.id, "created")


@campaigns_pages.get("/staff/campaigns/<int:campaign_id>")
@requires(Permission.READ_CAMPAIGNS)
def show_campaign(campaign_id: int) -> str:
    """Show a campaign: its forms and settings, what is still to be done, and what can be done now."""
    sheet = _sheet(campaign_id)
    campaign = sheet.campaign
    rule = campaign.exclusions_need_two
    opening = opening_of(
        campaign.settings, campaign.opens_on, campaign.closes_on, exclusions_need_two=rule
    )
    form = CampaignOpeningForm(language=current_language(), data=asdict(opening))
    return _campaign_page(sheet, opening, form)


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
    return _to_campaign(campaign_id, "opened" if opens else "prepared")


@campaigns_pages.post("/staff/campaigns/<int:campaign_id>/newcomers")
@requires(Permission.OPEN_CAMPAIGNS)
def bring_newcomers_in(campaign_id: int) -> AnyResponse:
    """Bring households entered after the opening into the base."""
    house, actor = this_house(), acting()
    with house.database.writing() as session:
        unit_in_scope(session, actor, Permission.OPEN_CAMPAIGNS, by_id(session, campaign_id).unit_id)
        counts = house.handed(CountsBase)
        invite_newcomers(session, present(actor.id), campaign_id, counts)
    return _to_campaign(campaign_id, "invited")


@campaigns_pages.post("/staff/campaigns/<int:campaign_id>/close")
@requires(Permission.OPEN_CAMPAIGNS)
def end_campaign(campaign_id: int) -> AnyResponse:
    """Close the campaign: it takes nothing any more."""
    actor = acting()
    with this_house().database.writing() as session:
        unit_in_scope(session, actor, Permission.OPEN_CAMPAIGNS, by_id(session, campaign_id).unit_id)
        close_campaign(session, present(actor.id), campaign_id)
    return _to_campaign(campaign_id, "closed")


@campaigns_pages.get("/staff/campaigns/<int:campaign_id>/forms/<form_code>")
@requires(Permission.READ_CAMPAIGNS)
def show_form(campaign_id: int, form_code: str) -> str:
    """Show the text of one form in both languages, as people will read it."""
    with this_house().database.reading() as session:
        campaign = visible_by_id(session, campaign_id, scope_roots(acting(), Permission.READ_CAMPAIGNS))
        version = version_of(session, campaign_id, form_code)
    questionnaire = preview(version.content, campaign.settings)
    return render_template(
        "campaigns/form.html", campaign=campaign, version=version, questionnaire=questionnaire
    )


def _settle(campaign_id: int, opening: Opening, *, opens: bool) -> None:
    house, actor = this_house(), acting()
    with house.database.writing() as session:
        unit_in_scope(session, actor, Permission.OPEN_CAMPAIGNS, by_id(session, campaign_id).unit_id)
        if opens:
            counts = house.handed(CountsBase)
            open_campaign(session, present(actor.id), campaign_id, opening, counts)
        else:
            prepare(session, present(actor.id), campaign_id, opening)


def _again(campaign_id: int, form: CampaignOpeningForm, refusal: DomainError | None = None) -> Response:
    """Show the campaign's page once more with everything that was typed."""
    return make_response(_campaign_page(_sheet(campaign_id), _said(form), form, refusal), UNPROCESSABLE)


def _sheet(campaign_id: int) -> CampaignSheet:
    actor = acting()
    managed = actor.reaches.get(Permission.OPEN_CAMPAIGNS, frozenset())
    with this_house().database.reading() as session:
        campaign = visible_by_id(session, campaign_id, scope_roots(actor, Permission.READ_CAMPAIGNS))
        return sheet_of(session, campaign, managed)


def _campaign_page(
    sheet: CampaignSheet, opening: Opening, form: CampaignOpeningForm, refusal: DomainError | None = None
) -> str:
    campaign, today = sheet.campaign, present().today
    return render_template(
        "campaigns/campaign.html",
        sheet=sheet,
        campaign=campaign,
        opening=opening,
        form=form,
        refusal=refusal,
        stage=stage_on(campaign.state, campaign.opens_on, campaign.closes_on, today),
        stages=STAGES,
        tasks=_tasks(unsettled(opening, today), links=sheet.is_managed),
        done=DONE_WORDS.get(request.args.get("done", "")),
    )


def _tasks(open_tasks: tuple[Task, ...], *, links: bool) -> list[tuple[str, ...]]:
    """Return the task list for the page: words, state and, for those who may settle it, where on the page."""
    states = dict.fromkeys(TASKS, "done") | dict.fromkeys(open_tasks, "later")
    if open_tasks:
        states[open_tasks[0]] = "now"
    return [
        (gettext(words), states[task], f"#{field}") if links else (gettext(words), states[task])
        for task, (words, field) in TASKS.items()
    ]


def _list_page(form: NewCampaignForm | None, offer: UnitOffer | None) -> str:
    with this_house().database.reading() as session:
        campaigns = visible_to(session, scope_roots(acting(), Permission.READ_CAMPAIGNS))
        names = unit_names(session, campaigns)
    today = present().today
    rows = [
        (campaign, names[campaign.unit_id], stage_on(campaign.state, campaign.opens_on, campaign.closes_on, today))
        for campaign in campaigns
    ]
    return render_template(
        "campaigns/list.html", rows=rows, form=form, offer=offer, stages=STAGES, ready=ready_titles()
    )


def _offered_units() -> UnitOffer | None:
    """Return the units for which a campaign can be prepared, or None for those who may not."""
    reached = acting().reaches.get(Permission.OPEN_CAMPAIGNS)
    if not reached:
        return None
    asked = unit_asked(request.form.get("unit_id"))
    with this_house().database.reading() as session:
        return TreeChoices().offer(session, reached, present().today, asked)


def _new_campaign_form(offer: UnitOffer | None) -> NewCampaignForm | None:
    """Return the form that prepares a ready campaign, or None for those who may not."""
    if offer is None:
        return None
    form = NewCampaignForm(request.form or None, language=current_language())
    form.offer([code for code, _, _ in ready_titles()], [(str(unit_id), name) for unit_id, name in offer.choices])
    return form


def _said(form: CampaignOpeningForm) -> Opening:
    """Return what the form says; what could not be read counts as not said."""
    said: dict[str, Any] = form.data
    return Opening(**said, lookup_address=this_house().config.public_url)


def _to_campaign(campaign_id: int, done: str) -> AnyResponse:
    return redirect(url_for("campaigns.show_campaign", campaign_id=campaign_id, done=done), 303)
