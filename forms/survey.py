"""The anonymous survey, built from a questionnaire: nothing in it tells who answered."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from forms.answers import SurveyAnswers
from forms.asked import AskedForm, consent_parts, form_class, question_parts, refuse_open_blanks
from forms.questionnaire import Questionnaire
from forms.wording import mark

# Every answer is kept in an envelope of one size, 2,048 bytes; a letter of Vietnamese takes up to three.
MOST_BYTES = 2_000


class SurveyForm(AskedForm):
    """What somebody served at a counter fills in: the questions by their codes, ``attempt`` (hidden)."""

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Tell whether it can be kept, which a comment of rare letters may be too long for."""
        if not super().validate(extra_validators):
            return False
        if self.questionnaire.kind != "survey" or len(self.answers().to_json().encode()) <= MOST_BYTES:
            return True
        longest = max(self.asked_questions, key=lambda question: len(str(self[question.code].data or "")))
        field = self[longest.code]
        field.errors = [
            field.gettext(mark("“%(label)s” dài quá, xin ghi gọn lại")) % {"label": field.label.text}
        ]
        return False

    def answers(self) -> SurveyAnswers:
        """Return what was answered, after `validate` has accepted it, without questions that were not asked.

        :raises ValueError: when it is not valid
        """
        if self.errors:
            raise ValueError("the survey was not answered validly")
        return SurveyAnswers(self._answered())


@lru_cache(maxsize=128)
def survey_form_class(questionnaire: Questionnaire, language: str) -> type[SurveyForm]:
    """Return the form's class, built once for each questionnaire and language.

    :raises PlaceholderMissing: when blanks of the campaign are still open: they would be read by the public
    """
    refuse_open_blanks(questionnaire)
    parts = question_parts(questionnaire, language) | consent_parts(questionnaire, language)
    made: type[SurveyForm] = form_class(SurveyForm, questionnaire, language, parts.items())
    return made
