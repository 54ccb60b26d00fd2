"""Changes of a questionnaire that is being written, its items and consents: a questionnaire in, a questionnaire out.

What may never be taken off a form, and what may never be asked, is refused here for the pages and for uploaded files.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Literal, Protocol, TypeVar

from forms.catalogue_reader import ItemBank
from forms.never_asked import kinds_asked_in
from forms.parts import Item, Question
from forms.questionnaire import Questionnaire
from forms.text import Text
from forms.wording import mark

Step = Literal["up", "down"]
# Whom an item of the bank suits, by whom the form asks.
AUDIENCES = {"household": "ho", "official": "cb", "office": "cq"}
VOLUNTARY = "VOL"
# More would be no form any more, and no page could show it.
MOST_ITEMS = 60
MOST_QUESTIONS = 60
# The satisfaction of a counter is reckoned from this question of a survey, and from no other.
RATED_QUESTION = "q1"


class _Coded(Protocol):
    @property
    def code(self) -> str: ...


_Part = TypeVar("_Part", bound=_Coded)


class BuildingRefused(ValueError):
    """A change that would make the form unlawful or unusable. ``message`` is a text, ``values`` fill its blanks."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message % values)
        self.message = message
        self.values = values


def is_protected(questionnaire: Questionnaire, question: Question) -> bool:
    """Whether a question can be reworded only: who pledges and where, what a share is reckoned from, the works."""
    if questionnaire.kind in ("pledge", "registration"):
        is_first_rows = question.kind == "rows" and questionnaire.kind == "registration"
        return question.kind in ("name", "address") or is_first_rows
    return questionnaire.kind == "survey" and question.code == RATED_QUESTION


def check_built(before: Questionnaire, after: Questionnaire) -> None:
    """Refuse a form that lost what it must have, or asks for what must never be collected.

    :raises BuildingRefused: naming the question
    """
    if (before.code, before.kind, before.subject) != (after.code, after.kind, after.subject):
        raise BuildingRefused(
            mark("Tệp này là của phiếu “%(other)s”, không phải của phiếu “%(code)s”"),
            other=after.code,
            code=before.code,
        )
    _check_kept(before, after)
    for question in after.questions:
        check_never_asked(question)
    if len(after.items) > MOST_ITEMS or len(after.questions) > MOST_QUESTIONS:
        raise BuildingRefused(
            mark("Phiếu quá dài: tối đa %(most)s nội dung và %(most)s câu hỏi"), most=MOST_ITEMS
        )


def check_never_asked(question: Question) -> None:
    """Refuse a question for data that must not be collected, however it is written.

    :raises BuildingRefused: with the words found and the reason
    """
    asked = [finding for text in _texts_of(question) for finding in kinds_asked_in(text)]
    asked += [finding for text in _hints_of(question) for finding in kinds_asked_in(text, may_warn=True)]
    for found, reason in asked:
        raise BuildingRefused(
            mark("Không hỏi “%(found)s”: %(reason)s. Bỏ chữ này rồi lưu lại"), found=found, reason=reason
        )


def choose_items(questionnaire: Questionnaire, bank: ItemBank, codes: Collection[str]) -> Questionnaire:
    """Take these items of the bank: what stays keeps its place, what is new follows in the bank's order.

    :raises BuildingRefused: when no item would be left on a pledge
    """
    in_bank = {item.code for item in bank.items}
    stay = [item for item in questionnaire.items if item.code in codes or item.code not in in_bank]
    there = {item.code for item in stay}
    new = [item for item in bank.items if item.code in codes and item.code not in there]
    return _with_items(questionnaire, bank, [*stay, *new])


def add_local_item(
    questionnaire: Questionnaire, bank: ItemBank, group: str, text: Text, used: Collection[str] = ()
) -> Questionnaire:
    """Add an item of the unit's own: voluntary, since only law can make a duty, and outside every comparison.

    It brings the notice of its group along, as the items of the bank do, and no code that was ``used`` before.
    """
    source = "Nội dung của địa phương"
    audiences = (AUDIENCES[questionnaire.subject],) if questionnaire.subject in AUDIENCES else ()
    code = free_code("L", [*(item.code for item in (*questionnaire.items, *bank.items)), *used])
    notice = bank.notice_of(group)
    item = Item(code, group, VOLUNTARY, source, audiences, text, requires_notice=notice, is_local=True)
    return _with_items(questionnaire, bank, [*questionnaire.items, item])


def edit_local_item(
    questionnaire: Questionnaire, bank: ItemBank, code: str, group: str, text: Text
) -> Questionnaire:
    """Reword an item of the unit's own.

    :raises KeyError: when there is none; items of the bank keep their words, as they are compared between units
    """
    if code not in {item.code for item in questionnaire.items if item.is_local}:
        raise KeyError(code)
    items = [
        replace(item, group=group, text=text, requires_notice=bank.notice_of(group))
        if item.code == code
        else item
        for item in questionnaire.items
    ]
    return _with_items(questionnaire, bank, items)


