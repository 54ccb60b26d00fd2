"""Staff pages of codes: print a hamlet's labels, print a counter's poster."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from pledges.foundation.access import acting, requires
from pledges.foundation.house import this_house
from pledges.foundation.moments import present
from pledges.links.acts import ensure_codes, reissue_household
from pledges.links.papers import LabelledHousehold, counter_poster, label_paper
from pledges.links.queries import codes_of, counter_in_scope, counters_below, place_with_parts, places_of
from pledges.links.rules import LABELS, POSTER, code_of
from pledges.prints.acts import record_handed_over, start_run
from pledges.prints.answers import paper_answer
from pledges.prints.papers import making_paper
from pledges.prints.rules import STEP, NewRun, file_name
from pledges.register.rules import SubjectKind
from pledges.register.scope import household_in_scope
from pledges.staff.rules import Permission
from pledges.units.queries.choosing import is_small
from pledges.units.queries.tree import by_id as unit_by_id
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


@links_pages.post("/staff/links/households/<int:household_id>/reissue")
@requires(Permission.PRINT_LABELS)
def reissue_code(household_id: int) -> Response:
    """Give a household its next code in place of the one that was lost, and hand over the label that carries it.

    The label is made before the old code ends: a machine that cannot make it leaves everything as it was.
    """
    house, occasion = this_house(), present(acting().id)
    seen = request.form.get("generation", 0, type=int)
    with house.database.reading() as session:
        household = household_in_scope(session, acting(), Permission.PRINT_LABELS, household_id)
        unit_name = unit_by_id(session, household.unit_id).name
    code = code_of(house.keys, SubjectKind.HOUSEHOLD, household_id, seen + 1)
    labelled = LabelledHousehold(household.number, household.head_name, unit_name, code)
    with making_paper():
        paper = label_paper([labelled], house.config.public_url, unit_name, lambda _done: None)
    with house.database.writing() as session:
        household = household_in_scope(session, acting(), Permission.PRINT_LABELS, household_id)
        reissue_household(session, occasion, house.keys, household, seen)
        run = record_handed_over(session, occasion, NewRun(LABELS, household.unit_id, total=1), paper)
    return paper_answer(paper.content, file_name(LABELS.file_stem, str(household.number), run.id))
