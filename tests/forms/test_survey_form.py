"""The survey at a counter asks one thing of everyone, nothing that tells who answered, and keeps no stray answer."""

from pathlib import Path
from typing import Any

import pytest

from forms.base import error_summary
from forms.filling import PlaceholderMissing
from forms.survey import survey_form_class
from tests.forms.posts import TODAY, changed_catalogue, counter_questionnaire, survey

BLANK = '"Gửi {ten_co_quan}"\nen = "Send to {ten_co_quan}"'


def test_nothing_is_chosen_beforehand() -> None:
    form: Any = survey_form_class(counter_questionnaire(), "vi")(today=TODAY)

    options = [option for code in ("q1", "q2", "q2b", "q3", "q4", "q5") for option in form[code]]

    assert len(options) == 5 + 4 + 3 + 6 + 4 + 3
    assert not any(option.checked for option in options)


def test_the_five_levels_are_those_of_the_ministry_in_their_order() -> None:
    levels = {
        option.code: (option.text.vi, option.text.en)
        for option in counter_questionnaire().question("q1").options
    }

    assert levels == {
        "1": ("Rất không hài lòng", "Very dissatisfied"),
        "2": ("Không hài lòng", "Dissatisfied"),
        "3": ("Bình thường", "Neutral"),
        "4": ("Hài lòng", "Satisfied"),
        "5": ("Rất hài lòng", "Very satisfied"),
    }


def test_not_applicable_is_an_answer_of_its_own_where_it_may_be() -> None:
    codes = [option.code for option in counter_questionnaire().question("q3").options]

    assert codes == ["1", "2", "3", "4", "5", "na"]
    assert [option.code for option in counter_questionnaire().question("q1").options] == [
        "1",
        "2",
        "3",
        "4",
        "5",
    ]


def test_a_whole_answer_is_kept_as_compact_text() -> None:
    form = survey({"q4": "tu_4", "q6": "Thêm ghế ngồi chờ"})

    assert form.validate()
    assert form.answers().to_json() == (
        '{"q1":"4","q2":"tre_hen","q2b":"khong","q3":"na","q4":"tu_4","q5":"khong","q6":"Thêm ghế ngồi chờ"}'
    )
    assert len(form.answers().content_digest) == 64


def test_one_answer_is_enough() -> None:
    form = survey({"q2": None, "q2b": None, "q3": None, "q5": None})

    assert form.validate()
    assert form.answers().answers == (("q1", "4"),)


@pytest.mark.parametrize("q2", ["truoc_hen", "dung_hen", "chua_den_hen", None])
def test_whether_an_apology_came_is_asked_only_after_a_delay(q2: str | None) -> None:
    form = survey({"q2": q2, "q2b": "co"})

    assert form.validate()
    assert "q2b" not in dict(form.answers().answers)
    assert form["q2b"].note == "Nếu trễ hẹn:"


def test_a_wrong_answer_to_what_was_not_asked_does_not_matter() -> None:
    form = survey({"q2": "dung_hen", "q2b": "có lẽ"})

    assert form.validate()
    assert error_summary(form) == []


@pytest.mark.parametrize(
    ("typed", "at", "message"),
    [
        ({"q1": None}, "q1", "Chọn một mức hài lòng đối với lần giải quyết công việc hôm nay"),
        ({"q1": "6"}, "q1", "Chọn một trong các mục đã nêu"),
        ({"q1": ["1", "5"]}, "q1", "Chọn một mức hài lòng đối với lần giải quyết công việc hôm nay"),
        ({"q2b": "có lẽ"}, "q2b", "Chọn một trong các mục đã nêu"),
        (
            {"q6": "ơ" * 301},
            "q6",
            "“Điều cần cải thiện (không bắt buộc)” dài 301 ký tự. Ghi gọn lại, tối đa 300 ký tự",
        ),
    ],
)
def test_a_message_says_what_to_do_and_where(typed: dict[str, object], at: str, message: str) -> None:
    form = survey(typed)

    assert not form.validate()
    assert error_summary(form) == [(at, message)]
    with pytest.raises(ValueError, match="not answered validly"):
        form.answers()


def test_a_comment_keeps_its_lines_and_loses_what_cannot_be_seen() -> None:
    form = survey({"q6": "Thêm ghế.\r\nThêm  quạt.\x00"})

    assert form.validate()
    assert dict(form.answers().answers)["q6"] == "Thêm ghế.\nThêm quạt."


def test_the_survey_speaks_english_on_the_english_page() -> None:
    form = survey({"q1": None}, language="en")

    assert not form.validate()
    assert error_summary(form) == [
        ("q1", "Choose how satisfied you are with how your business was handled today")
    ]
    assert form["q2b"].note == "If it came late:"


def test_a_survey_with_open_blanks_is_never_shown(tmp_path: Path) -> None:
    catalogue = changed_catalogue(tmp_path, "ks-mc.toml", '"Gửi phiếu"\nen = "Send"', BLANK)

    with pytest.raises(PlaceholderMissing, match="ten_co_quan"):
        survey_form_class(catalogue.questionnaire("KS-MC"), "vi")


def test_the_survey_asks_for_no_name_and_promises_so() -> None:
    questionnaire = counter_questionnaire()
    kinds = {question.kind for question in questionnaire.questions}

    assert kinds == {"scale", "choice", "text"}
    assert "không ghi tên" in questionnaire.passage("opening", "vi")
    assert "records no name" in questionnaire.passage("opening", "en")
    assert "không phải Chỉ số SIPAS" in questionnaire.passage("not_sipas", "vi")
