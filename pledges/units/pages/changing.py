"""Staff pages of a change of units: choose what happens, fill it in, look at what it moves, confirm; take it back."""

from typing import Any

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from pledges.foundation.access import acting, requires
from pledges.foundation.errors import DomainError, NotFound
from pledges.foundation.house import this_house
from pledges.foundation.moments import present
from pledges.staff.rules import ROLE_NAMES, Permission
from pledges.units.acts.changing import carry_out, check_plan, plan_change, seat_of, undo_change
from pledges.units.pages.drafts import Draft, draft_of
from pledges.units.plans import KIND_WORDS, STATE_WORDS, ChangeKind, ChangePlan, ChangeState
from pledges.units.queries.changes import change_by_id, new_units_of
from pledges.units.queries.drafting import changeable, outcome_of, preview_of
from pledges.units.queries.tree import is_within
from pledges.units.rules import GroupsAddresses, HangsOnUnits
from pledges.units.scope import unit_ids_in_scope, unit_in_scope

unit_change_pages = Blueprint("unit_changes", __name__)
UNPROCESSABLE = 422


@unit_change_pages.get("/staff/units/<int:unit_id>/change")
@requires(Permission.MANAGE_UNITS)
def choose_kind(unit_id: int) -> str:
    """Ask what happens to the unit."""
    with this_house().database.reading() as session:
        unit = unit_in_scope(session, acting(), Permission.MANAGE_UNITS, unit_id)
    return render_template("units/kinds.html", unit=unit, kinds=KIND_WORDS)


@unit_change_pages.get("/staff/units/<int:unit_id>/change/<kind>")
@requires(Permission.MANAGE_UNITS)
def fill_in(unit_id: int, kind: str) -> str:
    """Show the form of one kind of change, with what was typed before when somebody comes back to it."""
    typed = request.args if "decision_no" in request.args or "parts" in request.args else None
    return _form_page(_draft(unit_id, kind, typed))


@unit_change_pages.get("/staff/units/<int:unit_id>/change/<kind>/preview")
@requires(Permission.MANAGE_UNITS)
def look_at_it(unit_id: int, kind: str) -> AnyResponse:
    """Show all that the change would move, before anything is done."""
    house, draft = this_house(), _draft(unit_id, kind, request.args)
    if not request.args:
        return redirect(url_for("unit_changes.fill_in", unit_id=unit_id, kind=kind), 303)
    if not draft.form.validate():
        return make_response(_form_page(draft), UNPROCESSABLE)
    try:
        with house.database.reading() as session:
            standing = check_plan(session, draft.plan, draft.decision)
            seat_of(session, acting(), draft.plan, standing)
            hangs, groups = house.handed(HangsOnUnits), house.handed(GroupsAddresses)
            preview = preview_of(session, hangs, groups, draft.plan)
    except DomainError as refusal:
        return make_response(_form_page(draft, refusal), refusal.status)
    is_due = draft.decision.effective_on <= present().today
    shown = {"preview": preview, "kinds": KIND_WORDS, "roles": ROLE_NAMES, "is_due": is_due}
    return make_response(render_template("units/preview.html", draft=draft, typed=_typed(), **shown))


@unit_change_pages.post("/staff/units/<int:unit_id>/change/<kind>")
@requires(Permission.MANAGE_UNITS)
def confirm(unit_id: int, kind: str) -> AnyResponse:
    """Enter the change; one whose day has come is carried out at once."""
    house, occasion, draft = this_house(), present(acting().id), _draft(unit_id, kind, request.form)
    if not draft.form.validate():
        return make_response(_form_page(draft), UNPROCESSABLE)
    try:
        with house.database.writing() as session:
            change = plan_change(session, occasion, acting(), draft.plan, draft.decision)
            carry_out(session, occasion, house.handed(HangsOnUnits), change.id)
    except DomainError as refusal:
        return make_response(_form_page(draft, refusal), refusal.status)
    return redirect(url_for("unit_changes.show_change", change_id=change.id), 303)


@unit_change_pages.get("/staff/units/changes/<int:change_id>")
@requires(Permission.READ_REGISTER)
def show_change(change_id: int) -> str:
    """Show a change: what it does, by which decision, where it stands, and what it would still move."""
    house, actor = this_house(), acting()
    with house.database.reading() as session:
        change = change_by_id(session, change_id)
        seat = unit_in_scope(session, actor, Permission.READ_REGISTER, change.unit_id)
        is_planned = change.state == ChangeState.PLANNED
        plan = ChangePlan.from_json(change.plan)
        hangs, groups = house.handed(HangsOnUnits), house.handed(GroupsAddresses)
        preview = (
            preview_of(session, hangs, groups, plan) if is_planned else outcome_of(session, groups, plan)
        )
        after = new_units_of(session, change_id)
        is_managed = is_within(session, change.unit_id, actor.reaches.get(Permission.MANAGE_UNITS, ()))
    may_undo = is_managed and is_planned and change.effective_on > present().today
    words = {"kinds": KIND_WORDS, "states": STATE_WORDS, "roles": ROLE_NAMES}
    shown = {"preview": preview, "after": after, "is_planned": is_planned, "may_undo": may_undo}
    return render_template("units/change.html", change=change, seat=seat, **words, **shown)


@unit_change_pages.post("/staff/units/changes/<int:change_id>/undo")
@requires(Permission.MANAGE_UNITS)
def undo(change_id: int) -> AnyResponse:
    """Take a change back that waits for its day."""
    with this_house().database.writing() as session:
        change = change_by_id(session, change_id)
        unit_in_scope(session, acting(), Permission.MANAGE_UNITS, change.unit_id)
        undo_change(session, present(acting().id), change_id)
    return redirect(url_for("unit_changes.show_change", change_id=change_id), 303)


def _draft(unit_id: int, kind: str, typed: Any) -> Draft:
    if kind not in set(ChangeKind):
        raise NotFound
    house, actor = this_house(), acting()
    managed = unit_ids_in_scope(actor, Permission.MANAGE_UNITS)
    with house.database.reading() as session:
        unit = unit_in_scope(session, actor, Permission.MANAGE_UNITS, unit_id)
        choices = changeable(session, house.handed(GroupsAddresses), unit, managed, present().today)
    return draft_of(choices, ChangeKind(kind), typed)


def _form_page(draft: Draft, refusal: DomainError | None = None) -> str:
    return render_template("units/fill.html", draft=draft, refusal=refusal, kinds=KIND_WORDS)


def _typed() -> list[tuple[str, str]]:
    """Return what was typed, for the hidden fields of the confirmation."""
    return [(name, value) for name, value in request.args.items(multi=True) if name != "csrf_token"]
