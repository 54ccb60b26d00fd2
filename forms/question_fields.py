"""Turns one question of a questionnaire into the WTForms field that asks it, in one language."""

from collections.abc import Callable
from typing import Any, cast

from wtforms import BooleanField, Field, StringField, TelField, TextAreaField
from wtforms.validators import StopValidation

from forms.fields import DayBox, NumberBox, OneOf, Scale, SignatureBox, TickList, YesBox
from forms.parts import Consent, Option, Question, RowsBlock
from forms.rows import RowsField, row_form_class
from forms.text import Text
from forms.validators import (
    LONGEST_ADDRESS,
    LONGEST_LINE,
    LONGEST_NAME,
    LONGEST_NUMBER,
    LONGEST_PHONE,
    MOST_PEOPLE,
    YOUNGEST_REPRESENTATIVE,
    AtMost,
    BirthYear,
    Count,
    Day,
    HasLetters,
    Number,
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
    build = _BUILT.get(question.kind, _typed)
    return build(question, language)


def consent_field(consent: Consent, language: str) -> Any:
    """Return the unbound box of one consent, never ticked beforehand."""
    checks = [Required(_words(consent.missing, language))] if consent.required else []
    return BooleanField(consent.label.in_language(language), checks)


def _typed(question: Question, language: str) -> Any:
    field_class, checks, attributes = _TYPED[question.kind](question)
    return field_class(
        question.label.in_language(language),
        [_when_empty(question, language), *checks],
        description=_words(question.hint, language),
        render_kw=attributes,
    )


def _choice(question: Question, language: str) -> Any:
    field_class = Scale if question.kind == "scale" else OneOf
    return field_class(
        question.label.in_language(language),
        _options(question.options, language),
        _missing(question, language),
        _note(question, language),
        description=_words(question.hint, language),
    )


def _ticks(question: Question, language: str) -> Any:
    return TickList(
        question.label.in_language(language),
        _options(question.options, language),
        _missing(question, language),
        {},
        most=question.most,
        description=_words(question.hint, language),
    )


def _yes(question: Question, language: str) -> Any:
    return YesBox(
        question.label.in_language(language),
        [Required(_missing(question, language))] if question.required else [],
        description=_words(question.hint, language),
    )


def _rows(question: Question, language: str) -> Any:
    block = cast(RowsBlock, question.rows)
    fields = {inner.code: question_field(inner, language) for inner in block.questions}
    return RowsField(
        question.label.in_language(language),
        block,
        row_form_class(block.questions, language, fields),
        _missing(question, language),
        language,
        description=_words(question.hint, language),
    )


def _signature(question: Question, language: str) -> Any:
    return SignatureBox(question.label.in_language(language), description=_words(question.hint, language))


def _options(options: tuple[Option, ...], language: str) -> dict[str, str]:
    return {option.code: option.text.in_language(language) for option in options}


def _missing(question: Question, language: str) -> str:
    return _words(question.missing, language) if question.required else ""


def _note(question: Question, language: str) -> str:
    return _words(question.condition.note if question.condition else None, language)


def _when_empty(question: Question, language: str) -> Any:
    if question.needs_consent is not None:
        return OnlyWithConsent(question.needs_consent, _words(question.missing, language))
    return Required(_words(question.missing, language)) if question.required else Optional()


def _words(text: Text | None, language: str) -> str:
    return text.in_language(language) if text else ""


_BUILT: dict[str, Callable[[Question, str], Any]] = {
    "scale": _choice,
    "choice": _choice,
    "ticks": _ticks,
    "yes": _yes,
    "rows": _rows,
    "signature": _signature,
}

_Typed = tuple[Any, list[Any], dict[str, str]]
_NUMERIC = {"inputmode": "numeric", "autocomplete": "off"}

# What kind of input asks for it, what it is checked for, and what a phone's keyboard should offer.
_TYPED: dict[str, Callable[[Question], _Typed]] = {
    "name": lambda question: (StringField, [AtMost(LONGEST_NAME), HasLetters()], {"autocomplete": "name"}),
    "birth_year": lambda question: (StringField, [BirthYear(YOUNGEST_REPRESENTATIVE)], _NUMERIC),
    "address": lambda question: (StringField, [AtMost(LONGEST_ADDRESS)], {"autocomplete": "street-address"}),
    "phone": lambda question: (TelField, [AtMost(LONGEST_PHONE), Phone()], {"autocomplete": "tel"}),
    "count": lambda question: (StringField, [Count(MOST_PEOPLE)], _NUMERIC),
    "number": lambda question: (
        NumberBox,
        [AtMost(LONGEST_NUMBER), Number(question.smallest, question.largest)],
        {"inputmode": "decimal", "autocomplete": "off"},
    ),
    "date": lambda question: (DayBox, [Day()], {"autocomplete": "off"}),
    "line": lambda question: (
        StringField,
        [AtMost(question.max_length or LONGEST_LINE)],
        {"autocomplete": "off"},
    ),
    "text": lambda question: (TextAreaField, [AtMost(question.max_length or 0)], {"rows": "4"}),
}
