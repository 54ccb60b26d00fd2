"""Official texts put the tone on the first vowel: hòa, thủy, ủy."""

import pytest

from pledges.foundation.vietnamese.tones import new_style, old_style


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ("hoà", "hòa"),
        ("Uỷ ban", "Ủy ban"),
        ("THUỶ", "THỦY"),
        ("khoẻ", "khỏe"),
        ("hoá", "hóa"),
        ("nguỵ", "ngụy"),
    ],
)
def test_the_tone_moves_to_the_first_vowel(new: str, old: str) -> None:
    assert old_style(new) == old
    assert new_style(old) == new


@pytest.mark.parametrize(
    "text", ["hoàn", "toán", "khuỷu", "quý", "QUÝ", "quà", "thuế", "Huệ", "hòa", "xã", "Hoa"]
)
def test_other_syllables_stay(text: str) -> None:
    assert old_style(text) == text


@pytest.mark.parametrize(
    "text", ["hoàn", "toán", "khuỷu", "quý", "QUÝ", "quà", "thuế", "Huệ", "hoà", "xã", "Hoa"]
)
def test_what_has_no_other_place_stays(text: str) -> None:
    assert new_style(text) == text
