"""The forms of a campaign: read in both languages, taken in or out of a draft, published in a new version."""

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from pledges.campaigns.acts.campaigns import add_form, remove_form
from pledges.campaigns.acts.versions import discard_draft, publish_version
from pledges.campaigns.catalogue import preview
from pledges.campaigns.pages.campaigns import to_campaign
from pledges.campaigns.queries import by_id, visible_by_id
from pledges.campaigns.versions import beside, core_version, past_versions
from pledges.foundation.access import acting, requires
from pledges.foundation.house import this_house
from pledges.foundation.moments import present
from pledges.staff.rules import Permission
from pledges.units.scope import scope_roots, unit_in_scope

campaign_forms_pages = Blueprint("campaign_forms", __name__)


@campaign_forms_pages.get("/staff/campaigns/<int:campaign_id>/forms/<form_code>")
@requires(Permission.READ_CAMPAIGNS)
def show_form(campaign_id: int, form_code: str) -> str:
    """Show the text of one form in both languages, as people read it; ``?version=`` shows an earlier version."""
    with this_house().database.reading() as session:
        campaign = visible_by_id(session, campaign_id, scope_roots(acting(), Permission.READ_CAMPAIGNS))
        live = beside(session, campaign_id, form_code).live
        versions = past_versions(session, campaign_id, form_code)
    asked = request.args.get("version", "")
    version = next((each for each in versions if str(each.version) == asked), live)
    return render_template(
        "campaigns/form.html",
        campaign=campaign,
        version=version,
        versions=versions,
        questionnaire=preview(version.content, campaign.settings),
    )


@campaign_forms_pages.post("/staff/campaigns/<int:campaign_id>/forms")
@requires(Permission.OPEN_CAMPAIGNS)
def take_form_in(campaign_id: int) -> Response:
    """Take a form of the catalogue into a draft."""
    actor = acting()
    with this_house().database.writing() as session:
        unit_in_scope(session, actor, Permission.OPEN_CAMPAIGNS, by_id(session, campaign_id).unit_id)
        add_form(session, present(actor.id), campaign_id, request.form.get("form_code", ""))
    return to_campaign(campaign_id, "form-added")


@campaign_forms_pages.post("/staff/campaigns/<int:campaign_id>/forms/<form_code>/remove")
@requires(Permission.OPEN_CAMPAIGNS)
def take_form_out(campaign_id: int, form_code: str) -> Response:
    """Take a form out of a draft."""
    actor = acting()
    with this_house().database.writing() as session:
        unit_in_scope(session, actor, Permission.OPEN_CAMPAIGNS, by_id(session, campaign_id).unit_id)
        remove_form(session, present(actor.id), campaign_id, form_code)
    return to_campaign(campaign_id, "form-removed")


@campaign_forms_pages.post("/staff/campaigns/<int:campaign_id>/versions/<int:version_id>/publish")
@requires(Permission.OPEN_CAMPAIGNS)
def publish(campaign_id: int, version_id: int) -> Response:
    """Put the version that was written in the place of the one in use."""
    actor = acting()
    with this_house().database.writing() as session:
        unit_in_scope(session, actor, Permission.OPEN_CAMPAIGNS, by_id(session, campaign_id).unit_id)
        publish_version(session, present(actor.id), core_version(session, campaign_id, version_id).id)
    return to_campaign(campaign_id, "version-published")


@campaign_forms_pages.post("/staff/campaigns/<int:campaign_id>/versions/<int:version_id>/discard")
@requires(Permission.OPEN_CAMPAIGNS)
def discard(campaign_id: int, version_id: int) -> Response:
    """Throw away the version that was being written."""
    actor = acting()
    with this_house().database.writing() as session:
        unit_in_scope(session, actor, Permission.OPEN_CAMPAIGNS, by_id(session, campaign_id).unit_id)
        discard_draft(session, present(actor.id), core_version(session, campaign_id, version_id).id)
    return to_campaign(campaign_id, "draft-discarded")
