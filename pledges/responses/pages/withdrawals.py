"""Staff take a pledge back at the household's request: for somebody who has neither reference nor PIN any more."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.staff_withdrawal import StaffWithdrawalForm
from pledges.foundation.access import acting, requires
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language
from pledges.foundation.moments import present
from pledges.responses.acts.withdrawing import withdraw
from pledges.responses.queries.staff_view import PledgeInScope, pledge_in_scope
from pledges.responses.rules import AlreadyWithdrawn
from pledges.staff.rules import Permission

withdrawal_pages = Blueprint("withdrawals", __name__)


@withdrawal_pages.get("/staff/pledges/<int:response_id>/withdraw")
@requires(Permission.ENTER_PLEDGES)
def ask(response_id: int) -> Response:
    """Ask who wants it, and say what happens."""
    return _page(_pledge(response_id), StaffWithdrawalForm(language=current_language()), 200)


@withdrawal_pages.post("/staff/pledges/<int:response_id>/withdraw")
@requires(Permission.ENTER_PLEDGES)
def take_back(response_id: int) -> Response:
    """Take the pledge back; the reason goes into the trail."""
    form = StaffWithdrawalForm(request.form, language=current_language())
    pledge = _pledge(response_id)
    if not form.validate():
        return _page(pledge, form, 422)
    with this_house().database.writing() as session:
        pledge_in_scope(session, acting(), Permission.ENTER_PLEDGES, response_id)
        withdraw(session, present(acting().id), response_id, str(form.reason.data))
    return redirect(url_for("withdrawals.done"), 303)


@withdrawal_pages.get("/staff/pledges/withdrawn")
@requires(Permission.ENTER_PLEDGES)
def done() -> str:
    """Say that it is done."""
    return render_template("responses/withdrawn-by-staff.html")


def _pledge(response_id: int) -> PledgeInScope:
    with this_house().database.reading() as session:
        pledge = pledge_in_scope(session, acting(), Permission.ENTER_PLEDGES, response_id)
    if not pledge.is_active:
        raise AlreadyWithdrawn
    return pledge


def _page(pledge: PledgeInScope, form: StaffWithdrawalForm, status: int) -> Response:
    page = render_template("responses/staff-withdraw.html", pledge=pledge, form=form)
    return make_response(page, status)
