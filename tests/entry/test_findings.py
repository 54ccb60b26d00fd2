"""What stands out among pledges that came in: the exact edges of each hint."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest

from pledges.entry.findings import (
    PACES,
    CameIn,
    Oddity,
    Pace,
    bursts,
    finding_of,
    kind_in,
    night_of,
    nights,
    of_account,
    of_hamlet,
)

# Ten in the morning in Viet Nam.
START = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)


def came(*after: timedelta, by: int | None = 7) -> list[CameIn]:
    return [CameIn(number, START + one, 3, by) for number, one in enumerate(after, 1)]


def evenly(count: int, whole: timedelta) -> list[CameIn]:
    """So many, the first at once and the last after the whole time."""
    return came(*(whole * one / (count - 1) for one in range(count)))


def kinds(pledges: Sequence[CameIn]) -> list[Oddity]:
    return [one.kind for one in of_account(pledges)]


@pytest.mark.parametrize(
    ("count", "whole", "found"),
    [
        (20, MINUTE, []),
        (21, MINUTE, [Oddity.FAST]),
        (21, 10 * MINUTE, [Oddity.FAST]),
        (21, 10 * MINUTE + SECOND, []),
        (60, 59 * MINUTE, []),
        (61, 60 * MINUTE, [Oddity.MANY]),
        (61, 60 * MINUTE + SECOND, []),
        (61, 30 * MINUTE, [Oddity.FAST, Oddity.MANY]),
        (300, 300 * MINUTE, []),
    ],
)
def test_who_enters_more_than_20_in_ten_minutes_or_60_in_an_hour_stands_out(
    count: int, whole: timedelta, found: list[Oddity]
) -> None:
    assert kinds(evenly(count, whole)) == found


@pytest.mark.parametrize(
    ("count", "whole", "found"),
    [(19, MINUTE, 0), (20, 10 * MINUTE, 1), (20, 10 * MINUTE + SECOND, 0), (40, 15 * MINUTE, 1)],
)
def test_a_hamlet_where_20_signed_within_ten_minutes_stands_out(
    count: int, whole: timedelta, found: int
) -> None:
    assert len(of_hamlet(evenly(count, whole))) == found


def test_a_burst_is_one_finding_with_all_that_came_in() -> None:
    found = bursts(came(*(one * MINUTE for one in (0, 1, 2, 3, 9))), Pace(3, 3 * MINUTE))

    assert [[one.response_id for one in some] for some in found] == [[1, 2, 3, 4]]


def test_two_bursts_are_two_findings() -> None:
    found = bursts(came(*(one * MINUTE for one in (0, 1, 30, 31))), Pace(2, MINUTE))

    assert [[one.response_id for one in some] for some in found] == [[1, 2], [3, 4]]


def test_nothing_is_found_in_nothing() -> None:
    assert (of_account([]), of_hamlet([]), nights([])) == ([], [], [])


@pytest.mark.parametrize(
    ("hour", "minute", "second", "night"),
    [
        (21, 59, 59, None),
        (22, 0, 0, date(2026, 3, 2)),
        (23, 59, 59, date(2026, 3, 2)),
        (0, 0, 0, date(2026, 3, 1)),
        (4, 59, 59, date(2026, 3, 1)),
        (5, 0, 0, None),
        (12, 0, 0, None),
    ],
)
def test_night_is_from_22_to_5_in_viet_nam(hour: int, minute: int, second: int, night: date | None) -> None:
    local = datetime(2026, 3, 2, hour, minute, second, tzinfo=UTC)

    assert night_of(local - timedelta(hours=7)) == night


def test_each_night_is_a_finding_of_its_own() -> None:
    """Ten in the morning and 13, 15 and 37 hours later: by day, 23:00, 01:00, and 23:00 of the next."""
    hours = (timedelta(0), timedelta(hours=13), timedelta(hours=15), timedelta(hours=37))

    assert [[one.response_id for one in some] for some in nights(came(*hours))] == [[2, 3], [4]]


def test_a_finding_says_where_when_how_many_and_by_whom() -> None:
    rows = [CameIn(11, START, 5, 7), CameIn(12, START + MINUTE, 4, 7), CameIn(13, START + 2 * MINUTE, 5, 7)]

    found = finding_of(Oddity.FAST, rows)

    assert (found.key, found.count, found.unit_ids, found.entered_by) == (
        "fast:11-13",
        3,
        (5, 4),
        frozenset({7}),
    )
    assert (found.first, found.last) == (START, START + 2 * MINUTE)


def test_what_more_comes_in_makes_another_finding() -> None:
    """Whoever looked at the first part has not seen the rest."""
    rows = evenly(22, MINUTE)

    assert of_account(rows)[0].key != of_account(rows[:21])[0].key


@pytest.mark.parametrize(("key", "kind"), [("night:1-2", Oddity.NIGHT), ("x:1", None), ("", None)])
def test_the_kind_is_read_from_the_key(key: str, kind: Oddity | None) -> None:
    assert kind_in(key) is kind


def test_the_paces_are_those_that_the_page_names() -> None:
    assert {kind: (pace.least, pace.within) for kind, pace in PACES.items()} == {
        Oddity.FAST: (21, 10 * MINUTE),
        Oddity.MANY: (61, 60 * MINUTE),
        Oddity.TOGETHER: (20, 10 * MINUTE),
    }
