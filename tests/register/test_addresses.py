"""Which addresses belong together when a hamlet is divided."""

import pytest

from pledges.register.addresses import address_group, group_key


@pytest.mark.parametrize(
    ("address", "group"),
    [
        ("Tổ 4", "Tổ 4"),
        ("Số 12, tổ 4", "tổ 4"),
        ("Số 12/34/56, hẻm Hai Bà Trưng nối dài", "hẻm Hai Bà Trưng nối dài"),
        ("12A Trần Phú", "Trần Phú"),
        ("số nhà 7 đường Lê Lợi", "đường Lê Lợi"),
        ("Tổ tự quản số 3, đường Trần Phú", "Tổ tự quản số 3"),
        ("Xóm Giữa", "Xóm Giữa"),
        ("Ngõ 5", "Ngõ 5"),
        ("Số 7", ""),
        ("", ""),
    ],
)
def test_the_number_of_a_house_is_not_part_of_its_group(address: str, group: str) -> None:
    assert address_group(address) == group


def test_marks_and_capitals_make_no_other_group() -> None:
    assert group_key("TỔ 4, thôn Phú Sơn") == group_key("Số 9, tổ 4") == "to 4"
