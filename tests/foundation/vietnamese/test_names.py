"""Names are written with initial capitals and masked where strangers see them."""

import unicodedata

import pytest

from pledges.foundation.vietnamese.names import mask_name, title_name


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("Nguyễn Văn Đức", "N*** V*** Đức"),
        (unicodedata.normalize("NFD", "Ẩn Đức Ân"), "Ẩ*** Đ*** Ân"),
        ("Công Tằng Tôn Nữ Thị Ngọc Huyền", "C*** T*** T*** N*** T*** N*** Huyền"),
        ("Lê An", "L*** An"),
        ("Đức", "Đ***"),
        ("K'Brơi", "K***"),
        ("(Hai) Lúa", "H*** Lúa"),
        ("", ""),
    ],
)
def test_a_stranger_sees_initials_and_at_most_the_given_name(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("NGUYỄN VĂN ĐỨC", "Nguyễn Văn Đức"),
        (unicodedata.normalize("NFD", "NGUYỄN THỊ ẨN"), "Nguyễn Thị Ẩn"),
        ("trần thị hoà", "Trần Thị Hoà"),
        ("K'BRƠI", "K'Brơi"),
        ("H’HEN NIÊ", "H’Hen Niê"),
        ("LÊ LAN-ANH", "Lê Lan-Anh"),
        ("Y Moan Êñuôl", "Y Moan Êñuôl"),
        ("Lê McKay", "Lê McKay"),
    ],
)
def test_capitals_become_initial_capitals(typed: str, written: str) -> None:
    assert title_name(typed) == written
