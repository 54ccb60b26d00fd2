"""How much a form may hold, and blanks that nobody would fill: refused alike from the pages and from a file."""

from collections.abc import Iterator
from typing import Any

from forms.building import BuildingRefused
from forms.building_questions import DOES_NOT_APPLY, LEVELS, MOST_OPTIONS, NOT_APPLICABLE
from forms.parts import Question
from forms.questionnaire import Questionnaire
from forms.text import SIGNING_PLACEHOLDERS, Text, blanks_in
from forms.wording import mark
from pledges.foundation.vietnamese.folding import fold

LONGEST_LABEL = 300
LONGEST_WORDING = 6000
LONGEST_CODE = 60
MOST_SECTIONS = 30
MOST_SUGGESTIONS = 60
# More digits are no quantity of a form: the box in which the number is typed takes no more.
LARGEST_NUMBER = 999_999_999_999
_LEVEL_CODES = [str(number) for number in range(1, len(LEVELS) + 1)]
# Lists whose parts have codes; rows stand inside their question.
_CODED = ("items", "sections", "questions", "consents", "passages")


def check_limits(questionnaire: Questionnaire) -> None:
    """Refuse a form that holds more than a page can show, or shows braces to the reader.

    :raises BuildingRefused: naming the question or the text
    """
    if len(questionnaire.sections) > MOST_SECTIONS:
        raise BuildingRefused(mark("Phiếu quá nhiều phần: tối đa %(most)s phần"), most=MOST_SECTIONS)
    for part in _CODED:
        for one in getattr(questionnaire, part):
            _check_code(one.code)
    _check_local_items(questionnaire)
    for question in _all(questionnaire.questions):
        _check_question(question)
    _check_texts(questionnaire)


def check_blanks(text: Text, *, may_be_signed: bool = False) -> None:
    """Refuse a brace that is no blank, and a blank of the signing in a text that nobody signs.

    :raises BuildingRefused: naming what the reader would see
    """
    for words in (text.vi, text.en):
        bare = words
        for name in blanks_in(words):
            bare = bare.replace(f"{{{name}}}", "")
        if "{" in bare or "}" in bare:
            raise BuildingRefused(
                mark("“%(text)s”: dấu ngoặc nhọn { } chỉ dùng cho chỗ trống, mở ra thì phải đóng lại"),
                text=_short(words),
            )
        strange = blanks_in(words) & SIGNING_PLACEHOLDERS
        if strange and not may_be_signed:
            raise BuildingRefused(
                mark("“%(text)s”: chỗ trống %(names)s không được điền ở đây, người đọc sẽ thấy dấu ngoặc"),
                text=_short(words),
                names=" ".join(f"{{{name}}}" for name in sorted(strange)),
            )


def _all(questions: tuple[Question, ...]) -> Iterator[Question]:
    for question in questions:
        yield question
        if question.rows is not None:
            yield from _all(question.rows.questions)


def _check_local_items(questionnaire: Questionnaire) -> None:
    there: set[str] = set()
    for item in questionnaire.items:
        if item.is_local and fold(item.text.vi) in there:
            raise BuildingRefused(
                mark("Hai nội dung của địa phương giống nhau: “%(text)s”. Bỏ bớt một"),
                text=_short(item.text.vi),
            )
        there.add(fold(item.text.vi))


def _check_code(code: str) -> None:
    if len(code) > LONGEST_CODE:
        raise BuildingRefused(
            mark("Mã “%(code)s” quá dài: tối đa %(most)s ký tự"), code=_short(code), most=LONGEST_CODE
        )


def _check_question(question: Question) -> None:
    _check_code(question.code)
    for option in question.options:
        _check_code(option.code)
    label = _short(question.label.vi)
    if len(question.options) > MOST_OPTIONS:
        raise BuildingRefused(
            mark("Câu “%(label)s” có %(count)s lựa chọn, tối đa %(most)s"),
            label=label,
            count=len(question.options),
            most=MOST_OPTIONS,
        )
    if len({fold(option.text.vi) for option in question.options}) < len(question.options):
        raise BuildingRefused(
            mark("Câu “%(label)s” có hai lựa chọn giống nhau. Bỏ bớt một lựa chọn"), label=label
        )
    if question.kind == "scale":
        _check_levels(question, label)
    _check_numbers(question, label)
    if question.rows is not None and len(question.rows.suggestions) > MOST_SUGGESTIONS:
        raise BuildingRefused(
            mark("Câu “%(label)s” có quá nhiều gợi ý, tối đa %(most)s"), label=label, most=MOST_SUGGESTIONS
        )


def _check_levels(question: Question, label: str) -> None:
    given = [option.code for option in question.options]
    if given not in (_LEVEL_CODES, [*_LEVEL_CODES, NOT_APPLICABLE]):
        raise BuildingRefused(
            mark("Câu “%(label)s” cần đúng năm mức, mã từ 1 đến 5 theo thứ tự, thêm được “%(na)s” mã na"),
            label=label,
            na=DOES_NOT_APPLY.vi,
        )


def _check_numbers(question: Question, label: str) -> None:
    for limit in (question.smallest, question.largest):
        if limit is not None and abs(limit) > LARGEST_NUMBER:
            raise BuildingRefused(
                mark("Câu “%(label)s”: số nhỏ nhất, lớn nhất có tối đa 12 chữ số"), label=label
            )


def _check_texts(questionnaire: Questionnaire) -> None:
    for passage in questionnaire.passages:
        check_blanks(passage.text, may_be_signed=True)
    mapping = questionnaire.to_mapping()
    questions = mapping.pop("questions")
    mapping.pop("passages")
    _look_at(questions, LONGEST_LABEL)
    _look_at(mapping, LONGEST_WORDING)
    _look_at([passage.text.vi for passage in questionnaire.passages], LONGEST_WORDING)


def _look_at(part: Any, longest: int) -> None:
    """Look at every text in a mapping as far as its words go; a condition's note names its answers, at any length."""
    if isinstance(part, dict) and part.keys() == {"vi", "en"}:
        check_blanks(Text(**part))
        _look_at([*part.values()], longest)
    elif isinstance(part, dict):
        for name, inner in part.items():
            _look_at(inner, LONGEST_WORDING if name == "note" else longest)
    elif isinstance(part, list):
        for inner in part:
            _look_at(inner, longest)
    elif isinstance(part, str) and len(part) > longest:
        raise BuildingRefused(
            mark("“%(text)s” quá dài: tối đa %(most)s ký tự"), text=_short(part), most=longest
        )


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_CODE else f"{words[:LONGEST_CODE]}…"
