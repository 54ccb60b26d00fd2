"""What the forms that somebody signs share: who signs, what is chosen, and what was told beside it."""

from collections.abc import Iterator
from typing import Any, cast

from forms.answers import PledgeAnswers
from forms.asked import AskedForm
from forms.fields import SignatureBox, TickList
from forms.members import MembersField
from forms.question_answers import answers_of
from forms.questionnaire import Questionnaire

REPRESENTATIVES = ("nguoi_dai_dien", "ho_ten", "nguoi_dung_dau")
"""The question that holds the signer's name: of a household, an official, an office."""
BIRTH_YEAR = "nam_sinh"
ADDRESS = "dia_chi"
PHONE = "so_dien_thoai"
PEOPLE = "tong_so_nguoi"
PEOPLE_16 = "so_nguoi_tu_16_tuoi"
SIGNATURE = "signature"

_OF_THEIR_OWN = frozenset({BIRTH_YEAR, ADDRESS, PHONE, PEOPLE, PEOPLE_16})


class SigningForm(AskedForm):
    """``items`` and the questions of a form that is signed, ``signature`` where no question is a signature itself;
    ``version`` (hidden) is the version the page was made of.
    """

    @property
    def chosen_items(self) -> tuple[str, ...]:
        """The codes of the items that are ticked, in the order of the form."""
        return tuple(self["items"].data or ()) if "items" in self else ()

    @property
    def is_part(self) -> bool:
        """Whether some of the items are left out."""
        return "items" in self and not cast(TickList, self["items"]).is_whole

    def _signed_answers(self) -> PledgeAnswers:
        return signed_answers(self, self.questionnaire, self.chosen_items)


def signed_answers(form: Any, questionnaire: Questionnaire, items: tuple[str, ...]) -> PledgeAnswers:
    """Return what a valid form with a questionnaire's questions says, and these items."""
    told = dict(answers_of(form, questionnaire.questions))
    name, drawn = signer_question(questionnaire), signature_question(questionnaire)
    apart = _OF_THEIR_OWN | {name, drawn}
    return PledgeAnswers(
        items=items,
        representative=told.get(name, ""),
        birth_year=told.get(BIRTH_YEAR),
        address=told.get(ADDRESS, ""),
        phone=told.get(PHONE, ""),
        people=told.get(PEOPLE),
        people_16=told.get(PEOPLE_16),
        members=cast(MembersField, form["members"]).answers() if "members" in form else (),
        consents=tuple(one.code for one in questionnaire.consents if form[one.code].data),
        more=tuple((code, answer) for code, answer in told.items() if code not in apart),
        strokes=(form[drawn].data or "") if drawn in form else "",
    )


def signer_question(questionnaire: Questionnaire) -> str:
    """Return the code of the question that holds the signer's name, empty where there is none."""
    named = [
        question.code for question in questionnaire.questions if question.asked and question.kind == "name"
    ]
    return next((code for code in REPRESENTATIVES if code in named), named[0] if named else "")


def signature_question(questionnaire: Questionnaire) -> str:
    """Return the name of the field for the drawn signature: a question of that kind, else the form's own."""
    drawn = (
        question.code
        for question in questionnaire.questions
        if question.kind == "signature" and question.asked
    )
    return next(drawn, SIGNATURE)


def signature_part(questionnaire: Questionnaire, language: str) -> Iterator[tuple[str, Any]]:
    """Give the form's own field for a signature, where no question asks for one."""
    if signature_question(questionnaire) == SIGNATURE:
        title, hint = (questionnaire.passage(f"signature_{part}", language) for part in ("title", "hint"))
        yield SIGNATURE, SignatureBox(title, description=hint)


def items_part(questionnaire: Questionnaire, language: str, missing: str) -> Any:
    """Return the field of the items, with the basis of each as its note."""
    return TickList(
        questionnaire.passage("items_title", language),
        {item.code: item.text.in_language(language) for item in questionnaire.items},
        missing,
        {item.code: questionnaire.basis_label(item, language) for item in questionnaire.items},
    )
