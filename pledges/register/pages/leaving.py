"""Staff pages on which households leave the list: choose why, look, confirm; and come back when it was a mistake."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.subject_changes import LeaveForm
from pledges.foundation.access import acting, requires
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language
from pledges.foundation.locale import gettext as _
from pledges.foundation.moments import present
from pledges.foundation.vietnamese.dates import short_date
from pledges.register.acts.ending import bring_back, end_subjects
from pledges.register.pages.chosen import Chosen, chosen_in
from pledges.register.rules import EndReason, SubjectKind
from pledges.register.scope import household_in_scope
from pledges.register.subjects import SubjectsLeaving
from pledges.register.wording import LEAVING_HOUSEHOLDS
from pledges.staff.rules import Permission

leaving_pages = Blueprint("leaving", __name__)


@leaving_pages.get("/staff/register/units/<int:unit_id>/leave")
@requires(Permission.IMPORT_REGISTER)
def choose_reason(unit_id: int) -> Response:
    """Ask why the ticked households left, then show what that means; nothing is changed yet."""
    form = _form()
    with this_house().database.reading() as session:
        chosen = chosen_in(session, unit_id)
    if "reason" not in request.args:
        return _page(chosen, form, 200)
    is_valid = form.validate()
    return _page(chosen, form, 200 if is_valid else 422, is_preview=is_valid)


@leaving_pages.post("/staff/register/units/<int:unit_id>/leave")
@requires(Permission.IMPORT_REGISTER)
def leave(unit_id: int) -> Response:
    """Take the ticked households off the list."""
    form, is_valid = _form(), False
    with this_house().database.writing() as session:
        chosen = chosen_in(session, unit_id)
        if is_valid := form.validate():
            why = EndReason(form.reason.data)
            leaving = SubjectsLeaving(SubjectKind.HOUSEHOLD, chosen.ids, why, form.day)
            end_subjects(session, present(acting().id), leaving)
    return chosen.done() if is_valid else _page(chosen, form, 422)


@leaving_pages.post("/staff/register/households/<int:household_id>/back")
@requires(Permission.IMPORT_REGISTER)
def come_back(household_id: int) -> Response:
    """Put a household back on the list that had left it by mistake."""
    with this_house().database.writing() as session:
        household_in_scope(session, acting(), Permission.IMPORT_REGISTER, household_id)
        bring_back(session, present(acting().id), SubjectKind.HOUSEHOLD, [household_id])
    return redirect(url_for("households.show_household", household_id=household_id), 303)


def _form() -> LeaveForm:
    today = present().today
    typed = request.values if "reason" in request.values else None
    form = LeaveForm(typed, today=today, language=current_language(), data={"on": today})
    form.offer({reason.value: _(words) for reason, words in LEAVING_HOUSEHOLDS.items()})
    return form


def _page(chosen: Chosen, form: LeaveForm, status: int, *, is_preview: bool = False) -> Response:
    on = short_date(form.day) if is_preview else ""
    page = render_template("register/leave.html", chosen=chosen, form=form, is_preview=is_preview, on=on)
    return make_response(page, status)
