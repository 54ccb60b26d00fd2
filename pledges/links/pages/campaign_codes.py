"""Makes the codes that a campaign still lacks before it opens."""

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from pledges.campaigns.queries import by_id
from pledges.foundation.access import acting, requires
from pledges.foundation.house import this_house
from pledges.links.lacking import make_missing_codes
from pledges.staff.rules import Permission
from pledges.units.scope import unit_in_scope

campaign_code_pages = Blueprint("campaign_codes", __name__)


@campaign_code_pages.post("/staff/campaigns/<int:campaign_id>/codes")
@requires(Permission.OPEN_CAMPAIGNS)
def make_codes(campaign_id: int) -> Response:
    """Give a code to everybody the campaign would invite who has none."""
    house = this_house()
    with house.database.writing() as session:
        campaign = by_id(session, campaign_id)
        unit_in_scope(session, acting(), Permission.OPEN_CAMPAIGNS, campaign.unit_id)
        make_missing_codes(session, house.keys, campaign)
    return redirect(url_for("campaigns.show_campaign", campaign_id=campaign_id, done="coded"), 303)
