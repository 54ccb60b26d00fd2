"""Every kind of question takes what people type, keeps it in one form, and says what to do when it cannot."""

from typing import Any

import pytest

from forms.base import error_summary
from forms.catalogue_reader import load_catalogue
from forms.survey import survey_form_class
from tests.forms.posts import TODAY, answered, asking

TWO = [{"code": code, "text": {"vi": code, "en": code}} for code in ("nhanh", "re", "gan", "ro")]
MISSING = {"vi": "Chọn điều cần cải thiện", "en": "Choose what to improve"}
KINDS: dict[str, dict[str, Any]] = {
    "ticks": {"code": "q", "kind": "ticks", "options": TWO, "most": 3},
    "ticks needed": {"code": "q", "kind": "ticks", "options": TWO, "required": True, "missing": MISSING},
    "yes": {"code": "q", "kind": "yes"},
    "yes needed": {"code": "q", "kind": "yes", "required": True, "missing": MISSING},
    "number": {"code": "q", "kind": "number", "smallest": 1, "largest": 5000},
    "any number": {"code": "q", "kind": "number"},
    "cold": {"code": "q", "kind": "number", "smallest": -50},
    "date": {"code": "q", "kind": "date"},
    "line": {"code": "q", "kind": "line", "max_length": 10},
    "text": {"code": "q", "kind": "text", "max_length": 20},
}


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("ticks", ["ro", "nhanh", "ro"], ["nhanh", "ro"]),
        ("yes", "yes", True),
        ("number", "1.250", 1250),
        ("number", " 12,5 ", 12.5),
        ("any number", "0", 0),
        ("cold", "-3", -3),
        ("date", "5/2/2026", "2026-02-05"),
        ("date", "2026-02-05", "2026-02-05"),
        ("line", "  Thôn   Đa Mi ", "Thôn Đa Mi"),
        ("text", "Một.\r\nHai.", "Một.\nHai."),
    ],
)
def test_an_answer_is_kept_in_one_form(kind: str, typed: Any, kept: Any) -> None:
    form = answered(asking(KINDS[kind]), {"q": typed})

    assert form.validate()
    assert dict(form.answers().answers) == {"q": kept}


@pytest.mark.parametrize("kind", ["ticks", "yes", "number", "date", "line", "text"])
def test_what_is_left_empty_is_no_answer(kind: str) -> None:
    form = answered(asking(KINDS[kind]), {"q": ""} if kind not in ("ticks", "yes") else {})

    assert form.validate()
    assert form.answers().to_json() == "{}"


@pytest.mark.parametrize(
    ("kind", "typed", "message"),
    [
        ("ticks", ["nhanh", "re", "gan", "ro"], "Đã đánh dấu 4 ô. Chọn tối đa 3 ô, bỏ dấu ở các ô còn lại"),
        ("ticks", ["nhanh", "xa"], "Phiếu vừa được cập nhật. Xem lại các điều đã đánh dấu rồi gửi lại"),
        ("ticks needed", [], "Chọn điều cần cải thiện"),
        ("yes needed", None, "Chọn điều cần cải thiện"),
        ("number", "mười", "Ghi “Câu hỏi” bằng chữ số, ví dụ 1.250 hoặc 12,5"),
        ("number", "0", "Xem lại “Câu hỏi”: từ 1 đến 5.000"),
        ("number", "5001", "Xem lại “Câu hỏi”: từ 1 đến 5.000"),
        ("any number", "-1", "Xem lại “Câu hỏi”: từ 0 trở lên"),
        ("date", "31/02/2026", "Ghi “Câu hỏi” theo dạng ngày/tháng/năm, ví dụ 05/02/2026"),
        ("line", "Đ" * 11, "“Câu hỏi” dài 11 ký tự. Ghi gọn lại, tối đa 10 ký tự"),
    ],
)
def test_a_message_says_what_to_do(kind: str, typed: Any, message: str) -> None:
    form = answered(asking(KINDS[kind]), {"q": typed})

    assert not form.validate()
    assert error_summary(form) == [("q", message)]


@pytest.mark.parametrize(
    ("kind", "kept", "shown"),
    [
        ("number", 1234.5, 'value="1.234,5"'),
        ("date", "2026-02-05", 'value="05/02/2026"'),
        ("line", "Đa Mi", 'value="Đa Mi"'),
        ("yes", True, "checked"),
    ],
)
def test_what_was_kept_can_be_shown_again_to_be_corrected(kind: str, kept: Any, shown: str) -> None:
    form = survey_form_class(asking(KINDS[kind]), "vi")(None, today=TODAY, data={"q": kept})

    assert shown in form["q"]()


def test_boxes_ticked_before_are_ticked_again_without_those_that_are_gone() -> None:
    form: Any = survey_form_class(asking(KINDS["ticks"]), "vi")(None, today=TODAY, data={"q": ["ro", "xa"]})

    assert form["q"].data == ["ro"]
    assert [box.checked for box in form["q"]] == [False, False, False, True]


def test_what_was_typed_wrongly_is_still_there() -> None:
    form = answered(asking(KINDS["date"]), {"q": "31/02/2026"})

    form.validate()

    assert 'value="31/02/2026"' in form["q"]()


def test_a_comment_too_large_for_its_envelope_is_asked_to_be_shorter() -> None:
    questionnaire = load_catalogue().questionnaire("KS-5YT")
    [comment] = [question.code for question in questionnaire.questions if question.kind == "text"]
    scales = {question.code: "3" for question in questionnaire.questions if question.kind == "scale"}

    usual = answered(questionnaire, {**scales, comment: "Ễ" * 499})
    crowded = answered(questionnaire, {**scales, comment: "👍" * 500})

    assert usual.validate(), error_summary(usual)
    assert not crowded.validate()
    assert [at for at, _ in error_summary(crowded)] == [comment]


def test_at_most_three_improvements_are_chosen() -> None:
    questionnaire = load_catalogue().questionnaire("KS-5YT")
    [ticks] = [question for question in questionnaire.questions if question.kind == "ticks"]
    given = {question.code: "3" for question in questionnaire.questions if question.required}

    four = answered(questionnaire, {**given, ticks.code: [option.code for option in ticks.options[:4]]})
    three = answered(questionnaire, {**given, ticks.code: [option.code for option in ticks.options[:3]]})

    assert not four.validate()
    assert three.validate(), error_summary(three)
