"""The words of a blank form, from the same questionnaire that is filled in on a phone; in Vietnamese, as papers are."""

from collections.abc import Iterator
from dataclasses import dataclass

from forms.filling import fill
from forms.parts import Question
from forms.questionnaire import Questionnaire
from forms.signing import signature_question
from forms.text import SIGNING_PLACEHOLDERS
from pledges.foundation.vietnamese.cleaning import clean
from pledges.paper.blank_forms import BlankBox, BlankForm, BlankItem, BlankQuestion, LooseHead

LANGUAGE = "vi"
MEMBER_ROWS = 5
"""Members for whom there is a line: most families have no more people of 16 and over beside whoever signs."""

_REFERENCE = "(cấp khi cán bộ nhập phiếu)"
_DOTS = "……………………"
_SHORT_KINDS = frozenset({"birth_year", "phone", "count", "number", "date"})
_UNDERSTOOD = (
    "understanding_title",
    "understanding_a",
    "understanding_b",
    "understanding_c",
    "printed_term",
)
_OFFICIALS_CLOSING = ("printed_duty_and_free", "printed_changes")
_COLUMNS = ("number", "name", "birth_year", "relation", "confirmation")
# Why a refusal is not handed in: a paper with a household's number would be a list of who refused.
_NO_REFUSALS = (
    "Nếu chọn “{decline}”, xin giữ lại hoặc bỏ phiếu này: không phải ghi gì, không phải nộp. {kept}"
)
_SIGN_ELSEWHERE = "Quét mã này để đọc về đợt vận động. "


@dataclass(frozen=True)
class _ForSubject:
    """What differs with whose form it is: how it is handed in, what is kept of a refusal, what a scan leads to."""

    hand_in: str
    kept: str
    scan_own: str
    scan_loose: str
    loose_labels: tuple[str, ...]


_HOUSEHOLD = _ForSubject(
    hand_in=(
        "Ghi xong, ký tên rồi nộp cho Trưởng thôn (Trưởng khu phố) hoặc tại Ủy ban nhân dân xã, phường. Mã biên nhận "
        "được cấp khi cán bộ nhập phiếu; xin hỏi người nhận phiếu."
    ),
    kept="Cán bộ chỉ ghi là đã đến, không ghi gia đình chọn gì.",
    scan_own=(
        "Quét mã bằng máy ảnh điện thoại để ký ngay trên điện thoại, không cần phiếu giấy. Phiếu chỉ dùng cho hộ này, "
        "xin không đưa mã cho người khác. Cán bộ nhận phiếu: đăng nhập, quét mã để nhập."
    ),
    scan_loose=(
        f"{_SIGN_ELSEWHERE}Muốn ký trên điện thoại, xin dùng mã trên giấy đã phát cho hộ. "
        "Cán bộ nhận phiếu: tìm hộ theo số hộ, tên để nhập."
    ),
    loose_labels=("Hộ số", "Số nhà, tổ"),
)
_OFFICIAL = _ForSubject(
    hand_in=(
        "Ghi xong, ký tên rồi nộp cho đầu mối của cơ quan, đơn vị. Mã biên nhận được cấp khi nhập phiếu; xin hỏi "
        "người nhận phiếu."
    ),
    kept="Không nơi nào lập danh sách người không đăng ký.",
    scan_own="",
    scan_loose=(
        f"{_SIGN_ELSEWHERE}Muốn đăng ký trên điện thoại, xin dùng mã đã phát cho mình. "
        "Người nhận phiếu: tìm theo cơ quan, họ tên để nhập."
    ),
    loose_labels=("Cơ quan, đơn vị",),
)


