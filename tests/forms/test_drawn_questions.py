"""Every kind of question as the components draw it: tied together for screen readers, and usable without script."""

from typing import Any

import pytest

from forms.base import error_summary
from forms.pledge import pledge_form_class
from forms.questionnaire import Questionnaire
from tests.forms.posts import (
    A_PLEDGE,
    TODAY,
    _post,
    answered,
    asking,
    household_questionnaire,
    office_questionnaire,
    pledge,
    registration,
)
from tests.templates.rendering import Rendered, environment

WORDS = {"vi": "Câu hỏi", "en": "Question"}
OPTIONS = [{"code": code, "text": {"vi": code, "en": code}} for code in ("co", "khong")]
EVERY_KIND: list[dict[str, Any]] = [
    {"code": "muc", "kind": "scale", "options": OPTIONS},
    {"code": "mot", "kind": "choice", "options": OPTIONS},
    {"code": "nhieu", "kind": "ticks", "options": OPTIONS, "most": 1},
    {"code": "dong_y", "kind": "yes"},
    {"code": "so", "kind": "number"},
    {"code": "ngay", "kind": "date"},
    {"code": "ngan", "kind": "line"},
    {"code": "dai", "kind": "text", "max_length": 300},
]
WRONG = {
    "muc": "x",
    "mot": "x",
    "nhieu": ["co", "khong"],
    "so": "x",
    "ngay": "x",
    "ngan": "Đ" * 201,
    "dai": "Đ" * 301,
}


def drawn(form: Any, questionnaire: Questionnaire) -> Rendered:
    """All questions, as a page draws them."""
    text = (
        '{% from "components/question.html" import question %}'
        "{% for one in questions if one.asked %}{{ question(form[one.code], one) }}{% endfor %}"
    )
    return Rendered(environment().from_string(text).render(form=form, questions=questionnaire.questions))


def test_every_kind_of_question_is_drawn_with_its_inputs() -> None:
    questionnaire = asking(*EVERY_KIND)

    made = drawn(answered(questionnaire, {}), questionnaire)

    names = [each["name"] for each in made.all(".//*[@name]")]
    assert sorted(set(names)) == sorted(question["code"] for question in EVERY_KIND)
    assert "checked" not in made.html


def test_every_message_leads_to_its_input() -> None:
    questionnaire = asking(*EVERY_KIND)
    form = answered(questionnaire, WRONG)
    form.validate()

    made = drawn(form, questionnaire)

    told = {at for at, _ in error_summary(form)}
    assert told == set(WRONG)
    assert told <= {each["id"] for each in made.all(".//*[@id]")}
    assert all(message in made.html.replace("&#34;", '"') for _, message in error_summary(form))


def test_every_label_leads_to_an_input_and_no_id_stands_twice() -> None:
    made = drawn(registration(), office_questionnaire())

    ids = [each["id"] for each in made.all(".//*[@id]")]
    assert len(ids) == len(set(ids))
    assert {each["for"] for each in made.all(".//label")} <= set(ids)


def test_a_row_is_a_fieldset_with_its_number_and_the_button_adds_one() -> None:
    made = drawn(registration(), office_questionnaire())

    assert made.texts(".//legend[@class='members__legend']") == ["Công trình, phần việc, giải pháp 1"]
    [button] = made.all(".//button[@name='add_row']")
    assert button["value"] == "cong_trinh"
    assert made.all(".//div[@data-most]")[0]["data-most"] == "10"


def test_the_first_question_of_a_row_offers_good_examples() -> None:
    made = drawn(registration(), office_questionnaire())

    [offered] = made.all(".//datalist")
    assert made.all(".//input[@name='cong_trinh-0-ten']")[0]["list"] == offered["id"]
    assert len(made.all(".//datalist/option")) == 6


def test_the_button_of_a_form_is_understood_by_the_form() -> None:
    form: Any = registration({"add_row": "cong_trinh"})

    assert len(drawn(form, office_questionnaire()).all(".//fieldset[@class='members__row']")) == 2


def test_a_message_in_a_row_leads_to_the_input_in_that_row() -> None:
    form = registration({"cong_trinh-1-ngay_bat_dau": "x", "cong_trinh-1-loai": "x"})
    form.validate()

    made = drawn(form, office_questionnaire())

    told = {at for at, _ in error_summary(form)}
    assert "cong_trinh-1-loai" in told
    assert told <= {each["id"] for each in made.all(".//*[@id]")}


@pytest.mark.parametrize(("language", "note"), [("vi", "Nếu có: Câu hỏi"), ("en", "If so: Question")])
def test_a_conditional_question_says_when_it_is_asked(language: str, note: str) -> None:
    condition = {"question": "dong_y", "answers": ["yes"], "note": {"vi": "Nếu có:", "en": "If so:"}}
    questionnaire = asking(
        {"code": "dong_y", "kind": "yes"}, {"code": "ngan", "kind": "line", "condition": condition}
    )

    made = drawn(answered(questionnaire, {}, language), questionnaire)

    [block] = made.all(".//div[@data-module='follow-up']")
    assert (block["data-question"], block["data-answers"]) == ("dong_y", "yes")
    assert made.all(".//input[@name='dong_y']")[0]["value"] == "yes"
    assert note in made.texts(".//label")


def signature(form: Any) -> Rendered:
    text = '{% from "components/signature.html" import signature %}{{ signature(form["signature"]) }}'
    return Rendered(environment().from_string(text).render(form=form))


def test_without_script_only_the_way_without_a_drawing_is_offered() -> None:
    made = signature(pledge())

    assert "Ghi họ tên là đủ, không cần vẽ chữ ký." in made.texts(".//p")
    assert "hidden" in made.all(".//div[@data-module='signature']")[0]
    assert "open" not in made.all(".//details")[0]
    assert made.all(".//button")[0]["type"] == "button"


def test_a_drawing_comes_back_with_a_page_to_correct() -> None:
    made = signature(pledge({"signature": "1,1 20,30", "nguoi_dai_dien": ""}))

    assert made.all(".//input")[0] == {"type": "hidden", "name": "signature", "value": "1,1 20,30"}
    assert "open" in made.all(".//details")[0]


def test_a_drawing_that_cannot_be_read_is_told_at_the_pad() -> None:
    form = pledge({"signature": "<svg>"})
    form.validate()

    made = signature(form)

    assert {at for at, _ in error_summary(form)} <= {each["id"] for each in made.all(".//*[@id]")}
    assert "Chữ ký vẽ không đọc được" in made.html
    assert "&lt;svg&gt;" not in made.html


def test_a_signature_that_the_questionnaire_asks_for_takes_the_place_of_the_forms_own() -> None:
    mapping = household_questionnaire().to_mapping()
    mapping["questions"] += [{"code": "chu_ky", "kind": "signature", "label": WORDS}]
    questionnaire = Questionnaire.from_mapping(mapping)

    form = pledge_form_class(questionnaire, "vi")(_post({**A_PLEDGE, "chu_ky": "1,1 20,30"}), today=TODAY)

    assert form.validate()
    assert form.answers().strokes == "1,1 20,30"
    assert form.answers().more == ()
    assert "signature" not in form
    assert drawn(form, questionnaire).all(".//canvas")[0]["height"] == "200"