def move_item(questionnaire: Questionnaire, code: str, step: Step) -> Questionnaire:
    """Move an item one place up or down.

    :raises KeyError: when it is not on the form
    """
    return replace(questionnaire, items=moved(questionnaire.items, code, step))


def drop_item(questionnaire: Questionnaire, bank: ItemBank, code: str) -> Questionnaire:
    """Take an item off the form.

    :raises BuildingRefused: when it is the last one of a pledge
    """
    return _with_items(questionnaire, bank, [item for item in questionnaire.items if item.code != code])


def drop_consent(questionnaire: Questionnaire, code: str) -> Questionnaire:
    """Take a consent off the form, with the question that is kept with it only.

    :raises BuildingRefused: when the form cannot be kept without it, or a question needs it
    """
    for consent in questionnaire.consents:
        if consent.code == code and consent.required:
            raise BuildingRefused(
                mark("Ô đồng ý này không bỏ được: không có sự đồng ý thì không được lưu tên")
            )
    for question in questionnaire.questions:
        if question.needs_consent == code:
            raise BuildingRefused(
                mark("Câu “%(label)s” chỉ được hỏi khi có ô đồng ý này. Bỏ câu đó trước"),
                label=question.label.vi,
            )
    consents = tuple(consent for consent in questionnaire.consents if consent.code != code)
    return replace(questionnaire, consents=consents)


def moved(parts: tuple[_Part, ...], code: str, step: Step) -> tuple[_Part, ...]:
    """Return the parts with one of them a place further up or down; the first and the last stay where they are.

    :raises KeyError: when there is no such part
    """
    codes = [part.code for part in parts]
    if code not in codes:
        raise KeyError(code)
    at = codes.index(code)
    to = max(0, at - 1) if step == "up" else min(len(parts) - 1, at + 1)
    order = list(parts)
    order.insert(to, order.pop(at))
    return tuple(order)


def free_code(stem: str, taken: Iterable[str]) -> str:
    """Return the first code of this stem that nobody has: L01, L02 …"""
    used = set(taken)
    return next(code for number in range(1, 1000) if (code := f"{stem}{number:02}") not in used)


def _with_items(questionnaire: Questionnaire, bank: ItemBank, items: list[Item]) -> Questionnaire:
    """Return the form with these items and exactly the groups, bases and notices they need."""
    if not items and questionnaire.kind == "pledge":
        raise BuildingRefused(mark("Phiếu cam kết phải còn ít nhất một nội dung"))
    groups, bases = {item.group for item in items}, {item.basis for item in items}
    notices = {item.requires_notice for item in items}
    return replace(
        questionnaire,
        items=tuple(items),
        groups=_needed(bank.groups, questionnaire.groups, groups),
        bases=_needed(bank.bases, questionnaire.bases, bases),
        notices=_needed(bank.notices, questionnaire.notices, notices),
    )


def _needed(
    in_bank: tuple[_Part, ...], on_form: tuple[_Part, ...], codes: Collection[str | None]
) -> tuple[_Part, ...]:
    known = {part.code: part for part in (*in_bank, *on_form)}
    return tuple(part for code, part in known.items() if code in codes)


def _check_kept(before: Questionnaire, after: Questionnaire) -> None:
    there = {question.code: question for question in after.questions}
    for question in before.questions:
        kept = there.get(question.code)
        if is_protected(before, question) and (
            kept is None or (kept.kind, kept.asked) != (question.kind, question.asked)
        ):
            raise BuildingRefused(
                mark("Câu “%(label)s” không bỏ được: phiếu không dùng được nếu thiếu câu này"),
                label=question.label.vi,
            )
    consents = {consent.code for consent in after.consents if consent.required}
    for consent in before.consents:
        if consent.required and consent.code not in consents:
            raise BuildingRefused(
                mark("Ô đồng ý này không bỏ được: không có sự đồng ý thì không được lưu tên")
            )


def _texts_of(question: Question) -> list[str]:
    """Return what a question asks, in both languages: its label, its options, the questions of its rows."""
    texts = [question.label, *(option.text for option in question.options)]
    words = [part for text in texts for part in (text.vi, text.en)]
    return words + [part for inner in _inner(question) for part in _texts_of(inner)]


def _hints_of(question: Question) -> list[str]:
    own = [question.hint.vi, question.hint.en] if question.hint else []
    return own + [part for inner in _inner(question) for part in _hints_of(inner)]


def _inner(question: Question) -> tuple[Question, ...]:
    return question.rows.questions if question.rows is not None else ()
