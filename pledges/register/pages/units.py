"""Staff pages of the register: units with their households, search, and a new hamlet."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from forms.hamlet import HamletForm
from pledges.foundation.access import acting, requires
from pledges.foundation.addresses import page_asked
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language
from pledges.foundation.moments import present
from pledges.register.queries.households import household_counts, household_page
from pledges.staff.rules import Permission
from pledges.units.acts.adding import add_unit
from pledges.units.queries.tree import ancestors, branches, leaves_within
from pledges.units.rules import NewUnit, UnitKind
from pledges.units.scope import scope_roots, unit_ids_in_scope, unit_in_scope

register_pages = Blueprint("register", __name__)
UNPROCESSABLE = 422
PAGE_SIZE = 50


@register_pages.get("/staff/register")
@requires(Permission.READ_REGISTER)
def show_register() -> str:
    """Show the units in reach with their numbers of households, and what a search found."""
    actor, text = acting(), request.args.get("q", "").strip()
    with this_house().database.reading() as session:
        scope = unit_ids_in_scope(actor, Permission.READ_REGISTER)
        roots = sorted(scope_roots(actor, Permission.READ_REGISTER))
        trees = [branches(session, root, present().today) for root in roots]
        territories = [branch for tree in trees for branch in tree if branch.type != "co_quan"]
        counts = household_counts(session, scope)
        found, total = household_page(session, scope, text, 0, PAGE_SIZE) if text else ([], 0)
    names = {branch.id: branch.name for branch in territories}
    return render_template(
        "register/units.html",
        branches=territories,
        counts=counts,
        text=text,
        found=found,
        total=total,
        names=names,
    )


@register_pages.get("/staff/register/units/<int:unit_id>")
@requires(Permission.READ_REGISTER)
def show_unit(unit_id: int) -> str:
    """Show one unit's households, fifty a page, or the units below it."""
    page = page_asked()
    with this_house().database.reading() as session:
        unit_in_scope(session, acting(), Permission.READ_REGISTER, unit_id)
        line = ancestors(session, unit_id)
        leaves = leaves_within(session, unit_id, present().today)
        counts = household_counts(session, [leaf.id for leaf in leaves])
        found, total = household_page(session, [unit_id], "", (page - 1) * PAGE_SIZE, PAGE_SIZE)
    return render_template(
        "register/unit.html",
        line=line,
        leaves=[leaf for leaf in leaves if leaf.id != unit_id],
        counts=counts,
        found=found,
        total=total,
        page=page,
        pages=max(1, -(-total // PAGE_SIZE)),
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
