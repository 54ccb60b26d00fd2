"""Pledging all, in part, without a name, later, or not at all: each button does what it says and no more."""

from typing import Any

import pytest

from forms.base import error_summary
from tests.forms.posts import household_questionnaire, pledge

NOTHING_TOLD: dict[str, Any] = {
    "items": None,
    "duty": None,
    "pledge": None,
    "nguoi_dai_dien": None,
    "C1": None,
}
ALL = tuple(item.code for item in household_questionnaire().items)
LINE = "10,10 300,150;20,20 40,90"


def test_the_whole_list_is_signed_by_its_own_button_without_ticking_each() -> None:
    form = pledge({"choice": "sign_all", "items": None})

    assert form.validate()
    assert form.decision == "sign"
    assert form.answers().items == ALL
    assert not form.is_part


def test_the_whole_list_ticked_is_the_whole_list_by_either_button() -> None:
    forms = [pledge({"choice": choice, "items": list(ALL)}) for choice in ("sign", "sign_all")]

    assert [form.validate() for form in forms] == [True, True]
    assert forms[0].answers().content_digest == forms[1].answers().content_digest


def test_all_with_some_ticked_is_asked_back() -> None:
    form = pledge({"choice": "sign_all", "items": ["T01", "T02"]})

    assert not form.validate()
    [(at, message)] = error_summary(form)
    assert at == "choice"
    assert "Cam kết một phần" in message
    assert form.chosen_items == ("T01", "T02")


def test_all_of_a_list_that_has_changed_is_not_signed() -> None:
    form = pledge({"choice": "sign_all", "items": ["X99"]})

    assert not form.validate()
    assert [at for at, _ in error_summary(form)] == ["items"]


def test_some_of_the_list_is_a_pledge_in_part() -> None:
    form = pledge({"items": ["T07"]})

    assert form.validate()
    assert form.is_part
    assert form.answers().items == ("T07",)


@pytest.mark.parametrize("box", ["duty", "pledge"])
@pytest.mark.parametrize("choice", ["sign", "sign_all"])
def test_each_box_is_ticked_by_the_signer(box: str, choice: str) -> None:
    form = pledge({"choice": choice, box: None, "items": list(ALL)})

    assert not form.validate()
    assert [at for at, _ in error_summary(form)] == [box]


@pytest.mark.parametrize("choice", ["decline", "later"])
def test_declining_and_leaving_it_for_later_ask_for_nothing(choice: str) -> None:
    form = pledge({**NOTHING_TOLD, "choice": choice, "nam_sinh": "abc"})

    assert form.validate()
    assert form.decision == choice
    assert error_summary(form) == []


@pytest.mark.parametrize("choice", ["decline", "later", "unnamed"])
def test_only_a_signature_gives_answers(choice: str) -> None:
    form = pledge({"choice": choice})

    assert form.validate()
    with pytest.raises(ValueError, match="no valid pledge"):
        form.answers()


def test_a_pledge_without_a_name_needs_the_items_and_its_box() -> None:
    form = pledge({**NOTHING_TOLD, "choice": "unnamed", "items": ["T07"], "pledge": "yes", "nam_sinh": "abc"})

    assert form.validate()
    assert form.decision == "unnamed"
    assert form.chosen_items == ("T07",)


def test_a_pledge_without_a_name_is_asked_for_what_it_needs_alone() -> None:
    form = pledge({**NOTHING_TOLD, "choice": "unnamed", "members-0-birth_year": "x"})

    assert not form.validate()
    assert [at for at, _ in error_summary(form)] == ["items", "pledge"]


def test_who_withholds_the_consent_is_told_of_the_way_without_a_name() -> None:
    form = pledge({"C1": None})

    assert not form.validate()
    [(at, message)] = error_summary(form)
    assert at == "C1"
    assert "“Cam kết không lưu tên”" in message


def test_adding_a_member_comes_before_every_button() -> None:
    form = pledge({"add_member": "1", "choice": "sign_all"})

    assert form.decision == "add_member"
    assert not form.validate()
    assert error_summary(form) == []


def test_the_version_of_the_page_comes_back() -> None:
    assert pledge({"version": "17"})["version"].data == "17"


def test_a_drawn_signature_is_kept_beside_the_name() -> None:
    form = pledge({"signature": LINE})

    assert form.validate()
    assert form.answers().strokes == LINE


@pytest.mark.parametrize("drawn", [None, "", "5,5", "5,5;5,5"])
def test_a_pledge_without_a_drawing_is_the_same_pledge(drawn: str | None) -> None:
    drawn_form, plain = pledge({"signature": drawn}), pledge()

    assert drawn_form.validate()
    assert plain.validate()
    assert drawn_form.answers().content_digest == plain.answers().content_digest


@pytest.mark.parametrize("drawn", ["601,1 2,2", "<svg>", "1,1 " * 9000])
def test_what_no_pen_has_drawn_is_refused_and_forgotten(drawn: str) -> None:
    form = pledge({"signature": drawn})

    assert not form.validate()
    assert error_summary(form) == [
        ("signature", "Chữ ký vẽ không đọc được. Vẽ lại, hoặc để trống: ghi họ tên là đủ")
    ]
    assert form["signature"].data == ""
