"""The household's minute: the pledge behind a code, read, signed, declined or left for later."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from pledges.campaigns.queries import REGISTRATION
from pledges.foundation.access import public
from pledges.foundation.attempts import AttemptInvalid, checked_attempt
from pledges.foundation.errors import DomainError, ServiceBusy
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language
from pledges.foundation.locale import gettext as _
from pledges.responses.acts import answering, signing
from pledges.responses.pages.registered import registered_context
from pledges.responses.pages.sheet import Sheet, as_it_was, blank_sheet, typed_sheet
from pledges.responses.pages.typed import Typed, typed_on
from pledges.responses.pages.visits import Visit, visit_at
from pledges.responses.pages.who import who_by_name
from pledges.responses.references import reference_of
from pledges.responses.rules import AlreadySigned, AttemptUsed, Receipt, Refusal, Standing

signing_pages = Blueprint("signing", __name__)

_RETRY_AFTER_SECONDS = 30
_UNNAMED = {
    "household": ("printed_opening_alone", "understanding_title_alone", "understanding_a", "understanding_b"),
    "official": ("printed_opening", "printed_duty_and_free"),
}


@signing_pages.get("/S/<code>/sign/<int:campaign_id>")
@public
def show(code: str, campaign_id: int) -> Response:
    """Show one campaign's pledge, for a household that several campaigns ask at once."""
    return pledge_page(visit_at(code, campaign_id))


@signing_pages.post("/S/<code>/sign/<int:campaign_id>")
@public
def sign(code: str, campaign_id: int) -> Response:
    """Take what was sent: a pledge, an answer without a name, or the wish for one more row."""
    visit = visit_at(code, campaign_id)
    sheet = typed_sheet(visit.asking, visit.occasion.today, request.form)
    try:
        attempt = checked_attempt(this_house().keys, visit.purpose(sheet.version_id), sheet.attempt)
        return _answered(visit, sheet, attempt)
    except AttemptInvalid:
        overdue = _("Trang này đã mở quá lâu. Những gì ông/bà điền vẫn còn: xin xem lại rồi gửi lần nữa")
        return _with_fresh_mark(visit, overdue)
    except AlreadySigned:
        return status_page(visit, AlreadySigned.status, sheet=sheet)
    except ServiceBusy:
        return _busy_page(visit, sheet)


@signing_pages.get("/noted")
@public
def noted() -> str:
    """Thank whoever answered, without a word about who it was or what was answered."""
    return render_template("responses/noted.html")


def pledge_page(visit: Visit) -> Response:
    """Answer a code for one campaign: the form itself, or that the household has signed.

    :raises CampaignNotYetOpen: before its first day.
    :raises CampaignNotOpen: after its last day.
    """
    if visit.standing is Standing.SIGNED:
        return status_page(visit, 200)
    visit.refuse_unless_open()
    return _form_page(visit, blank_sheet(visit.asking, visit.occasion.today, visit.fresh_mark()), 200)


def status_page(
    visit: Visit,
    status: int,
    problem: DomainError | type[DomainError] | None = None,
    sheet: Sheet | None = None,
) -> Response:
    """Say that the household has signed; ``sheet`` is what was sent in vain, given back to be read."""
    is_registration = visit.asking.kind == REGISTRATION
    page = render_template(
        "responses/registered.html" if is_registration else "responses/signed.html",
        **(registered_context(visit) if is_registration else {}),
        visit=visit,
        campaign_title=visit.asking.title(current_language()),
        place=visit.door.place,
        problem=problem,
        typed=typed_on(sheet.form) if sheet else Typed(),
    )
    return make_response(page, status)


def _answered(visit: Visit, sheet: Sheet, attempt: bytes) -> Response:
    decision = sheet.form.decision
    if decision == "decline":
        return _decline(visit, attempt)
    if decision == "later":
        return _put_off(visit)
    if sheet.version_id != visit.asking.version_id:
        return _of_older_version(visit, sheet, attempt)
    is_valid = sheet.form.validate()
    if is_valid and decision == "sign":
        return _sign(visit, sheet, attempt)
    if is_valid and decision == "unnamed":
        return _unnamed_page(visit, sheet)
    return _to_correct(visit, sheet)


# The form is checked before the writing transaction begins: on the embedded database nobody else can write meanwhile,
# and a page full of mistakes should hold up nobody. What the transaction must know anew, its constraints decide.
def _sign(visit: Visit, sheet: Sheet, attempt: bytes) -> Response:
    house, submission = this_house(), sheet.submission(attempt)
    try:
        with house.database.writing() as session:
            receipt = signing.submit(session, visit.occasion, house.keys, submission)
    except AttemptUsed:
        return _first_stays_page(visit, sheet, attempt)
    return _to_receipt(receipt)


