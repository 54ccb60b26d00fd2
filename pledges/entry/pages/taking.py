"""What every door of entry does with a paper, whoever signed it: shows the form, takes what was typed, keeps proofs."""

from functools import partial
from typing import Any

from flask import make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.entry import EntryForm, entry_form_class
from forms.proof import ProofForm
from forms.signing import signer_question
from pledges.entry.acts.entering import add_paper, enter
from pledges.entry.pages.visiting import EntryVisit, confirmed, submission_of
from pledges.entry.wording import SUBJECT_WORDS
from pledges.foundation.attempts import AttemptInvalid, checked_attempt, new_attempt
from pledges.foundation.codes import grouped_code
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language
from pledges.foundation.locale import gettext as _
from pledges.register.rules import SubjectKind
from pledges.responses.rules import AlreadySigned, AttemptUsed, NewProof, ProofKind

POSITION = "chuc_vu_vi_tri"
"""The question of an official's position, which the register knows."""

_TONIGHT = "tonight"
"""What the way here names in "back" when it began on the hamlet head's page for the way from door to door."""

_DOORS = {
    SubjectKind.HOUSEHOLD: ("entering.show", "household_id"),
    SubjectKind.OFFICIAL: ("office_entering.show_official", "official_id"),
    SubjectKind.OFFICE: ("office_entering.show_registration", "office_id"),
}


def show_entry(visit: EntryVisit) -> Response:
    """Show the entry form; for a household or an office that has signed, the form that adds a paper to its pledge."""
    if visit.asking.signed_at and visit.shows_standing:
        return _proof_page(visit, _proof_form(visit, None), 200)
    return _entry_page(visit, _blank(visit), _fresh_mark(visit), 200)


def take_paper(visit: EntryVisit) -> Response:
    """Take what was typed from a paper."""
    house, form = this_house(), _form(visit, request.form)
    try:
        attempt = checked_attempt(house.keys, visit.purpose, request.form.get("attempt", ""))
    except AttemptInvalid:
        return _with_fresh_mark(visit, form)
    if not form.validate():
        return _entry_page(visit, form, request.form["attempt"], 200 if form.wants_row else 422)
    handed_in = submission_of(visit.asking, visit.questionnaire, form.answers(), attempt, form.proof)
    submission = confirmed(handed_in, form.members_signed)
    try:
        with house.database.writing() as session:
            receipt = enter(session, visit.occasion, house.keys, submission, visit.period)
    except AlreadySigned:
        return _signed_before(visit, form.proof)
    except AttemptUsed:
        return _first_stays_page(visit)
    return _entered_page(visit, receipt.reference)


def take_proof(visit: EntryVisit) -> Response:
    """Keep a paper as a further proof of the pledge that was given before."""
    form = _proof_form(visit, request.form)
    if not form.validate():
        return _proof_page(visit, form, 422)
    return _keep_proof(visit, form.proof)


def place_of(visit: EntryVisit, said: str | None = None) -> str:
    """Return the address of the list on which the subject stands, or of the next door for who came from one."""
    campaign_id = visit.asking.campaign_id
    if visit.office_id is None:
        unit_id = visit.asking.unit_id
        if _way_back():
            return url_for("tonight.show_door", campaign_id=campaign_id, unit_id=unit_id)
        return url_for("entry_places.show_hamlet", campaign_id=campaign_id, unit_id=unit_id, said=said)
    office_id = visit.office_id
    return url_for("entry_places.show_office", campaign_id=campaign_id, office_id=office_id, said=said)


def _way_back() -> str | None:
    return _TONIGHT if request.values.get("back") == _TONIGHT else None


def _signed_before(visit: EntryVisit, proof: NewProof) -> Response:
    """Keep the paper of an official beside the pledge that is there; others are asked first."""
    if visit.shows_standing:
        return _proof_page(visit, _proof_form(visit, request.form), AlreadySigned.status)
    return _keep_proof(visit, proof)


def _keep_proof(visit: EntryVisit, proof: NewProof) -> Response:
    with this_house().database.writing() as session:
        add_paper(session, visit.occasion, visit.asking.invitation_id, proof, visit.period)
    return redirect(place_of(visit, said="proof"), 303)


def _address_of(visit: EntryVisit, **query: Any) -> str:
    endpoint, name = _DOORS[visit.door.subject_kind]
    query |= {name: visit.door.subject_id, "campaign_id": visit.asking.campaign_id}
    return url_for(endpoint, **query)


def _fresh_mark(visit: EntryVisit) -> str:
    return new_attempt(this_house().keys, visit.purpose, visit.occasion)


def _blank(visit: EntryVisit) -> EntryForm:
    """Return the form as it is opened: with what the register knows, and the evidence where the way here named it."""
    known = {POSITION: visit.door.position}
    if visit.door.subject_kind is not SubjectKind.OFFICE:
        known[signer_question(visit.questionnaire)] = visit.door.head_name
    return _form(visit, None, {**_evidence(visit), **known})


def _form(visit: EntryVisit, typed: Any, data: dict[str, Any] | None = None) -> EntryForm:
    language = current_language()
    form_class = entry_form_class(visit.questionnaire, language)
    return form_class(typed, period=visit.period, today=visit.occasion.today, language=language, data=data)


def _proof_form(visit: EntryVisit, typed: Any) -> ProofForm:
    today, language = visit.occasion.today, current_language()
    return ProofForm(typed, period=visit.period, today=today, language=language, data=_evidence(visit))


def _evidence(visit: EntryVisit) -> dict[str, Any]:
    """Return the evidence that the way to this page named, and today for what happens now, at a door."""
    kind = request.args.get("kind", "")
    if kind not in set(ProofKind):
        return {}
    return (
        {"kind": kind}
        if kind == ProofKind.SIGNED_PAPER
        else {"kind": kind, "signed_on": visit.occasion.today}
    )


def _entry_page(visit: EntryVisit, form: EntryForm, attempt: str, status: int) -> Response:
    return _page("entry/pledge.html", visit, status, form=form, attempt=attempt)


def _proof_page(visit: EntryVisit, form: ProofForm, status: int) -> Response:
    return _page("entry/proof.html", visit, status, form=form)


def _with_fresh_mark(visit: EntryVisit, form: EntryForm) -> Response:
    """Give back what was typed on a page whose mark is missing, spoilt or of another version, to be sent once more."""
    form.validate()
    form.form_errors.append(
        _("Trang này đã mở quá lâu. Những gì đã điền vẫn còn: xin xem lại rồi gửi lần nữa")
    )
    return _entry_page(visit, form, _fresh_mark(visit), 422)


def _first_stays_page(visit: EntryVisit) -> Response:
    return _page("entry/first-stays.html", visit, AttemptUsed.status, error=AttemptUsed)


def _entered_page(visit: EntryVisit, reference: str) -> Response:
    """Show the reference, once, to be handed over.

    **why** no redirect: an address with the reference would stand in logs and in the staff member's history, and who
    has it can take the pledge back. Sent again, the page gives the same pledge's.
    """
    signs, public_url = grouped_code(reference), this_house().config.public_url
    return _page("entry/entered.html", visit, 200, reference=signs, public_url=public_url)


def _page(template: str, visit: EntryVisit, status: int, **shown: Any) -> Response:
    words = SUBJECT_WORDS[visit.door.subject_kind]
    ways = {"place_address": place_of(visit), "address": partial(_address_of, visit), "back": _way_back()}
    return make_response(render_template(template, visit=visit, words=words, **ways, **shown), status)
