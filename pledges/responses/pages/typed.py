"""What was typed on a form, as lines to read: for pages that could not keep it and let nothing be lost."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from wtforms import FieldList

from forms.parts import Question
from forms.signing import SigningForm, signature_question
from forms.strokes import StrokesUnreadable, path_of, strokes_in

Line = tuple[str, list[str]]


@dataclass(frozen=True)
class Typed:
    """What was sent in vain: (label, values) each, and the drawn signature as the data of an SVG path."""

    lines: tuple[Line, ...] = ()
    drawing: str = ""


def typed_on(form: SigningForm) -> Typed:
    """Return all that was ticked, typed or drawn, in the order of the form."""
    return Typed(tuple(line for line in _lines(form) if line[1]), _drawing(form))


def _drawing(form: SigningForm) -> str:
    name = signature_question(form.questionnaire)
    try:
        return path_of(strokes_in(str(form[name].data or ""))) if name in form else ""
    except StrokesUnreadable:
        return ""  # What came is no drawing; there is nothing to show again.


def _lines(form: SigningForm) -> Iterator[Line]:
    questionnaire, language = form.questionnaire, form.language
    chosen = [
        item.text.in_language(language) for item in questionnaire.items if item.code in form.chosen_items
    ]
    yield questionnaire.passage("items_title", language), chosen
    for question in questionnaire.questions:
        if question.asked and question.kind != "signature":
            yield str(form[question.code].label.text), _told(question, form[question.code], language)
    if questionnaire.members is not None:
        parts = ("name", "birth_year", "relation")
        yield questionnaire.members.title.in_language(language), _rows(form["members"], parts)
    for box in form.consent_fields:
        yield str(box.label.text), ["✓"] if box.data else []


def _told(question: Question, field: Any, language: str) -> list[str]:
    if question.rows is not None:
        return _rows(field, [inner.code for inner in question.rows.questions])
    chosen = field.data if isinstance(field.data, list) else [field.data]
    options = {option.code: option.text.in_language(language) for option in question.options}
    return [options.get(one, str(one)) for one in chosen if one not in (None, "", False)]


def _rows(field: Any, parts: Iterable[str]) -> list[str]:
    entries = cast("FieldList[Any]", field).entries
    rows = (
        ", ".join(str(entry.form[part].data) for part in parts if entry.form[part].data) for entry in entries
    )
    return [row for row in rows if row]
