"""The page on which a unit adds items of its own to a form, for the households in and below it."""

from flask import Blueprint, make_response, render_template, request
from werkzeug.wrappers import Response

from forms.local_items import LocalItemsForm
from pledges.campaigns.acts.local_items import set_local_items
from pledges.campaigns.catalogue import preview
from pledges.campaigns.local_rules import MOST_ITEMS, LocalPlace
from pledges.campaigns.pages.campaigns import to_campaign
from pledges.campaigns.queries import visible_by_id
from pledges.campaigns.refusals import LocalItemsInvalid
from pledges.campaigns.rules import LocalText
from pledges.campaigns.versions import beside, local_items_of
from pledges.foundation.access import acting, requires
from pledges.foundation.errors import DomainError, NotFound
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language
from pledges.foundation.moments import present
from pledges.staff.rules import Permission
from pledges.units.queries.tree import children_of, is_within
from pledges.units.scope import scope_roots, unit_in_scope

local_items_pages = Blueprint("local_items", __name__)
UNPROCESSABLE = 422
_EMPTY_ROWS = 3


@local_items_pages.get("/staff/campaigns/<int:campaign_id>/forms/<form_code>/local/<int:unit_id>")
@requires(Permission.OPEN_CAMPAIGNS)
def show_local_items(campaign_id: int, form_code: str, unit_id: int) -> str:
    """Show what a unit adds to a form, with rows for more."""
    with this_house().database.reading() as session:
        words = local_items_of(session, campaign_id, form_code, unit_id)
    rows = [{"vi": item.vi, "en": item.en} for item in words]
    empty = [{"vi": "", "en": ""}] * min(_EMPTY_ROWS, MOST_ITEMS - len(rows))
    form = LocalItemsForm(language=current_language(), data={"items": rows + empty})
    return _page(LocalPlace(campaign_id, form_code, unit_id), form)


@local_items_pages.post("/staff/campaigns/<int:campaign_id>/forms/<form_code>/local/<int:unit_id>")
@requires(Permission.OPEN_CAMPAIGNS)
def keep_local_items(campaign_id: int, form_code: str, unit_id: int) -> Response:
    """Put what was typed in the place of what the unit added before."""
    place, actor = LocalPlace(campaign_id, form_code, unit_id), acting()
    form = LocalItemsForm(request.form, language=current_language())
    if not form.validate():
        return make_response(_page(place, form), UNPROCESSABLE)
    items = [LocalText(vi, en) for vi, en in form.said]
    try:
        with this_house().database.writing() as session:
            unit_in_scope(session, actor, Permission.OPEN_CAMPAIGNS, unit_id)
            visible_by_id(session, campaign_id, scope_roots(actor, Permission.OPEN_CAMPAIGNS))
            set_local_items(session, present(actor.id), place, items)
    except LocalItemsInvalid as refusal:
        return make_response(_page(place, form, refusal), UNPROCESSABLE)
    return to_campaign(campaign_id, "local-saved")


def _page(place: LocalPlace, form: LocalItemsForm, refusal: DomainError | None = None) -> str:
    actor = acting()
    with this_house().database.reading() as session:
        unit = unit_in_scope(session, actor, Permission.OPEN_CAMPAIGNS, place.unit_id)
        campaign = visible_by_id(session, place.campaign_id, scope_roots(actor, Permission.OPEN_CAMPAIGNS))
        if not is_within(session, unit.id, [campaign.unit_id]):
            raise NotFound
        version = beside(session, campaign.id, place.form_code).live
        below = children_of(session, unit.id, present().today)
    questionnaire = preview(version.content, campaign.settings)
    return render_template(
        "campaigns/local.html",
        campaign=campaign,
        unit=unit,
        version=version,
        below=below,
        questionnaire=questionnaire,
        form=form,
        refusal=refusal,
        most=MOST_ITEMS,
    )
