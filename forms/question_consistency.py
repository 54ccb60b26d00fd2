"""What must agree in the questions of a questionnaire; every contradiction names its key."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from typing import Protocol

from forms.conditions import YES
from forms.decoding import ShapeInvalid
from forms.parts import Consent, Question, RowsBlock, Section

# A question's or consent's code becomes the name of an input and an attribute of the form.
_FIELD_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_OPTION_CODE = re.compile(r"[A-Za-z0-9_]+")
_FEWEST_OPTIONS = 2
_LONGEST_TEXT = 5_000
_MOST_ROWS = 30
_WITH_OPTIONS = frozenset({"scale", "choice", "ticks"})
_NOT_IN_ROWS = frozenset({"rows", "signature"})
# Whoever answers a survey must not be told apart by it.
_TELL_WHO = frozenset({"name", "birth_year", "address", "phone", "signature"})
_SIGNED = frozenset({"pledge", "registration"})
# Names that the forms themselves have.
TAKEN = frozenset(
    {
        "Meta",
        "add_member",
        "add_row",
        "answers",
        "asked_questions",
        "attempt",
        "choice",
        "chosen_items",
        "consent_fields",
        "data",
        "decision",
        "duty",
        "errors",
        "form_errors",
        "is_empty",
        "is_part",
        "items",
        "language",
        "members",
        "meta",
        "pledge",
        "populate_obj",
        "post_process",
        "process",
        "questionnaire",
        "questions",
        "signature",
        "signs_all",
        "today",
        "validate",
        "validate_choice",
        "validate_ngay_hoan_thanh",
        "validate_so_nguoi_tu_16_tuoi",
        "version",
        "wants_row",
    }
)


class Coded(Protocol):
    """Any part of a questionnaire that is known by its code."""

    @property
    def code(self) -> str:
        """The code."""


def check_questions(
    questions: Collection[Question], consents: Collection[Consent] = (), key: str = "questions"
) -> None:
    """Refuse unusable codes, kinds without what they need, conditions and consents that lead nowhere.

    :raises ShapeInvalid: naming the question
    """
    distinct(key, [*questions, *consents])
    for code in (*codes(questions), *codes(consents)):
        matches(_FIELD_CODE, f"{key}.{code}", code)
    earlier: dict[str, Question] = {}
    for question in questions:
        _check_question(question, f"{key}.{question.code}", codes(consents))
        _check_condition(question, f"{key}.{question.code}.condition", earlier)
        earlier[question.code] = question
    for consent in consents:
        if consent.required and consent.missing is None:
            raise ShapeInvalid(f"consents.{consent.code}.missing", "is missing for a required consent")


def check_sections(questions: Iterable[Question], sections: Collection[Section]) -> None:
    """Refuse a question in a section that is not there.

    :raises ShapeInvalid: naming the question
    """
    distinct("sections", sections)
    for question in questions:
        if question.section is not None and question.section not in codes(sections):
            raise ShapeInvalid(
                f"questions.{question.code}.section", f"there is no section {question.section}"
            )


def check_who_is_told(kind: str, questions: Collection[Question]) -> None:
    """Refuse a survey that asks who answers, and what is signed without the signer's name.

    :raises ShapeInvalid: naming the question
    """
    if kind == "survey":
        for question in questions:
            if question.kind in _TELL_WHO:
                raise ShapeInvalid(f"questions.{question.code}.kind", "a survey asks nobody who they are")
    names = (q for q in questions if q.kind == "name" and q.asked and q.required and q.condition is None)
    if kind in _SIGNED and not any(names):
        raise ShapeInvalid("questions", "needs a required question for the signer's name")
    if sum(question.kind == "signature" for question in questions) > 1:
        raise ShapeInvalid("questions", "has more than one signature")


def codes(parts: Iterable[Coded]) -> frozenset[str]:
    """Return the codes of some parts."""
    return frozenset(part.code for part in parts)


def distinct(key: str, parts: Collection[Coded]) -> None:
    """Refuse a code that occurs twice.

    :raises ShapeInvalid: naming the codes
    """
    twice = sorted(code for code, times in Counter(part.code for part in parts).items() if times > 1)
    if twice:
        raise ShapeInvalid(key, f"{', '.join(twice)} occurs twice")


def matches(pattern: re.Pattern[str], key: str, code: str) -> None:
    """Refuse a code of another shape, or one that the forms themselves have: WTForms runs whatever is named validate_.

    :raises ShapeInvalid: naming the key
    """
    if not pattern.fullmatch(code) or code in TAKEN or code.startswith("validate_"):
        raise ShapeInvalid(key, "cannot be used as a code")


def _check_question(question: Question, key: str, consents: frozenset[str]) -> None:
    if question.required and question.missing is None:
        raise ShapeInvalid(f"{key}.missing", "is missing for a required question")
    if question.needs_consent is not None and question.needs_consent not in consents:
        raise ShapeInvalid(f"{key}.needs_consent", f"{question.needs_consent} is not among the consents")
    if question.kind in _WITH_OPTIONS and len(question.options) < _FEWEST_OPTIONS:
        raise ShapeInvalid(f"{key}.options", "needs at least two")
    distinct(f"{key}.options", question.options)
    for option in question.options:
        matches(_OPTION_CODE, f"{key}.options.{option.code}", option.code)
    if (question.rows is None) == (question.kind == "rows"):
        raise ShapeInvalid(f"{key}.rows", "belongs to the kind rows, and that kind needs it")
    check = _CHECKS.get(question.kind)
    if check is not None:
        check(question, key)


def _check_text(question: Question, key: str) -> None:
    if question.max_length is None:
        raise ShapeInvalid(f"{key}.max_length", "is missing")
    _check_length(question, key)


def _check_length(question: Question, key: str) -> None:
    if question.max_length is not None and not 1 <= question.max_length <= _LONGEST_TEXT:
        raise ShapeInvalid(f"{key}.max_length", f"must be from 1 to {_LONGEST_TEXT}")


def _check_ticks(question: Question, key: str) -> None:
    if question.most is not None and not 1 <= question.most <= len(question.options):
        raise ShapeInvalid(f"{key}.most", "must be from 1 to the number of options")


def _check_number(question: Question, key: str) -> None:
    smallest = question.smallest if question.smallest is not None else 0
    if question.largest is not None and question.largest < smallest:
        raise ShapeInvalid(f"{key}.largest", f"must not be below {smallest}")


def _check_signature(question: Question, key: str) -> None:
    if question.required:
        raise ShapeInvalid(
            f"{key}.required", "a drawn signature is never required: the typed name does as well"
        )


def _check_rows(question: Question, key: str) -> None:
    block = question.rows
    if block is None or not block.questions:
        raise ShapeInvalid(f"{key}.rows.questions", "needs at least one")
    _check_row_numbers(block, f"{key}.rows")
    for inner in block.questions:
        if inner.kind in _NOT_IN_ROWS:
            raise ShapeInvalid(
                f"{key}.rows.questions.{inner.code}.kind", f"{inner.kind} cannot stand in a row"
            )
        if inner.section is not None or not inner.asked:
            raise ShapeInvalid(
                f"{key}.rows.questions.{inner.code}", "a question in a row is asked, in no section"
            )
    check_questions(block.questions, key=f"{key}.rows.questions")


def _check_row_numbers(block: RowsBlock, key: str) -> None:
    if not 1 <= block.max_rows <= _MOST_ROWS:
        raise ShapeInvalid(f"{key}.max_rows", f"must be from 1 to {_MOST_ROWS}")
    for name, rows in (("min_rows", block.min_rows), ("first_rows", block.first_rows)):
        if not 0 <= rows <= block.max_rows:
            raise ShapeInvalid(f"{key}.{name}", "must be from 0 to max_rows")


def _check_condition(question: Question, key: str, earlier: dict[str, Question]) -> None:
    condition = question.condition
    if condition is None:
        return
    if condition.question not in earlier:
        raise ShapeInvalid(f"{key}.question", f"{condition.question} is not an earlier question")
    first = earlier[condition.question]
    possible = frozenset({YES}) if first.kind == "yes" else codes(first.options)
    if not set(condition.answers) <= possible or not condition.answers:
        raise ShapeInvalid(f"{key}.answers", f"must be options of {condition.question}")
    if not first.asked:
        raise ShapeInvalid(f"{key}.question", f"{condition.question} is not asked")


_CHECKS: dict[str, Callable[[Question, str], None]] = {
    "text": _check_text,
    "line": _check_length,
    "ticks": _check_ticks,
    "number": _check_number,
    "rows": _check_rows,
    "signature": _check_signature,
}
