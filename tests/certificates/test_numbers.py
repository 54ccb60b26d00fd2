"""A number says year, unit and serial, and its last sign catches a slip of the finger."""

import pytest

from pledges.certificates.rules import NumberMistyped, checked_number, number_of

NUMBER = number_of(2026, 3, 123)


def test_a_number_is_written_as_on_the_paper() -> None:
    assert NUMBER == "2026-0003-000123N"


@pytest.mark.parametrize(
    "typed",
    [
        NUMBER,
        NUMBER.lower(),
        NUMBER.replace("-", ""),
        NUMBER.replace("-", " – "),
        f" {NUMBER} ",
        NUMBER.replace("0", "O").replace("1", "I"),
    ],
)
def test_a_number_is_found_however_it_is_typed(typed: str) -> None:
    assert checked_number(typed) == NUMBER


@pytest.mark.parametrize(
    "typed",
    [
        "2026-0003-000124" + NUMBER[-1],
        "2026-0003-000132" + NUMBER[-1],
        "2025-0003-000123" + NUMBER[-1],
        "2026-0030-000123" + NUMBER[-1],
        NUMBER[:-1],
        NUMBER[:-1] + "0",
        "2026-3-123" + NUMBER[-1],
        "ba trăm",
        "",
    ],
)
def test_a_wrong_digit_a_swap_and_a_missing_sign_are_caught(typed: str) -> None:
    with pytest.raises(NumberMistyped):
        checked_number(typed)


def test_every_single_wrong_digit_is_caught() -> None:
    places = [place for place, sign in enumerate(NUMBER) if sign.isdigit()]
    wrong = [
        NUMBER[:p] + digit + NUMBER[p + 1 :] for p in places for digit in "0123456789" if digit != NUMBER[p]
    ]

    assert len(wrong) == 126
    assert [typed for typed in wrong if is_accepted(typed)] == []


@pytest.mark.parametrize(("unit_id", "serial"), [(1, 1), (9999, 999_999), (12345, 7), (1_234_567, 999_999)])
def test_large_units_and_serials_keep_their_number(unit_id: int, serial: int) -> None:
    number = number_of(2026, unit_id, serial)

    assert checked_number(number.replace("-", "")) == number


def is_accepted(typed: str) -> bool:
    try:
        checked_number(typed)
    except NumberMistyped:
        return False
    return True
