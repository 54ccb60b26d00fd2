"""Staff pages of what comes back: the rejected rows of a list as a workbook, and a stored list as a whole."""

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from forms.list_import import PurposeForm
from pledges.foundation.access import acting, requires
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language
from pledges.foundation.moments import present
from pledges.register.acts.handing_out import hand_out_rejected
from pledges.register.acts.taking_back import take_back, what_would_go
from pledges.register.lists import ListNotStored, can_be_taken_back
from pledges.register.papers import ReturnedRow, file_name, returned_rows
from pledges.register.queries.imports import import_in_scope
from pledges.register.rules import FollowsRegister
from pledges.register.staging import REJECT_WORDS, heads_that_come_back
from pledges.staff.rules import Permission
from pledges.units.queries.tree import ancestors

stored_list_pages = Blueprint("stored_lists", __name__)
UNPROCESSABLE = 422
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@stored_list_pages.get("/staff/register/imports/<int:import_id>/rejected")
@requires(Permission.IMPORT_REGISTER)
def ask_for_rejected(import_id: int) -> str:
    """Ask what the rejected rows are fetched for."""
    return _rejected_page(import_id, PurposeForm(language=current_language()))


@stored_list_pages.post("/staff/register/imports/<int:import_id>/rejected")
@requires(Permission.IMPORT_REGISTER)
def fetch_rejected(import_id: int) -> AnyResponse:
    """Hand over the rejected rows as a workbook. A POST, because it is recorded."""
    form = PurposeForm(request.form, language=current_language())
    if not form.validate():
        return make_response(_rejected_page(import_id, form), UNPROCESSABLE)
    with this_house().database.writing() as session:
        found = import_in_scope(session, acting(), Permission.IMPORT_REGISTER, import_id)
        unit_name = ancestors(session, found.unit_id)[-1].name
        rows = hand_out_rejected(session, present(acting().id), import_id, str(form.purpose.data))
    returned = [
        ReturnedRow(row.sheet, row.row_number, row.content["cells"], REJECT_WORDS[row.reason or ""])
        for row in rows
    ]
    answer = Response(returned_rows(heads_that_come_back(found.summary or {}), returned), mimetype=_XLSX)
    answer.headers.set("Content-Disposition", "attachment", filename=file_name(unit_name, import_id))
    return answer


@stored_list_pages.get("/staff/register/imports/<int:import_id>/take-back")
@requires(Permission.IMPORT_REGISTER)
def ask_to_take_back(import_id: int) -> str:
    """Show what taking a stored list back would do."""
    follows = this_house().handed(FollowsRegister)
    with this_house().database.reading() as session:
        found = import_in_scope(session, acting(), Permission.IMPORT_REGISTER, import_id)
        if not can_be_taken_back(found.state, found.ended_at, present().now):
            raise ListNotStored
        line = ancestors(session, found.unit_id)
        would = what_would_go(session, follows, found)
    return render_template("register/take-back.html", found=found, line=line, would=would)


@stored_list_pages.post("/staff/register/imports/<int:import_id>/take-back")
@requires(Permission.IMPORT_REGISTER)
def take_list_back(import_id: int) -> AnyResponse:
    """Take a stored list back as a whole."""
    follows = this_house().handed(FollowsRegister)
    with this_house().database.writing() as session:
        import_in_scope(session, acting(), Permission.IMPORT_REGISTER, import_id)
        take_back(session, present(acting().id), follows, import_id)
    return redirect(url_for("imports.show_import", import_id=import_id), 303)


def _rejected_page(import_id: int, form: PurposeForm) -> str:
    with this_house().database.reading() as session:
        found = import_in_scope(session, acting(), Permission.IMPORT_REGISTER, import_id)
        line = ancestors(session, found.unit_id)
    return render_template("register/rejected.html", found=found, line=line, form=form)
