"""Codes: 60 bits, an alphabet without look-alikes, and a check character that catches slips."""

import hashlib

import pytest

from pledges.foundation.codes import (
    ALPHABET,
    CodeMistyped,
    checked_code,
    code_from,
    grouped_code,
    spoken_code,
)

CODE = code_from(hashlib.sha256("hộ số 117".encode()).digest())
SINGLE_SLIPS = [
    CODE[:place] + sign + CODE[place + 1 :] for place in range(13) for sign in ALPHABET if sign != CODE[place]
]
SWAPS = [
    CODE[:place] + CODE[place + 1] + CODE[place] + CODE[place + 2 :]
    for place in range(12)
    if CODE[place] != CODE[place + 1]
]


def test_the_alphabet_has_32_signs_and_no_look_alikes() -> None:
    assert len(set(ALPHABET)) == 32
    assert not set("01IO") & set(ALPHABET)


def test_a_code_has_twelve_signs_and_a_check_character() -> None:
    assert len(CODE) == 13
    assert checked_code(CODE) == CODE


def test_case_spaces_and_hyphens_do_not_count() -> None:
    assert checked_code(f" {grouped_code(CODE).lower()} ") == CODE


@pytest.mark.parametrize("typed", SINGLE_SLIPS)
def test_every_single_wrong_sign_is_caught(typed: str) -> None:
    with pytest.raises(CodeMistyped):
        checked_code(typed)


@pytest.mark.parametrize("typed", SWAPS)
def test_every_swap_of_neighbours_is_caught(typed: str) -> None:
    with pytest.raises(CodeMistyped):
        checked_code(typed)


def test_the_sweeps_found_something_to_try() -> None:
    assert len(SINGLE_SLIPS) == 13 * 31
    assert len(SWAPS) >= 8


@pytest.mark.parametrize("typed", ["", "ABC", CODE + "2", "O" * 13, "𝟚" * 13, "\x00" * 13])
def test_what_cannot_be_a_code_is_told_kindly(typed: str) -> None:
    with pytest.raises(CodeMistyped):
        checked_code(typed)


def test_a_code_is_read_out_sign_by_sign_in_its_groups() -> None:
    assert spoken_code("2AN9DFVXJZWY3", "vi") == (
        "hai, A như An, N như Nam, chín. D như Dung, F (ép-phờ), V như Vân, X như Xuân."
        " J (gi), Z (dét), W (vê kép), Y như Yến, ba"
    )
    assert spoken_code("2AN9DFVXJZWY3", "en").startswith("two, A Alfa, N November, nine. D Delta")
