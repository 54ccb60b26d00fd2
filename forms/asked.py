"""What all forms made from a questionnaire share: their questions, conditions and rows."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, ClassVar

from wtforms import Field, HiddenField

from forms.base import PublicForm
from forms.conditions import asked_among, forgive_unasked
from forms.filling import PlaceholderMissing
from forms.parts import Question
from forms.question_answers import Answers, answers_of
from forms.question_fields import consent_field, question_field
from forms.questionnaire import Questionnaire
from forms.rows import RowsField


class AskedForm(PublicForm):
    """The questions and consents by their codes, ``attempt`` (hidden, signed by the page) and ``add_row``: the button
    of a repeating block, whose value is the block's code.
    """

    questionnaire: ClassVar[Questionnaire]
    language: ClassVar[str]

    def __init__(self, formdata: Any = None, *, today: date, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(formdata, today=today, data=data)
        if self.wants_row:
            self._grow(self["add_row"].data)

    @property
    def wants_row(self) -> bool:
        """Whether only a further row was asked for."""
        return bool(self["add_row"].data)

    @property
    def consent_fields(self) -> list[Field]:
        """The boxes about data, in the order of the questionnaire."""
        return [self[consent.code] for consent in self.questionnaire.consents]

    @property
    def asked_questions(self) -> list[Question]:
        """The questions that are asked, given what was answered so far."""
        return asked_among(self, self.questionnaire.questions)

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Tell whether it can be kept; a question that was not asked cannot be answered wrongly.

        Adding a row only shows the form again.
        """
        if self.wants_row:
            return False
        super().validate(extra_validators)
        forgive_unasked(self, self.questionnaire.questions)
        return not self.errors

    def _answered(self) -> Answers:
        return answers_of(self, self.questionnaire.questions)

    def _grow(self, code: str) -> None:
        blocks = [field for field in self if isinstance(field, RowsField)]
        for field in [field for field in blocks if field.name == code] or blocks[:1]:
            field.grow()


def refuse_open_blanks(questionnaire: Questionnaire) -> None:
    """Refuse to make a form that the public would read with blanks in it.

    :raises PlaceholderMissing: when blanks of the campaign are still open
    """
    if questionnaire.unfilled:
        raise PlaceholderMissing(", ".join(sorted(questionnaire.unfilled)))


def question_parts(questionnaire: Questionnaire, language: str) -> dict[str, Any]:
    """Return the fields of all questions that are asked, by code."""
    return {q.code: question_field(q, language) for q in questionnaire.questions if q.asked}


def consent_parts(questionnaire: Questionnaire, language: str) -> dict[str, Any]:
    """Return the boxes about data, by code."""
    return {consent.code: consent_field(consent, language) for consent in questionnaire.consents}


def form_class(
    base: type[Any], questionnaire: Questionnaire, language: str, parts: Iterable[tuple[str, Any]]
) -> Any:
    """Return a class of form; the order of its parts is that of the page and of the summary of errors."""
    meta = type("Meta", (), {"language": language})
    shared = {"Meta": meta, "questionnaire": questionnaire, "language": language}
    return type(
        base.__name__, (base,), {**shared, **dict(parts), "attempt": HiddenField(), "add_row": HiddenField()}
    )
