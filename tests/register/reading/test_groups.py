"""The hamlet or office that rows belong to is found wherever a list names it."""

import pytest

from pledges.register.reading.groups import Under, group_in_title, group_of_sheet
from tests.register.reading.lists import sheet_of


def test_a_hamlet_begins_anew_and_its_parts_stay_in_it() -> None:
    hamlet = Under().below("THÔN PHÚ SƠN")
    part = hamlet.below("Tổ 3")

    assert (hamlet, part) == (Under("Thôn Phú Sơn"), Under("Thôn Phú Sơn", "Tổ 3"))
    assert part.below("Khu phố 3 (thị trấn cũ)") == Under("Khu phố 3")


def test_a_xom_is_a_hamlet_of_its_own_or_a_part_of_one() -> None:
    assert Under().below("Xóm Gò") == Under("Xóm Gò")
    assert Under("Xóm Gò").below("Xóm Bãi") == Under("Xóm Bãi")
    assert Under("Thôn Phú Sơn").below("Xóm Gò") == Under("Thôn Phú Sơn", "Xóm Gò")


def test_the_name_of_the_commune_is_no_hamlet() -> None:
    assert Under("Thôn Phú Sơn", "Tổ 1").below("XÃ HÀM MẪU") == Under()


def test_a_neighbourhood_of_a_town_is_a_hamlet_and_not_a_part() -> None:
    assert Under().below("TỔ DÂN PHỐ 5") == Under("Tổ dân phố 5")


@pytest.mark.parametrize(
    ("name", "lists", "group"),
    [
        ("Thôn Phú Sơn", 1, "Thôn Phú Sơn"), ("KP3", 1, ""), ("KP 3", 1, "KP 3"), ("THÔN PHÚ SƠN", 1, "Thôn Phú Sơn"),
        ("Phú Sơn", 1, ""), ("Phú Sơn", 2, "Phú Sơn"), ("Sheet1", 2, ""), ("Trang tính2", 2, ""), ("DS hộ", 3, ""),
        ("Tổ 3", 5, ""), ("Xóm Gò", 1, "Xóm Gò"), ("", 2, ""),
    ],
)  # fmt: skip
def test_a_sheet_is_named_after_its_hamlet(name: str, lists: int, group: str) -> None:
    assert group_of_sheet(name, lists) == group


@pytest.mark.parametrize(
    ("title", "group"),
    [
        ("DANH SÁCH HỘ DÂN THÔN PHÚ SƠN NĂM 2026", "Thôn Phú Sơn"),
        ("Danh sách hộ khu phố 3, phường Phan Thiết", "khu phố 3"),
        ("DANH SÁCH THÔN TÂN LẬP 1 - XÃ HÀM MẪU", "Thôn Tân Lập 1"),
        ("DANH SÁCH HỘ DÂN XÃ HÀM MẪU NĂM 2026", ""),
    ],
)
def test_a_title_names_the_hamlet(title: str, group: str) -> None:
    sheet = sheet_of(("", title), (2026,), ("STT", "Họ tên"))

    assert group_in_title(sheet.rows, 3) == group


def test_what_stands_below_the_head_is_no_title() -> None:
    sheet = sheet_of(("STT", "Họ tên"), ("", "Thôn Phú Sơn"))

    assert group_in_title(sheet.rows, 1) == ""
    assert group_in_title((), 1) == ""
