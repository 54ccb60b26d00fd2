"""An office registers its works row by row, and is told in which row something is missing."""

import json
from typing import Any

import pytest

from forms.base import error_summary
from forms.registration import registration_form_class
from tests.forms.posts import TODAY, office_questionnaire, registration

BLOCK = "cong_trinh"


def row(number: int, **typed: str) -> dict[str, str]:
    """A whole work in another row, with changes."""
    work = {
        "ten": "Điểm thu gom pin",
        "thuoc_noi_dung": "M",
        "loai": "cong_trinh",
        "mo_ta": "Đặt tại nhà văn hóa",
        "nguoi_phu_trach": "K'Brơi",
        "ngay_bat_dau": "01/12/2026",
        "ngay_hoan_thanh": "31/12/2026",
    }
    return {f"{BLOCK}-{number}-{part}": value for part, value in {**work, **typed}.items()}


def test_the_works_are_kept_as_rows() -> None:
    form = registration(row(1))

    assert form.validate(), error_summary(form)
    answers = form.answers()
    works = dict(answers.more)[BLOCK]
    assert answers.representative == "Trần Thị Hòa"
    assert answers.items == ("G02", "M10")
    assert [work["ten"] for work in works] == ["Bình nước dùng chung", "Điểm thu gom pin"]
    assert (works[0]["hien_trang"], works[0]["muc_tieu"]) == (1250, 12.5)
    assert works[0]["ngay_hoan_thanh"] == "2026-12-31"


def test_what_was_not_told_of_a_work_is_left_out() -> None:
    form = registration()

    assert form.validate()
    assert "dia_diem" not in dict(form.answers().more)[BLOCK][0]


def test_the_canonical_text_holds_the_works() -> None:
    form = registration()

    assert form.validate()
    more = dict(json.loads(form.answers().to_json())["more"])
    assert more[BLOCK][0]["ten"] == "Bình nước dùng chung"


def test_an_office_may_leave_out_every_item() -> None:
    form = registration({"items": None})

    assert form.validate()
    assert form.answers().items == ()


def test_an_empty_row_between_two_works_is_no_work() -> None:
    form = registration({**row(2), f"{BLOCK}-1-ten": "  "})

    assert form.validate()
    assert len(dict(form.answers().more)[BLOCK]) == 2


def test_a_message_says_in_which_row_something_is_missing() -> None:
    form = registration(row(1, ten="", muc_tieu="nhiều"))

    assert not form.validate()
    assert error_summary(form) == [
        (f"{BLOCK}-1-ten", "Dòng 2: Ghi tên công trình, phần việc hoặc giải pháp"),
        (f"{BLOCK}-1-muc_tieu", "Dòng 2: Ghi “Mục tiêu” bằng chữ số, ví dụ 1.250 hoặc 12,5"),
    ]


def test_a_work_does_not_end_before_it_starts() -> None:
    form = registration({f"{BLOCK}-0-ngay_hoan_thanh": "30/11/2026"})

    assert not form.validate()
    assert error_summary(form) == [
        (f"{BLOCK}-0-ngay_hoan_thanh", "Dòng 1: Ngày hoàn thành không thể trước ngày bắt đầu")
    ]


def test_a_work_may_be_done_in_a_day() -> None:
    form = registration({f"{BLOCK}-0-ngay_hoan_thanh": "01/12/2026"})

    assert form.validate()


def test_a_registration_without_a_work_is_none() -> None:
    none = {f"{BLOCK}-0-{part.rpartition('-')[2]}": None for part in row(0)}
    form = registration({**none, f"{BLOCK}-0-hien_trang": None, f"{BLOCK}-0-muc_tieu": None})

    assert not form.validate()
    assert error_summary(form) == [(f"{BLOCK}-0-ten", "Ghi ít nhất một công trình, phần việc hoặc giải pháp")]


@pytest.mark.parametrize("value", [BLOCK, "1", "khác"])
def test_a_further_row_comes_without_a_script_and_keeps_what_was_typed(value: str) -> None:
    form: Any = registration({"add_row": value, "choice": None, "nguoi_dung_dau": ""})

    assert form.decision == "add_row"
    assert not form.validate()
    assert error_summary(form) == []
    assert len(form[BLOCK].entries) == 2
    assert form[BLOCK].entries[0].form["ten"].data == "Bình nước dùng chung"


def test_there_are_never_more_rows_than_may_be() -> None:
    works = {name: value for number in range(10) for name, value in row(number).items()}

    form: Any = registration({**works, "add_row": BLOCK})

    assert len(form[BLOCK].entries) == 10


def test_a_work_too_many_is_told_not_dropped() -> None:
    works = {name: value for number in range(11) for name, value in row(number).items()}
    form = registration(works)

    assert not form.validate()
    assert error_summary(form) == [(f"{BLOCK}-0-ten", "Ghi tối đa 10 dòng")]


@pytest.mark.parametrize("number", ["²", "-1", "9" * 5000, "٣", "1x", ""])
def test_a_hostile_row_number_is_no_row(number: str) -> None:
    form: Any = registration({f"{BLOCK}-{number}-ten": "Đức"})

    assert form.validate()
    assert len(dict(form.answers().more)[BLOCK]) == 1


def test_thousands_of_rows_are_one_message() -> None:
    crowd = {f"{BLOCK}-{number}-ten": "x" for number in range(1000)}
    form: Any = registration(crowd)

    assert not form.validate()
    assert len(form[BLOCK].entries) == 10
    assert len([message for _, message in error_summary(form) if "tối đa" in message]) == 1


def test_a_registration_can_be_shown_again_to_be_corrected() -> None:
    first = registration()
    assert first.validate()
    kept = first.answers()

    form: Any = registration_form_class(office_questionnaire(), "vi")(
        None, today=TODAY, data={**dict(kept.more), "items": kept.items}
    )

    inputs = form[BLOCK].entries[0].form
    assert 'value="1.250"' in inputs["hien_trang"]()
    assert 'value="31/12/2026"' in inputs["ngay_hoan_thanh"]()
    assert inputs["loai"].data == "giai_phap"
    assert form["items"].data == ["G02", "M10"]


def test_nothing_sent_is_no_registration() -> None:
    form = registration({"choice": None})

    assert not form.validate()
    with pytest.raises(ValueError, match="no valid registration"):
        form.answers()


def test_the_form_speaks_english_on_the_english_page() -> None:
    form = registration({f"{BLOCK}-0-ten": None}, language="en")

    assert not form.validate()
    assert form[BLOCK].row_words == "Work, task or solution"
    assert "Enter the name of the work" in error_summary(form)[0][1]