def blank_form(
    questionnaire: Questionnaire, campaign: str, version: int, *, is_loose: bool = False
) -> BlankForm:
    """Return the words of a version of a questionnaire; ``is_loose`` for a form of no household in particular."""
    words = _Words(questionnaire)
    decline, whose = words("button_decline"), _whose(questionnaire)
    return BlankForm(
        title=[words(code) for code in _title(questionnaire)],
        campaign=campaign,
        voluntary=words("voluntary"),
        questions_title=words("representative_title"),
        questions=[*_questions(questionnaire)],
        opening=words("printed_opening"),
        items=[*_items(questionnaire)],
        notices=[notice.text.vi for notice in questionnaire.notices_due],
        choices=[
            BlankBox(words("button_sign_all"), f"Cả {len(questionnaire.items)} điều trên."),
            BlankBox(words("button_sign_part"), words("sign_part_note")),
            BlankBox(decline, "Không cần nêu lý do, không cần nộp phiếu."),
        ],
        after=[*_after(questionnaire, words)],
        members_title=questionnaire.members.title.vi if questionnaire.members else "",
        member_columns=[words(f"printed_column_{column}") for column in _COLUMNS]
        if questionnaire.members
        else (),
        member_rows=MEMBER_ROWS if questionnaire.members else 0,
        boxes=[BlankBox(words("duty_box")), BlankBox(words("pledge_box"))],
        consents_title=words("consents_title"),
        consents=[*_consents(questionnaire)],
        signer=words("printed_signer"),
        signer_hint=words("printed_signer_hint"),
        copies=words("printed_copies") if questionnaire.subject == "household" else "",
        notice_title=words("data_notice_title"),
        notice=[" ".join(part.split()) for part in words("data_notice").split("\n\n")],
        hand_in=[whose.hand_in, _NO_REFUSALS.format(decline=decline, kept=whose.kept)],
        version=f"Mẫu {questionnaire.code}, bản số {version}",
        scanning=whose.scan_loose if is_loose else whose.scan_own,
    )


def loose_head(questionnaire: Questionnaire, place: str, link: str) -> LooseHead:
    """Return the head of a form of no household, no official in particular."""
    return LooseHead(_whose(questionnaire).loose_labels, place, link)


def _whose(questionnaire: Questionnaire) -> _ForSubject:
    return _HOUSEHOLD if questionnaire.subject == "household" else _OFFICIAL


def _title(questionnaire: Questionnaire) -> tuple[str, ...]:
    audience = () if questionnaire.subject == "household" else ("printed_audience",)
    return ("printed_kind", "printed_subject", *audience)


class _Words:
    """Passages of a questionnaire, with the blanks of the signing as they stand on a form nobody has filled in."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._questionnaire = questionnaire
        self._blanks = dict.fromkeys(SIGNING_PLACEHOLDERS, _DOTS) | {"ma_bien_nhan": _REFERENCE}

    def __call__(self, code: str) -> str:
        return fill(self._questionnaire.passage(code, LANGUAGE), self._blanks)


def _questions(questionnaire: Questionnaire) -> Iterator[BlankQuestion]:
    drawn = signature_question(questionnaire)
    for question in questionnaire.questions:
        if question.asked and question.code != drawn and question.rows is None:
            options = [option.text.vi for option in question.options] or _yes(question)
            is_short = not options and question.kind in _SHORT_KINDS
            yield BlankQuestion(clean(question.label.vi), options, is_short)


def _yes(question: Question) -> list[str]:
    return ["Có"] if question.kind == "yes" else []


def _items(questionnaire: Questionnaire) -> Iterator[BlankItem]:
    slogans = {group.code: f"“{group.text.vi}”" for group in questionnaire.groups}
    several = len({item.group for item in questionnaire.items}) > 1
    last = ""
    for item in questionnaire.items:
        here = (
            questionnaire.passage("printed_local", LANGUAGE) if item.is_local else slogans.get(item.group, "")
        )
        heading = here if here != last and (several or item.is_local) else ""
        last = here
        yield BlankItem(item.text.vi, questionnaire.basis_label(item, LANGUAGE), heading)


def _after(questionnaire: Questionnaire, words: _Words) -> Iterator[str]:
    """Give what is signed below the items: what is understood, and the term."""
    is_household = questionnaire.subject == "household"
    yield from map(words, _UNDERSTOOD if is_household else _OFFICIALS_CLOSING)


def _consents(questionnaire: Questionnaire) -> Iterator[BlankBox]:
    for consent in questionnaire.consents:
        note = (
            "(Không đánh dấu ô này thì phiếu không được nhập, gia đình tự giữ.)" if consent.required else ""
        )
        yield BlankBox(clean(consent.label.vi), note)
