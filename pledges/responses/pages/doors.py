"""Ways on from the door of a household that has signed: the PIN of the slip, and "this is not my household"."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from pledges.foundation.access import public
from pledges.foundation.codes import checked_code
from pledges.foundation.house import this_house
from pledges.foundation.moments import present
from pledges.links.pins import PinTried, try_pin
from pledges.links.queries import subject_behind
from pledges.links.rules import PinTriesSpent, PinWrong
from pledges.responses.acts.alerting import report_not_mine
from pledges.responses.pages.signing import status_page
from pledges.responses.pages.visits import Visit, visit_at
from pledges.responses.queries.office_doors import any_door_behind
from pledges.responses.queries.receipts import first_reference
from pledges.responses.rules import NotAsked

door_pages = Blueprint("doors", __name__)


@door_pages.post("/S/<code>/open/<int:campaign_id>")
@public
def open_with_pin(code: str, campaign_id: int) -> Response:
    """Open the receipt of a signed household with the PIN inside the folded slip."""
    visit, house = visit_at(code, campaign_id), this_house()
    if visit.asking.signed_at is None:
        return redirect(url_for("signing.show", code=visit.code, campaign_id=campaign_id), 303)
    with house.database.writing() as session:
        tried = try_pin(session, visit.occasion, house.keys, visit.code, request.form.get("pin", ""))
    if tried is PinTried.RIGHT:
        return _to_receipt(visit)
    problem = PinTriesSpent if tried is PinTried.SPENT else PinWrong
    return status_page(visit, problem.status, problem)


@door_pages.get("/S/<code>/not-mine")
@public
def ask_not_mine(code: str) -> str:
    """Ask once whether the paper is somebody else's; nothing about the household is shown."""
    house, signs = this_house(), checked_code(code)
    with house.database.reading() as session:
        subject_behind(session, house.keys, signs)
    return render_template("responses/not-mine.html", code=signs)


@door_pages.post("/S/<code>/not-mine")
@public
def report(code: str) -> Response:
    """Let staff know; the answer is the same however often it is said, and names nobody."""
    house, signs = this_house(), checked_code(code)
    with house.database.writing() as session:
        subject_behind(session, house.keys, signs)  # tells what is wrong with the code
        door = any_door_behind(session, house.keys, signs)
        if door is None:
            raise NotAsked  # it is a counter's, which is nobody's household
        report_not_mine(session, present(), door.subject_kind, door.subject_id)
    return redirect(url_for("doors.reported"), 303)


@door_pages.get("/reported")
@public
def reported() -> str:
    """Thank whoever told, and say what happens next."""
    return render_template("responses/reported.html")


def _to_receipt(visit: Visit) -> Response:
    house = this_house()
    with house.database.reading() as session:
        reference = first_reference(session, house.keys, visit.asking.invitation_id)
    if reference is None:
        return status_page(
            visit, 200
        )  # It was taken back in this very second, or is older than references are.
    return redirect(url_for("receipts.show", reference=reference), 303)
