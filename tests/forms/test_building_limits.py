"""How much a form may hold, what its reader must never see, and what no file may take away from people."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from forms.building import BuildingRefused
from forms.building_kept import check_kept
from forms.building_limits import LONGEST_CODE, MOST_SUGGESTIONS, check_limits
from forms.building_questions import levels, new_code
from forms.building_sections import drop_section, used_sections, with_section
from forms.catalogue_reader import load_catalogue
from forms.parts import Basis, Item, Option, Passage, Question, QuestionKind, RowsBlock, Section
from forms.questionnaire import Questionnaire
from forms.text import Text

ALL = load_catalogue().questionnaires
HOUSEHOLD = load_catalogue().questionnaire("HO-ATGT")
COUNTER = load_catalogue().questionnaire("KS-MC")
FACTORS = load_catalogue().questionnaire("KS-5YT")
WORDS = Text("Chỗ nào cần sửa?", "What needs repair?")


def asking(kind: QuestionKind = "line", code: str = "cau_01", **more: Any) -> Questionnaire:
    """Return the counter's survey with one question more."""
    question = Question(code, kind, **{"label": WORDS, "max_length": 100, **more})
    return replace(COUNTER, questions=(*COUNTER.questions, question))


def options(count: int) -> tuple[Option, ...]:
    return tuple(Option(f"o{number}", Text(f"Mục {number}", f"Entry {number}")) for number in range(count))


def changed(questionnaire: Questionnaire, code: str, **values: Any) -> Questionnaire:
    """Return the form with one question changed."""
    questions = tuple(replace(one, **values) if one.code == code else one for one in questionnaire.questions)
    return replace(questionnaire, questions=questions)


def without_passage(questionnaire: Questionnaire, code: str) -> Questionnaire:
    return replace(questionnaire, passages=tuple(one for one in questionnaire.passages if one.code != code))


@pytest.mark.parametrize("questionnaire", ALL, ids=lambda each: each.code)
def test_the_plans_own_forms_keep_within_the_limits(questionnaire: Questionnaire) -> None:
    check_limits(questionnaire)
    check_kept(questionnaire, questionnaire)


@pytest.mark.parametrize(
    ("built", "told"),
    [
        (asking("choice", options=options(31)), "31 lựa chọn, tối đa 30"),
        (
            asking("choice", options=(*options(2), Option("hai", Text("MUC 1", "x")))),
            "hai lựa chọn giống nhau",
        ),
        (asking("scale", options=levels(may_not_apply=True)[1:]), "cần đúng năm mức"),
        (asking("number", largest=10**12), "tối đa 12 chữ số"),
        (asking("number", smallest=-(10**30)), "tối đa 12 chữ số"),
        (asking(label=Text("a" * 301, "b")), "tối đa 300 ký tự"),
        (asking(label=Text("Tốt {nhé", "Good")), "mở ra thì phải đóng lại"),
        (asking(label=Text("Chào {ho_ten}", "Hello {ho_ten}")), "không được điền ở đây"),
        (asking(code="c" * (LONGEST_CODE + 1)), "quá dài"),
        (replace(COUNTER, sections=tuple(Section(f"p{n}", WORDS) for n in range(31))), "tối đa 30 phần"),
        (
            asking(
                "rows",
                rows=RowsBlock(
                    (Question("ten", "line", WORDS),),
                    0,
                    5,
                    1,
                    WORDS,
                    WORDS,
                    (WORDS,) * (MOST_SUGGESTIONS + 1),
                ),
            ),
            "quá nhiều gợi ý",
        ),
        (
            asking(
                "rows",
                rows=RowsBlock(
                    (Question("chon", "choice", WORDS, options=options(31)),), 0, 5, 1, WORDS, WORDS
                ),
            ),
            "31 lựa chọn",
        ),
    ],
)
def test_too_much_is_refused_by_the_name_of_the_question(built: Questionnaire, told: str) -> None:
    with pytest.raises(BuildingRefused, match=told):
        check_limits(built)


def test_signs_that_only_look_dangerous_are_words_like_others() -> None:
    check_limits(asking(label=Text("=SUM(A1) <b>100%</b> %(n)s", "=SUM(A1) <b>100%</b> %(n)s")))
    check_limits(asking(label=Text("Đến {ten_co_quan} mấy lần?", "How often at {ten_co_quan}?")))


