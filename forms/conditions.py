"""Which questions are asked at all, given what was answered before; what was not asked is no error and no answer."""

from collections.abc import Iterable, Sequence
from typing import Any

from wtforms import Field

from forms.parts import Question

YES = "yes"
"""The answer by which a condition names a ticked box."""


def asked_among(form: Any, questions: Sequence[Question]) -> list[Question]:
    """Return the questions that are on the form and asked; one that hangs on a question not asked is not asked."""
    found: dict[str, Question] = {}
    for question in questions:
        condition = question.condition
        if not question.asked or question.code not in form:
            continue
        if condition is None or (
            condition.question in found and _has_one_of(form[condition.question].data, condition.answers)
        ):
            found[question.code] = question
    return list(found.values())


def forgive_unasked(form: Any, questions: Sequence[Question]) -> None:
    """Take back every error at a question that was not asked."""
    asked = {question.code for question in asked_among(form, questions)}
    forgive(
        form[question.code] for question in questions if question.code in form and question.code not in asked
    )


def forgive(fields: Iterable[Field]) -> None:
    """Take back the errors of these fields and of the rows in them."""
    for field in fields:
        field.errors = []
        for row in getattr(field, "entries", ()):
            forgive(row.form)


def _has_one_of(given: object, wanted: tuple[str, ...]) -> bool:
    if isinstance(given, list):
        return any(code in wanted for code in given)
    return (YES if given is True else given) in wanted
