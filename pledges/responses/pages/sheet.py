"""The pledge as it is filled in: the questionnaire of a version, its form, what was handed in, its page."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from flask import Response, current_app, make_response, render_template, request
from werkzeug.datastructures import MultiDict

from forms.answers import PledgeAnswers
from forms.pledge import PledgeForm, pledge_form_class
from forms.questionnaire import Questionnaire
from forms.registration import RegistrationForm, registration_form_class
from forms.signed_text import Circumstances, signed_text
from forms.text import SIGNING_PLACEHOLDERS
from pledges.campaigns.queries import REGISTRATION
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language
from pledges.foundation.locale import gettext as _
from pledges.responses.pages.pattern import Pattern, mark_of
from pledges.responses.queries.doors import version_content
from pledges.responses.rules import Asking, NamedMember, Submission

SignedForm = PledgeForm | RegistrationForm
_PAGE, _REGISTRATION_PAGE = "responses/pledge.html", "responses/registration.html"
_DIFFERING = (
    "action",
    "attempt",
    "not_mine_url",
    "household",
    "other_language_url",
    "unit_name",
    "unit_under",
)
# Blanks of the signed text whose line is left out when nothing was told.
_MAY_BE_EMPTY = ("nam_sinh", "bo_phan", "dau_moi_lien_he")
_NEVER_MORE_DIGITS = 18
_questionnaires: dict[str, Questionnaire] = {}


@dataclass(frozen=True)
class Sheet:
    """One filling-in of a pledge form: blank, prefilled with ``data``, or with what was typed.

    ``attempt`` is the page's signed mark.
    """

    asking: Asking
    questionnaire: Questionnaire
    language: str
    today: date
    attempt: str
    typed: MultiDict[str, str] | None = None
    data: Mapping[str, Any] | None = None

    @cached_property
    def form(self) -> SignedForm:
        """The WTForms form."""
        return form_class_of(self.questionnaire, self.language)(self.typed, today=self.today, data=self.data)

    @property
    def version_id(self) -> int:
        """The version that the page was made of, as it says itself: the mark is signed for it."""
        if self.typed is None:
            return self.asking.version_id
        said = self.typed.get("version", "")
        return int(said) if said.isascii() and said.isdigit() and len(said) < _NEVER_MORE_DIGITS else 0

    def answer(self, differing: Mapping[str, str], status: int, template: str = "") -> Response:
        """Return the page; ``differing`` are action, household line, and the names of commune and province."""
        values = {**_page_context(), **differing, "attempt": self.attempt}
        if self.typed is not None or self.data is not None or template:
            context = form_context(self.questionnaire, self.form)
            name = template or page_of(self.questionnaire)
            page = render_template(name, **context, **values, version=self.asking.version_id)
            return make_response(page, status)
        made_of = (self.questionnaire, self.asking.version_id)
        pattern = _blank_page(made_of, self.language, is_sample=values["is_sample"])
        if request.accept_encodings.quality("gzip") <= 0:
            return make_response(pattern.filled(values), status)
        response = make_response(pattern.compressed(values), status)
        response.headers["Content-Encoding"] = "gzip"
        response.vary.add("Accept-Encoding")
        return response

    def submission(self, attempt: bytes) -> Submission:
        """Return what is handed in, after the form was found valid."""
        answers = self.form.answers()
        return Submission(
            asking=self.asking,
            attempt=attempt,
            signed_text=open_text(self.questionnaire, answers, self.language),
            content_digest=answers.content_digest,
            language=self.language,
            items=answers.items,
            consents=answers.consents,
            signer_name=answers.representative,
            birth_year=answers.birth_year,
            people_count=answers.people,
            adult_count=answers.people_16,
            phones=(answers.phone,) if answers.phone else (),
            members=tuple(NamedMember(one.name, one.birth_year, one.relation) for one in answers.members),
            more=dict(answers.more),
            strokes=answers.strokes,
        )


def questionnaire_of(version_id: int, digest: str) -> Questionnaire:
    """Return the questionnaire of a frozen version; read from the database once in the life of the process.

    **why by digest**: the digest is the content's own, so what is remembered can never be out of date.
    """
    found = _questionnaires.get(digest)
    if found is None:
        found = _questionnaires[digest] = _read(version_id)
    return found


def blank_sheet(asking: Asking, today: date, attempt: str) -> Sheet:
    """Return an empty form in the language of the page."""
    questionnaire = questionnaire_of(asking.version_id, asking.version_digest)
    return Sheet(asking, questionnaire, current_language(), today, attempt)


def typed_sheet(asking: Asking, today: date, typed: MultiDict[str, str]) -> Sheet:
    """Return the form with what was sent, in the language of the page."""
    questionnaire = questionnaire_of(asking.version_id, asking.version_digest)
    return Sheet(asking, questionnaire, current_language(), today, _only(typed, "attempt"), typed)


def as_it_was(sheet: Sheet) -> Sheet:
    """Return a sheet that was sent from a page of an older version, with the questions of that version."""
    questionnaire = _read(sheet.version_id)
    asking = replace(sheet.asking, version_id=sheet.version_id, version_digest=questionnaire.digest)
    return replace(sheet, asking=asking, questionnaire=questionnaire)


def form_class_of(questionnaire: Questionnaire, language: str) -> type[SignedForm]:
    """Return the class of the form: an office registers, everybody else pledges."""
    if questionnaire.kind == REGISTRATION:
        return registration_form_class(questionnaire, language)
    return pledge_form_class(questionnaire, language)


def page_of(questionnaire: Questionnaire) -> str:
    """Return the template of the form's page."""
    return _REGISTRATION_PAGE if questionnaire.kind == REGISTRATION else _PAGE