def test_two_local_items_that_read_the_same_are_refused() -> None:
    local = Item("L01", "T", "VOL", "xã", ("ho",), Text("Quét ngõ.", "Sweep."), is_local=True)
    twice = replace(HOUSEHOLD, items=(*HOUSEHOLD.items, local, replace(local, code="L02")))

    with pytest.raises(BuildingRefused, match="giống nhau: “Quét ngõ.”"):
        check_limits(twice)


@pytest.mark.parametrize(
    "values",
    [
        {"options": levels(may_not_apply=False)[2:]},
        {"options": tuple(reversed(levels(may_not_apply=False)))},
        {"options": (*levels(may_not_apply=False)[:4], Option("5", Text("Hài lòng lắm", "Very pleased")))},
        {"required": False},
    ],
)
def test_the_question_the_result_is_reckoned_from_keeps_its_levels(values: dict[str, Any]) -> None:
    with pytest.raises(BuildingRefused, match="dùng để tính kết quả"):
        check_kept(COUNTER, changed(COUNTER, "q1", **values))


LOCAL_DUTY = Item("L01", "T", "LAW", "xã", ("ho",), Text("Góp tiền.", "Pay."), is_local=True)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda form: without_passage(form, "duty_box"), "Thiếu đoạn “duty_box”"),
        (lambda form: without_passage(form, "pledge_box"), "Thiếu đoạn “pledge_box”"),
        (
            lambda form: replace(form, passages=(*form.passages, Passage("buton_sign", WORDS))),
            "không có đoạn nào tên là “buton_sign”",
        ),
        (
            lambda form: replace(
                form, consents=tuple(replace(one, required=True, missing=WORDS) for one in form.consents)
            ),
            "phải để người ký tự chọn",
        ),
        (lambda form: changed(form, "so_dien_thoai", needs_consent=None), "ô đồng ý đi kèm giữ nguyên"),
        (lambda form: changed(form, "nam_sinh", kind="number"), "đã hỏi theo loại khác"),
        (
            lambda form: replace(form, questions=(*form.questions, Question("me", "phone", WORDS))),
            "chỉ hỏi ở câu có sẵn",
        ),
        (lambda form: replace(form, members=replace(form.members, minimum_age=6)), "số dòng và tuổi giữ nguyên"),
        (lambda form: replace(form, members=replace(form.members, first_rows=99)), "số dòng và tuổi giữ nguyên"),
        (lambda form: replace(form, members=None), "số dòng và tuổi giữ nguyên"),
        (lambda form: replace(form, items=(*form.items, LOCAL_DUTY)), "phải là tự nguyện"),
        (
            lambda form: replace(
                form, bases=tuple(Basis(one.code, Text("Tự nguyện", "Voluntary")) for one in form.bases)
            ),
            "giữ nguyên ở mọi phiếu",
        ),
    ],
)  # fmt: skip
def test_what_people_rely_on_cannot_be_taken_away(spoil: Callable[[Any], Questionnaire], told: str) -> None:
    with pytest.raises(BuildingRefused, match=told):
        check_kept(HOUSEHOLD, spoil(HOUSEHOLD))


def test_a_question_of_the_plan_that_was_dropped_can_come_back_with_its_consent() -> None:
    dropped = replace(
        HOUSEHOLD, questions=tuple(one for one in HOUSEHOLD.questions if one.code != "so_dien_thoai")
    )

    check_kept(dropped, HOUSEHOLD)


def test_a_new_question_takes_no_code_that_answers_were_counted_under() -> None:
    assert new_code(COUNTER, {"cau_01", "cau_02"}) == "cau_03"


def test_a_heading_is_taken_again_and_goes_when_nothing_stands_under_it() -> None:
    once, code = with_section(COUNTER, Text("Nơi chờ", "Waiting room"))
    again, same = with_section(once, Text("NƠI CHỜ", "The waiting room"))

    assert (again, same) == (once, code)
    assert drop_section(once, code) == COUNTER
    with pytest.raises(BuildingRefused, match="còn câu hỏi"):
        drop_section(FACTORS, next(iter(used_sections(FACTORS))))
    with pytest.raises(KeyError):
        drop_section(COUNTER, code)
