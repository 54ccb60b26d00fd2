"""The works of an office as lines of the text it signs: the first answer names the work, the others follow."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from forms.notation import number_text
from forms.parts import Question
from forms.questionnaire import Questionnaire
from forms.written_dates import written_date

# What is typed must not be taken for a blank when the text is filled.
_WITHOUT_BRACES = str.maketrans("{}", "()")
_YES = {"vi": "Có", "en": "Yes"}


def row_lines(questionnaire: Questionnaire, answers: Mapping[str, Any], language: str) -> list[str]:
    """Return the rows of every repeating block; ``{part}`` stands where the number of the part will.

    An empty answer has no line.
    """
    works = [
        (block.questions, row)
        for question in questionnaire.questions
        if (block := question.rows) is not None
        for row in answers.get(question.code) or ()
    ]
    return [
        line
        for number, (questions, row) in enumerate(works, start=1)
        for line in _row(number, questions, row, language)
    ]


def told_in(
    questions: Iterable[Question], row: Mapping[str, Any], language: str
) -> list[tuple[Question, str]]:
    """Return the questions of a row that were answered, each with its answer in words."""
    return [
        (question, _told(question, row[question.code], language))
        for question in questions
        if _is_told(row.get(question.code))
    ]


def _row(number: int, questions: Iterable[Question], row: Mapping[str, Any], language: str) -> Iterable[str]:
    for position, (question, words) in enumerate(told_in(questions, row, language)):
        if position == 0:
            yield f"{{part}}.{number}. {words}"
        else:
            yield f"- {question.label.in_language(language)}: {words}"


def _is_told(answer: Any) -> bool:
    """Tell whether it was answered; a goal of 0 is an answer."""
    return answer not in (None, "", []) and answer is not False


def _told(question: Question, answer: Any, language: str) -> str:
    write = _WRITTEN.get(question.kind)
    words = write(question, answer, language) if write else str(answer)
    return " ".join(words.split()).translate(_WITHOUT_BRACES)


def _option(question: Question, answer: Any, language: str) -> str:
    return {option.code: option.text for option in question.options}[answer].in_language(language)


def _options(question: Question, answers: Any, language: str) -> str:
    return "; ".join(_option(question, answer, language) for answer in answers)


def _date(_question: Question, answer: Any, language: str) -> str:
    return written_date(date.fromisoformat(answer), language)


def _number(_question: Question, answer: Any, language: str) -> str:
    return number_text(answer) if language == "vi" else f"{answer:,}"


def _yes(_question: Question, _answer: Any, language: str) -> str:
    return _YES[language]


_WRITTEN: dict[str, Callable[[Question, Any, str], str]] = {
    "choice": _option,
    "scale": _option,
    "ticks": _options,
    "date": _date,
    "number": _number,
    "yes": _yes,
}
