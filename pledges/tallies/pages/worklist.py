"""The one worklist: households of the head's own hamlet that nobody has reached; on screen, whole, in one order."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from pledges.foundation.access import acting, requires
from pledges.foundation.errors import NotFound
from pledges.foundation.house import this_house
from pledges.foundation.moments import present
from pledges.staff.rules import Permission
from pledges.tallies.acts.worklist import mark_reached
from pledges.tallies.queries.worklist import WorkPlace, to_visit, work_places
from pledges.tallies.rules import Visit
from pledges.units.scope import scope_roots

worklist_pages = Blueprint("worklist", __name__)


@worklist_pages.get("/staff/worklist")
@requires(Permission.WORK_THROUGH_HAMLET)
def show_hamlets() -> str:
    """Lead to the hamlets in reach that a running campaign asks."""
    return render_template("tallies/worklists.html", work=places_to_work())


@worklist_pages.get("/staff/worklist/<int:campaign_id>/<int:unit_id>")
@requires(Permission.WORK_THROUGH_HAMLET)
def show_worklist(campaign_id: int, unit_id: int) -> str:
    """Show the households of a hamlet that are still to be visited; one leaves the list when it was."""
    place = work_place(campaign_id, unit_id)
    with this_house().database.reading() as session:
        households = to_visit(session, campaign_id, unit_id)
    return render_template("tallies/worklist.html", place=place, households=households)


@worklist_pages.post("/staff/worklist/<int:campaign_id>/<int:unit_id>")
@requires(Permission.WORK_THROUGH_HAMLET)
def mark_visit(campaign_id: int, unit_id: int) -> Response:
    """Take a household off the list.

    **why** its id travels in the form and not in the address: addresses are written into logs, and the answer is the
    same for every household, whether it stood on the list or not.
    """
    place = work_place(campaign_id, unit_id)
    visit = Visit(campaign_id, place.unit_id, household_sent())
    with this_house().database.writing() as session:
        mark_reached(session, present(acting().id), visit)
    return redirect(url_for("worklist.show_worklist", campaign_id=campaign_id, unit_id=unit_id), 303)


def household_sent() -> int:
    """Return the household that a form names; 0, which is none, where it names nothing that could be one."""
    sent = request.form.get("household", 0, type=int)
    return sent if 0 <= sent < 2**63 else 0


def places_to_work() -> list[WorkPlace]:
    """Return the hamlets where the actor goes from door to door now."""
    roots = scope_roots(acting(), Permission.WORK_THROUGH_HAMLET)
    with this_house().database.reading() as session:
        return work_places(session, roots, present().today)


def work_place(campaign_id: int, unit_id: int) -> WorkPlace:
    """Return the hamlet if the actor goes from door to door there for this campaign.

    :raises NotFound: when it is outside the scope or the campaign does not run.
    """
    for place in places_to_work():
        if (place.campaign.id, place.unit_id) == (campaign_id, unit_id):
            return place
    raise NotFound
