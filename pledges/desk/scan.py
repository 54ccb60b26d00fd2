"""A scanned code answers at once: a household's, official's or office's door, or the survey of a counter or a slip."""

from flask import Blueprint
from werkzeug.wrappers import Response

from pledges.desk.clerk_face import clerk_page
from pledges.desk.door_face import door_page
from pledges.foundation.access import public
from pledges.foundation.codes import checked_code
from pledges.foundation.house import this_house
from pledges.foundation.moments import present
from pledges.links.queries import subject_behind
from pledges.responses.queries.doors import door_behind
from pledges.responses.queries.office_doors import office_behind, official_behind
from pledges.responses.rules import NotAsked
from pledges.satisfaction.pages.survey import survey_page
from pledges.satisfaction.queries import counter_behind
from pledges.satisfaction.slip_queries import slip_behind

scan_pages = Blueprint("scan", __name__)


@scan_pages.get("/s/<code>")
@scan_pages.get("/S/<code>")
@public
def scan(code: str) -> Response:
    """Answer a scanned or typed code; a household's, which nearly every one is, after one statement."""
    house, signs, occasion = this_house(), checked_code(code), present()
    with house.database.reading() as session:
        door = door_behind(session, house.keys, signs)
        counter = None if door else counter_behind(session, house.keys, signs, occasion.today)
        if not (door or counter):
            door = official_behind(session, house.keys, signs) or office_behind(session, house.keys, signs)
        slip = None if door or counter else slip_behind(session, house.keys, signs, occasion.today)
        if not (door or counter or slip):
            subject_behind(session, house.keys, signs)  # tells what is wrong with the code
    if slip:
        return survey_page(signs, slip.counter, occasion, slip.pack_id)
    if counter:
        return survey_page(signs, counter, occasion)
    if door is None:
        raise NotAsked  # nothing is: it is a code of somebody whom no page asks
    return clerk_page(signs, door, occasion) or door_page(signs, door, occasion)
