"""Staff pages of a hamlet's sign sheets: made, listed, printed."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from pledges.entry.acts.sheets import make_sheets
from pledges.entry.pages.places import place_in_reach, places_in_reach
from pledges.entry.pages.sheet_words import label_of, words_of
from pledges.entry.papers import sheet_paper, sheet_pieces
from pledges.entry.queries import EntryPlace, SheetLine, sheets_at
from pledges.entry.rules import SIGN_SHEETS, NewSheets, Order
from pledges.entry.wording import DONE_WORDS
from pledges.foundation.access import acting, requires
from pledges.foundation.errors import NotFound
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language
from pledges.foundation.moments import present
from pledges.prints.acts import record_handed_over
from pledges.prints.answers import paper_answer
from pledges.prints.papers import making_paper
from pledges.prints.rules import NewRun, NothingToPrint, file_name
from pledges.staff.rules import Permission

sheets_pages = Blueprint("sheets", __name__)
_HAMLET = "/staff/sheets/hamlets/<int:campaign_id>/<int:unit_id>"


@sheets_pages.get("/staff/sheets")
@requires(Permission.ENTER_PLEDGES)
def choose() -> AnyResponse | str:
    """Lead to the one hamlet in reach, or let choose among several."""
    places = places_in_reach()
    if len(places) == 1:
        return redirect(_address_of(places[0]), 303)
    return render_template("entry/sheet-places.html", hamlets=places, language=current_language())


@sheets_pages.get(_HAMLET)
@requires(Permission.ENTER_PLEDGES)
def show_hamlet(campaign_id: int, unit_id: int) -> str:
    """Show a hamlet's sheets, each with how many rows were typed in; whose they are stands nowhere here."""
    place = place_in_reach(campaign_id, unit_id)
    with this_house().database.reading() as session:
        sheets = sheets_at(session, place)
    done = DONE_WORDS.get(request.args.get("said", ""))
    return render_template(
        "entry/sheets.html", place=place, sheets=sheets, done=done, orders=Order, language=current_language()
    )


@sheets_pages.post(_HAMLET)
@requires(Permission.ENTER_PLEDGES)
def make(campaign_id: int, unit_id: int) -> AnyResponse:
    """Give every household that stands on no sheet a row."""
    place = place_in_reach(campaign_id, unit_id)
    order = Order.NAME if request.form.get("order") == Order.NAME else Order.ADDRESS
    new = NewSheets(campaign_id, place.form_code, unit_id, place.version_id, order)
    with this_house().database.writing() as session:
        make_sheets(session, present(acting().id), new)
    return redirect(_address_of(place, said="sheets"), 303)


@sheets_pages.post(f"{_HAMLET}/paper")
@requires(Permission.ENTER_PLEDGES)
def print_sheets(campaign_id: int, unit_id: int) -> Response:
    """Make the paper of the chosen sheets and hand it over; only its line in the ledger stays."""
    house, place = this_house(), place_in_reach(campaign_id, unit_id)
    with house.database.reading() as session:
        chosen = _chosen(sheets_at(session, place))
        words = words_of(session, chosen[0].version_id, place)
    with making_paper():
        named = [(sheet.id, label_of(sheet.series, sheet.page), sheet.rows) for sheet in chosen]
        paper = sheet_paper(named, house.config.public_url, words)
    with house.database.writing() as session:
        new = NewRun(SIGN_SHEETS, unit_id, total=len(chosen), campaign_id=campaign_id)
        pieces = sheet_pieces(named, unit_id)
        run = record_handed_over(session, present(acting().id), new, paper, *pieces)
    return paper_answer(paper.content, file_name(SIGN_SHEETS.file_stem, place.unit_name, run.id))


def _chosen(sheets: list[SheetLine]) -> list[SheetLine]:
    """Return the one sheet or the series that was chosen, all of them where neither was.

    :raises NotFound: when there is no such sheet.
    :raises NothingToPrint: when none was made.
    """
    if not sheets:
        raise NothingToPrint
    series, sheet_id = request.form.get("series", type=int), request.form.get("sheet", type=int)
    chosen = [one for one in sheets if series in (None, one.series) and sheet_id in (None, one.id)]
    if not chosen:
        raise NotFound
    return chosen


def _address_of(place: EntryPlace, said: str | None = None) -> str:
    return url_for("sheets.show_hamlet", campaign_id=place.campaign_id, unit_id=place.unit_id, said=said)
