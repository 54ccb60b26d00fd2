"""The survey as it is filled in: the questionnaire of a version and its form, blank or with what was typed."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from flask import current_app
from jinja2.environment import TemplateModule
from werkzeug.datastructures import MultiDict

from forms.questionnaire import Questionnaire
from forms.survey import SurveyForm, survey_form_class
from pledges.campaigns.surveys import OpenSurvey
from pledges.foundation.house import this_house
from pledges.satisfaction.queries import version_content

_questionnaires: dict[str, Questionnaire] = {}


@dataclass(frozen=True)
class Sheet:
    """One filling-in of a survey. ``attempt`` is its signed mark; ``typed`` is None on a fresh page."""

    questionnaire: Questionnaire
    language: str
    today: date
    attempt: str
    typed: MultiDict[str, str] | None = None

    @cached_property
    def form(self) -> SurveyForm:
        """The WTForms form."""
        return survey_form_class(self.questionnaire, self.language)(self.typed, today=self.today)

    @property
    def body(self) -> TemplateModule:
        """The questions, rendered: a template shows it as it is, what was typed was escaped in making it."""
        if self.typed is None:
            return _blank_body(self.questionnaire, self.language)
        return _body(self.questionnaire, self.form)

    @property
    def content(self) -> bytes:
        """What is kept of a valid form: compact canonical JSON of the answers, and nothing else."""
        return self.form.answers().to_json().encode()

    def words(self, code: str) -> str:
        """Return a named piece of the questionnaire's wording."""
        return self.questionnaire.passage(code, self.language)


def questionnaire_of(survey: OpenSurvey) -> Questionnaire:
    """Return the questionnaire of a survey's version; it is read once in the life of the process.

    **why by digest**: the digest is the content's own, so what is remembered can never be out of date.
    """
    found = _questionnaires.get(survey.version_digest)
    if found is None:
        with this_house().database.reading() as session:
            content = version_content(session, survey.version_id)
        found = _questionnaires[survey.version_digest] = Questionnaire.from_mapping(content)
    return found


@lru_cache(maxsize=64)
def _blank_body(questionnaire: Questionnaire, language: str) -> TemplateModule:
    """Render the questions once for each version and language: they are the same for everybody."""
    return _body(questionnaire, survey_form_class(questionnaire, language)(None, today=date.min))


def _body(questionnaire: Questionnaire, form: SurveyForm) -> TemplateModule:
    template = current_app.jinja_env.get_template("satisfaction/sheet.html")
    return template.make_module({"form": form, "questionnaire": questionnaire})
