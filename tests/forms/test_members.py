"""Members of a household are named row by row, without script, and children are not named at all."""

from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from forms.answers import MemberAnswer
from forms.base import error_summary
from forms.pledge import pledge_form_class
from tests.forms.posts import TODAY, household_questionnaire, pledge


def rows(form: Any) -> list[dict[str, str]]:
    return [row.form.data for row in form["members"].entries]


def names(form: Any) -> list[str]:
    return [row["name"] for row in rows(form)]


def test_a_new_page_has_two_empty_rows() -> None:
    form = pledge_form_class(household_questionnaire(), "vi")(today=TODAY)

    assert names(form) == ["", ""]


def test_adding_rows_keeps_everything_typed_and_asks_for_nothing() -> None:
    form = pledge(
        {"choice": None, "add_member": "1", "C1": None, "nam_sinh": "xyz", "members-0-name": "Trần Thị Hòa"}
    )

    assert form.decision == "add_member"
    assert not form.validate()
    assert error_summary(form) == []
    assert names(form) == ["Trần Thị Hòa", "", "", ""]
    assert form["nam_sinh"].data == "xyz"
    assert form["items"].data == ["T01", "T02", "T13"]


def test_the_button_may_also_be_one_of_the_choices() -> None:
    form = pledge({"choice": "add_member"})

    assert form.decision == "add_member"
    assert len(names(form)) == 4


def test_there_are_never_more_than_twelve_rows() -> None:
    form = pledge({"add_member": "1", **{f"members-{row}-name": f"Nguyễn Văn {row}" for row in range(11)}})

    assert len(names(form)) == 12
    assert names(pledge({"add_member": "1", **{f"members-{row}-name": "" for row in range(12)}})) == [""] * 12


def test_empty_rows_are_no_members_and_gaps_close() -> None:
    form = pledge({"members-0-name": " ", "members-2-name": "Mang Thị Út", "members-5-name": "Cao Văn Tro"})

    assert form.validate()
    assert [member.name for member in form.answers().members] == ["Mang Thị Út", "Cao Văn Tro"]


def test_a_row_posted_alone_is_read_once() -> None:
    form = pledge({"members-1-name": "Trần Thị Hòa"})

    assert form.validate()
    assert form.answers().members == (MemberAnswer("Trần Thị Hòa", None, ""),)
    assert names(form) == ["Trần Thị Hòa", ""]


@pytest.mark.parametrize(
    ("typed", "at", "message"),
    [
        (
            {"members-1-birth_year": "1990"},
            "members-0-name",
            "Ghi họ và tên thành viên ở dòng 1, hoặc xóa trống cả dòng",
        ),
        (
            {"members-0-name": "Cháu Bi", "members-0-birth_year": "2011"},
            "members-0-birth_year",
            "Người sinh năm 2011 chưa đủ 16 tuổi nên không ghi tên, chỉ tính vào số người trong nhà. Xóa trống dòng 1",
        ),
        (
            {"members-0-name": "Trần Thị Hòa", "members-0-birth_year": "72"},
            "members-0-birth_year",
            "Ghi năm sinh ở dòng 1 bằng bốn chữ số, ví dụ 1990",
        ),
        (
            {"members-0-name": "Trần Thị Hòa", "members-0-birth_year": "2031"},
            "members-0-birth_year",
            "Xem lại năm sinh ở dòng 1: từ 1900 đến 2026",
        ),
        (
            {"members-0-name": "H" * 121},
            "members-0-name",
            "Họ và tên thành viên dài 121 ký tự. Ghi gọn lại, tối đa 120 ký tự",
        ),
        (
            {"members-0-name": "Trần Thị Hòa", "members-0-relation": "v" * 61},
            "members-0-relation",
            "“Quan hệ với người đại diện” dài 61 ký tự. Ghi gọn lại, tối đa 60 ký tự",
        ),
    ],
)
def test_a_message_names_the_row(typed: dict[str, str], at: str, message: str) -> None:
    form = pledge(typed)

    assert not form.validate()
    assert error_summary(form) == [(at, message)]


def test_who_turns_sixteen_this_year_may_be_named() -> None:
    form = pledge({"members-0-name": "Lư Thị Mai", "members-0-birth_year": "2010"})

    assert form.validate()
    assert form.answers().members[0].birth_year == 2010


def test_a_thirteenth_member_is_told_and_not_dropped_in_silence() -> None:
    form = pledge({f"members-{row}-name": f"Nguyễn Văn Tư {row}" for row in range(13)})

    assert not form.validate()
    assert error_summary(form) == [
        ("members-11-name", "Ghi tối đa 12 thành viên; người khác tự xác nhận sau, không cần ghi tên ở đây")
    ]


def test_members_told_before_stand_in_their_rows() -> None:
    form_class = pledge_form_class(household_questionnaire(), "vi")

    form = form_class(today=TODAY, data={"members": [MemberAnswer("Trần Thị Hòa", 1972, "vợ")]})

    assert rows(form)[0] == {"name": "Trần Thị Hòa", "birth_year": "1972", "relation": "vợ"}
    assert names(form) == ["Trần Thị Hòa", ""]


def test_a_questionnaire_without_members_asks_for_none() -> None:
    mapping = {**household_questionnaire().to_mapping(), "members": None}
    form_class = pledge_form_class(household_questionnaire().from_mapping(mapping), "vi")

    form = form_class(
        MultiDict({"add_member": "1", "choice": "sign", "items": "T01", "nguoi_dai_dien": "Út", "C1": "y"}),
        today=TODAY,
    )
    signed = form_class(
        MultiDict(
            {
                "choice": "sign",
                "items": "T01",
                "duty": "yes",
                "nguoi_dai_dien": "Út",
                "pledge": "yes",
                "C1": "y",
            }
        ),
        today=TODAY,
    )

    assert "members" not in form
    assert signed.validate()
    assert signed.answers().members == ()
