"""A question that was not asked is neither wrong nor answered, on whatever form it stands."""

from typing import Any

import pytest

from forms.pledge import pledge_form_class
from forms.questionnaire import Questionnaire
from tests.forms.posts import A_PLEDGE, TODAY, _post, answered, asking, household_questionnaire

NOTE = {"vi": "Nếu có:", "en": "If so:"}
LABEL = {"vi": "Câu hỏi", "en": "Question"}
MISSING = {"vi": "Ghi rõ", "en": "Say which"}
OPTIONS = [{"code": code, "text": {"vi": code, "en": code}} for code in ("co", "khong")]


def after(code: str, answer: str) -> dict[str, Any]:
    return {"question": code, "answers": [answer], "note": NOTE}


WHICH = {"code": "which", "kind": "line", "required": True, "missing": MISSING}
FIRST = {
    "yes": ({"code": "first", "kind": "yes"}, "yes", "yes"),
    "choice": ({"code": "first", "kind": "choice", "options": OPTIONS}, "co", "co"),
    "ticks": ({"code": "first", "kind": "ticks", "options": OPTIONS}, "co", ["khong", "co"]),
}


@pytest.mark.parametrize("kind", FIRST)
def test_a_question_is_asked_after_the_answer_it_hangs_on(kind: str) -> None:
    first, answer, typed = FIRST[kind]
    questionnaire = asking(first, {**WHICH, "condition": after("first", answer)})

    form = answered(questionnaire, {"first": typed})

    assert not form.validate()
    assert form["which"].errors == ["Ghi rõ"]


@pytest.mark.parametrize("kind", FIRST)
def test_a_question_that_was_not_asked_is_dropped(kind: str) -> None:
    first, answer, _ = FIRST[kind]
    questionnaire = asking(first, {**WHICH, "condition": after("first", answer)})

    form = answered(questionnaire, {"which": "Đ" * 999})

    assert form.validate()
    assert form.answers().answers == ()


def test_what_hangs_on_a_question_not_asked_is_not_asked_either() -> None:
    second = {"code": "second", "kind": "yes", "condition": after("first", "yes")}
    questionnaire = asking(
        {"code": "first", "kind": "yes"}, second, {**WHICH, "condition": after("second", "yes")}
    )

    form = answered(questionnaire, {"second": "yes"})

    assert form.validate()
    assert [question.code for question in form.asked_questions] == ["first"]


def test_a_conditional_question_of_a_pledge_is_dropped_too() -> None:
    mapping = household_questionnaire().to_mapping()
    mapping["questions"] += [
        {"code": "co_xe", "kind": "yes", "label": LABEL},
        {**WHICH, "label": LABEL, "condition": after("co_xe", "yes")},
    ]
    form_class = pledge_form_class(Questionnaire.from_mapping(mapping), "vi")

    silent = form_class(_post({**A_PLEDGE, "which": "xe máy"}), today=TODAY)
    told = form_class(_post({**A_PLEDGE, "co_xe": "yes", "which": "xe máy"}), today=TODAY)

    assert silent.validate()
    assert silent.answers().more == ()
    assert told.validate()
    assert told.answers().more == (("co_xe", True), ("which", "xe máy"))
