"""Numbers and days are read as people here write them, and written the same way again."""

from datetime import date

import pytest

from forms.notation import day_in, day_text, number_in, number_text


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0", 0),
        ("12", 12),
        ("1250", 1250),
        ("1.250", 1250),
        ("1 250", 1250),
        ("1.234,5", 1234.5),
        ("1.234.567,25", 1234567.25),
        ("12,5", 12.5),
        ("0,125", 0.125),
        ("0.5", 0.5),
        ("12.75", 12.75),
        ("-3", -3),
        ("2,0", 2),
        ("999999999999", 999_999_999_999),
    ],
)
def test_a_number_is_read_as_it_is_written_here(typed: str, number: float) -> None:
    assert number_in(typed) == number
    assert type(number_in(typed)) is type(number)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "năm",
        "1,234.5",
        "1.23.4",
        "0.500",
        "12.3456",
        "1.2345",
        "1e3",
        "²",
        "١٢",
        "１２",
        "1_000",
        "--1",
        "9" * 13,
        "1,2345",
    ],
)
def test_what_may_mean_two_things_or_none_is_no_number(typed: str) -> None:
    assert number_in(typed) is None


@pytest.mark.parametrize("number", [0, 7, 1250, 1234.5, 0.125, -3, 999_999_999_999])
def test_a_number_written_again_is_the_same_number(number: float) -> None:
    assert number_in(number_text(number)) == number


def test_a_number_is_written_with_points_for_thousands() -> None:
    assert number_text(1234567.25) == "1.234.567,25"


@pytest.mark.parametrize(
    "typed", ["05/02/2026", "5/2/2026", "05-02-2026", "05.02.2026", "05 02 2026", "05022026", "2026-02-05"]
)
def test_a_day_is_read_as_it_is_written_here_or_as_a_date_picker_sends_it(typed: str) -> None:
    assert day_in(typed) == date(2026, 2, 5)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "31/02/2026",
        "29/02/2027",
        "05/13/2026",
        "5/2/26",
        "05/02/1899",
        "05/02/9999",
        "hôm nay",
        "²5/02/2026",
    ],
)
def test_what_is_no_day_of_the_calendar_is_no_day(typed: str) -> None:
    assert day_in(typed) is None


def test_a_day_is_written_day_first() -> None:
    assert day_text(date(2026, 2, 5)) == "05/02/2026"
