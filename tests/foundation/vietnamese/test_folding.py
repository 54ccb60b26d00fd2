"""People find what they look for, however they type it."""

import pytest

from pledges.foundation.vietnamese.folding import fold, fold_unit_name


@pytest.mark.parametrize("typed", ["Hoà", "Hòa", "hoa", "HOÀ", "Ho\u0061\u0300", " hòa. "])
def test_tone_marks_and_their_place_do_not_matter(typed: str) -> None:
    assert fold(typed) == "hoa"


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("K' Brơi", "k broi"),
        ("K’Brơi", "k broi"),
        ("Y Moan Êñuôl", "y moan enuol"),
        ("Ƀă Ksŏr", "ba ksor"),
        ("\u00d0ức", "duc"),
        ("Tổ_3 - KP.2", "to 3 kp 2"),
        ("…", ""),
    ],
)
def test_only_plain_letters_and_digits_remain(typed: str, key: str) -> None:
    assert fold(typed) == key


@pytest.mark.parametrize("typed", ["Phường Phú Thuỷ", "phuong phu thuy", "Phú Thủy", "P. Phú Thủy"])
def test_a_unit_is_found_with_or_without_its_type(typed: str) -> None:
    assert fold_unit_name(typed) == "phu thuy"


@pytest.mark.parametrize("typed", ["Khu phố 3", "KP3", "KP 03", "khu pho 3"])
def test_a_numbered_hamlet_is_found_by_its_number(typed: str) -> None:
    assert fold_unit_name(typed) == "3"


@pytest.mark.parametrize(
    ("name", "key"),
    [("Xã", "xa"), ("Tổ dân phố Tân Lập 1", "tan lap 1"), ("Thị trấn Phan Rí Cửa", "phan ri cua")],
)
def test_one_type_word_is_dropped_and_a_name_remains(name: str, key: str) -> None:
    assert fold_unit_name(name) == key
