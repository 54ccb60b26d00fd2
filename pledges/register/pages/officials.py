"""Staff pages of officials: entered into an office, put right, sent to another office, off the list."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.subject_changes import LeaveForm, MoveForm, OfficialForm
from pledges.foundation.access import acting, requires
from pledges.foundation.errors import NotFound
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language
from pledges.foundation.locale import gettext as _
from pledges.foundation.moments import present
from pledges.register.acts.ending import end_subjects
from pledges.register.acts.moving import move_subjects
from pledges.register.acts.officials import NewOfficial, add_officials, correct_official
from pledges.register.queries.offices import offices_of
from pledges.register.queries.places import offices_beside
from pledges.register.rules import EndReason, FollowsRegister, MoveReason, SubjectKind
from pledges.register.scope import office_in_scope, official_in_scope
from pledges.register.subjects import SubjectsLeaving, SubjectsToMove
from pledges.register.wording import LEAVING_OFFICIALS
from pledges.staff.rules import Permission
from pledges.units.queries.tree import by_id as unit_by_id
from pledges.units.scope import scope_roots

official_pages = Blueprint("officials", __name__)


@dataclass(frozen=True)
class OfficialForms:
    """The three forms of an official's page; the one that was sent holds what was typed."""

    official: OfficialForm
    move: MoveForm
    leave: LeaveForm


@official_pages.get("/staff/register/offices/<int:office_id>/officials/new")
@requires(Permission.IMPORT_REGISTER)
def ask_for_official(office_id: int) -> Response:
    """Ask for the name, position and year of birth of an official."""
    return _new_page(office_id, OfficialForm(today=present().today, language=current_language()), 200)


@official_pages.post("/staff/register/offices/<int:office_id>/officials/new")
@requires(Permission.IMPORT_REGISTER)
def enter(office_id: int) -> Response:
    """Enter an official into an office."""
    form = OfficialForm(request.form, today=present().today, language=current_language())
    if not form.validate():
        return _new_page(office_id, form, 422)
    with this_house().database.writing() as session:
        office = office_in_scope(session, acting(), Permission.IMPORT_REGISTER, office_id)
        add_officials(session, present(acting().id), office.unit_id, None, [_told(form)])
    return redirect(url_for("offices.show_office", office_id=office_id), 303)


@official_pages.get("/staff/register/officials/<int:official_id>")
@requires(Permission.IMPORT_REGISTER)
def show_official(official_id: int) -> Response:
    """Show what is said of an official, to be put right, and what else can be done."""
    return _page(official_id, "", 200)


@official_pages.post("/staff/register/officials/<int:official_id>")
@requires(Permission.IMPORT_REGISTER)
def correct(official_id: int) -> Response:
    """Write what is right of an official."""
    form = OfficialForm(request.form, today=present().today, language=current_language())
    if not form.validate():
        return _page(official_id, "official", 422)
    with this_house().database.writing() as session:
        official = official_in_scope(session, acting(), Permission.IMPORT_REGISTER, official_id)
        correct_official(session, present(acting().id), official_id, _told(form))
        return _to_office(session, official.unit_id)


@official_pages.post("/staff/register/officials/<int:official_id>/transfer")
@requires(Permission.IMPORT_REGISTER)
def transfer(official_id: int) -> Response:
    """Let an official go to another office; what running campaigns ask goes along."""
    house = this_house()
    with house.database.writing() as session:
        official = official_in_scope(session, acting(), Permission.IMPORT_REGISTER, official_id)
        form = _forms(session, official, "move").move
        if form.validate():
            to, why = int(form.to.data), MoveReason.TRANSFERRED
            words = SubjectsToMove(SubjectKind.OFFICIAL, [official_id], to, form.day, why)
            move_subjects(session, present(acting().id), house.handed(FollowsRegister), words)
            return _to_office(session, to)
    return _page(official_id, "move", 422)


@official_pages.post("/staff/register/officials/<int:official_id>/leave")
@requires(Permission.IMPORT_REGISTER)
def leave(official_id: int) -> Response:
    """Take an official off the office's list."""
    with this_house().database.writing() as session:
        official = official_in_scope(session, acting(), Permission.IMPORT_REGISTER, official_id)
        form = _forms(session, official, "leave").leave
        if form.validate():
            why = EndReason(form.reason.data)
            leaving = SubjectsLeaving(SubjectKind.OFFICIAL, [official_id], why, form.day)
            end_subjects(session, present(acting().id), leaving)
            return _to_office(session, official.unit_id)
    return _page(official_id, "leave", 422)


def _told(form: OfficialForm) -> NewOfficial:
    return NewOfficial(str(form.name.data), str(form.position.data or ""), form.year)


def _to_office(session: Any, unit_id: int) -> Response:
    offices = offices_of(session, [unit_id])
    if not offices:
        raise NotFound
    return redirect(url_for("offices.show_office", office_id=offices[0].id), 303)


def _forms(session: Any, official: Any, sent: str) -> OfficialForms:
    """Return the forms: the one that was sent (its name, "" for none) typed, the others as the list stands."""
    today, language, roots = (
        present().today,
        current_language(),
        scope_roots(acting(), Permission.IMPORT_REGISTER),
    )
    kept = {"name": official.name, "position": official.position, "birth_year": official.birth_year}
    typed = {sent: request.form}
    forms = OfficialForms(
        OfficialForm(typed.get("official"), today=today, language=language, data=kept),
        MoveForm(typed.get("move"), today=today, language=language, data={"on": today}),
        LeaveForm(typed.get("leave"), today=today, language=language, data={"on": today}),
    )
    forms.move.offer(offices_beside(session, official.unit_id, roots))
    forms.leave.offer({reason.value: _(words) for reason, words in LEAVING_OFFICIALS.items()})
    return forms


def _page(official_id: int, sent: str, status: int) -> Response:
    with this_house().database.reading() as session:
        official = official_in_scope(session, acting(), Permission.IMPORT_REGISTER, official_id)
        forms = _forms(session, official, sent)
        unit = unit_by_id(session, official.unit_id)
        offices = offices_of(session, [official.unit_id])
    if sent:
        getattr(forms, sent).validate()
    page = render_template(
        "register/official.html",
        official=official,
        forms=forms,
        unit=unit,
        offices=offices,
        sent=sent,
        permissions=Permission,
    )
    return make_response(page, status)


def _new_page(office_id: int, form: OfficialForm, status: int) -> Response:
    with this_house().database.reading() as session:
        office = office_in_scope(session, acting(), Permission.IMPORT_REGISTER, office_id)
        unit = unit_by_id(session, office.unit_id)
    return make_response(
        render_template("register/new-official.html", office=office, unit=unit, form=form), status
    )
