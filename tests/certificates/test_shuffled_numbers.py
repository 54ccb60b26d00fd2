"""Numbers never repeat and tell nobody's turn."""

from itertools import islice, pairwise
from statistics import correlation

import pytest

from pledges.certificates.numbers import LAST_SERIAL, serials_from
from pledges.foundation.keys import Keys

KEYS = Keys(b"khoa thu nghiem" * 2)
MANY = 10_000


def first_serials(series: tuple[int, int], keys: Keys = KEYS) -> list[int]:
    return [serial for _place, serial in islice(serials_from(keys, series, 1), MANY)]


def ranks(values: list[int]) -> list[int]:
    order = {value: rank for rank, value in enumerate(sorted(values))}
    return [order[value] for value in values]


def test_ten_thousand_numbers_are_all_different() -> None:
    serials = first_serials((3, 2026))

    assert len(set(serials)) == MANY
    assert min(serials) >= 1
    assert max(serials) <= LAST_SERIAL


@pytest.mark.parametrize("series", [(3, 2026), (3, 2027), (4, 2026), (1_234_567, 2026)])
def test_their_order_tells_nothing_of_the_order_of_issue(series: tuple[int, int]) -> None:
    serials = first_serials(series)

    assert abs(correlation(range(MANY), ranks(serials))) < 0.05


def test_neighbours_in_the_queue_are_no_neighbours_on_paper() -> None:
    serials = first_serials((3, 2026))
    steps = [abs(after - before) for before, after in pairwise(serials)]

    # Two drawn at random are within a thousand of each other once in five hundred times.
    assert sum(step < 1000 for step in steps) < MANY / 250


def test_another_unit_year_or_key_gives_another_order() -> None:
    orders = [
        first_serials((3, 2026)),
        first_serials((4, 2026)),
        first_serials((3, 2027)),
        first_serials((3, 2026), Keys(b"another")),
    ]

    assert len({tuple(order[:50]) for order in orders}) == 4


def test_every_serial_comes_once_before_the_year_is_full() -> None:
    last = list(serials_from(KEYS, (3, 2026), LAST_SERIAL - 500))
    first = first_serials((3, 2026))

    assert [place for place, _serial in last] == list(range(LAST_SERIAL - 500, LAST_SERIAL + 1))
    assert {serial for _place, serial in last}.isdisjoint(first)


def test_after_the_last_there_is_none() -> None:
    assert list(serials_from(KEYS, (3, 2026), LAST_SERIAL + 1)) == []
