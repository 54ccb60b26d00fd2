"""The hamlet head's page for the way from door to door: one household at a time, on a phone."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from pledges.foundation.access import acting, requires
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language
from pledges.foundation.moments import present
from pledges.staff.rules import Permission
from pledges.tallies.acts.worklist import mark_reached
from pledges.tallies.pages.worklist import household_sent, places_to_work, work_place
from pledges.tallies.queries.worklist import WorkPlace, to_visit
from pledges.tallies.rules import Visit, door_at, place_after

tonight_pages = Blueprint("tonight", __name__)


@tonight_pages.get("/staff/tonight")
@requires(Permission.WORK_THROUGH_HAMLET)
def choose() -> Response | str:
    """Lead to the one hamlet in reach, or let choose among several."""
    places = places_to_work()
    if len(places) == 1:
        return redirect(_address(places[0]), 303)
    return render_template("tallies/tonights.html", work=places, language=current_language())


@tonight_pages.get("/staff/tonight/<int:campaign_id>/<int:unit_id>")
@requires(Permission.WORK_THROUGH_HAMLET)
def show_door(campaign_id: int, unit_id: int) -> str:
    """Show one door of those that are still to be visited, and where the next one is.

    **why** the address holds a place in the row and no household: addresses are written into logs.
    """
    place = work_place(campaign_id, unit_id)
    with this_house().database.reading() as session:
        households = to_visit(session, campaign_id, unit_id)
    at, following = door_at(request.args.get("at", 1, type=int), len(households))
    return render_template(
        "tallies/tonight.html",
        place=place,
        household=households[at - 1] if households else None,
        left=len(households),
        following=following,
        language=current_language(),
    )


@tonight_pages.post("/staff/tonight/<int:campaign_id>/<int:unit_id>")
@requires(Permission.WORK_THROUGH_HAMLET)
def mark_door(campaign_id: int, unit_id: int) -> Response:
    """Take the household off the list and go on to the next door; the answer is the same whether it stood there."""
    place = work_place(campaign_id, unit_id)
    visit = Visit(campaign_id, place.unit_id, household_sent())
    with this_house().database.writing() as session:
        mark_reached(session, present(acting().id), visit)
        numbers = [one.number for one in to_visit(session, campaign_id, unit_id)]
    at = place_after(numbers, request.form.get("number", 0, type=int))
    return redirect(_address(place, at=at), 303)


def _address(place: WorkPlace, at: int | None = None) -> str:
    return url_for("tonight.show_door", campaign_id=place.campaign.id, unit_id=place.unit_id, at=at)