def form_context(questionnaire: Questionnaire, form: SignedForm) -> dict[str, Any]:
    """Return what the template of a form needs beside the values that differ from page to page."""

    def words(code: str) -> str:
        return questionnaire.passage(code, form.language)

    number = _("%(number)s điều") % {"number": len(questionnaire.items)}
    return {
        "questionnaire": questionnaire,
        "form": form,
        "words": words,
        "heads": _heads(questionnaire, form.language),
        "all_items": f"{words('button_sign_all')} {number}",
    }


def _heads(questionnaire: Questionnaire, language: str) -> dict[str, str]:
    """Return the heading over the first item of each content, where the form has several, and over local items."""
    slogans = {group.code: group.text.in_language(language) for group in questionnaire.groups}
    first: dict[str, str] = {}
    for item in questionnaire.items:
        head = (
            questionnaire.passage("local_title", language) if item.is_local else slogans.get(item.group, "")
        )
        first.setdefault(head, item.code)
    return {code: head for head, code in first.items() if head} if len(first) > 1 else {}


def open_text(questionnaire: Questionnaire, answers: PledgeAnswers, language: str) -> str:
    """Return the words that are signed; the signer's own blanks stay open, so that one text is kept for all."""
    told = {**answers.placeholders(), **dict(answers.more)}
    blanks = {name: f"{{{name}}}" for name in SIGNING_PLACEHOLDERS}
    blanks |= {name: "" for name in _MAY_BE_EMPTY if not told.get(name)}
    rows = dict(answers.more)
    return signed_text(
        questionnaire, answers.items, language, blanks, Circumstances(answers.is_alone, rows)
    ).text


@lru_cache(maxsize=64)
def _blank_page(made_of: tuple[Questionnaire, int], language: str, *, is_sample: bool) -> Pattern:
    questionnaire, version = made_of
    form = form_class_of(questionnaire, language)(None, today=date.min)
    values: dict[str, Any] = {name: mark_of(name) for name in _DIFFERING}
    values |= {**form_context(questionnaire, form), "version": version, "is_sample": is_sample}
    return Pattern(render_template(page_of(questionnaire), **values))


def _read(version_id: int) -> Questionnaire:
    with this_house().database.reading() as session:
        content = version_content(session, version_id)
    return Questionnaire.from_mapping(content)


def _only(typed: MultiDict[str, str], name: str) -> str:
    """Return the one value of a field; none when it came with two that differ, which no page of ours sends."""
    values = set(typed.getlist(name))
    return values.pop() if len(values) == 1 else ""


def _page_context() -> dict[str, Any]:
    """Return what every template is given: the address of the other language, whether the data are samples."""
    context: dict[str, Any] = {}
    current_app.update_template_context(context)
    return {name: context[name] for name in ("other_language_url", "is_sample")}
