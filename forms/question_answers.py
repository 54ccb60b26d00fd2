"""What a filled field says, as it is kept: a text, a number, an ISO date, True, codes, or rows of the same."""

from collections.abc import Callable, Sequence
from typing import Any

from forms.conditions import asked_among
from forms.notation import day_in, number_in
from forms.parts import Question
from forms.validators import count_in, phone_in, year_in

Answers = tuple[tuple[str, Any], ...]


def answers_of(form: Any, questions: Sequence[Question]) -> Answers:
    """Return (question, answer) of what was asked, answered and may be kept, after the form was found valid."""
    given = (
        (question.code, answer_of(question, form[question.code]))
        for question in asked_among(form, questions)
        if question.needs_consent is None or form[question.needs_consent].data
    )
    return tuple((code, answer) for code, answer in given if _says_something(answer))


def answer_of(question: Question, field: Any) -> Any:
    """Return what one field says; None, False, or something empty where nothing was said."""
    reading = _READING.get(question.kind)
    if reading is not None:
        return reading(str(field.data or ""))
    if question.kind == "rows":
        return [dict(answers_of(row.form, _questions_of_a_row(question))) for row in field.filled]
    return field.data


def _questions_of_a_row(question: Question) -> Sequence[Question]:
    return question.rows.questions if question.rows else ()


def _says_something(answer: object) -> bool:
    # Zero is an answer.
    return (answer == 0 and answer is not False) or bool(answer)


def _iso_day(text: str) -> str:
    day = day_in(text)
    return day.isoformat() if day else ""


_READING: dict[str, Callable[[str], Any]] = {
    "birth_year": year_in,
    "count": count_in,
    "phone": phone_in,
    "number": number_in,
    "date": _iso_day,
}
