"""The visitor's half minute: the survey behind a counter's code, answered without a name, and the thanks.

No cookie is set, nothing is logged, and nothing is written but the answer itself in the sealed store.
"""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from pledges.campaigns.surveys import OpenSurvey
from pledges.foundation.access import public
from pledges.foundation.attempts import AttemptInvalid, checked_attempt, new_attempt
from pledges.foundation.codes import checked_code
from pledges.foundation.errors import ServiceBusy
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language
from pledges.foundation.locale import gettext as _
from pledges.foundation.moments import Occasion, present
from pledges.foundation.sealed.halfdays import half_day
from pledges.links.queries import subject_behind
from pledges.satisfaction import acts
from pledges.satisfaction.pages.sheet import Sheet, questionnaire_of
from pledges.satisfaction.queries import AskingCounter, counter_behind
from pledges.satisfaction.rules import SurveyNotOpen, SurveyPlace, SurveyRound
from pledges.satisfaction.slip_queries import slip_behind
from pledges.satisfaction.slip_rules import SlipSent

survey_pages = Blueprint("survey", __name__)

_RETRY_AFTER_SECONDS = 30


@dataclass(frozen=True)
class Visit:
    """Somebody at a counter, asked by one campaign, now. ``code`` is the counter's, or a slip's of ``slip_pack``."""

    code: str
    place: SurveyPlace
    survey: OpenSurvey
    occasion: Occasion
    slip_pack: int | None = None

    @property
    def round(self) -> SurveyRound:
        """Where the answer goes."""
        by_slip = self.slip_pack is not None
        return SurveyRound(self.survey.campaign_id, self.place.counter_id, self.survey.form_code, by_slip)

    @property
    def asked(self) -> dict[str, Any]:
        """What the address of this survey says: a campaign may ask with several forms."""
        return {"code": self.code, "campaign_id": self.survey.campaign_id, "form": self.survey.form_code}

    @property
    def purpose(self) -> str:
        """What the form page's mark is signed for: with a slip, for this slip only."""
        purpose = self.round.purpose(half_day(self.occasion.now))
        return purpose if self.slip_pack is None else f"{purpose}/{self.code}"


@survey_pages.get("/S/<code>/answer/<int:campaign_id>")
@public
def show(code: str, campaign_id: int) -> Response:
    """Show one campaign's survey anew, for whoever comes back to the address of a form that was sent."""
    return _blank_page(_visit(code, campaign_id))


@survey_pages.post("/S/<code>/answer/<int:campaign_id>")
@public
def answer(code: str, campaign_id: int) -> Response:
    """Take an answer, drop it into the sealed store, and thank everybody with the same page."""
    house, visit = this_house(), _visit(code, campaign_id)
    sheet = _sheet(visit, request.form.get("attempt", ""), request.form)
    try:
        attempt = checked_attempt(house.keys, visit.purpose, sheet.attempt)
    except AttemptInvalid:
        return _with_fresh_mark(visit)
    if not sheet.form.validate():
        return _form_page(visit, sheet, 422)
    try:
        _keep(visit, attempt, sheet.content)
    except ServiceBusy:
        return _busy_page(visit, sheet)
    return redirect(url_for("survey.thanks"), 303)


@survey_pages.get("/thanks")
@public
def thanks() -> str:
    """Thank whoever answered: the same page at every counter, without a word about who or what."""
    return render_template("satisfaction/thanks.html")


def survey_page(
    code: str, counter: AskingCounter, occasion: Occasion, slip_pack: int | None = None
) -> Response:
    """Answer a counter's code or a slip's: the survey that is open there, or a choice where there are several.

    :raises SurveyNotOpen: when none is.
    """
    visits = [Visit(code, counter.place, survey, occasion, slip_pack) for survey in counter.surveys]
    if not visits:
        raise SurveyNotOpen
    if len(visits) == 1:
        return _blank_page(visits[0])
    offered = [(visit, questionnaire_of(visit.survey)) for visit in visits]
    return make_response(render_template("satisfaction/choice.html", place=counter.place, offered=offered))


def _visit(code: str, campaign_id: int) -> Visit:
    house, signs, occasion = this_house(), checked_code(code), present()
    with house.database.reading() as session:
        counter = counter_behind(session, house.keys, signs, occasion.today)
        slip = None if counter else slip_behind(session, house.keys, signs, occasion.today)
        if not (counter or slip):
            subject_behind(session, house.keys, signs)  # tells what is wrong with the code
    asking = slip.counter if slip else counter
    if asking is None:
        raise SurveyNotOpen  # nothing is: it is a household's
    form = request.args.get("form")
    for survey in asking.surveys:
        if survey.campaign_id == campaign_id and form in (None, survey.form_code):
            return Visit(signs, asking.place, survey, occasion, slip.pack_id if slip else None)
    raise SurveyNotOpen


def _keep(visit: Visit, attempt: bytes, content: bytes) -> None:
    """Drop an answer into the sealed store, and spend the slip it came with."""
    sealed, now = this_house().sealed, visit.occasion.now
    if visit.slip_pack is None:
        acts.answer(sealed, visit.round, attempt, content, now)
        return
    slip = SlipSent(visit.slip_pack, visit.code, attempt)
    acts.answer_with_slip(sealed, visit.round, slip, content, now)


def _sheet(visit: Visit, attempt: str, typed: MultiDict[str, str] | None = None) -> Sheet:
    questionnaire = questionnaire_of(visit.survey)
    return Sheet(questionnaire, current_language(), visit.occasion.today, attempt, typed)


def _blank_page(visit: Visit) -> Response:
    return _form_page(visit, _sheet(visit, _fresh_mark(visit)), 200)


def _fresh_mark(visit: Visit) -> str:
    return new_attempt(this_house().keys, visit.purpose, visit.occasion)


def _with_fresh_mark(visit: Visit) -> Response:
    """Give back what was chosen on a page of an earlier half day, or one whose mark is spoilt, to be sent once more."""
    sheet = _sheet(visit, _fresh_mark(visit), request.form)
    sheet.form.validate()
    message = _("Trang này đã mở quá lâu. Những gì ông/bà điền vẫn còn: xin xem lại rồi gửi lần nữa")
    return _form_page(visit, sheet, 422, message)


def _busy_page(visit: Visit, sheet: Sheet) -> Response:
    """Give everything back, with the same mark: had the answer been kept after all, it would still count once."""
    advice = _("Xin chờ khoảng nửa phút rồi bấm gửi lại")
    response = _form_page(visit, sheet, ServiceBusy.status, f"{_(ServiceBusy.title)}. {advice}")
    response.headers["Retry-After"] = str(_RETRY_AFTER_SECONDS)
    return response


def _form_page(visit: Visit, sheet: Sheet, status: int, message: str | None = None) -> Response:
    if message:
        sheet.form.form_errors.append(message)
    return make_response(render_template("satisfaction/survey.html", visit=visit, sheet=sheet), status)
