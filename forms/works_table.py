"""The works of an office as a table: the ten columns of the plan's paper, filled from what was registered."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from forms.parts import Question
from forms.questionnaire import Questionnaire
from forms.signed_rows import told_in

Told = dict[str, tuple[Question, str]]


@dataclass(frozen=True)
class WorksTable:
    """Headings and rows; a cell is a sequence of lines, the first column counts the works."""

    columns: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], ...], ...]


_NUMBER = {"vi": "STT", "en": "No."}
_NAME = {"vi": "Tên công trình, phần việc, giải pháp", "en": "Work, task or solution"}
_GOAL = {"vi": "Mục tiêu, chỉ tiêu (hiện trạng → mục tiêu)", "en": "Goal (now → target)"}
_TIME = {"vi": "Thời gian thực hiện", "en": "Time"}
_FROM = {"vi": "từ", "en": "from"}
_UNTIL = {"vi": "đến", "en": "to"}


def works_table(questionnaire: Questionnaire, answers: Mapping[str, Any], language: str) -> WorksTable | None:
    """Return the works that were registered, None where the form asks for none or none was told.

    A question that a locality put into the block stands under the work's name, so that nothing told is left out.
    """
    told = [
        {question.code: (question, words) for question, words in told_in(block.questions, row, language)}
        for one in questionnaire.questions
        if (block := one.rows) is not None
        for row in answers.get(one.code) or ()
    ]
    if not told:
        return None
    columns = _columns(language)
    headings = (_NUMBER[language], *(_heading(questionnaire, column, language) for column in columns))
    rows = tuple(
        ((str(number),), *(tuple(column.lines(one)) for column in columns))
        for number, one in enumerate(told, start=1)
    )
    return WorksTable(headings, rows)


@dataclass(frozen=True)
class _Column:
    """A column: ``heading`` is its own, or that of the one question it shows."""

    lines: Callable[[Told], Iterator[str]]
    heading: str = ""
    code: str = ""


def _columns(language: str) -> tuple[_Column, ...]:
    return (
        _Column(_work, _NAME[language]),
        _one("thuoc_noi_dung"),
        _Column(_goal, _GOAL[language]),
        _one("dia_diem"),
        _one("nguoi_phu_trach"),
        _one("don_vi_phoi_hop"),
        _Column(lambda told: _time(told, language), _TIME[language]),
        _one("nguon_luc"),
        _one("minh_chung"),
    )


def _one(code: str) -> _Column:
    return _Column(lambda told: _words(told, code), code=code)


def _heading(questionnaire: Questionnaire, column: _Column, language: str) -> str:
    labels = {
        question.code: question.label.in_language(language)
        for one in questionnaire.questions
        if one.rows is not None
        for question in one.rows.questions
    }
    return column.heading or labels.get(column.code, "")


_ELSEWHERE = frozenset(
    "thuoc_noi_dung chi_tieu don_vi_tinh hien_trang muc_tieu dia_diem nguoi_phu_trach don_vi_phoi_hop "
    "ngay_bat_dau ngay_hoan_thanh nguon_luc minh_chung".split()
)
_UNLABELLED = frozenset({"loai", "mo_ta"})


def _work(told: Told) -> Iterator[str]:
    """Give the work's name, its kind and description, and whatever has no column of its own."""
    for position, (code, (question, words)) in enumerate(told.items()):
        if code in _ELSEWHERE:
            continue
        is_plain = position == 0 or code in _UNLABELLED
        yield words if is_plain else f"{question.label.vi}: {words}"


def _goal(told: Told) -> Iterator[str]:
    yield from _words(told, "chi_tieu")
    now, target, unit = (" ".join(_words(told, code)) for code in ("hien_trang", "muc_tieu", "don_vi_tinh"))
    change = " → ".join(filter(None, (now, target)))
    if change or unit:
        yield " ".join(filter(None, (change, unit)))


def _time(told: Told, language: str) -> Iterator[str]:
    for word, code in ((_FROM, "ngay_bat_dau"), (_UNTIL, "ngay_hoan_thanh")):
        yield from (f"{word[language]} {words}" for words in _words(told, code))


def _words(told: Told, code: str) -> Iterator[str]:
    if code in told:
        yield told[code][1]
