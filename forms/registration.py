"""The form by which an office registers its works: items it stands by, who answers for it, and rows of works."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Literal

from wtforms import HiddenField

from forms.answers import PledgeAnswers
from forms.asked import consent_parts, form_class, question_parts, refuse_open_blanks
from forms.fields import OneOf
from forms.questionnaire import Questionnaire
from forms.signing import SigningForm, items_part, signature_part

Decision = Literal["sign", "add_row", "none"]


class RegistrationForm(SigningForm):
    """What the head of an office fills in: ``items``, the questions by their codes, ``choice`` (sign), ``add_row``.

    An office plans its own work, so there is no box of a duty and none of a pledge; items may all be left out.
    """

    @property
    def decision(self) -> Decision:
        """Which button was pressed."""
        if self.wants_row:
            return "add_row"
        return "sign" if self["choice"].data == "sign" else "none"

    def answers(self) -> PledgeAnswers:
        """Return what was registered, after `validate` has accepted it; the works are rows in ``more``.

        :raises ValueError: when nothing was sent, or not validly
        """
        if self.decision != "sign" or self.errors:
            raise ValueError("no valid registration was sent")
        return self._signed_answers()


@lru_cache(maxsize=128)
def registration_form_class(questionnaire: Questionnaire, language: str) -> type[RegistrationForm]:
    """Return the form's class, built once for each questionnaire and language.

    :raises PlaceholderMissing: when blanks of the campaign are still open: they would be read by the public
    """
    refuse_open_blanks(questionnaire)
    parts = _parts(questionnaire, language)
    made: type[RegistrationForm] = form_class(RegistrationForm, questionnaire, language, parts)
    return made


def _parts(questionnaire: Questionnaire, language: str) -> Iterator[tuple[str, Any]]:
    """Give the fields in the order of the page."""
    if questionnaire.items:
        yield "items", items_part(questionnaire, language, missing="")
    yield from question_parts(questionnaire, language).items()
    yield from signature_part(questionnaire, language)
    yield from consent_parts(questionnaire, language).items()
    yield "version", HiddenField()
    words = {"sign": questionnaire.passage("button_sign", language)}
    yield "choice", OneOf("", words, questionnaire.passage("choice_missing", language))
