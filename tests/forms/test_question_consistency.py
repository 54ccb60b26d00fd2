"""Questions that contradict themselves or each other are refused, and the key says where."""

from time import process_time
from typing import Any

import pytest

from forms.decoding import ShapeInvalid
from forms.parts import Option
from forms.pledge import PledgeForm
from forms.question_consistency import TAKEN, distinct
from forms.questionnaire import Questionnaire
from forms.registration import RegistrationForm
from forms.rows import RowForm
from forms.survey import SurveyForm
from forms.text import Text
from tests.forms.posts import asking, household_questionnaire

WORDS = {"vi": "Lời", "en": "Words"}
TWO = [{"code": code, "text": WORDS} for code in ("mot", "hai")]
INNER = {"code": "ten", "kind": "line", "label": WORDS}


def block(**changes: Any) -> dict[str, Any]:
    whole = {"questions": [INNER], "min_rows": 1, "max_rows": 10, "first_rows": 1, "row": WORDS, "add": WORDS}
    return {"code": "q", "kind": "rows", "rows": {**whole, **changes}}


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ({"code": "q", "kind": "ticks", "options": TWO[:1]}, "questions.q.options: needs at least two"),
        ({"code": "q", "kind": "ticks", "options": TWO, "most": 3}, "questions.q.most: must be from 1"),
        ({"code": "q", "kind": "ticks", "options": TWO, "most": 0}, "questions.q.most: must be from 1"),
        (
            {"code": "q", "kind": "number", "smallest": 5, "largest": 4},
            "questions.q.largest: must not be below 5",
        ),
        ({"code": "q", "kind": "number", "largest": -1}, "questions.q.largest: must not be below 0"),
        ({"code": "q", "kind": "text", "max_length": 0}, "questions.q.max_length: must be from 1"),
        ({"code": "q", "kind": "line", "max_length": 100_000}, "questions.q.max_length: must be from 1"),
        ({"code": "q", "kind": "line", "section": "F9"}, "questions.q.section: there is no section F9"),
        ({"code": "q", "kind": "rows"}, "questions.q.rows: belongs to the kind rows"),
        ({**block(), "kind": "line"}, "questions.q.rows: belongs to the kind rows"),
        (block(questions=[]), "questions.q.rows.questions: needs at least one"),
        (block(questions=[INNER, INNER]), "questions.q.rows.questions: ten occurs twice"),
        (
            block(questions=[{**block(), "label": WORDS}]),
            "questions.q.rows.questions.q.kind: rows cannot stand",
        ),
        (block(questions=[{**INNER, "kind": "signature"}]), "signature cannot stand in a row"),
        (block(questions=[{**INNER, "asked": False}]), "a question in a row is asked"),
        (block(questions=[{**INNER, "needs_consent": "C1"}]), "C1 is not among the consents"),
        (block(questions=[{**INNER, "code": "is_empty"}]), "is_empty: cannot be used as a code"),
        (block(max_rows=31), "questions.q.rows.max_rows: must be from 1 to 30"),
        (block(min_rows=11), "questions.q.rows.min_rows: must be from 0 to max_rows"),
        (block(first_rows=-1), "questions.q.rows.first_rows: must be from 0 to max_rows"),
        ({"code": "add_row", "kind": "line"}, "questions.add_row: cannot be used as a code"),
        ({"code": "duty", "kind": "yes"}, "questions.duty: cannot be used as a code"),
        ({"code": "q", "kind": "name"}, "questions.q.kind: a survey asks nobody who they are"),
        ({"code": "q", "kind": "phone"}, "questions.q.kind: a survey asks nobody who they are"),
        ({"code": "q", "kind": "signature"}, "questions.q.kind: a survey asks nobody who they are"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(question: dict[str, Any], told: str) -> None:
    with pytest.raises(ShapeInvalid, match=told):
        asking(question)


@pytest.mark.parametrize(
    ("first", "answers", "told"),
    [
        ({"kind": "yes"}, ["co"], "condition.answers: must be options of first"),
        ({"kind": "yes"}, [], "condition.answers: must be options of first"),
        ({"kind": "line"}, ["yes"], "condition.answers: must be options of first"),
        ({"kind": "ticks", "options": TWO}, ["ba"], "condition.answers: must be options of first"),
        ({"kind": "yes", "asked": False}, ["yes"], "condition.question: first is not asked"),
    ],
)
def test_a_condition_names_an_answer_that_can_be_given(first: Any, answers: list[str], told: str) -> None:
    condition = {"question": "first", "answers": answers, "note": WORDS}

    with pytest.raises(ShapeInvalid, match=told):
        asking({"code": "first", **first}, {"code": "q", "kind": "line", "condition": condition})


def test_a_condition_looks_back_not_forward() -> None:
    condition = {"question": "later", "answers": ["yes"], "note": WORDS}

    with pytest.raises(ShapeInvalid, match="later is not an earlier question"):
        asking({"code": "q", "kind": "line", "condition": condition}, {"code": "later", "kind": "yes"})


@pytest.mark.parametrize("change", [{"required": False}, {"kind": "line"}, {"asked": False}])
def test_nobody_signs_without_a_name(change: dict[str, Any]) -> None:
    mapping = household_questionnaire().to_mapping()
    mapping["questions"][0].update(change)

    with pytest.raises(ShapeInvalid, match="needs a required question for the signer's name"):
        Questionnaire.from_mapping(mapping)


@pytest.mark.parametrize(
    ("added", "told"),
    [
        ([{"code": "ve", "kind": "signature", "required": True, "missing": WORDS}], "is never required"),
        ([{"code": code, "kind": "signature"} for code in ("ve", "ky")], "has more than one signature"),
    ],
)
def test_a_drawn_signature_is_one_and_never_required(added: list[dict[str, Any]], told: str) -> None:
    mapping = household_questionnaire().to_mapping()
    mapping["questions"] += [{"label": WORDS, **question} for question in added]

    with pytest.raises(ShapeInvalid, match=told):
        Questionnaire.from_mapping(mapping)


@pytest.mark.parametrize("form", [PledgeForm, RegistrationForm, SurveyForm, RowForm])
def test_no_question_takes_a_name_that_a_form_has_itself(form: type) -> None:
    own = {name for name in dir(form) if not name.startswith("_")} - {"Meta", "populate_obj"}

    assert own - TAKEN == set()


def test_questions_stand_under_the_headings_of_their_sections() -> None:
    section = {"code": "F1", "text": WORDS}
    questionnaire = asking(
        {"code": "first", "kind": "yes"},
        {"code": "second", "kind": "yes", "section": "F1"},
        {"code": "third", "kind": "yes", "section": "F1"},
        {"code": "hidden", "kind": "yes", "section": "F1", "asked": False},
        sections=[section],
    )

    shown = [(heading and heading.code, [q.code for q in run]) for heading, run in questionnaire.by_section]

    assert shown == [(None, ["first"]), ("F1", ["second", "third"])]


def test_looking_for_the_same_code_twice_takes_time_that_grows_with_the_number() -> None:
    many = [Option(f"o{number}", Text("Mục", "Entry")) for number in range(50_000)]
    started = process_time()

    distinct("options", many)

    assert process_time() - started < 5
