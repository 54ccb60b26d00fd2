"""The staff's page of surveys: how many answers each counter has got, in whole tens; results come in batches only."""

from itertools import groupby

from flask import Blueprint, render_template, request

from pledges.foundation.access import acting, requires
from pledges.foundation.errors import NotFound
from pledges.foundation.house import this_house
from pledges.satisfaction.queries import CounterOf, counters_asking, surveying_campaigns
from pledges.satisfaction.rules import Arrivals, SurveyCampaign, arrivals_in_steps, arrived_at, rounds_of
from pledges.staff.rules import Permission
from pledges.units.scope import unit_ids_in_scope

arrivals_pages = Blueprint("satisfaction", __name__)


@arrivals_pages.get("/staff/satisfaction")
@requires(Permission.READ_SATISFACTION)
def show_arrivals() -> str:
    """Show one campaign's counters in reach, the newest campaign's unless another is asked for."""
    units = unit_ids_in_scope(acting(), Permission.READ_SATISFACTION)
    with this_house().database.reading() as session:
        campaigns = surveying_campaigns(session, units)
        campaign = _chosen(campaigns, request.args.get("campaign", type=int))
        counters = counters_asking(session, campaign, units) if campaign else []
    return render_template(
        "satisfaction/arrivals.html",
        campaigns=campaigns,
        campaign=campaign,
        offices=_by_office(campaign, counters) if campaign else [],
        permissions=Permission,
    )


def _chosen(campaigns: list[SurveyCampaign], campaign_id: int | None) -> SurveyCampaign | None:
    """Return the campaign that was asked for, the newest if none was; None where there is no campaign at all.

    :raises NotFound: when the one asked for is not in reach.
    """
    if campaign_id is None:
        return campaigns[0] if campaigns else None
    for campaign in campaigns:
        if campaign.id == campaign_id:
            return campaign
    raise NotFound


def _by_office(campaign: SurveyCampaign, counters: list[CounterOf]) -> list[tuple[str, list[Arrivals]]]:
    """Return (office, its counters). No sum is shown: beside the counters' own steps it would move in smaller ones."""
    counts = this_house().sealed.counts(rounds_of(campaign.id))

    def arrivals(counter: CounterOf) -> Arrivals:
        by_code, by_slip = (
            arrived_at(counter.counter_id, campaign.id, counts, by_slip=by_slip) for by_slip in (False, True)
        )
        steps = arrivals_in_steps(by_code), arrivals_in_steps(by_slip)
        return Arrivals(counter.counter_id, counter.number, counter.name, *steps)

    by_office = groupby(counters, key=lambda counter: (counter.office_id, counter.office_name))
    return [(name, [arrivals(counter) for counter in group]) for (_id, name), group in by_office]
