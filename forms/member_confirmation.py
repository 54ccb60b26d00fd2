"""The forms by which a member of a household speaks for themselves: on the own link, or by the household's code."""

from functools import lru_cache
from typing import Any, ClassVar, Literal, cast

from wtforms import BooleanField, Field, HiddenField, StringField
from wtforms.validators import StopValidation

from forms.base import PublicForm
from forms.questionnaire import Questionnaire
from forms.validators import LONGEST_NAME, AtMost, BirthYear, HasLetters, Optional, Required, year_in
from forms.wording import mark

YOUNGEST_MEMBER = 16

MemberDecision = Literal["confirm", "refuse"]


class MemberBoxes(PublicForm):
    """The two own boxes, never ticked beforehand: to join the pledge, and that the own data are kept."""

    questionnaire: ClassVar[Questionnaire]
    language: ClassVar[str]

    @property
    def decision(self) -> MemberDecision:
        """Which button was pressed; whoever wants to be left out is asked nothing."""
        return "refuse" if self["choice"].data == "refuse" else "confirm"

    def words(self, code: str) -> str:
        """Return a passage of the questionnaire in the form's language."""
        return self.questionnaire.passage(code, self.language)

    def validate(self, extra_validators: Any = None) -> bool:
        """Tell whether what was decided can be done; leaving always can."""
        return self.decision == "refuse" or super().validate(extra_validators)


class MemberNameForm(MemberBoxes):
    """The same with the own name, which the page does not show: only whoever types it knows it."""

    @property
    def typed_name(self) -> str:
        """Return the own name as it was typed."""
        return str(self["member_name"].data)

    @property
    def typed_birth_year(self) -> int | None:
        """Return the own year of birth, None when it was not told."""
        return year_in(cast(str, self["member_birth_year"].data or ""))


class _OldEnough(BirthYear):
    """Children are counted by the representative, and named by nobody."""

    def __call__(self, form: Any, field: Field) -> None:
        super().__call__(form, field)
        if form.today.year - (year_in(field.data) or 0) < YOUNGEST_MEMBER:
            raise StopValidation(field.gettext(mark("Người chưa đủ 16 tuổi không ghi tên vào bản cam kết")))


@lru_cache(maxsize=64)
def member_boxes_class(questionnaire: Questionnaire, language: str) -> type[MemberBoxes]:
    """Return the form of the own link, built once for each questionnaire and language."""
    return cast(type[MemberBoxes], _built("MemberBoxes", MemberBoxes, questionnaire, language, {}))


@lru_cache(maxsize=64)
def member_name_class(questionnaire: Questionnaire, language: str) -> type[MemberNameForm]:
    """Return the form that the household's code opens, built once for each questionnaire and language."""
    too_long = mark("Họ và tên dài %(length)s ký tự. Ghi gọn lại, tối đa %(maximum)s ký tự")
    fields = {
        "member_name": StringField(
            mark("Họ và tên của chính ông/bà"),
            [Required(mark("Ghi họ và tên của chính ông/bà")), AtMost(LONGEST_NAME, too_long), HasLetters()],
            render_kw={"autocomplete": "name"},
        ),
        "member_birth_year": StringField(
            mark("Năm sinh (không bắt buộc)"),
            [Optional(), _OldEnough(0)],
            render_kw={"inputmode": "numeric", "autocomplete": "bday-year"},
        ),
    }
    return cast(
        type[MemberNameForm], _built("MemberNameForm", MemberNameForm, questionnaire, language, fields)
    )


def _built(
    name: str, base: type, questionnaire: Questionnaire, language: str, fields: dict[str, Any]
) -> type:
    def box(code: str) -> BooleanField:
        missing = questionnaire.passage(f"{code}_missing", language)
        return BooleanField(questionnaire.passage(code, language), [Required(missing)])

    parts = {**fields, "member_box": box("member_box"), "member_consent": box("member_consent")}
    parts |= {"attempt": HiddenField(), "choice": HiddenField()}
    meta = type("Meta", (), {"language": language})
    return type(name, (base,), {"Meta": meta, "questionnaire": questionnaire, "language": language, **parts})
