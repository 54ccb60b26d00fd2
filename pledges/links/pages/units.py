"""Staff pages of codes: a unit's parts with their labels, and the counters that sit there."""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from pledges.foundation.access import acting, requires
from pledges.foundation.house import this_house
from pledges.foundation.moments import present
from pledges.links.counter_papers import COUNTER_KINDS
from pledges.links.queries import counters_below, place_with_parts, places_of
from pledges.links.rules import LABELS
from pledges.prints.acts import start_run
from pledges.prints.rules import STEP, NewRun
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
        "links/unit.html",
        place=place,
        parts=parts,
        counters=counters,
        shows_counters=shows_counters,
        offices={one.office_id: one.office_name for one in counters},
        kinds=COUNTER_KINDS,
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
