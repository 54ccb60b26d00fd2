"""Rates are never rounded up, and numbers stand in Vietnamese form."""

import pytest

from pledges.foundation.vietnamese.numbers import grouped, percent_down


@pytest.mark.parametrize(
    ("part", "whole", "written"),
    [
        (1999, 2000, "99,9%"),
        (2000, 2000, "100%"),
        (0, 0, "-"),
        (843, 1000, "84,3%"),
        (1, 2, "50,0%"),
        (0, 7, "0%"),
        (1, 5000, "0,0%"),
        (99999, 100000, "99,9%"),
    ],
)
def test_a_rate_is_rounded_down_and_only_all_is_a_hundred(part: int, whole: int, written: str) -> None:
    assert percent_down(part, whole) == written


@pytest.mark.parametrize(
    ("number", "written"), [(1234567, "1.234.567"), (999, "999"), (-12000, "-12.000"), (0, "0")]
)
def test_thousands_are_divided_by_dots(number: int, written: str) -> None:
    assert grouped(number) == written
