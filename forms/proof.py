"""The form of a proof: what shows that a pledge was given, on which day, before whom, where the paper lies."""

from datetime import date
from typing import Any, cast

from wtforms import Field, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are of an older WTForms
from wtforms.validators import StopValidation

from forms.base import StaffForm
from forms.campaign_opening import DATE_FORMATS, TypedDate
from forms.fields import OneOf
from forms.validators import LONGEST_NAME, AtMost, Required, has_letters
from forms.wording import mark
from pledges.entry.rules import DAY_WORDS, KIND_WORDS, Period, day_fault
from pledges.foundation.vietnamese.dates import short_date
from pledges.responses.rules import NewProof, ProofKind

LONGEST_PLACE = 200
_KINDS = {kind.value: words for kind, words in KIND_WORDS.items()}


class WordedChoice(OneOf):
    """One of several answers whose words are the program's own, not a questionnaire's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = [
            SelectChoice(each.value, self.gettext(each.label)) for each in cast(Any, self.choices)
        ]


class DayOfPeriod:
    """The day is one on which a campaign's pledge could be given; needs ``form.period`` and ``form.today``."""

    def __call__(self, form: Any, field: Field) -> None:
        fault = day_fault(form.period, field.data, form.today)
        if fault:
            days = {"first": short_date(form.period.opens_on), "last": short_date(form.period.closes_on)}
            raise StopValidation(field.gettext(DAY_WORDS[fault]) % days)


class WitnessIfNoPaper:
    """What is not on paper is known to somebody else too."""

    def __call__(self, form: Any, field: Field) -> None:
        if form.kind.data in (None, ProofKind.SIGNED_PAPER):
            return
        if not has_letters(field.data or ""):
            raise StopValidation(field.gettext(mark("Ghi họ tên một người cùng có mặt hoặc cùng nghe")))


class PlaceOfPaper:
    """A signed paper lies somewhere, where it can be looked at."""

    def __call__(self, form: Any, field: Field) -> None:
        if form.kind.data == ProofKind.SIGNED_PAPER and not field.data:
            message = mark("Ghi nơi giữ bản giấy, ví dụ: tủ hồ sơ số 2, Văn phòng xã")
            raise StopValidation(field.gettext(message))


class PeriodForm(StaffForm):
    """A staff form about something given in a campaign's time, filled in on a day."""

    def __init__(
        self, formdata: Any = None, *, period: Period, today: date, language: str = "vi", data: Any = None
    ) -> None:
        self.period = period
        self.today = today
        super().__init__(formdata, language=language, data=data)


class ProofForm(PeriodForm):
    """Which evidence, of which day; nothing is chosen beforehand unless the page says so with ``data``."""

    kind = WordedChoice(mark("Ghi theo"), _KINDS, mark("Chọn cam kết này được ghi theo đâu"))
    signed_on = TypedDate(
        mark("Ngày ký hoặc ngày đồng ý"),
        [Required(mark("Ghi ngày, ví dụ 05/02/2026")), DayOfPeriod()],
        format=DATE_FORMATS,
    )
    kept_at = StringField(mark("Nơi giữ bản giấy, biên bản"), [PlaceOfPaper(), AtMost(LONGEST_PLACE)])
    witness = StringField(mark("Người chứng kiến"), [WitnessIfNoPaper(), AtMost(LONGEST_NAME)])

    @property
    def is_paper(self) -> bool:
        """Whether a signed paper was chosen."""
        return bool(self.kind.data == ProofKind.SIGNED_PAPER)

    @property
    def proof(self) -> NewProof:
        """The proof, once the form was found valid."""
        return NewProof(
            ProofKind(self.kind.data),
            self.signed_on.data or self.today,
            witness=str(self.witness.data or ""),
            kept_at=str(self.kept_at.data or ""),
        )
