"""Turns one question of a questionnaire into the WTForms field that asks it, in one language."""

from collections.abc import Callable
from typing import Any

from wtforms import BooleanField, Field, StringField, TelField, TextAreaField
from wtforms.validators import StopValidation

from forms.fields import OneOf, Scale
from forms.parts import Consent, Question
from forms.text import Text
from forms.validators import (
    LONGEST_ADDRESS,
    LONGEST_NAME,
    LONGEST_PHONE,
    MOST_PEOPLE,
    YOUNGEST_REPRESENTATIVE,
    AtMost,
    BirthYear,
    Count,
    HasLetters,
    Optional,
    Phone,
    Required,
)


class OnlyWithConsent:
    """What serves one consent is needed with it and of no interest without it."""

    def __init__(self, consent: str, missing: str) -> None:
        self.consent = consent
        self.missing = missing

    def __call__(self, form: Any, field: Field) -> None:
        if not form[self.consent].data:
            raise StopValidation
        if not field.data:
            raise StopValidation(self.missing)


def question_field(question: Question, language: str) -> Any:
    """Return the unbound field that asks the question."""
    if question.kind in ("scale", "choice"):
        return _choice(question, language)
    field_class, checks, attributes = _TYPED[question.kind](question)
    return field_class(
        question.label.in_language(language),
        [_when_empty(question, language), *checks],
        description=_words(question.hint, language),
        render_kw=attributes,
    )


def consent_field(consent: Consent, language: str) -> Any:
    """Return the unbound box of one consent, never ticked beforehand."""
    checks = [Required(_words(consent.missing, language))] if consent.required else []
    return BooleanField(consent.label.in_language(language), checks)


def _choice(question: Question, language: str) -> Any:
    field_class = Scale if question.kind == "scale" else OneOf
    return field_class(
        question.label.in_language(language),
        {option.code: option.text.in_language(language) for option in question.options},
        _words(question.missing, language) if question.required else "",
        _words(question.condition.note if question.condition else None, language),
        description=_words(question.hint, language),
    )


def _when_empty(question: Question, language: str) -> Any:
    if question.needs_consent is not None:
        return OnlyWithConsent(question.needs_consent, _words(question.missing, language))
    return Required(_words(question.missing, language)) if question.required else Optional()


def _words(text: Text | None, language: str) -> str:
    return text.in_language(language) if text else ""


_Typed = tuple[Any, list[Any], dict[str, str]]
_NUMERIC = {"inputmode": "numeric", "autocomplete": "off"}

# What kind of input asks for it, what it is checked for, and what a phone's keyboard should offer.
_TYPED: dict[str, Callable[[Question], _Typed]] = {
    "name": lambda question: (StringField, [AtMost(LONGEST_NAME), HasLetters()], {"autocomplete": "name"}),
    "birth_year": lambda question: (StringField, [BirthYear(YOUNGEST_REPRESENTATIVE)], _NUMERIC),
    "address": lambda question: (StringField, [AtMost(LONGEST_ADDRESS)], {"autocomplete": "street-address"}),
    "phone": lambda question: (TelField, [AtMost(LONGEST_PHONE), Phone()], {"autocomplete": "tel"}),
    "count": lambda question: (StringField, [Count(MOST_PEOPLE)], _NUMERIC),
    "text": lambda question: (TextAreaField, [AtMost(question.max_length or 0)], {"rows": "4"}),
}
