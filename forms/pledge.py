"""The form of a household pledge, built from a questionnaire: nothing ticked, little required, refusing as easy."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any, ClassVar, Literal, cast

from wtforms import BooleanField, Field, HiddenField
from wtforms.validators import StopValidation

from forms.answers import PledgeAnswers
from forms.base import PublicForm
from forms.fields import OneOf, TickList
from forms.filling import PlaceholderMissing
from forms.members import MembersField
from forms.question_fields import consent_field, question_field
from forms.questionnaire import Questionnaire
from forms.validators import count_in, phone_in, year_in
from forms.wording import mark

REPRESENTATIVE = "nguoi_dai_dien"
BIRTH_YEAR = "nam_sinh"
ADDRESS = "dia_chi"
PHONE = "so_dien_thoai"
PEOPLE = "tong_so_nguoi"
PEOPLE_16 = "so_nguoi_tu_16_tuoi"

Decision = Literal["sign", "decline", "add_member", "none"]


class PledgeForm(PublicForm):
    """What a household fills in: ``items``, the questions and consents by their codes, ``members``, ``attempt``
    (hidden, signed by the page), ``choice`` (sign or decline) and ``add_member``.

    ``data`` prefills by these names, for correcting a pledge or for an address that is asked.
    """

    questionnaire: ClassVar[Questionnaire]
    language: ClassVar[str]

    def __init__(self, formdata: Any = None, *, today: date, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(formdata, today=today, data=data)
        if self.decision == "add_member" and "members" in self:
            cast(MembersField, self["members"]).grow()

    @property
    def decision(self) -> Decision:
        """Which button was pressed: a declining household and one that wants a further row are asked nothing."""
        chosen = self["choice"].data
        if self["add_member"].data or chosen == "add_member":
            return "add_member"
        return cast(Decision, chosen) if chosen in ("sign", "decline") else "none"

    @property
    def consent_fields(self) -> list[Field]:
        """The boxes about data, in the order of the questionnaire."""
        return [self[consent.code] for consent in self.questionnaire.consents]

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Tell whether what was decided can be done. Declining always can; adding a row only shows the form again."""
        if self.decision in ("decline", "add_member"):
            return self.decision == "decline"
        return super().validate(extra_validators)

    def validate_so_nguoi_tu_16_tuoi(self, field: Field) -> None:
        """Refuse more people aged 16 or over than people; found by WTForms through its name."""
        people = count_in(self._typed(PEOPLE))
        if people is not None and (count_in(field.data) or 0) > people:
            message = mark("Số người từ đủ 16 tuổi không thể nhiều hơn số người trong nhà")
            raise StopValidation(field.gettext(message))

    def answers(self) -> PledgeAnswers:
        """Return what was pledged, after `validate` has accepted it.

        :raises ValueError: when nothing was signed, or not validly
        """
        if self.decision != "sign" or self.errors:
            raise ValueError("no valid pledge was signed")
        consents = tuple(consent.code for consent in self.questionnaire.consents if self[consent.code].data)
        return PledgeAnswers(
            items=tuple(self["items"].data),
            representative=self._typed(REPRESENTATIVE),
            birth_year=year_in(self._typed(BIRTH_YEAR)),
            address=self._typed(ADDRESS),
            phone=phone_in(self._typed(PHONE)) if self._may_keep(PHONE, consents) else "",
            people=count_in(self._typed(PEOPLE)),
            people_16=count_in(self._typed(PEOPLE_16)),
            members=cast(MembersField, self["members"]).answers() if "members" in self else (),
            consents=consents,
        )

    def _typed(self, code: str) -> str:
        return str(self[code].data or "") if code in self else ""

    def _may_keep(self, code: str, consents: tuple[str, ...]) -> bool:
        return code in self and self.questionnaire.question(code).needs_consent in (None, *consents)


@lru_cache(maxsize=128)
def pledge_form_class(questionnaire: Questionnaire, language: str) -> type[PledgeForm]:
    """Return the form's class, built once for each questionnaire and language.

    :raises PlaceholderMissing: when blanks of the campaign are still open: they would be read by the public
    """
    if questionnaire.unfilled:
        raise PlaceholderMissing(", ".join(sorted(questionnaire.unfilled)))
    # The order in which the fields are made here is the order of the page and of the error summary.
    parts: dict[str, Any] = {"items": _items(questionnaire, language)}
    parts |= {asked.code: question_field(asked, language) for asked in questionnaire.questions if asked.asked}
    if questionnaire.members is not None:
        parts["members"] = MembersField(questionnaire.members, language)
    parts |= {consent.code: consent_field(consent, language) for consent in questionnaire.consents}
    parts |= {
        "attempt": HiddenField(),
        "add_member": BooleanField(),
        "choice": _choice(questionnaire, language),
    }
    meta = type("Meta", (), {"language": language})
    return type(
        "PledgeForm",
        (PledgeForm,),
        {"Meta": meta, "questionnaire": questionnaire, "language": language, **parts},
    )


def _items(questionnaire: Questionnaire, language: str) -> TickList:
    return TickList(
        questionnaire.passage("items_title", language),
        {item.code: item.text.in_language(language) for item in questionnaire.items},
        questionnaire.passage("items_missing", language),
        {item.code: questionnaire.basis_label(item, language) for item in questionnaire.items},
    )


def _choice(questionnaire: Questionnaire, language: str) -> OneOf:
    buttons = ("sign", "decline", "add_member")
    words = {button: questionnaire.passage(f"button_{button}", language) for button in buttons}
    return OneOf("", words, questionnaire.passage("choice_missing", language))
