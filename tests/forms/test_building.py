"""What a clerk may change of a form, and what no form may lose or ask, whatever hand it comes from."""

import unicodedata
from dataclasses import replace
from typing import Any

import pytest

from forms.building import (
    BuildingRefused,
    add_local_item,
    check_built,
    choose_items,
    drop_consent,
    drop_item,
    edit_local_item,
    is_protected,
    move_item,
    moved,
)
from forms.building_questions import (
    LEVELS,
    condition_on,
    drop_question,
    earlier_answers,
    levels,
    lines_of,
    move_question,
    new_code,
    options_from,
    put_question,
)
from forms.catalogue_reader import load_catalogue
from forms.never_asked import kinds_asked_in
from forms.parts import Option, Question, QuestionKind
from forms.questionnaire import Questionnaire
from forms.text import Text

BANK = load_catalogue().bank
HOUSEHOLD = load_catalogue().questionnaire("HO-ATGT")
COUNTER = load_catalogue().questionnaire("KS-MC")
ALL = load_catalogue().questionnaires


def codes(parts: tuple[Any, ...]) -> list[str]:
    return [part.code for part in parts]


def line(label: str, code: str = "cau_01", kind: QuestionKind = "line") -> Question:
    return Question(code, kind, Text(label, label), max_length=100)


# Items


def test_items_of_the_bank_come_after_those_that_are_there() -> None:
    chosen = choose_items(HOUSEHOLD, BANK, [*codes(HOUSEHOLD.items), "M03", "M01"])

    assert codes(chosen.items)[-2:] == ["M01", "M03"]
    assert set(codes(chosen.groups)) == {"T", "M"}


def test_what_is_not_chosen_goes_and_what_stays_keeps_its_place() -> None:
    moved_up = move_item(HOUSEHOLD, "T03", "up")

    assert codes(choose_items(moved_up, BANK, ["T02", "T03"]).items) == ["T03", "T02"]


def test_an_item_of_group_a_brings_its_notice_and_takes_it_along() -> None:
    with_notice = choose_items(HOUSEHOLD, BANK, [*codes(HOUSEHOLD.items), "A01"])

    assert codes(with_notice.notices_due) == ["A-NOTE"]
    assert drop_item(with_notice, BANK, "A01").notices == ()


def test_a_pledge_keeps_one_item() -> None:
    with pytest.raises(BuildingRefused, match="ít nhất một nội dung"):
        choose_items(HOUSEHOLD, BANK, [])


def test_a_local_item_is_voluntary_and_stays_when_the_bank_is_chosen_anew() -> None:
    built = add_local_item(HOUSEHOLD, BANK, "M", Text("Không thả rông trâu bò.", "Keep cattle in."))

    again = choose_items(built, BANK, ["T01"])

    assert codes(again.items) == ["T01", "L01"]
    assert (again.items[1].basis, again.items[1].is_local) == ("VOL", True)


def test_a_local_item_is_reworded_and_one_of_the_bank_is_not() -> None:
    built = add_local_item(HOUSEHOLD, BANK, "M", Text("Cũ", "Old"))

    assert edit_local_item(built, BANK, "L01", "T", Text("Mới", "New")).items[-1].text.vi == "Mới"
    with pytest.raises(KeyError):
        edit_local_item(built, BANK, "T01", "T", Text("Mới", "New"))


def test_a_local_item_in_group_a_brings_the_notice_of_peoples_rights() -> None:
    built = add_local_item(
        HOUSEHOLD, BANK, "A", Text("Không tụ tập sau 22 giờ.", "No gathering after 22:00.")
    )

    assert codes(built.notices_due) == ["A-NOTE"]
    assert edit_local_item(built, BANK, "L01", "M", Text("Quét ngõ.", "Sweep the lane.")).notices == ()


def test_the_first_part_stays_first_and_the_last_last() -> None:
    assert codes(moved(HOUSEHOLD.items, "T01", "up"))[:2] == ["T01", "T02"]
    assert codes(moved(HOUSEHOLD.items, "T14", "down"))[-2:] == ["T13", "T14"]
    with pytest.raises(KeyError):
        moved(HOUSEHOLD.items, "T99", "up")


# Consents


def test_a_consent_goes_after_the_question_that_needs_it() -> None:
    with pytest.raises(BuildingRefused, match="Số điện thoại"):
        drop_consent(HOUSEHOLD, "C3")

    without = drop_consent(drop_question(HOUSEHOLD, "so_dien_thoai"), "C3")

    assert codes(without.consents) == ["C1", "C2"]


def test_the_consent_a_name_needs_is_not_dropped() -> None:
    with pytest.raises(BuildingRefused, match="không có sự đồng ý"):
        drop_consent(HOUSEHOLD, "C1")


# What a form must keep, and must not ask


@pytest.mark.parametrize("questionnaire", ALL, ids=lambda each: each.code)
def test_the_plans_own_forms_pass(questionnaire: Questionnaire) -> None:
    check_built(questionnaire, questionnaire)


def test_who_pledges_and_where_is_kept() -> None:
    kept = [one.code for one in HOUSEHOLD.questions if is_protected(HOUSEHOLD, one)]

    assert kept == ["nguoi_dai_dien", "dia_chi"]
    with pytest.raises(BuildingRefused, match="không bỏ được"):
        drop_question(HOUSEHOLD, "dia_chi")


