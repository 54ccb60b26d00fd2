"""What staff do with a campaign as a whole: confirm its lists, bring newcomers in, close it in steps, archive it."""

from flask import Blueprint
from werkzeug.wrappers import Response

from pledges.campaigns.acts.campaigns import confirm_base
from pledges.campaigns.acts.life import archive_campaign, begin_closing, close_campaign, invite_newcomers
from pledges.campaigns.pages.campaigns import to_campaign
from pledges.campaigns.queries import by_id
from pledges.campaigns.rules import CountsBase
from pledges.foundation.access import acting, requires
from pledges.foundation.house import this_house
from pledges.foundation.moments import present
from pledges.staff.rules import Permission
from pledges.units.scope import unit_in_scope

campaign_life_pages = Blueprint("campaign_life", __name__)


@campaign_life_pages.post("/staff/campaigns/<int:campaign_id>/base")
@requires(Permission.OPEN_CAMPAIGNS)
def confirm_lists(campaign_id: int) -> Response:
    """Say that the lists of a draft are complete as they stand."""
    actor = acting()
    with this_house().database.writing() as session:
        unit_in_scope(session, actor, Permission.OPEN_CAMPAIGNS, by_id(session, campaign_id).unit_id)
        confirm_base(session, present(actor.id), campaign_id)
    return to_campaign(campaign_id, "confirmed")


@campaign_life_pages.post("/staff/campaigns/<int:campaign_id>/newcomers")
@requires(Permission.OPEN_CAMPAIGNS)
def bring_newcomers_in(campaign_id: int) -> Response:
    """Bring who was entered after the opening into the base."""
    house, actor = this_house(), acting()
    with house.database.writing() as session:
        unit_in_scope(session, actor, Permission.OPEN_CAMPAIGNS, by_id(session, campaign_id).unit_id)
        invite_newcomers(session, present(actor.id), campaign_id, house.handed(CountsBase))
    return to_campaign(campaign_id, "invited")


@campaign_life_pages.post("/staff/campaigns/<int:campaign_id>/closing")
@requires(Permission.OPEN_CAMPAIGNS)
def let_paper_in_only(campaign_id: int) -> Response:
    """Take no more pledges on phones; paper signed in time may still be entered."""
    actor = acting()
    with this_house().database.writing() as session:
        unit_in_scope(session, actor, Permission.OPEN_CAMPAIGNS, by_id(session, campaign_id).unit_id)
        begin_closing(session, present(actor.id), campaign_id)
    return to_campaign(campaign_id, "closing")


@campaign_life_pages.post("/staff/campaigns/<int:campaign_id>/close")
@requires(Permission.OPEN_CAMPAIGNS)
def end_campaign(campaign_id: int) -> Response:
    """Close the campaign: it takes nothing any more."""
    actor = acting()
    with this_house().database.writing() as session:
        unit_in_scope(session, actor, Permission.OPEN_CAMPAIGNS, by_id(session, campaign_id).unit_id)
        close_campaign(session, present(actor.id), campaign_id)
    return to_campaign(campaign_id, "closed")


@campaign_life_pages.post("/staff/campaigns/<int:campaign_id>/archive")
@requires(Permission.OPEN_CAMPAIGNS)
def put_away(campaign_id: int) -> Response:
    """Take a campaign that has ended out of the lists."""
    actor = acting()
    with this_house().database.writing() as session:
        unit_in_scope(session, actor, Permission.OPEN_CAMPAIGNS, by_id(session, campaign_id).unit_id)
        archive_campaign(session, present(actor.id), campaign_id)
    return to_campaign(campaign_id, "archived")
