"""Staff pages that lead to an entry: which hamlet or office and campaign, then which household or official."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from pledges.entry.office_places import EntryOffice, entry_office, entry_offices, officials_at
from pledges.entry.queries import EntryPlace, entry_place, entry_places, households_at
from pledges.entry.wording import DONE_WORDS
from pledges.foundation.access import acting, requires
from pledges.foundation.addresses import page_asked
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language
from pledges.foundation.moments import present
from pledges.foundation.vietnamese.cleaning import clean
from pledges.staff.rules import Permission
from pledges.units.scope import scope_roots

entry_places_pages = Blueprint("entry_places", __name__)
_HOUSEHOLDS_A_PAGE = 50


@entry_places_pages.get("/staff/enter")
@requires(Permission.ENTER_PLEDGES)
def choose() -> Response | str:
    """Lead to the one place in reach, or let choose among several; ``?office=`` asks for the papers of one office."""
    office_id = request.args.get("office", type=int)
    hamlets = [] if office_id else places_in_reach()
    offices = [one for one in _offices_in_reach() if office_id in (None, one.office_id)]
    addresses = [*map(address_of, hamlets), *map(_address_of_office, offices)]
    if len(addresses) == 1:
        return redirect(addresses[0], 303)
    return render_template("entry/places.html", hamlets=hamlets, offices=offices, language=current_language())


@entry_places_pages.get("/staff/enter/hamlets/<int:campaign_id>/<int:unit_id>")
@requires(Permission.ENTER_PLEDGES)
def show_hamlet(campaign_id: int, unit_id: int) -> str:
    """Show the households that a campaign asks in a hamlet, all alike, to choose the one whose paper is at hand."""
    text = clean(request.args.get("q", ""))
    place = place_in_reach(campaign_id, unit_id)
    with this_house().database.reading() as session:
        households = households_at(session, place, text)
    done = DONE_WORDS.get(request.args.get("said", ""))
    pages = max(-(-len(households) // _HOUSEHOLDS_A_PAGE), 1)
    page = min(page_asked(), pages)
    return render_template(
        "entry/hamlet.html",
        place=place,
        households=households[(page - 1) * _HOUSEHOLDS_A_PAGE : page * _HOUSEHOLDS_A_PAGE],
        page=page,
        pages=pages,
        text=text,
        done=done,
        language=current_language(),
    )


@entry_places_pages.get("/staff/enter/offices/<int:campaign_id>/<int:office_id>")
@requires(Permission.ENTER_PLEDGES)
def show_office(campaign_id: int, office_id: int) -> str:
    """Show the officials that a campaign asks in an office, all alike, to choose the one whose paper is at hand."""
    text = clean(request.args.get("q", ""))
    roots = scope_roots(acting(), Permission.ENTER_PLEDGES)
    with this_house().database.reading() as session:
        office = entry_office(session, roots, present().today, campaign_id, office_id)
        officials = officials_at(session, office, text)
    done = DONE_WORDS.get(request.args.get("said", ""))
    return render_template(
        "entry/office.html",
        office=office,
        officials=officials,
        text=text,
        done=done,
        language=current_language(),
    )


def places_in_reach() -> list[EntryPlace]:
    """Return the hamlets where the actor may enter something today."""
    roots = scope_roots(acting(), Permission.ENTER_PLEDGES)
    with this_house().database.reading() as session:
        return entry_places(session, roots, present().today)


def _offices_in_reach() -> list[EntryOffice]:
    roots = scope_roots(acting(), Permission.ENTER_PLEDGES)
    with this_house().database.reading() as session:
        return entry_offices(session, roots, present().today)


def place_in_reach(campaign_id: int, unit_id: int) -> EntryPlace:
    """Return one of them.

    :raises NotFound: when it is out of reach or takes no entries today.
    """
    roots = scope_roots(acting(), Permission.ENTER_PLEDGES)
    with this_house().database.reading() as session:
        return entry_place(session, roots, present().today, campaign_id, unit_id)


def address_of(place: EntryPlace) -> str:
    """Return the address of a hamlet's page."""
    return url_for("entry_places.show_hamlet", campaign_id=place.campaign_id, unit_id=place.unit_id)


def _address_of_office(office: EntryOffice) -> str:
    return url_for("entry_places.show_office", campaign_id=office.campaign_id, office_id=office.office_id)