def test_the_question_a_share_is_reckoned_from_is_kept() -> None:
    without = replace(COUNTER, questions=COUNTER.questions[1:2])

    with pytest.raises(BuildingRefused, match="không bỏ được"):
        check_built(COUNTER, without)


def test_a_form_stays_the_form_it_is() -> None:
    with pytest.raises(BuildingRefused, match="HO-4K"):
        check_built(HOUSEHOLD, load_catalogue().questionnaire("HO-4K"))


@pytest.mark.parametrize(
    "label",
    [
        "Số CCCD",
        "so can cuoc cong dan",
        "Số căn cước",
        unicodedata.normalize("NFD", "Số định danh cá nhân"),
        "C.C.C.D của chủ hộ",
        "CMND hoặc hộ chiếu",
        "ID number",
        "Ông/bà là người dân tộc nào?",
        "Ethnicity",
        "TÔN GIÁO",
        "What is your religion?",
        "Gửi ảnh chụp giấy tờ tùy thân",
        "Photo of ID",
        "Nếu không có CCCD thì ghi CMND",
    ],
)
def test_what_must_not_be_collected_is_refused_however_it_is_written(label: str) -> None:
    with pytest.raises(BuildingRefused, match="Không hỏi"):
        put_question(HOUSEHOLD, line(label))


def test_options_hints_and_columns_are_looked_at_too() -> None:
    hinted = replace(line("Giấy tờ"), hint=Text("Nội dung ghi là số CCCD", "Enter it"))
    offered = replace(line("Ông/bà là", kind="choice"), options=(Option("a", Text("Theo đạo", "A")), LEVEL))

    for question in (hinted, offered):
        with pytest.raises(BuildingRefused, match="Không hỏi"):
            put_question(HOUSEHOLD, question)


LEVEL = levels(may_not_apply=False)[0]


@pytest.mark.parametrize(
    "text",
    [
        "Xin không ghi số căn cước ở đây.",
        "Please do not write your ID number.",
        "Việc này có gần nhà không?",
        "Ý kiến",
    ],
)
def test_telling_people_not_to_write_it_is_no_question_for_it(text: str) -> None:
    assert kinds_asked_in(text, may_warn=True) == []


# Questions


def test_a_question_does_not_come_before_the_one_it_hangs_on() -> None:
    with pytest.raises(BuildingRefused, match="phải đứng sau"):
        move_question(COUNTER, "q2b", "up")


def test_a_question_others_hang_on_is_not_dropped() -> None:
    with pytest.raises(BuildingRefused, match="Bỏ điều kiện"):
        drop_question(COUNTER, "q2")


def test_an_answer_others_hang_on_is_not_dropped() -> None:
    question = COUNTER.question("q2")
    without = replace(question, options=tuple(one for one in question.options if one.code != "tre_hen"))

    with pytest.raises(BuildingRefused, match="lựa chọn vừa bỏ"):
        put_question(COUNTER, without)


def test_a_condition_tells_the_reader_in_both_languages() -> None:
    condition = condition_on(COUNTER, [("q2", "tre_hen"), ("q2", "dung_hen")])

    assert condition is not None
    assert condition.note.vi == "Nếu trả lời “Đúng hẹn” hoặc “Trễ hẹn” ở câu “Kết quả được trả”:"
    assert condition.note.en.startswith("If you answered “On the appointed day” or")


def test_a_condition_is_on_one_question() -> None:
    with pytest.raises(BuildingRefused, match="một câu hỏi"):
        condition_on(COUNTER, [("q2", "tre_hen"), ("q5", "co")])
    assert condition_on(COUNTER, []) is None


def test_only_earlier_answers_can_be_named() -> None:
    assert {question.code for question, _ in earlier_answers(COUNTER, "q2b")} == {"q1", "q2"}


def test_a_reworded_option_keeps_its_code_when_only_its_case_or_place_changes() -> None:
    before = COUNTER.question("q2").options

    after = options_from([("Trễ Hẹn", "Late"), ("Mất hồ sơ", "File lost")], before)

    assert [(one.code, one.text.en) for one in after] == [("tre_hen", "Late"), ("mat_ho_so", "File lost")]


@pytest.mark.parametrize(
    ("vi", "en", "told"),
    [("Có", "", "từ hai đến"), ("Có\nKhông", "Yes", "tiếng Anh có 1"), ("Có\ncó", "", "giống nhau")],
)
def test_options_that_cannot_be_read_are_refused(vi: str, en: str, told: str) -> None:
    with pytest.raises(BuildingRefused, match=told):
        lines_of(vi, en)


def test_the_levels_are_the_ministrys_and_not_applicable_is_none() -> None:
    assert [option.text for option in levels(may_not_apply=True)][:5] == list(LEVELS)
    assert levels(may_not_apply=True)[-1].code == "na"


def test_a_new_question_has_a_code_of_its_own() -> None:
    built = put_question(HOUSEHOLD, line("Nhà có xe máy không?", new_code(HOUSEHOLD)))

    assert new_code(built) != built.questions[-1].code
