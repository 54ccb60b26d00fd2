"""Staff pages on which a sign sheet is typed in: its rows, a preview of what will be entered, what became of each."""

from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, make_response, render_template, request
from werkzeug.wrappers import Response

from forms.answers import PledgeAnswers
from forms.questionnaire import Questionnaire
from forms.sheet_entry import SheetForm, sheet_form_class
from pledges.campaigns.queries import by_id as campaign_by_id
from pledges.entry.acts.sheets import attempt_of_row, enter_row
from pledges.entry.pages.visiting import submission_of
from pledges.entry.queries import period_of, rows_of, sheet_at_hand, typed_before
from pledges.entry.refusals import EntryOver
from pledges.entry.rules import (
    OUTCOME_WORDS,
    HouseholdRow,
    Period,
    RowOutcome,
    SheetAtHand,
    TypedRow,
    takes_entries,
    written,
)
from pledges.foundation.access import acting, requires
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language
from pledges.foundation.moments import Occasion, present
from pledges.responses.pages.sheet import questionnaire_of
from pledges.responses.queries.doors import door_of
from pledges.responses.rules import Asking, Door, NewProof, ProofKind
from pledges.staff.rules import Permission
from pledges.units.scope import unit_ids_in_scope, unit_in_scope

typing_pages = Blueprint("typing", __name__)


@dataclass(frozen=True)
class SheetVisit:
    """A staff member with a sign sheet on the desk: its rows by number, and the words on its back."""

    sheet: SheetAtHand
    rows: dict[int, HouseholdRow]
    questionnaire: Questionnaire
    period: Period
    occasion: Occasion

    def form(self, typed: Any) -> SheetForm:
        """Return the form, blank or with what was typed."""
        language = current_language()
        form_class = sheet_form_class(self.questionnaire, tuple(self.rows), language)
        return form_class(typed, period=self.period, today=self.occasion.today, language=language)


@typing_pages.get("/staff/sheets/<int:sheet_id>")
@requires(Permission.ENTER_PLEDGES)
def show(sheet_id: int) -> Response:
    """Show whose row is which, on this screen only, and the boxes to type in what was signed."""
    visit = _visit(sheet_id)
    return _form_page(visit, visit.form(None), 200)


@typing_pages.post("/staff/sheets/<int:sheet_id>")
@requires(Permission.ENTER_PLEDGES)
def write(sheet_id: int) -> Response:
    """Show what would be entered; enter it once that was looked at.

    **why** no redirect after entering: what became of each row is told once. Sent again, nothing is entered twice.
    """
    visit = _visit(sheet_id)
    form, step = visit.form(request.form), request.form.get("step", "preview")
    if step == "edit":
        return _form_page(visit, form, 200)
    if not form.validate():
        return _form_page(visit, form, 422)
    rows = form.rows({number: row.head_name for number, row in visit.rows.items()})
    if step != "store":
        return _preview_page(visit, form, rows)
    outcomes = [(row, _entered(visit, form, row)) for row in rows]
    page = render_template(
        "entry/sheet-done.html", visit=visit, outcomes=outcomes, words=OUTCOME_WORDS, kinds=RowOutcome
    )
    return make_response(page)


def _visit(sheet_id: int) -> SheetVisit:
    actor = acting()
    occasion = present(actor.id)
    with this_house().database.reading() as session:
        sheet = sheet_at_hand(session, sheet_id)
        unit_in_scope(session, actor, Permission.ENTER_PLEDGES, sheet.unit_id)
        period = period_of(campaign_by_id(session, sheet.campaign_id))
        rows = rows_of(session, sheet_id, unit_ids_in_scope(actor, Permission.ENTER_PLEDGES))
    if not takes_entries(period, occasion.today):
        raise EntryOver
    questionnaire = questionnaire_of(sheet.version_id, sheet.version_digest)
    return SheetVisit(sheet, {row.row_number: row for row in rows}, questionnaire, period, occasion)


def _form_page(visit: SheetVisit, form: SheetForm, status: int) -> Response:
    return make_response(render_template("entry/sheet.html", visit=visit, form=form), status)


def _preview_page(visit: SheetVisit, form: SheetForm, rows: list[TypedRow]) -> Response:
    with this_house().database.reading() as session:
        before = typed_before(session, visit.sheet.id)
    codes = [item.code for item in visit.questionnaire.items]
    page = render_template(
        "entry/sheet-preview.html",
        visit=visit,
        form=form,
        rows=rows,
        before=before,
        chosen={row.row_number: written([codes.index(code) + 1 for code in row.items]) for row in rows},
        all_items=len(codes),
    )
    return make_response(page)


def _entered(visit: SheetVisit, form: SheetForm, row: TypedRow) -> RowOutcome:
    """Enter one row in a transaction of its own."""
    house, sheet = this_house(), visit.sheet
    answers = PledgeAnswers(row.items, row.signer_name, consents=row.consents)
    signed_on = form["signed_on"].data
    proof = NewProof(ProofKind.SIGNED_PAPER, signed_on, "", form["kept_at"].data, sheet.id, row.row_number)
    attempt = attempt_of_row(house.keys, sheet.id, row.row_number)
    with house.database.writing() as session:
        asking = _asking(door_of(session, visit.rows[row.row_number].household_id), sheet)
        if asking is None:
            return RowOutcome.NOT_ASKED
        on_paper = replace(asking, version_id=sheet.version_id, version_digest=sheet.version_digest)
        submission = submission_of(on_paper, visit.questionnaire, answers, attempt, proof)
        return enter_row(session, visit.occasion, house.keys, submission, visit.period)


def _asking(door: Door | None, sheet: SheetAtHand) -> Asking | None:
    found = [one for one in door.askings if one.campaign_id == sheet.campaign_id] if door else []
    return next((one for one in found if one.form_code == sheet.form_code), None)
