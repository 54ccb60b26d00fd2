"""Staff pages of the trees: what is in reach, and one unit with its history and what is below it as of a day."""

from flask import Blueprint, render_template, request

from forms.unit_change import DayForm
from pledges.foundation.access import acting, requires
from pledges.foundation.addresses import page_asked
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language
from pledges.foundation.moments import present
from pledges.staff.rules import Permission
from pledges.units.plans import KIND_WORDS, STATE_WORDS
from pledges.units.queries.changes import changes_in
from pledges.units.queries.sheets import sheet_of, tops
from pledges.units.queries.tree import is_within
from pledges.units.scope import scope_roots, unit_ids_in_scope, unit_in_scope
from pledges.units.unit_types import type_word

units_pages = Blueprint("units", __name__)
PAGE_SIZE = 100
_MOST_CHANGES = 200


@units_pages.get("/staff/units")
@requires(Permission.READ_REGISTER)
def show_units() -> str:
    """Show the units at the top of what the actor reaches, and the changes within."""
    actor = acting()
    with this_house().database.reading() as session:
        units = tops(session, scope_roots(actor, Permission.READ_REGISTER))
        changes = changes_in(session, unit_ids_in_scope(actor, Permission.READ_REGISTER), _MOST_CHANGES)
    return render_template(
        "units/front.html",
        units=units,
        changes=changes,
        may_change=Permission.MANAGE_UNITS in actor.reaches,
        kinds=KIND_WORDS,
        states=STATE_WORDS,
        type_word=type_word,
    )


@units_pages.get("/staff/units/<int:unit_id>")
@requires(Permission.READ_REGISTER)
def show_unit(unit_id: int) -> str:
    """Show a unit: its codes, names, whom it follows and who follows it, and what was below it on a day."""
    actor, today, page = acting(), present().today, page_asked()
    form = DayForm(
        request.args if "on" in request.args else None, language=current_language(), data={"on": today}
    )
    on = (form.on.data if "on" in request.args and form.validate() else None) or today
    with this_house().database.reading() as session:
        unit_in_scope(session, actor, Permission.READ_REGISTER, unit_id)
        sheet = sheet_of(session, unit_id, scope_roots(actor, Permission.READ_REGISTER), on, today)
        may_change = is_within(session, unit_id, actor.reaches.get(Permission.MANAGE_UNITS, ()))
    first = (page - 1) * PAGE_SIZE
    return render_template(
        "units/unit.html",
        sheet=sheet,
        form=form,
        is_today=on == today,
        shown=sheet.children[first : first + PAGE_SIZE],
        page=page,
        pages=max(1, -(-len(sheet.children) // PAGE_SIZE)),
        may_change=may_change,
        kinds=KIND_WORDS,
        type_word=type_word,
    )
