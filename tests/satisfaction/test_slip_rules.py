"""Codes of slips: the same for the same pack, shuffled, and of nobody's any more when the seed is gone."""

from datetime import date

import pytest

from pledges.foundation.codes import checked_code
from pledges.foundation.keys import Keys
from pledges.satisfaction.rules import SurveyRound, arrived_at
from pledges.satisfaction.slip_rules import PackOf, slip_codes, slip_lookup, slip_mark

KEYS = Keys(b"k" * 32)
DAY = date(2026, 12, 31)


def test_a_pack_has_as_many_codes_as_slips_and_the_same_ones_each_time() -> None:
    codes = slip_codes(KEYS, b"seed", 5_000)

    assert len(set(codes)) == 5_000
    assert codes == slip_codes(KEYS, b"seed", 5_000)


def test_codes_of_slips_are_checked_like_all_codes() -> None:
    codes = slip_codes(KEYS, b"seed", 12)

    assert [checked_code(code) for code in codes] == codes


def test_a_larger_pack_is_shuffled_anew_not_continued() -> None:
    small, large = slip_codes(KEYS, b"seed", 12), slip_codes(KEYS, b"seed", 200)

    assert set(small) < set(large)
    assert small != large[:12]


@pytest.mark.parametrize(("keys", "seed"), [(Keys(b"o" * 32), b"seed"), (KEYS, b"another")])
def test_neither_the_keys_nor_the_seed_alone_tell_a_code(keys: Keys, seed: bytes) -> None:
    assert not set(slip_codes(keys, seed, 100)) & set(slip_codes(KEYS, b"seed", 100))


def test_the_mark_of_an_answer_cannot_be_told_from_what_is_stored_of_the_slip() -> None:
    code = slip_codes(KEYS, b"seed", 1)[0]

    assert slip_mark(b"pack", code) != slip_mark(b"other", code) != slip_lookup(KEYS, code)


@pytest.mark.parametrize(
    ("ended_on", "today", "is_over"),
    [
        (None, DAY, False),
        (None, date(2027, 1, 1), True),
        (date(2026, 12, 1), date(2026, 12, 1), True),
    ],
)
def test_a_pack_is_over_when_it_was_ended_or_its_last_day_is(
    ended_on: date | None, today: date, is_over: bool
) -> None:
    assert PackOf(1, 2, 12, date(2026, 11, 1), DAY, ended_on).is_over(today) is is_over


def test_slips_and_posters_are_counted_apart() -> None:
    counts = {
        SurveyRound(3, 7, "KS-MC").name: 12,
        SurveyRound(3, 7, "KS-5YT").name: 3,
        SurveyRound(3, 7, "KS-MC", by_slip=True).name: 40,
        SurveyRound(3, 70, "KS-MC", by_slip=True).name: 500,
    }

    assert (arrived_at(7, 3, counts), arrived_at(7, 3, counts, by_slip=True)) == (15, 40)
