"""Corrects a pledge: the same form, filled with what was given, kept as a further version when it is sent."""

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from pledges.foundation.access import public
from pledges.foundation.attempts import AttemptInvalid, checked_attempt, new_attempt
from pledges.foundation.errors import ServiceBusy
from pledges.foundation.house import this_house
from pledges.foundation.locale import gettext as _
from pledges.foundation.locale import mark
from pledges.responses.acts.correcting import correct
from pledges.responses.acts.signing import receipt_of
from pledges.responses.pages.opened import OpenedDoor, OpenedReceipt, open_door
from pledges.responses.pages.prefilling import to_correct
from pledges.responses.pages.sheet import Sheet, as_it_was, blank_sheet, typed_sheet
from pledges.responses.pages.typed import typed_on
from pledges.responses.pages.who import who
from pledges.responses.queries.members import people_named
from pledges.responses.queries.receipts import versions_of
from pledges.responses.references import correction_purpose
from pledges.responses.rules import Asking, AttemptUsed, CampaignNotOpen, Standing
from pledges.responses.turned_away import CorrectedMeanwhile

correction_pages = Blueprint("corrections", __name__)

_PAGE = "responses/correct.html"
_OVERDUE = mark("Trang này đã mở quá lâu. Những gì ông/bà điền vẫn còn: xin xem lại rồi gửi lần nữa")


@dataclass(frozen=True)
class Correcting:
    """Somebody who holds a receipt, and what the campaign asks today."""

    at: OpenedDoor
    asking: Asking

    @property
    def opened(self) -> OpenedReceipt:
        """The receipt."""
        return self.at.receipt

    def fresh_mark(self) -> str:
        """Return the mark of one more page that corrects this pledge."""
        purpose = correction_purpose(self.opened.pledge.response_id, self.asking.version_id)
        return new_attempt(this_house().keys, purpose, self.opened.occasion)


@dataclass(frozen=True)
class Mark:
    """The mark of a page that was sent, and the version of the pledge that the page had shown."""

    attempt: bytes
    response_id: int


@correction_pages.get("/R/<reference>/correct")
@public
def show(reference: str) -> Response:
    """Show the form with everything that was given."""
    correcting = _correcting(reference)
    _refuse_unless_running(correcting)
    return _page(correcting, _filled_sheet(correcting), 200)


@correction_pages.post("/R/<reference>/correct")
@public
def take(reference: str) -> Response:
    """Take the corrected pledge; the version before is kept as it was."""
    correcting = _correcting(reference)
    sheet = typed_sheet(correcting.asking, correcting.opened.occasion.today, request.form)
    try:
        return _answered(correcting, sheet, _checked(correcting, sheet))
    except AttemptInvalid:
        return _with_fresh_mark(correcting, _(_OVERDUE), 422)
    except CorrectedMeanwhile as meanwhile:
        return _with_fresh_mark(correcting, f"{_(meanwhile.title)}. {_(meanwhile.advice)}", meanwhile.status)
    except AttemptUsed:
        return _first_stays_page(correcting, sheet)
    except ServiceBusy as busy:
        sheet.form.form_errors.append(f"{_(busy.title)}. {_(busy.advice)}")
        return _page(correcting, sheet, busy.status)


def _checked(correcting: Correcting, sheet: Sheet) -> Mark:
    """Return the mark of the page that was sent, and which version of the pledge it had shown.

    :raises AttemptInvalid: when it is no page that corrects this pledge.
    """
    house, pledge = this_house(), correcting.opened.pledge
    with house.database.reading() as session:
        shown = [version.response_id for version in versions_of(session, pledge.first_id)]
    for response_id in reversed(shown):
        with suppress(AttemptInvalid):
            purpose = correction_purpose(response_id, sheet.version_id)
            return Mark(checked_attempt(house.keys, purpose, sheet.attempt), response_id)
    raise AttemptInvalid


def _answered(correcting: Correcting, sheet: Sheet, sent_mark: Mark) -> Response:
    is_older = sheet.version_id != correcting.asking.version_id
    sent = as_it_was(sheet) if is_older else sheet
    is_valid = sent.form.decision == "sign" and sent.form.validate()
    if is_valid and _kept_before(sent, sent_mark.attempt):
        return _to_receipt(correcting)
    _refuse_unless_running(correcting)
    if is_older:
        return _with_fresh_mark(
            correcting, sheet.questionnaire.passage("version_changed", sheet.language), 422
        )
    if sent_mark.response_id != correcting.opened.pledge.response_id:
        raise CorrectedMeanwhile
    if not is_valid:
        is_growing = sheet.form.decision in ("add_member", "add_row")
        return _page(correcting, sheet, 200 if is_growing else 422)
    return _correct(correcting, sheet, sent_mark.attempt)


def _correct(correcting: Correcting, sheet: Sheet, attempt: bytes) -> Response:
    house, opened, submission = this_house(), correcting.opened, sheet.submission(attempt)
    with house.database.writing() as session:
        correct(session, opened.occasion, house.keys, opened.pledge, submission)
    return _to_receipt(correcting)


def _kept_before(sheet: Sheet, attempt: bytes) -> bool:
    """Tell a page that was sent before, whatever became of the campaign and the form since."""
    house = this_house()
    with house.database.reading() as session:
        return receipt_of(session, house.keys, sheet.submission(attempt)) is not None


def _correcting(reference: str) -> Correcting:
    at = open_door(reference)
    return Correcting(at, at.asking())


def _refuse_unless_running(correcting: Correcting) -> None:
    if correcting.asking.standing(correcting.opened.occasion.today) is not Standing.SIGNED:
        raise CampaignNotOpen


def _filled_sheet(correcting: Correcting) -> Sheet:
    house, pledge = this_house(), correcting.opened.pledge
    with house.database.reading() as session:
        version = versions_of(session, pledge.first_id)[-1]
        members = people_named(session, house.keys, pledge.response_id)
    sheet = blank_sheet(correcting.asking, correcting.opened.occasion.today, correcting.fresh_mark())
    return replace(sheet, data=to_correct(house.keys, sheet.questionnaire, version, members))


def _with_fresh_mark(correcting: Correcting, why: str, status: int) -> Response:
    typed = request.form.copy()
    typed.setlist("attempt", [correcting.fresh_mark()])
    sheet = typed_sheet(correcting.asking, correcting.opened.occasion.today, typed)
    sheet.form.validate()
    sheet.form.form_errors.append(why)
    return _page(correcting, sheet, status)


def _page(correcting: Correcting, sheet: Sheet, status: int) -> Response:
    response = sheet.answer(_differing(correcting), status, _PAGE)
    # Unlike the first form it comes filled in with names: a phone that others use must not keep it.
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _differing(correcting: Correcting) -> dict[str, Any]:
    opened = correcting.opened
    place = opened.pledge.place
    return {
        "action": url_for("corrections.take", reference=opened.reference),
        "not_mine_url": "",
        "household": who(correcting.at.door),
        "unit_name": place.commune or _("Cam kết"),
        "unit_under": place.province,
        "reference": opened.reference,
        "signed_at": opened.pledge.signed_at,
    }


def _first_stays_page(correcting: Correcting, sheet: Sheet) -> Response:
    reference = correcting.opened.reference
    values = {"error": AttemptUsed, "reference": reference, "typed": typed_on(sheet.form)}
    return make_response(render_template("responses/first-stays.html", **values), AttemptUsed.status)


def _to_receipt(correcting: Correcting) -> Response:
    """Lead back by the reference that was opened: every one of a pledge leads to its newest version."""
    return redirect(url_for("receipts.show", reference=correcting.opened.reference), 303)
