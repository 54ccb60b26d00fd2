"""A scanned code answers at once: a household's pledge, or a counter's survey."""

from flask import Blueprint, make_response, render_template
from werkzeug.wrappers import Response

from pledges.foundation.access import public
from pledges.foundation.codes import checked_code
from pledges.foundation.house import this_house
from pledges.foundation.moments import Occasion, present
from pledges.links.queries import subject_behind
from pledges.responses.pages.signing import Visit, pledge_page
from pledges.responses.queries import door_behind
from pledges.responses.rules import Door, NotAsked, Standing
from pledges.satisfaction.pages.survey import survey_page
from pledges.satisfaction.queries import counter_behind

scan_pages = Blueprint("scan", __name__)


@scan_pages.get("/s/<code>")
@scan_pages.get("/S/<code>")
@public
def scan(code: str) -> Response:
    """Answer a scanned or typed code."""
    house, signs, occasion = this_house(), checked_code(code), present()
    with house.database.reading() as session:
        door = door_behind(session, house.keys, signs)
        counter = None if door else counter_behind(session, house.keys, signs, occasion.today)
        if not (door or counter):
            subject_behind(session, house.keys, signs)  # tells what is wrong with the code
    if door:
        return _door_page(signs, door, occasion)
    if counter:
        return survey_page(signs, counter, occasion)
    raise NotAsked  # nothing is: it is a code of somebody whom no page asks


def _door_page(code: str, door: Door, occasion: Occasion) -> Response:
    today = occasion.today
    current = door.standing_at(today, Standing.OPEN, Standing.SIGNED)
    # Where nothing runs, the page of the next campaign, or else of the last one, says so.
    askings = current or door.standing_at(today, Standing.NOT_YET) or door.askings
    if not askings:
        raise NotAsked
    visit = Visit(code, door, askings[0], occasion)
    if len(current) < 2:
        return pledge_page(visit)
    return make_response(render_template("desk/choice.html", visit=visit, askings=current, place=door.place))
