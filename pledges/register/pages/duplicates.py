"""Staff pages of entries that may be one household: looked at side by side and decided by a person."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from pledges.foundation.access import acting, requires
from pledges.foundation.addresses import page_asked
from pledges.foundation.house import this_house
from pledges.foundation.moments import present
from pledges.register.acts.merging import merge_households, tell_apart
from pledges.register.queries.duplicates import likely_pairs
from pledges.register.rules import FollowsRegister
from pledges.register.scope import household_in_scope
from pledges.register.subjects import LeftTheList, SameHousehold
from pledges.staff.rules import Permission
from pledges.units.queries.tree import ancestors, ids_within
from pledges.units.queries.tree import by_id as unit_by_id
from pledges.units.scope import unit_in_scope

duplicate_pages = Blueprint("duplicates", __name__)
PAGE_SIZE = 20


@duplicate_pages.get("/staff/register/units/<int:unit_id>/duplicates")
@requires(Permission.READ_REGISTER)
def show_pairs(unit_id: int) -> str:
    """Show the pairs of a unit and below about which nobody has decided, the likeliest first."""
    page = page_asked()
    with this_house().database.reading() as session:
        unit = unit_in_scope(session, acting(), Permission.READ_REGISTER, unit_id)
        line = ancestors(session, unit_id)
        pairs = likely_pairs(session, ids_within([unit_id]))
        shown = pairs[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
        seen = {one.unit_id for pair in shown for one in (pair.first, pair.second)}
        names = {id_: unit_by_id(session, id_).name for id_ in seen}
    pages = max(1, -(-len(pairs) // PAGE_SIZE))
    return render_template(
        "register/duplicates.html",
        unit=unit,
        line=line,
        pairs=shown,
        names=names,
        total=len(pairs),
        page=page,
        pages=pages,
    )


@duplicate_pages.get("/staff/register/households/<int:kept_id>/merge/<int:gone_id>")
@requires(Permission.IMPORT_REGISTER)
def show_merge(kept_id: int, gone_id: int) -> str:
    """Show what it would mean that two entries are one household; nothing is changed yet."""
    with this_house().database.reading() as session:
        kept, gone = (
            household_in_scope(session, acting(), Permission.IMPORT_REGISTER, one)
            for one in (kept_id, gone_id)
        )
        if kept is gone:
            raise SameHousehold
        if kept.ended_on or gone.ended_on:
            raise LeftTheList
        lines = {one.id: ancestors(session, one.unit_id) for one in (kept, gone)}
    return render_template("register/merge.html", kept=kept, gone=gone, lines=lines)


@duplicate_pages.post("/staff/register/households/<int:kept_id>/merge/<int:gone_id>")
@requires(Permission.IMPORT_REGISTER)
def merge(kept_id: int, gone_id: int) -> Response:
    """Make two entries one household."""
    house = this_house()
    with house.database.writing() as session:
        for one in (kept_id, gone_id):
            household_in_scope(session, acting(), Permission.IMPORT_REGISTER, one)
        merge_households(session, present(acting().id), house.handed(FollowsRegister), kept_id, gone_id)
    return redirect(url_for("households.show_household", household_id=kept_id), 303)


@duplicate_pages.post("/staff/register/households/<int:one_id>/apart/<int:other_id>")
@requires(Permission.IMPORT_REGISTER)
def keep_apart(one_id: int, other_id: int) -> Response:
    """Keep that two entries are two households, so that they are not shown again."""
    with this_house().database.writing() as session:
        for one in (one_id, other_id):
            household = household_in_scope(session, acting(), Permission.IMPORT_REGISTER, one)
        tell_apart(session, present(acting().id), one_id, other_id)
        unit_id = request.form.get("unit", household.unit_id, type=int)
    return redirect(url_for("duplicates.show_pairs", unit_id=unit_id), 303)
