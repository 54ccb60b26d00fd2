"""What is typed about a question becomes that question, and the form shows it again as it was typed."""

from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from forms.builder_forms import QuestionForm
from forms.builder_questions import answer_key, put_typed, question_of, typed_question
from forms.building import BuildingRefused
from forms.building_questions import KINDS, earlier_answers, kinds_for, levels
from forms.catalogue_reader import load_catalogue
from forms.parts import Question, QuestionKind
from forms.questionnaire import Questionnaire
from forms.text import Text

ALL = load_catalogue().questionnaires
HOUSEHOLD = load_catalogue().questionnaire("HO-ATGT")
COUNTER = load_catalogue().questionnaire("KS-MC")
OFFICE = load_catalogue().questionnaire("CQ-4K")


def written(questionnaire: Questionnaire, before: Question, typed: dict[str, Any]) -> Question:
    """Return what comes of a form on which this was typed."""
    pairs = [
        (name, value)
        for name, values in typed.items()
        for value in (values if isinstance(values, list) else [values])
    ]
    form = QuestionForm(MultiDict(pairs), language="vi")
    form.offer([(answer_key(*pair), "…") for pair in earlier_answers(questionnaire, before.code)], [])
    assert form.validate(), form.errors
    return question_of(form, before, questionnaire)


def sent(shown: dict[str, Any]) -> dict[str, Any]:
    """Return what a browser sends of a form that shows this."""
    fields = {
        name: "y" if value is True else value for name, value in shown.items() if value not in (None, False)
    }
    columns = fields.pop("columns", [])
    for number, column in enumerate(columns):
        fields |= {
            f"columns-{number}-{name}": "y" if value is True else value
            for name, value in column.items()
            if value
        }
    return fields


def bare(kind: QuestionKind) -> Question:
    return Question(
        "cau_01", kind, Text("…", "…"), options=levels(may_not_apply=False) if kind == "scale" else ()
    )


@pytest.mark.parametrize(
    ("questionnaire", "question"),
    [(each, question) for each in ALL for question in each.questions],
    ids=lambda part: part.code,
)
def test_a_question_of_the_plan_saved_unchanged_is_unchanged(
    questionnaire: Questionnaire, question: Question
) -> None:
    again = written(questionnaire, question, sent(typed_question(question)))

    assert again == question


def test_a_list_of_ticks_has_a_limit() -> None:
    typed = {
        "vi": "Chọn việc",
        "en": "Choose",
        "options_vi": "Một\nHai",
        "options_en": "One\nTwo",
        "most": "1",
    }

    assert written(HOUSEHOLD, bare("ticks"), typed).most == 1
    with pytest.raises(BuildingRefused, match="từ 1 đến số lựa chọn"):
        written(HOUSEHOLD, bare("ticks"), {**typed, "most": "3"})


def test_not_applicable_is_added_to_the_levels() -> None:
    question = written(COUNTER, bare("scale"), {"vi": "Hài lòng?", "en": "Satisfied?", "may_not_apply": "y"})

    assert [option.code for option in question.options] == ["1", "2", "3", "4", "5", "na"]


def test_the_levels_are_named_anew_from_the_lowest_to_the_highest() -> None:
    typed = {
        "vi": "Ghế ngồi chờ thế nào?",
        "en": "How are the seats?",
        "levels_vi": "Rất thiếu\nThiếu\nTạm được\nĐủ\nRất đủ",
        "levels_en": "Very few\nFew\nFair\nEnough\nPlenty",
        "may_not_apply": "y",
    }

    question = written(COUNTER, bare("scale"), typed)

    assert [(option.code, option.text.vi) for option in question.options][::5] == [
        ("1", "Rất thiếu"),
        ("na", "Không áp dụng"),
    ]
    assert question.options[4].text == Text("Rất đủ", "Plenty")
    assert typed_question(question)["levels_vi"] == typed["levels_vi"]
    with pytest.raises(BuildingRefused, match="đúng năm mức"):
        written(COUNTER, bare("scale"), {**typed, "levels_vi": "Kém\nTốt", "levels_en": ""})
    with pytest.raises(BuildingRefused, match="tiếng Anh có 1 dòng"):
        written(COUNTER, bare("scale"), {**typed, "levels_en": "Very few"})


def test_suggestions_and_the_button_of_a_table_are_written_here() -> None:
    typed = {
        "vi": "Giấy tờ phải nộp thêm",
        "en": "Papers asked for in addition",
        "columns-0-vi": "Tên giấy tờ",
        "columns-0-en": "Name",
        "suggestions_vi": "Giấy khai sinh\n\nSổ đất ",
        "suggestions_en": "Birth certificate\nLand certificate",
        "add_vi": "Thêm giấy tờ",
        "add_en": "Add a paper",
    }

    rows = written(COUNTER, bare("rows"), typed).rows

    assert rows is not None
    assert rows.suggestions == (
        Text("Giấy khai sinh", "Birth certificate"),
        Text("Sổ đất", "Land certificate"),
    )
    assert rows.add == Text("Thêm giấy tờ", "Add a paper")


def test_a_question_is_put_under_a_new_heading() -> None:
    form = QuestionForm(
        MultiDict(
            {"vi": "Có chỗ ngồi không?", "en": "Seats?", "section_vi": "Nơi chờ", "section_en": "Waiting"}
        ),
        language="vi",
    )
    form.offer([], [])
    assert form.validate()

    built = put_typed(form, bare("yes"), COUNTER)

    heading, questions = built.by_section[-1]
    assert heading is not None
    assert heading.text == Text("Nơi chờ", "Waiting")
    assert [one.label.vi for one in questions] == ["Có chỗ ngồi không?"]


def test_a_number_lies_between_its_limits() -> None:
    question = written(
        HOUSEHOLD, bare("number"), {"vi": "Mấy xe?", "en": "How many?", "smallest": "0", "largest": "20"}
    )

    assert (question.smallest, question.largest) == (0, 20)


def test_a_required_question_says_what_to_do_when_it_is_empty() -> None:
    form = QuestionForm(MultiDict({"vi": "Mấy xe?", "required": "y"}), language="vi")
    form.offer([], [])

    assert not form.validate()
    assert "missing_vi" in form.errors


def test_a_table_has_columns_of_several_kinds() -> None:
    typed = {
        "vi": "Việc sẽ làm",
        "en": "Work to do",
        "columns-0-vi": "Tên việc",
        "columns-0-en": "Work",
        "columns-0-required": "y",
        "columns-1-vi": "Ngày xong",
        "columns-1-kind": "date",
    }

    rows = written(HOUSEHOLD, bare("rows"), typed).rows

    assert rows is not None
    assert [(one.kind, one.required) for one in rows.questions] == [("line", True), ("date", False)]
    with pytest.raises(BuildingRefused, match="ít nhất một cột"):
        written(HOUSEHOLD, bare("rows"), {"vi": "Việc sẽ làm"})


def test_a_drawn_signature_is_never_demanded() -> None:
    question = written(
        HOUSEHOLD, bare("signature"), {"vi": "Ký", "en": "Sign", "required": "y", "missing_vi": "Ký"}
    )

    assert not question.required


def test_who_pledges_stays_required() -> None:
    question = written(HOUSEHOLD, HOUSEHOLD.question("nguoi_dai_dien"), {"vi": "Họ tên chủ hộ", "en": "Name"})

    assert question.required
    assert question.label.vi == "Họ tên chủ hộ"


def test_nobody_signs_a_survey() -> None:
    assert "signature" not in kinds_for(COUNTER)
    assert kinds_for(HOUSEHOLD) == KINDS
