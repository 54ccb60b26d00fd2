"""The form by which staff enter a pledge or registration from paper or with help: what stands there, no more."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, ClassVar, cast

from wtforms import BooleanField, Field, FormField, HiddenField
from wtforms.validators import StopValidation

from forms.answers import PledgeAnswers
from forms.conditions import forgive_unasked
from forms.fields import TickList
from forms.members import MemberForm, MembersField
from forms.parts import MembersBlock, Question
from forms.proof import ProofForm, WordedChoice
from forms.question_fields import consent_field, question_field
from forms.questionnaire import Questionnaire
from forms.rows import RowsField
from forms.signing import signed_answers, signer_question
from forms.wording import mark

WHOLE, PART = "whole", "part"
# The register knows the address, and a signature stays on the paper.
_NOT_TYPED = frozenset({"address", "signature"})
_PLEDGED, _REGISTERED = mark("Cam kết những gì"), mark("Đăng ký những gì")
_NO_CONSENT = mark(
    "Không có sự đồng ý này thì không lưu được theo tên. Bản giấy để gia đình giữ; "
    "bấm “Chỉ ghi đã tiếp cận” ở cuối trang"
)
_NO_CONSENT_OF_OFFICIAL = mark(
    "Không có sự đồng ý này thì không lưu được theo tên. Bản giấy để người ký giữ, không nhập"
)


class ConsentOnPaper:
    """Without it nothing is kept by name; what is left to do then is said."""

    def __call__(self, form: Any, field: Field) -> None:
        if not field.data:
            of_household = form.questionnaire.subject == "household"
            raise StopValidation(field.gettext(_NO_CONSENT if of_household else _NO_CONSENT_OF_OFFICIAL))


class EntryItems(TickList):
    """The ticked items of a pledge in part; of a whole one none is ticked here."""

    def pre_validate(self, form: Any) -> None:
        """Refuse ticks beside "the whole": one of the two is a slip."""
        if form.extent.data == PART:
            super().pre_validate(form)
        elif self.data or self._has_foreign:
            message = mark("Đã chọn toàn bộ mà vẫn đánh dấu từng điều: xem lại trên giấy, chọn một trong hai")
            raise StopValidation(self.gettext(message))


class PaperMembersField(MembersField):
    """The members on a paper, each with whether they signed it themselves (``members-0-signed``)."""

    def __init__(self, block: MembersBlock, language: str, **kwargs: Any) -> None:
        super().__init__(block, language, **kwargs)
        self.unbound_field = cast(Any, FormField(_with_signature(self.unbound_field.args[0])))

    def signed(self) -> tuple[bool, ...]:
        """Return of each member in ``answers()`` whether they signed."""
        return tuple(bool(row.form.signed.data) for row in self.entries if not row.form.is_empty)


class EntryForm(ProofForm):
    """``kind``, ``signed_on``, ``witness``, ``kept_at``; ``extent`` and ``items``; the questions and consents by their
    codes; ``members``; ``attempt``, ``add_member``, and ``add_row``, whose value is the block's code.
    """

    questionnaire: ClassVar[Questionnaire]

    def __init__(self, formdata: Any = None, **kwargs: Any) -> None:
        super().__init__(formdata, **kwargs)
        if self["add_member"].data and "members" in self:
            cast(PaperMembersField, self["members"]).grow()
        for field in self:
            if isinstance(field, RowsField) and field.name == self["add_row"].data:
                field.grow()

    @property
    def wants_row(self) -> bool:
        """Whether only a further row was asked for, of a member or of a block."""
        return bool(self["add_member"].data or self["add_row"].data)

    @property
    def signer(self) -> Field:
        """The field of the signer's name."""
        return self[signer_question(self.questionnaire)]

    @property
    def beside(self) -> list[tuple[Field, Question]]:
        """(field, question) of what else is told in one answer: about the signer, the household or the office."""
        return [each for each in self._typed() if each[1].kind != "rows" and each[0] is not self.signer]

    @property
    def blocks(self) -> list[tuple[Field, Question]]:
        """(field, question) of each repeating block."""
        return [each for each in self._typed() if each[1].kind == "rows"]

    @property
    def consent_fields(self) -> list[Field]:
        """The boxes about data, in the order of the questionnaire."""
        return [self[consent.code] for consent in self.questionnaire.consents]

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Tell whether it can be entered; a further row is asked nothing."""
        if self.wants_row:
            return False
        super().validate(extra_validators)
        forgive_unasked(self, self.questionnaire.questions)
        return not self.errors and self._signatures_fit()

    def answers(self) -> PledgeAnswers:
        """Return what the paper says, after ``validate`` has accepted it."""
        return signed_answers(self, self.questionnaire, self._items())

    @property
    def members_signed(self) -> tuple[bool, ...]:
        """Of each member whether they signed the paper themselves."""
        return cast(PaperMembersField, self["members"]).signed() if "members" in self else ()

    def _items(self) -> tuple[str, ...]:
        if "items" not in self:
            return ()
        is_whole = self["extent"].data == WHOLE
        return (
            tuple(item.code for item in self.questionnaire.items) if is_whole else tuple(self["items"].data)
        )

    def _typed(self) -> Iterator[tuple[Field, Question]]:
        return ((self[each.code], each) for each in self.questionnaire.questions if each.code in self)

    def _signatures_fit(self) -> bool:
        """A member confirms by the own hand: where there is no paper, nobody has signed one."""
        if self.is_paper or not any(self.members_signed):
            return True
        message = mark("Chỉ bản giấy có chữ ký mới xác nhận cho thành viên. Bỏ dấu “đã ký trên giấy”")
        self.form_errors.append(self.kind.gettext(message))
        return False


@lru_cache(maxsize=64)
def entry_form_class(questionnaire: Questionnaire, language: str) -> type[EntryForm]:
    """Return the form's class, built once for each questionnaire and language."""
    parts: dict[str, Any] = dict(_items_parts(questionnaire, language))
    asked = (one for one in questionnaire.questions if one.asked and one.kind not in _NOT_TYPED)
    parts |= {question.code: question_field(question, language) for question in asked}
    if questionnaire.members is not None:
        parts["members"] = PaperMembersField(questionnaire.members, language)
    for consent in questionnaire.consents:
        parts[consent.code] = consent_field(consent, language)
        if consent.required:
            parts[consent.code] = BooleanField(consent.label.in_language(language), [ConsentOnPaper()])
    parts |= {"attempt": HiddenField(), "add_member": BooleanField(), "add_row": HiddenField()}
    return type("EntryForm", (EntryForm,), {"questionnaire": questionnaire, **parts})


def _items_parts(questionnaire: Questionnaire, language: str) -> Iterator[tuple[str, Any]]:
    """Give the fields of the items, where there are any; of an office's general commitments all may be left out."""
    if not questionnaire.items:
        return
    may_be_none = questionnaire.kind == "registration"
    yield (
        "extent",
        WordedChoice(
            _PLEDGED if questionnaire.subject == "household" else _REGISTERED,
            {WHOLE: mark("Toàn bộ các điều trên giấy"), PART: mark("Chỉ những điều được đánh dấu")},
            mark("Chọn: toàn bộ, hay chỉ những điều được đánh dấu"),
        ),
    )
    yield (
        "items",
        EntryItems(
            mark("Các điều được đánh dấu trên giấy"),
            {
                item.code: f"{number}. {item.text.in_language(language)}"
                for number, item in enumerate(questionnaire.items, 1)
            },
            "" if may_be_none else mark("Đánh dấu ít nhất một điều, hoặc chọn toàn bộ"),
            {},
        ),
    )


@lru_cache(maxsize=64)
def _with_signature(row: type[MemberForm]) -> type[MemberForm]:
    return type("PaperMemberForm", (row,), {"signed": BooleanField(mark("Đã ký trên giấy"))})
