"""What must agree between the parts of a questionnaire; every contradiction names its key."""

import re
from collections.abc import Collection, Iterable

from forms.decoding import ShapeInvalid
from forms.parts import Basis, Consent, Group, Item, Notice, Option, Passage, Question
from forms.passages import REQUIRED_PASSAGES

# A question's or consent's code becomes the name of an input and an attribute of the form.
_FIELD_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_OPTION_CODE = re.compile(r"[A-Za-z0-9_]+")
_FEWEST_OPTIONS = 2
# Names that the forms themselves have.
_TAKEN = frozenset(
    {
        "add_member",
        "answers",
        "attempt",
        "choice",
        "consent_fields",
        "data",
        "decision",
        "errors",
        "form_errors",
        "items",
        "language",
        "members",
        "meta",
        "populate_obj",
        "post_process",
        "process",
        "questionnaire",
        "today",
        "validate",
    }
)


def check_items(
    items: Collection[Item], groups: Iterable[Group], bases: Iterable[Basis], notices: Iterable[Notice]
) -> None:
    """Refuse items that name a group, basis or notice that the questionnaire does not have.

    :raises ShapeInvalid: naming the item
    """
    _distinct("items", items)
    known = {"group": _codes(groups), "basis": _codes(bases), "requires_notice": _codes(notices) | {None}}
    for item in items:
        _matches(_OPTION_CODE, f"items.{item.code}", item.code)
        for name, allowed in known.items():
            if getattr(item, name) not in allowed:
                raise ShapeInvalid(f"items.{item.code}.{name}", f"there is no {getattr(item, name)}")


def check_questions(questions: Collection[Question], consents: Collection[Consent]) -> None:
    """Refuse unusable codes, choices without options, conditions and consents that lead nowhere.

    :raises ShapeInvalid: naming the question
    """
    _distinct("questions", [*questions, *consents])
    for code in (*_codes(questions), *_codes(consents)):
        _matches(_FIELD_CODE, f"questions.{code}", code)
    earlier: dict[str, Question] = {}
    for question in questions:
        _check_question(question, earlier, _codes(consents))
        earlier[question.code] = question
    for consent in consents:
        if consent.required and consent.missing is None:
            raise ShapeInvalid(f"consents.{consent.code}.missing", "is missing for a required consent")


def check_passages(kind: str, passages: Collection[Passage]) -> None:
    """Refuse a questionnaire that lacks wording its pages and papers need.

    :raises ShapeInvalid: naming the first passage that is missing
    """
    _distinct("passages", passages)
    for code in REQUIRED_PASSAGES[kind]:
        if code not in _codes(passages):
            raise ShapeInvalid(f"passages.{code}", "is missing")


def _check_question(question: Question, earlier: dict[str, Question], consents: frozenset[str]) -> None:
    key = f"questions.{question.code}"
    if question.required and question.missing is None:
        raise ShapeInvalid(f"{key}.missing", "is missing for a required question")
    if question.kind in ("scale", "choice") and len(question.options) < _FEWEST_OPTIONS:
        raise ShapeInvalid(f"{key}.options", "needs at least two")
    if question.kind == "text" and question.max_length is None:
        raise ShapeInvalid(f"{key}.max_length", "is missing")
    if question.needs_consent is not None and question.needs_consent not in consents:
        raise ShapeInvalid(f"{key}.needs_consent", f"{question.needs_consent} is not among the consents")
    _distinct(f"{key}.options", question.options)
    for option in question.options:
        _matches(_OPTION_CODE, f"{key}.options.{option.code}", option.code)
    _check_condition(question, earlier)


def _check_condition(question: Question, earlier: dict[str, Question]) -> None:
    condition = question.condition
    if condition is None:
        return
    key = f"questions.{question.code}.condition"
    if condition.question not in earlier:
        raise ShapeInvalid(f"{key}.question", f"{condition.question} is not an earlier question")
    strange = set(condition.answers) - _codes(earlier[condition.question].options)
    if strange or not condition.answers:
        raise ShapeInvalid(f"{key}.answers", f"must be options of {condition.question}")


def _codes(parts: Iterable[Group | Basis | Notice | Question | Consent | Passage | Option]) -> frozenset[str]:
    return frozenset(part.code for part in parts)


def _distinct(key: str, parts: Collection[Item | Question | Consent | Passage | Option]) -> None:
    codes = [part.code for part in parts]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise ShapeInvalid(key, f"{', '.join(twice)} occurs twice")


def _matches(pattern: re.Pattern[str], key: str, code: str) -> None:
    if not pattern.fullmatch(code) or code in _TAKEN:
        raise ShapeInvalid(key, "cannot be used as a code")
