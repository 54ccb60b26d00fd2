"""What the clerk chooses for a list: what its columns hold, the mapping remembered by its heads, and to stop."""

from dataclasses import replace
from pathlib import Path

import pytest

from pledges.register.reading.rows import ParsedHousehold, Place, WarningCode
from pledges.register.reading.whole_list import read_list, signature_of
from tests.register.reading.lists import HOUSEHOLDS, saved

UNUSUAL = ("STT", "Người đứng sổ", "Năm sinh", "Địa chỉ", "Số CCCD", "Nơi làm việc")


def unusual(tmp_path: Path) -> Path:
    return saved(tmp_path / "a.xlsx", UNUSUAL, (1, "LÊ AN", 1970, "Tổ 1", "060085001234", "Chợ"))


def test_where_no_column_is_known_for_names_the_clerk_is_asked(tmp_path: Path) -> None:
    reading = read_list(unusual(tmp_path), HOUSEHOLDS)

    assert (reading.subjects, reading.rejected) == ((), ())
    assert [heading.label for heading in reading.sheets[0].headings] == list(UNUSUAL)
    assert [warning.code for warning in reading.warnings] == [
        WarningCode.NAME_COLUMN_UNKNOWN,
        WarningCode.FORBIDDEN_COLUMN,
    ]


def test_the_clerk_says_what_a_column_holds_or_leaves_it_out(tmp_path: Path) -> None:
    columns = {"Người đứng sổ": "name", "Nơi làm việc": "address", "Địa chỉ": "", "Năm sinh": "no such field"}

    (household,) = read_list(unusual(tmp_path), replace(HOUSEHOLDS, columns=columns)).subjects

    assert household == ParsedHousehold(Place("Sheet", 2), "Lê An", None, "Chợ", None)


def test_nobody_can_choose_a_forbidden_column(tmp_path: Path) -> None:
    columns = {"Người đứng sổ": "name", "Số CCCD": "address"}

    reading = read_list(unusual(tmp_path), replace(HOUSEHOLDS, columns=columns))

    assert "060085001234" not in repr(reading)


@pytest.mark.parametrize("field", ["address", "name", "note", ""])
def test_telephone_numbers_are_not_taken_for_anything_else(tmp_path: Path, field: str) -> None:
    path = saved(
        tmp_path / "a.xlsx", ("STT", "Họ và tên", "Địa chỉ", "SĐT"), (1, "Lê An", "Tổ 1", "0901234567")
    )

    reading = read_list(path, replace(HOUSEHOLDS, columns={"SĐT": field}))

    assert len(reading.subjects) == 1
    assert "901234567" not in repr(reading.subjects)


def test_lists_of_one_form_have_one_signature_whatever_they_hold(tmp_path: Path) -> None:
    head, same = ("STT", "HỌ VÀ TÊN", "Năm sinh"), ("STT", "Họ và tên", "Năm sinh")
    saved(tmp_path / "1.xlsx", head, (1, "Lê An", 1970))
    saved(tmp_path / "2.xlsx", ("Thôn Phú Sơn",), same, (1, "Ngô Út", 1972), (2, "Lý Ba", 1980))
    saved(tmp_path / "3.xlsx", (*head, "Ghi chú"), (1, "Lê An", 1970))

    one, other, different = (read_list(tmp_path / f"{number}.xlsx", HOUSEHOLDS) for number in (1, 2, 3))

    assert signature_of(one) == signature_of(other) != signature_of(different)


def test_progress_is_told_and_may_stop_the_reading(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "STT,Họ tên,Địa chỉ\n" + "".join(f"{n},Lê An,Tổ 1\n" for n in range(1, 2_001)), encoding="utf-8"
    )
    told: list[tuple[int, int]] = []

    def until_enough(done: int, in_all: int) -> None:
        told.append((done, in_all))
        if done:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        read_list(path, HOUSEHOLDS, until_enough)

    assert told == [(0, 2_001), (1_000, 2_001)]
