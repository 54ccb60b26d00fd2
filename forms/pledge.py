"""The form of a pledge, built from a questionnaire: nothing ticked, little required, refusing as easy."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, Literal, cast

from wtforms import BooleanField, Field, HiddenField
from wtforms.validators import StopValidation

from forms.answers import PledgeAnswers
from forms.asked import consent_parts, form_class, question_parts, refuse_open_blanks
from forms.conditions import forgive
from forms.fields import OneOf, TickList, YesBox
from forms.members import MembersField
from forms.questionnaire import Questionnaire
from forms.signing import PEOPLE, SigningForm, items_part, signature_part
from forms.validators import Required, count_in
from forms.wording import mark

Decision = Literal["sign", "decline", "later", "unnamed", "add_member", "add_row", "none"]

# What each button of the page is called in the questionnaire.
_BUTTONS = {
    "sign_all": "button_sign_all",
    "sign": "button_sign_part",
    "decline": "button_decline",
    "later": "button_later",
    "unnamed": "button_unnamed",
    "add_member": "button_add_member",
}
_ASKED_OF_THE_UNNAMED = frozenset({"items", "pledge"})


class PledgeForm(SigningForm):
    """What a household or an official fills in: ``items``, the boxes ``duty`` and ``pledge``, the questions and
    consents by their codes, ``members``, ``choice`` (the button pressed), ``add_member`` and ``add_row``.

    ``data`` prefills by these names, for correcting a pledge or for an address that is asked.
    """

    def __init__(self, formdata: Any = None, *, today: date, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(formdata, today=today, data=data)
        if self.decision == "add_member" and "members" in self:
            cast(MembersField, self["members"]).grow()
        if self.signs_all and not self.chosen_items:
            cast(TickList, self["items"]).tick_all()

    @property
    def signs_all(self) -> bool:
        """Whether the whole list was signed by its own button."""
        return bool(self["choice"].data == "sign_all")

    @property
    def decision(self) -> Decision:
        """What was decided; both ways of signing are "sign". Rows to add come before every button."""
        chosen = self["choice"].data
        if self["add_member"].data or chosen == "add_member":
            return "add_member"
        if self.wants_row:
            return "add_row"
        if chosen in ("sign", "sign_all"):
            return "sign"
        return cast(Decision, chosen) if chosen in ("decline", "later", "unnamed") else "none"

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Tell whether what was decided can be done.

        Declining and leaving it for later always can; a pledge without a name needs the items and the box of the pledge
        only; adding a row only shows the form again.
        """
        if self.decision in ("decline", "later"):
            return True
        if self.decision in ("add_member", "add_row"):
            return False
        super().validate(extra_validators)
        if self.decision == "unnamed":
            forgive(field for field in self if field.name not in _ASKED_OF_THE_UNNAMED)
        return not self.errors

    def validate_so_nguoi_tu_16_tuoi(self, field: Field) -> None:
        """Refuse more people aged 16 or over than people; found by WTForms through its name."""
        people = count_in(str(self[PEOPLE].data or "")) if PEOPLE in self else None
        if people is not None and (count_in(field.data) or 0) > people:
            message = mark("Số người từ đủ 16 tuổi không thể nhiều hơn số người trong nhà")
            raise StopValidation(field.gettext(message))

    def validate_choice(self, field: Field) -> None:
        """Ask which is meant when the whole list is signed with a part of it ticked."""
        if self.signs_all and self.is_part and not self["items"].errors:
            raise StopValidation(self.questionnaire.passage("sign_all_or_part", self.language))

    def answers(self) -> PledgeAnswers:
        """Return what was pledged, after `validate` has accepted it.

        :raises ValueError: when nothing was signed with a name, or not validly
        """
        if self.decision != "sign" or self.errors:
            raise ValueError("no valid pledge was signed")
        return self._signed_answers()


@lru_cache(maxsize=128)
def pledge_form_class(questionnaire: Questionnaire, language: str) -> type[PledgeForm]:
    """Return the form's class, built once for each questionnaire and language.

    :raises PlaceholderMissing: when blanks of the campaign are still open: they would be read by the public
    """
    refuse_open_blanks(questionnaire)
    made: type[PledgeForm] = form_class(PledgeForm, questionnaire, language, _parts(questionnaire, language))
    return made


def _parts(questionnaire: Questionnaire, language: str) -> Iterator[tuple[str, Any]]:
    """Give the fields in the order of the page."""
    yield "items", items_part(questionnaire, language, questionnaire.passage("items_missing", language))
    yield from question_parts(questionnaire, language).items()
    if questionnaire.members is not None:
        yield "members", MembersField(questionnaire.members, language)
    yield from signature_part(questionnaire, language)
    for box in ("duty", "pledge"):
        yield box, _box(box, questionnaire, language)
    yield from _consents(questionnaire, language).items()
    yield "version", HiddenField()
    yield "add_member", BooleanField()
    yield "choice", _choice(questionnaire, language)


def _box(code: str, questionnaire: Questionnaire, language: str) -> YesBox:
    missing = questionnaire.passage(f"{code}_missing", language)
    return YesBox(questionnaire.passage(f"{code}_box", language), [Required(missing)])


def _consents(questionnaire: Questionnaire, language: str) -> dict[str, Any]:
    parts = consent_parts(questionnaire, language)
    button = questionnaire.passage("button_unnamed", language)
    for consent in questionnaire.consents:
        if consent.required and consent.missing is not None:
            check = OrUnnamed(consent.missing.in_language(language), button)
            parts[consent.code] = BooleanField(consent.label.in_language(language), [check])
    return parts


class OrUnnamed:
    """Who withholds a consent that a name needs is told of the way that needs neither."""

    def __init__(self, missing: str, button: str) -> None:
        self.missing = missing
        self.button = button

    def __call__(self, form: Any, field: Field) -> None:
        if field.data:
            return
        if self.button in self.missing:
            raise StopValidation(self.missing)
        way_out = field.gettext(mark("Ông/bà cũng có thể bấm “%(button)s”.")) % {"button": self.button}
        raise StopValidation(f"{self.missing} {way_out}")


def _choice(questionnaire: Questionnaire, language: str) -> OneOf:
    words = {button: questionnaire.passage(code, language) for button, code in _BUTTONS.items()}
    return OneOf("", words, questionnaire.passage("choice_missing", language))
