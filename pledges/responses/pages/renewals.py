"""Renews a pledge: the form of the next campaign, with the names that were given, and nothing ticked."""

from dataclasses import replace

from flask import Blueprint, make_response, render_template
from werkzeug.wrappers import Response

from pledges.foundation.access import public
from pledges.foundation.house import this_house
from pledges.register.rules import SubjectKind
from pledges.responses.pages.opened import OpenedDoor, open_door
from pledges.responses.pages.prefilling import to_renew
from pledges.responses.pages.sheet import blank_sheet
from pledges.responses.pages.signing import differing_at
from pledges.responses.pages.visits import Visit
from pledges.responses.queries.members import people_named
from pledges.responses.queries.receipts import versions_of
from pledges.responses.rules import Asking, Standing

renewal_pages = Blueprint("renewals", __name__)


@renewal_pages.get("/R/<reference>/renew")
@public
def show(reference: str) -> Response:
    """Show the next campaign's form, or say what will be offered here when there is one."""
    at = open_door(reference)
    asking = at.next_asking(Standing.OPEN)
    if asking is not None and at.code:
        return _form_page(at, asking)
    coming, opened = at.next_asking(Standing.NOT_YET), at.receipt
    page = render_template(
        "responses/renew.html",
        reference=opened.reference,
        coming=coming,
        place=opened.pledge.place,
        is_household=opened.pledge.subject_kind is SubjectKind.HOUSEHOLD,
    )
    return make_response(page)


def _form_page(at: OpenedDoor, asking: Asking) -> Response:
    house, opened = this_house(), at.receipt
    visit = Visit(at.code, at.door, asking, opened.occasion)
    with house.database.reading() as session:
        version = versions_of(session, opened.pledge.first_id)[-1]
        members = people_named(session, house.keys, opened.pledge.response_id)
    sheet = blank_sheet(asking, opened.occasion.today, visit.fresh_mark())
    sheet = replace(sheet, data=to_renew(sheet.questionnaire, version, members))
    response = sheet.answer(differing_at(visit), 200)
    # It comes filled in with names: a phone that others use must not keep it.
    response.headers["Cache-Control"] = "private, no-store"
    return response
