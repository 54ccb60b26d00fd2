"""One trial of a form, by its kind: which public page shows it, whether it would be taken, what would be signed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from types import SimpleNamespace
from typing import Any

from forms.questionnaire import Questionnaire
from forms.survey import survey_form_class
from forms.text import SIGNING_PLACEHOLDERS
from pledges.foundation.locale import gettext as _
from pledges.foundation.locale import mark
from pledges.responses.pages.sheet import form_class_of, form_context, open_text, page_of
from pledges.satisfaction.pages.sheet import Sheet

_SIGNED = ("pledge", "registration")
_SURVEY = "satisfaction/survey.html"
_OTHER = "campaigns/build-plain.html"
_GROWS = ("add_member", "add_row")

# Decision → what would become of it.
OUTCOMES = {
    "sign": mark("Sẽ được ký với lời dưới đây; người ký nhận mã biên nhận."),
    "decline": mark("Chỉ ghi là đã được phổ biến và cộng một vào số liệu chung, không ghi tên."),
    "later": mark("Chỉ ghi là đã được phổ biến. Không tính là không cam kết."),
    "unnamed": mark(
        "Hiện lời cam kết để in hoặc chép lại. Chỉ ghi là đã được phổ biến; không lưu lời, không lưu tên."
    ),
    "answer": mark("Phiếu không tên: chỉ lưu các trả lời dưới đây, không kèm ai, không kèm giờ."),
}


@dataclass(frozen=True)
class Trial:
    """A public form filled in by staff; nothing of it leaves this value."""

    questionnaire: Questionnaire
    language: str
    today: date
    typed: Any

    @cached_property
    def form(self) -> Any:
        """The WTForms form, as the public page has it."""
        made = form_class_of if self.is_signed else survey_form_class
        return made(self.questionnaire, self.language)(self.typed, today=self.today)

    @property
    def is_signed(self) -> bool:
        """Whether somebody signs this kind of form."""
        return self.questionnaire.kind in _SIGNED

    @property
    def template(self) -> str:
        """The public page that shows this kind of form."""
        if self.is_signed:
            return page_of(self.questionnaire)
        return _SURVEY if self.questionnaire.kind == "survey" else _OTHER

    @property
    def decision(self) -> str:
        """What was decided, as the public page would understand it."""
        return str(getattr(self.form, "decision", "answer"))

    @property
    def asks_again(self) -> bool:
        """Whether only a further row was wanted."""
        return self.decision in _GROWS

    @cached_property
    def is_valid(self) -> bool:
        """Whether a real one would be taken."""
        return bool(self.form.validate()) and self.decision != "none"

    @property
    def outcome(self) -> str:
        """What would become of it, in words."""
        return _(OUTCOMES[self.decision])

    @property
    def signed_text(self) -> str:
        """The words that would be signed, the signer's blanks open; empty where nothing is signed."""
        if self.decision != "sign":
            return ""
        return open_text(self.questionnaire, self.form.answers(), self.language)

    @property
    def told(self) -> dict[str, str]:
        """What was typed for the blanks of the signed text."""
        if self.decision != "sign":
            return {}
        answers = self.form.answers()
        told: Mapping[str, Any] = {**answers.placeholders(), **dict(answers.more)}
        return {name: str(told[name]) for name in SIGNING_PLACEHOLDERS if told.get(name)}

    @property
    def kept(self) -> list[tuple[str, str]]:
        """The other answers that would be kept, as (question, answer) in words."""
        if self.decision not in ("sign", "answer"):
            return []
        answers = self.form.answers()
        given = answers.answers if self.decision == "answer" else answers.more
        return [(self._label(code), self._words(code, answer)) for code, answer in given]

    def context(self, campaign: Any, action: str, unit_name: str) -> dict[str, Any]:
        """Return what the public page needs, with a made-up place where a real one names the door."""
        if self.is_signed:
            differing = {"attempt": "", "version": "", "not_mine_url": "", "unit_under": "", "action": action}
            return {
                **form_context(self.questionnaire, self.form),
                **differing,
                "household": _("Hộ số 1 · ví dụ"),
            }
        if self.questionnaire.kind == "survey":
            return {"sheet": self._survey_sheet(), "visit": _visit(campaign, unit_name, self.today)}
        return {"questionnaire": self.questionnaire, "form": self.form, "action": action}

    def _survey_sheet(self) -> Sheet:
        return Sheet(self.questionnaire, self.language, self.today, "", self.typed)

    def _label(self, code: str) -> str:
        return self.questionnaire.question(code).label.in_language(self.language)

    def _words(self, code: str, answer: Any) -> str:
        options = {
            one.code: one.text.in_language(self.language) for one in self.questionnaire.question(code).options
        }
        given = answer if isinstance(answer, list | tuple) else [answer]
        return ", ".join(_("có") if one is True else options.get(str(one), str(one)) for one in given)


def trial_of(questionnaire: Questionnaire, language: str, today: date, typed: Any) -> Trial:
    """Return a trial: blank, or with what was typed."""
    return Trial(questionnaire, language, today, typed)


def _visit(campaign: Any, unit_name: str, today: date) -> Any:
    """Return a counter that does not exist, in the shape the survey's page asks for."""
    place = SimpleNamespace(
        number=1, counter_name=_("quầy ví dụ"), office_name=unit_name, seat_name=unit_name, above_name=None
    )
    closes_on = campaign.closes_on or today + timedelta(days=30)

    def title(language: str) -> str:
        return str(campaign.title_en if language == "en" else campaign.title_vi)

    survey = SimpleNamespace(campaign_id=campaign.id, closes_on=closes_on, title=title)
    return SimpleNamespace(code="", place=place, survey=survey)
