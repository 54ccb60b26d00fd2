"""The door through which one household's pledge is entered, from paper or with help; and a paper added to a pledge."""

from flask import Blueprint, redirect
from werkzeug.wrappers import Response

from pledges.entry.pages.taking import place_of, show_entry, take_paper, take_proof
from pledges.entry.pages.visiting import EntryVisit, entry_visit
from pledges.foundation.access import acting, requires
from pledges.foundation.house import this_house
from pledges.register.rules import SubjectKind
from pledges.staff.rules import Permission
from pledges.tallies.acts.worklist import mark_reached
from pledges.tallies.rules import Visit

entering_pages = Blueprint("entering", __name__)


@entering_pages.get("/staff/enter/<int:household_id>/<int:campaign_id>")
@requires(Permission.ENTER_PLEDGES)
def show(household_id: int, campaign_id: int) -> Response:
    """Show the entry form; for a household that has signed, the form that adds a paper to its pledge."""
    return show_entry(_visit(household_id, campaign_id))


@entering_pages.post("/staff/enter/<int:household_id>/<int:campaign_id>")
@requires(Permission.ENTER_PLEDGES)
def write(household_id: int, campaign_id: int) -> Response:
    """Take what was typed from a paper."""
    return take_paper(_visit(household_id, campaign_id))


@entering_pages.post("/staff/enter/<int:household_id>/<int:campaign_id>/proof")
@requires(Permission.ENTER_PLEDGES)
def write_proof(household_id: int, campaign_id: int) -> Response:
    """Keep a paper as a further proof of the pledge that the household gave before."""
    return take_proof(_visit(household_id, campaign_id))


@entering_pages.post("/staff/enter/<int:household_id>/<int:campaign_id>/reached")
@requires(Permission.ENTER_PLEDGES)
def mark_visit(household_id: int, campaign_id: int) -> Response:
    """Note that a household was informed, whatever it answered; the answer is the same for all."""
    visit = _visit(household_id, campaign_id)
    reached = Visit(campaign_id, visit.asking.unit_id, household_id)
    with this_house().database.writing() as session:
        mark_reached(session, visit.occasion, reached)
    return redirect(place_of(visit, said="reached"), 303)


def _visit(household_id: int, campaign_id: int) -> EntryVisit:
    return entry_visit(acting(), SubjectKind.HOUSEHOLD, household_id, campaign_id)
