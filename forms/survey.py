"""The anonymous survey at a counter, built from a questionnaire: nothing in it tells who answered."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, ClassVar

from wtforms import HiddenField

from forms.answers import SurveyAnswers
from forms.base import PublicForm
from forms.filling import PlaceholderMissing
from forms.parts import Question
from forms.question_fields import question_field
from forms.questionnaire import Questionnaire


class SurveyForm(PublicForm):
    """What somebody served at a counter fills in: the questions by their codes, ``attempt`` (hidden)."""

    questionnaire: ClassVar[Questionnaire]
    language: ClassVar[str]

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Tell whether it can be kept; a question that was not asked cannot be answered wrongly."""
        super().validate(extra_validators)
        for question in self.questionnaire.questions:
            if not self._is_asked(question):
                self[question.code].errors = []
        return not self.errors

    def answers(self) -> SurveyAnswers:
        """Return what was answered, after `validate` has accepted it, without questions that were not asked.

        :raises ValueError: when it is not valid
        """
        if self.errors:
            raise ValueError("the survey was not answered validly")
        asked = (question.code for question in self.questionnaire.questions if self._is_asked(question))
        return SurveyAnswers(tuple((code, self[code].data) for code in asked if self[code].data))

    def _is_asked(self, question: Question) -> bool:
        condition = question.condition
        return condition is None or self[condition.question].data in condition.answers


@lru_cache(maxsize=128)
def survey_form_class(questionnaire: Questionnaire, language: str) -> type[SurveyForm]:
    """Return the form's class, built once for each questionnaire and language.

    :raises PlaceholderMissing: when blanks of the campaign are still open: they would be read by the public
    """
    if questionnaire.unfilled:
        raise PlaceholderMissing(", ".join(sorted(questionnaire.unfilled)))
    parts = {question.code: question_field(question, language) for question in questionnaire.questions}
    meta = type("Meta", (), {"language": language})
    shared = {"Meta": meta, "questionnaire": questionnaire, "language": language}
    return type("SurveyForm", (SurveyForm,), {**shared, **parts, "attempt": HiddenField()})