def _decline(visit: Visit, attempt: bytes) -> Response:
    house, refusal = this_house(), Refusal(visit.asking, visit.door.commune_id, attempt)
    with house.database.writing() as session:
        answering.decline(session, visit.occasion, house.sealed, refusal)
    return redirect(url_for("signing.noted"), 303)


def _put_off(visit: Visit) -> Response:
    with this_house().database.writing() as session:
        answering.reach(session, visit.occasion, visit.asking)
    return redirect(url_for("signing.noted"), 303)


def _unnamed_page(visit: Visit, sheet: Sheet) -> Response:
    """Show the words to keep; nothing of them is stored, so the page cannot be opened again."""
    with this_house().database.writing() as session:
        answering.reach(session, visit.occasion, visit.asking)
    questionnaire, language = sheet.questionnaire, sheet.language
    chosen = [item for item in questionnaire.items if item.code in sheet.form.chosen_items]
    due = {item.requires_notice for item in chosen}
    opening, *understood = _UNNAMED.get(questionnaire.subject, _UNNAMED["household"])
    page = render_template(
        "responses/unnamed.html",
        words=lambda code: questionnaire.passage(code, language),
        opening=opening,
        items=[item.text.in_language(language) for item in chosen],
        notices=[notice.text.in_language(language) for notice in questionnaire.notices if notice.code in due],
        understood=understood,
        place=visit.door.place,
    )
    return make_response(page)


def _of_older_version(visit: Visit, sheet: Sheet, attempt: bytes) -> Response:
    """Answer a page of a version that another one has followed: what was kept before the change is a success."""
    house, before = this_house(), as_it_was(sheet)
    if before.form.decision == "sign" and before.form.validate():
        try:
            with house.database.reading() as session:
                receipt = signing.receipt_of(session, house.keys, before.submission(attempt))
        except AttemptUsed:
            return _first_stays_page(visit, before, attempt)
        if receipt is not None:
            return _to_receipt(receipt)
    return _with_fresh_mark(visit, sheet.questionnaire.passage("version_changed", sheet.language))


def _to_correct(visit: Visit, sheet: Sheet) -> Response:
    if visit.standing is Standing.SIGNED:
        raise AlreadySigned
    visit.refuse_unless_open()
    is_growing = sheet.form.decision in ("add_member", "add_row")
    return _form_page(visit, sheet, 200 if is_growing else 422)


def _with_fresh_mark(visit: Visit, why: str) -> Response:
    """Give back what was typed on a page that cannot be taken as it is, to be read and sent once more."""
    typed = request.form.copy()
    typed.setlist("attempt", [visit.fresh_mark()])
    sheet = typed_sheet(visit.asking, visit.occasion.today, typed)
    if visit.standing is Standing.SIGNED:
        return status_page(visit, AlreadySigned.status, sheet=sheet)
    visit.refuse_unless_open()
    sheet.form.validate()
    sheet.form.form_errors.append(why)
    return _form_page(visit, sheet, 422)


def _busy_page(visit: Visit, sheet: Sheet) -> Response:
    """Give everything back, with the same mark: had the pledge been kept after all, it would still count once."""
    advice = _("Xin chờ khoảng nửa phút rồi bấm gửi lại")
    sheet.form.form_errors.append(f"{_(ServiceBusy.title)}. {advice}")
    response = _form_page(visit, sheet, ServiceBusy.status)
    response.headers["Retry-After"] = str(_RETRY_AFTER_SECONDS)
    return response


def _form_page(visit: Visit, sheet: Sheet, status: int) -> Response:
    response = sheet.answer(differing_at(visit), status)
    # Not "no-store": the browser's own way back must find the page as it was left, with everything typed.
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def differing_at(visit: Visit) -> dict[str, str]:
    """Return what differs from one form page to the next, beside the mark and the version."""
    place = visit.door.place
    return {
        "action": url_for("signing.sign", code=visit.code, campaign_id=visit.asking.campaign_id),
        "not_mine_url": f"{request.script_root}/S/{visit.code}/not-mine",
        "household": who_by_name(visit.door),
        "unit_name": place.commune or _("Cam kết"),
        "unit_under": place.province,
    }


def _first_stays_page(visit: Visit, sheet: Sheet, attempt: bytes) -> Response:
    """Lead to the first receipt, and give back what was sent now."""
    reference = reference_of(this_house().keys, attempt, visit.asking.invitation_id)
    page = render_template(
        "responses/first-stays.html", error=AttemptUsed, reference=reference, typed=typed_on(sheet.form)
    )
    return make_response(page, AttemptUsed.status)


def _to_receipt(receipt: Receipt) -> Response:
    return redirect(url_for("receipts.show", reference=receipt.reference), 303)
