"""The pledge as it is filled in: the questionnaire of a version, its form, what was handed in, its page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from flask import Response, current_app, make_response, render_template, request
from werkzeug.datastructures import MultiDict

from forms.answers import PledgeAnswers
from forms.pledge import PledgeForm, pledge_form_class
from forms.questionnaire import Questionnaire
from forms.signed_text import signed_text
from forms.text import SIGNING_PLACEHOLDERS
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language
from pledges.responses.pages.pattern import Pattern, mark_of
from pledges.responses.queries import version_content
from pledges.responses.rules import Asking, NamedMember, Submission

_DIFFERING = ("action", "attempt", "household", "other_language_url", "unit_name", "unit_under")
_questionnaires: dict[str, Questionnaire] = {}


@dataclass(frozen=True)
class Sheet:
    """One filling-in of a pledge form: blank, or with what was typed. ``attempt`` is its signed mark."""

    asking: Asking
    questionnaire: Questionnaire
    language: str
    today: date
    attempt: str
    typed: MultiDict[str, str] | None = None

    @cached_property
    def form(self) -> PledgeForm:
        """The WTForms form."""
        return pledge_form_class(self.questionnaire, self.language)(self.typed, today=self.today)

    def answer(self, differing: Mapping[str, str], status: int) -> Response:
        """Return the page; ``differing`` are action, household line, and the names of commune and province."""
        values = {**_page_context(), **differing, "attempt": self.attempt}
        if self.typed is not None:
            return make_response(_rendered(self.questionnaire, self.form, values), status)
        pattern = _blank_page(self.questionnaire, self.language, is_sample=values["is_sample"])
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
            signed_text=_text(self.questionnaire, answers, self.language),
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
        )


def questionnaire_of(version_id: int, digest: str) -> Questionnaire:
    """Return the questionnaire of a frozen version; read from the database once in the life of the process.

    **why by digest**: the digest is the content's own, so what is remembered can never be out of date.
    """
    found = _questionnaires.get(digest)
    if found is None:
        with this_house().database.reading() as session:
            content = version_content(session, version_id)
        found = _questionnaires[digest] = Questionnaire.from_mapping(content)
    return found


def blank_sheet(asking: Asking, today: date, attempt: str) -> Sheet:
    """Return an empty form in the language of the page."""
    questionnaire = questionnaire_of(asking.version_id, asking.version_digest)
    return Sheet(asking, questionnaire, current_language(), today, attempt)


def typed_sheet(asking: Asking, today: date, typed: MultiDict[str, str]) -> Sheet:
    """Return the form with what was sent, in the language of the page."""
    questionnaire = questionnaire_of(asking.version_id, asking.version_digest)
    return Sheet(asking, questionnaire, current_language(), today, typed.get("attempt", ""), typed)


@lru_cache(maxsize=64)
def _blank_page(questionnaire: Questionnaire, language: str, *, is_sample: bool) -> Pattern:
    form = pledge_form_class(questionnaire, language)(None, today=date.min)
    marks = {name: mark_of(name) for name in _DIFFERING}
    return Pattern(_rendered(questionnaire, form, {**marks, "is_sample": is_sample}))


def _rendered(questionnaire: Questionnaire, form: PledgeForm, values: Mapping[str, Any]) -> str:
    def words(code: str) -> str:
        return questionnaire.passage(code, form.language)

    return render_template("responses/pledge.html", questionnaire=questionnaire, form=form, words=words, **values)


def _page_context() -> dict[str, Any]:
    """Return what every template is given: the address of the other language, whether the data are samples."""
    context: dict[str, Any] = {}
    current_app.update_template_context(context)
    return {name: context[name] for name in ("other_language_url", "is_sample")}


def _text(questionnaire: Questionnaire, answers: PledgeAnswers, language: str) -> str:
    """Return the words that are signed; the signer's own blanks stay open, so that one text is kept for all."""
    blanks = {name: f"{{{name}}}" for name in SIGNING_PLACEHOLDERS}
    if answers.birth_year is None:
        blanks["nam_sinh"] = ""
    return signed_text(questionnaire, answers.items, language, blanks, alone=answers.is_alone).text
