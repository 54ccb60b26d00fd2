"""What a signed-in clerk sees who scans the code of somebody in reach: help to sign, a label, a new code.

It stands at the public address, where nobody else is known: the staff's cookie is read only when it came along.
"""

from flask import current_app, g, make_response, render_template, request
from werkzeug.wrappers import Response

from pledges.desk.door_queries import ClerksView, clerks_view
from pledges.foundation.access import Actor
from pledges.foundation.codes import grouped_code, spoken_code
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language
from pledges.foundation.moments import Occasion
from pledges.register.rules import SubjectKind
from pledges.responses.rules import Door, Standing
from pledges.staff.cookie import COOKIE, StaffCookie
from pledges.staff.rules import Permission

_PUBLIC_VIEW = "public"


def clerk_page(code: str, door: Door, occasion: Occasion) -> Response | None:
    """Return the clerk's page, or None for everybody else, who gets the public one: also a clerk from elsewhere.

    A clerk asks for the public page by ``?view=public``.
    """
    if COOKIE not in request.cookies or request.args.get("view") == _PUBLIC_VIEW:
        return None
    actor = _signed_in()
    if actor is None:
        return None
    with this_house().database.reading() as session:
        view = clerks_view(session, actor, door)
    if not view.may & {Permission.ENTER_PLEDGES, Permission.PRINT_LABELS}:
        return None
    g.actor = actor  # so that the page has its sections and its forms their token
    response = make_response(_rendered(code, door, occasion, view))
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _signed_in() -> Actor | None:
    cookie: StaffCookie = current_app.extensions["staff-cookie"]
    actor = cookie.identify()
    g.pop("staff_secret", None)  # a public address renews no cookie
    return actor


def _rendered(code: str, door: Door, occasion: Occasion, view: ClerksView) -> str:
    return render_template(
        "desk/clerk-face.html",
        code=code,
        grouped=grouped_code(code),
        spoken=spoken_code(code, current_language()),
        door=door,
        view=view,
        kinds=SubjectKind,
        permissions=Permission,
        open_askings=door.standing_at(occasion.today, Standing.OPEN),
        signed_askings=door.standing_at(occasion.today, Standing.SIGNED),
        public_view=_PUBLIC_VIEW,
        language=current_language(),
    )
