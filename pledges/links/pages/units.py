"""Staff pages of codes: print a hamlet's labels, print a counter's poster."""

from flask import Blueprint, Response, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from pledges.foundation.access import acting, requires
from pledges.foundation.house import this_house
from pledges.foundation.moments import present
from pledges.links.acts import ensure_codes
from pledges.links.papers import counter_poster
from pledges.links.queries import codes_of, counter_in_scope, counters_below, place_with_parts, places_of
from pledges.links.rules import LABELS, POSTER
from pledges.prints.acts import record_handed_over, start_run
from pledges.prints.answers import paper_answer
from pledges.prints.papers import making_paper
from pledges.prints.rules import STEP, NewRun, file_name
from pledges.register.rules import SubjectKind
from pledges.staff.rules import Permission
from pledges.units.queries.choosing import is_small
from pledges.units.scope import scope_roots, unit_in_scope

links_pages = Blueprint("links", __name__)


@links_pages.get("/staff/links")
@requires(Permission.PRINT_LABELS)
def show_units() -> AnyResponse | str:
    """Lead to the actor's unit, or let them choose when they have several."""
    roots = sorted(scope_roots(acting(), Permission.PRINT_LABELS))
    if len(roots) == 1:
        return redirect(url_for("links.show_unit", unit_id=roots[0]), 303)
    with this_house().database.reading() as session:
        units = places_of(session, roots, present().today)
    return render_template("links/units.html", units=units)


@links_pages.get("/staff/links/<int:unit_id>")
@requires(Permission.PRINT_LABELS)
def show_unit(unit_id: int) -> str:
    """Show a unit's parts with their households, and the counters that sit there."""
    with this_house().database.reading() as session:
        unit_in_scope(session, acting(), Permission.PRINT_LABELS, unit_id)
        place, parts = place_with_parts(session, unit_id, present().today)
        shows_counters = is_small(session, [unit_id], present().today)
        counters = counters_below(session, unit_id) if shows_counters else []
    return render_template(
        "links/unit.html", place=place, parts=parts, counters=counters, shows_counters=shows_counters
    )


@links_pages.post("/staff/links/<int:unit_id>/labels")
@requires(Permission.PRINT_LABELS)
def print_labels(unit_id: int) -> AnyResponse:
    """Start a print run of the labels of every household of the unit and below."""
    house = this_house()
    with house.database.writing() as session:
        unit_in_scope(session, acting(), Permission.PRINT_LABELS, unit_id)
        place, _parts = place_with_parts(session, unit_id, present().today)
        run = start_run(session, present(acting().id), NewRun(LABELS, unit_id, place.households))
    house.background.queue(STEP, str(run.id))
    return redirect(url_for("prints.show_run", run_id=run.id), 303)


@links_pages.post("/staff/links/counters/<int:counter_id>/poster")
@requires(Permission.PRINT_LABELS)
def print_poster(counter_id: int) -> Response:
    """Make a counter's poster and hand it over; only its line in the ledger stays."""
    house = this_house()
    with house.database.writing() as session:
        counter = counter_in_scope(session, acting(), Permission.PRINT_LABELS, counter_id)
        ensure_codes(session, house.keys, SubjectKind.COUNTER, [counter_id])
        code = codes_of(session, house.keys, SubjectKind.COUNTER, [counter_id])[counter_id]
    with making_paper():
        paper = counter_poster(counter, code, house.config.public_url)
    with house.database.writing() as session:
        new = NewRun(POSTER, counter.seat_id, total=1)
        run = record_handed_over(session, present(acting().id), new, paper)
    return paper_answer(paper.content, file_name(POSTER.file_stem, counter.name, run.id))
