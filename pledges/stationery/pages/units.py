"""Staff pages of a unit's stationery: whose words are in force on each paper, the head, what is below."""

from flask import Blueprint, render_template

from pledges.foundation.access import acting, requires
from pledges.foundation.house import this_house
from pledges.foundation.moments import present
from pledges.staff.rules import Permission
from pledges.stationery.overview import head_of, papers_of, words_left_behind
from pledges.units.queries.sheets import tops
from pledges.units.queries.tree import children_of
from pledges.units.scope import scope_roots, unit_in_scope

stationery_pages = Blueprint("stationery", __name__)


@stationery_pages.get("/staff/stationery")
@requires(Permission.EDIT_STATIONERY)
def show_units() -> str:
    """Lead to the units at the top of what the actor reaches."""
    with this_house().database.reading() as session:
        units = tops(session, scope_roots(acting(), Permission.EDIT_STATIONERY))
    return render_template("stationery/units.html", units=units)


@stationery_pages.get("/staff/stationery/<int:unit_id>")
@requires(Permission.EDIT_STATIONERY)
def show_unit(unit_id: int) -> str:
    """Show the papers of a unit, block by block, with whose words they are."""
    with this_house().database.reading() as session:
        unit = unit_in_scope(session, acting(), Permission.EDIT_STATIONERY, unit_id)
        papers, head = papers_of(session, unit_id), head_of(session, unit_id)
        left = words_left_behind(session, unit_id)
        below = children_of(session, unit_id, present().today)
    return render_template(
        "stationery/unit.html", unit=unit, papers=papers, head=head, left=left, below=below
    )
