"""An official registers with the own name and post; no family, no other kind of form."""

from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from forms.base import error_summary
from forms.pledge import pledge_form_class
from forms.signing import signer_question
from tests.forms.posts import TODAY, household_questionnaire, office_questionnaire, official_questionnaire

AN_OFFICIAL = {
    "choice": "sign",
    "items": "G01",
    "duty": "yes",
    "pledge": "yes",
    "ho_ten": "Đỗ Thị Ánh Nguyệt",
    "chuc_vu_vi_tri": "Công chức tư pháp - hộ tịch",
    "doi_tuong": "cong_chuc",
    "la_nguoi_dung_dau": "yes",
    "C1": "y",
}


def official(**changes: str) -> Any:
    """What an official sends, with changes."""
    return pledge_form_class(official_questionnaire(), "vi")(
        MultiDict({**AN_OFFICIAL, **changes}), today=TODAY
    )


def test_an_official_signs_with_the_own_name_and_post() -> None:
    form = official()

    assert form.validate(), error_summary(form)
    answers = form.answers()
    assert answers.representative == "Đỗ Thị Ánh Nguyệt"
    assert answers.more == (
        ("chuc_vu_vi_tri", "Công chức tư pháp - hộ tịch"),
        ("doi_tuong", "cong_chuc"),
        ("la_nguoi_dung_dau", True),
    )
    assert answers.members == ()


@pytest.mark.parametrize(
    ("changes", "at"),
    [
        ({"ho_ten": ""}, "ho_ten"),
        ({"chuc_vu_vi_tri": " "}, "chuc_vu_vi_tri"),
        ({"doi_tuong": "vua"}, "doi_tuong"),
    ],
)
def test_an_official_is_told_what_is_missing(changes: dict[str, str], at: str) -> None:
    form = official(**changes)

    assert not form.validate()
    assert [place for place, _ in error_summary(form)] == [at]


def test_an_official_may_ask_for_no_row_of_members() -> None:
    form = official(add_member="1")

    assert form.decision == "add_member"
    assert "members" not in form


@pytest.mark.parametrize(
    ("questionnaire", "code"),
    [
        (household_questionnaire(), "nguoi_dai_dien"),
        (official_questionnaire(), "ho_ten"),
        (office_questionnaire(), "nguoi_dung_dau"),
    ],
    ids=["household", "official", "office"],
)
def test_each_form_knows_who_signs(questionnaire: Any, code: str) -> None:
    assert signer_question(questionnaire) == code
