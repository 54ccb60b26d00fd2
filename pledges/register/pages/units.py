"""Staff pages of the register: units with their households, search, and a new hamlet."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from forms.hamlet import HamletForm
from pledges.foundation.access import acting, requires
from pledges.foundation.addresses import page_asked
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language
from pledges.foundation.moments import present
from pledges.register.pages.places import places_to
from pledges.register.queries.households import household_page
from pledges.register.queries.overview import overview_of
from pledges.register.queries.rolled import rolled_up_counts
from pledges.register.queries.searching import search_households
from pledges.staff.rules import Permission
from pledges.units.acts.adding import add_unit
from pledges.units.queries.rolling import parts_of
from pledges.units.queries.tree import ancestors, children_of
from pledges.units.rules import NewUnit, UnitKind
from pledges.units.scope import scope_roots, unit_ids_in_scope, unit_in_scope
from pledges.units.unit_types import Level, level_of

register_pages = Blueprint("register", __name__)
# Every page below a unit says where it stands.
register_pages.add_app_template_global(places_to)
UNPROCESSABLE = 422
PAGE_SIZE = 50


@register_pages.get("/staff/register")
@requires(Permission.READ_REGISTER)
def show_register() -> str:
    """Show the units in reach with their numbers of households, or what a search found.

    A small tree is shown whole; of a large one only what is uppermost.
    """
    actor, text, with_ended = acting(), request.args.get("q", "").strip(), "ended" in request.args
    house, roots = this_house(), scope_roots(actor, Permission.READ_REGISTER)
    with house.database.reading() as session:
        scope = unit_ids_in_scope(actor, Permission.READ_REGISTER)
        overview = None if text else overview_of(session, roots, present().today)
        found = search_households(session, scope, text, house.keys, with_ended=with_ended) if text else None
    return render_template(
        "register/units.html",
        overview=overview,
        text=text,
        found=found,
        with_ended=with_ended,
        most=PAGE_SIZE,
    )


@register_pages.get("/staff/register/units/<int:unit_id>")
@requires(Permission.READ_REGISTER)
def show_unit(unit_id: int) -> str:
    """Show one unit's households, fifty a page, or the units directly below it with all theirs."""
    page = page_asked()
    with this_house().database.reading() as session:
        unit = unit_in_scope(session, acting(), Permission.READ_REGISTER, unit_id)
        line = ancestors(session, unit_id)
        parts = children_of(session, unit_id, present().today)
        counts = rolled_up_counts(session, parts_of(unit_id)) if parts else {}
        found, total = household_page(session, unit_id, (page - 1) * PAGE_SIZE, PAGE_SIZE)
    return render_template(
        "register/unit.html",
        line=line,
        above=places_to(line)[:-1],
        parts=parts,
        counts=counts,
        found=found,
        total=total,
        page=page,
        pages=max(1, -(-total // PAGE_SIZE)),
        may_change=Permission.IMPORT_REGISTER in acting().reaches,
        takes_hamlets=level_of(unit.type) is Level.COMMUNE,
        hamlet_form=HamletForm(language=current_language()),
    )


@register_pages.post("/staff/register/units/<int:unit_id>/hamlets")
@requires(Permission.IMPORT_REGISTER)
def add_hamlet(unit_id: int) -> AnyResponse:
    """Add a hamlet below a commune."""
    form = HamletForm(request.form, language=current_language())
    if not form.validate():
        with this_house().database.reading() as session:
            unit_in_scope(session, acting(), Permission.IMPORT_REGISTER, unit_id)
            line = ancestors(session, unit_id)
        return make_response(render_template("register/hamlet.html", form=form, line=line), UNPROCESSABLE)
    occasion = present(acting().id)
    with this_house().database.writing() as session:
        parent = unit_in_scope(session, acting(), Permission.IMPORT_REGISTER, unit_id)
        new = NewUnit(UnitKind(parent.kind), form.type.data, form.full_name(), occasion.today, parent.id, 999)
        hamlet = add_unit(session, occasion, new, is_sample=parent.is_sample)
    return redirect(url_for("register.show_unit", unit_id=hamlet.id), 303)
