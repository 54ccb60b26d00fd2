"""A member speaks for themselves: by the own link from the receipt, or at the door of a household that has signed."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.member_confirmation import MemberBoxes, MemberNameForm, member_boxes_class, member_name_class
from pledges.foundation.access import public
from pledges.foundation.attempts import AttemptInvalid, checked_attempt, new_attempt
from pledges.foundation.codes import checked_code, grouped_code
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language
from pledges.foundation.locale import gettext as _
from pledges.foundation.moments import present
from pledges.responses.acts.confirming import Joining, confirm, join, leave
from pledges.responses.pages.sheet import questionnaire_of
from pledges.responses.pages.visits import Visit, visit_at
from pledges.responses.queries.members import MemberPledge, member_behind
from pledges.responses.references import joining_purpose, member_mark
from pledges.responses.rules import Standing
from pledges.responses.turned_away import MemberUnknown

member_pages = Blueprint("members", __name__)


@member_pages.get("/m/<code>")
@member_pages.get("/M/<code>")
@public
def show(code: str) -> Response:
    """Show a member what the household pledged, and the two own boxes, or that the member has confirmed."""
    signs = checked_code(code)
    pledge = _pledge(signs)
    return _own_page(signs, pledge, _boxes(pledge), 200)


@member_pages.post("/M/<code>")
@public
def answer(code: str) -> Response:
    """Take the member's own word: to join the pledge, or to be left out of it."""
    house, occasion, signs = this_house(), present(), checked_code(code)
    if request.form.get("choice") == "refuse":
        with house.database.writing() as session:
            leave(session, member_mark(house.keys, signs))
        return redirect(url_for("members.left"), 303)
    pledge = _pledge(signs)
    form = _boxes(pledge)
    if not form.validate():
        return _own_page(signs, pledge, form, 422)
    with house.database.writing() as session:
        confirm(session, occasion, member_mark(house.keys, signs))
    return redirect(url_for("members.show", code=signs), 303)


@member_pages.get("/left")
@public
def left() -> str:
    """Say that a name is out, without a word about whose."""
    return render_template("responses/left.html")


@member_pages.get("/S/<code>/member/<int:campaign_id>")
@public
def ask_to_join(code: str, campaign_id: int) -> Response:
    """Ask a member for the own name; the page shows nobody's."""
    visit = visit_at(code, campaign_id)
    if visit.standing is not Standing.SIGNED:
        return redirect(url_for("signing.show", code=visit.code, campaign_id=campaign_id), 303)
    return _name_page(visit, _name_form(visit), _fresh_mark(visit), 200)


@member_pages.post("/S/<code>/member/<int:campaign_id>")
@public
def take_name(code: str, campaign_id: int) -> Response:
    """Take a member's own name. The answer is the same whether it stood in the pledge or not."""
    visit, house = visit_at(code, campaign_id), this_house()
    form = _name_form(visit)
    sent = request.form.get("attempt", "")
    try:
        attempt = checked_attempt(house.keys, joining_purpose(visit.asking.invitation_id), sent)
    except AttemptInvalid:
        return _with_fresh_mark(visit, form)
    if not form.validate():
        return _name_page(visit, form, sent, 422)
    with house.database.writing() as session:
        own = join(session, visit.occasion, house.keys, _joining(visit, form, attempt))
    return redirect(url_for("members.thank", code=own), 303)


@member_pages.get("/M/<code>/thanks")
@public
def thank(code: str) -> str:
    """Give a member the own link to keep. Nothing is looked up: the page is the same for everybody."""
    signs = checked_code(code)
    address = f"{this_house().config.public_url}/M/{signs}"
    return render_template(
        "responses/member-thanks.html", code=signs, code_words=grouped_code(signs), address=address
    )


def _pledge(code: str) -> MemberPledge:
    house = this_house()
    with house.database.reading() as session:
        found = member_behind(session, member_mark(house.keys, code))
    if found is None:
        raise MemberUnknown
    return found


def _boxes(pledge: MemberPledge) -> MemberBoxes:
    questionnaire = questionnaire_of(pledge.version_id, pledge.version_digest)
    typed = request.form if request.method == "POST" else None
    return member_boxes_class(questionnaire, current_language())(typed, today=present().today)


def _own_page(code: str, pledge: MemberPledge, form: MemberBoxes, status: int) -> Response:
    items = [item for item in form.questionnaire.items if item.code in pledge.items]
    address = f"{this_house().config.public_url}/M/{code}"
    page = render_template(
        "responses/member.html",
        code=code,
        pledge=pledge,
        form=form,
        items=items,
        place=pledge.place,
        address=address,
    )
    return make_response(page, status)


def _name_form(visit: Visit) -> MemberNameForm:
    questionnaire = questionnaire_of(visit.asking.version_id, visit.asking.version_digest)
    typed = request.form if request.method == "POST" else None
    return member_name_class(questionnaire, current_language())(typed, today=visit.occasion.today)


def _name_page(visit: Visit, form: MemberNameForm, attempt: str, status: int) -> Response:
    title = visit.asking.title(current_language())
    page = render_template(
        "responses/member-join.html",
        visit=visit,
        form=form,
        attempt=attempt,
        campaign_title=title,
        place=visit.door.place,
    )
    return make_response(page, status)


def _with_fresh_mark(visit: Visit, form: MemberNameForm) -> Response:
    form.validate()
    form.form_errors.append(
        _("Trang này đã mở quá lâu. Những gì ông/bà điền vẫn còn: xin xem lại rồi gửi lần nữa")
    )
    return _name_page(visit, form, _fresh_mark(visit), 422)


def _fresh_mark(visit: Visit) -> str:
    purpose = joining_purpose(visit.asking.invitation_id)
    return new_attempt(this_house().keys, purpose, visit.occasion)


def _joining(visit: Visit, form: MemberNameForm, attempt: bytes) -> Joining:
    block = form.questionnaire.members
    most = block.max_rows if block else 0
    return Joining(visit.asking.invitation_id, form.typed_name, form.typed_birth_year, attempt, most)
