"""The household's minute: the pledge behind a code, read, signed or declined."""

from dataclasses import dataclass

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from pledges.foundation.access import public
from pledges.foundation.attempts import AttemptInvalid, checked_attempt, new_attempt
from pledges.foundation.codes import checked_code
from pledges.foundation.errors import ServiceBusy
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language
from pledges.foundation.locale import gettext as _
from pledges.foundation.moments import Occasion, present
from pledges.foundation.vietnamese.dates import short_date
from pledges.foundation.vietnamese.names import mask_name
from pledges.links.queries import subject_behind
from pledges.responses import acts
from pledges.responses.pages.sheet import Sheet, blank_sheet, typed_sheet
from pledges.responses.queries import door_behind
from pledges.responses.references import attempt_purpose, reference_of
from pledges.responses.rules import (
    AlreadySigned,
    Asking,
    AttemptUsed,
    CampaignNotOpen,
    CampaignNotYetOpen,
    Door,
    NotAsked,
    Standing,
)

signing_pages = Blueprint("signing", __name__)

_RETRY_AFTER_SECONDS = 30


@dataclass(frozen=True)
class Visit:
    """Somebody at one household's door, asked by one campaign, now."""

    code: str
    door: Door
    asking: Asking
    occasion: Occasion

    @property
    def standing(self) -> Standing:
        """How the household stands to the campaign today."""
        return self.asking.standing(self.occasion.today)

    @property
    def household(self) -> str:
        """Which household, as a stranger may read it: its number and hamlet."""
        number = _("Hộ số %(number)s") % {"number": self.door.number}
        return f"{number} · {self.door.place.hamlet or self.door.place.commune}"

    @property
    def purpose(self) -> str:
        """What the form page's mark is signed for."""
        return attempt_purpose(self.asking.invitation_id)


@signing_pages.get("/S/<code>/sign/<int:campaign_id>")
@public
def show(code: str, campaign_id: int) -> Response:
    """Show one campaign's pledge, for a household that several campaigns ask at once."""
    return pledge_page(_visit(code, campaign_id))


@signing_pages.post("/S/<code>/sign/<int:campaign_id>")
@public
def sign(code: str, campaign_id: int) -> Response:
    """Take what was sent: a pledge, a refusal, or the wish for one more row."""
    visit = _visit(code, campaign_id)
    sheet = typed_sheet(visit.asking, visit.occasion.today, request.form)
    try:
        attempt = checked_attempt(this_house().keys, visit.purpose, sheet.attempt)
    except AttemptInvalid:
        return _with_fresh_mark(visit)
    if sheet.form.decision == "decline":
        return _decline(visit, sheet, attempt)
    if sheet.form.validate() and sheet.form.decision == "sign":
        return _sign(visit, sheet, attempt)
    return _to_correct(visit, sheet)


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
        return _status_page(visit, 200)
    _refuse_unless_open(visit)
    return _form_page(visit, blank_sheet(visit.asking, visit.occasion.today, _fresh_mark(visit)), 200)


def _visit(code: str, campaign_id: int) -> Visit:
    house, signs = this_house(), checked_code(code)
    with house.database.reading() as session:
        door = door_behind(session, house.keys, signs)
        if door is None:
            subject_behind(session, house.keys, signs)  # tells what is wrong with the code
            raise NotAsked  # nothing is: it is a counter's
    return Visit(signs, door, door.asked_by(campaign_id), present())


def _fresh_mark(visit: Visit) -> str:
    return new_attempt(this_house().keys, visit.purpose, visit.occasion)


def _refuse_unless_open(visit: Visit) -> None:
    if visit.standing is Standing.NOT_YET and visit.asking.opens_on is not None:
        raise CampaignNotYetOpen(opens_on=short_date(visit.asking.opens_on))
    if visit.standing is not Standing.OPEN:
        raise CampaignNotOpen


# The form is checked before the writing transaction begins: on the embedded database nobody else can write meanwhile,
# and a page full of mistakes should hold up nobody. What the transaction must know anew, its constraints decide.
def _sign(visit: Visit, sheet: Sheet, attempt: bytes) -> Response:
    house, submission = this_house(), sheet.submission(attempt)
    try:
        with house.database.writing() as session:
            receipt = acts.submit(session, visit.occasion, house.keys, submission)
    except AlreadySigned:
        return _status_page(visit, AlreadySigned.status)
    except AttemptUsed:
        return _first_stays_page(reference_of(house.keys, attempt, visit.asking.invitation_id))
    except ServiceBusy:
        return _busy_page(visit, sheet)
    return redirect(url_for("receipts.show", reference=receipt.reference), 303)


def _decline(visit: Visit, sheet: Sheet, attempt: bytes) -> Response:
    house = this_house()
    try:
        acts.decline(visit.occasion, house.sealed, visit.asking, attempt)
    except AlreadySigned:
        return _status_page(visit, AlreadySigned.status)
    except ServiceBusy:
        return _busy_page(visit, sheet)
    return redirect(url_for("signing.noted"), 303)


def _to_correct(visit: Visit, sheet: Sheet) -> Response:
    if visit.standing is Standing.SIGNED:
        return _status_page(visit, AlreadySigned.status)
    _refuse_unless_open(visit)
    return _form_page(visit, sheet, 200 if sheet.form.decision == "add_member" else 422)


def _with_fresh_mark(visit: Visit) -> Response:
    """Give back what was typed on a page whose own mark is missing or spoilt, to be sent once more."""
    _refuse_unless_open(visit)
    typed = request.form.copy()
    typed["attempt"] = _fresh_mark(visit)
    sheet = typed_sheet(visit.asking, visit.occasion.today, typed)
    sheet.form.validate()
    sheet.form.form_errors.append(
        _("Trang này đã mở quá lâu. Những gì ông/bà điền vẫn còn: xin xem lại rồi gửi lần nữa")
    )
    return _form_page(visit, sheet, 422)


def _busy_page(visit: Visit, sheet: Sheet) -> Response:
    """Give everything back, with the same mark: had the pledge been kept after all, it would still count once."""
    advice = _("Xin chờ khoảng nửa phút rồi bấm gửi lại")
    sheet.form.form_errors.append(f"{_(ServiceBusy.title)}. {advice}")
    response = _form_page(visit, sheet, ServiceBusy.status)
    response.headers["Retry-After"] = str(_RETRY_AFTER_SECONDS)
    return response


def _form_page(visit: Visit, sheet: Sheet, status: int) -> Response:
    address = url_for("signing.sign", code=visit.code, campaign_id=visit.asking.campaign_id)
    place = visit.door.place
    differing = {
        "action": address,
        "household": f"{visit.household} · {mask_name(visit.door.head_name)}",
        "unit_name": place.commune or _("Cam kết"),
        "unit_under": place.province,
    }
    response = sheet.answer(differing, status)
    # Not "no-store": the browser's own way back must find the page as it was left, with everything typed.
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _status_page(visit: Visit, status: int) -> Response:
    title = visit.asking.title(current_language())
    page = render_template("responses/signed.html", visit=visit, campaign_title=title, place=visit.door.place)
    return make_response(page, status)


def _first_stays_page(reference: str) -> Response:
    page = render_template("responses/first-stays.html", error=AttemptUsed, reference=reference)
    return make_response(page, AttemptUsed.status)
