"""The store of anonymous answers: once each, one size, no time, and keys that are thrown away."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.foundation.sealed.halfdays import HalfDayKeys, half_day
from pledges.foundation.sealed.jobs import SWEEP_STEP
from pledges.foundation.sealed.store import EnvelopeTooLarge, SealedStore

MORNING = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
ROUND = "answers:1:7"


@pytest.fixture
def store(tmp_path: Path) -> SealedStore:
    return SealedStore(f"sqlite:///{tmp_path}/answers.sqlite3", tmp_path / "keys")


def test_an_answer_sent_twice_counts_once(store: SealedStore) -> None:
    first = store.drop(ROUND, b"attempt", b"{}", MORNING)
    second = store.drop(ROUND, b"attempt", b"{}", MORNING)

    assert (first, second) == (True, False)
    assert store.count(ROUND) == 1


def test_rounds_are_counted_apart(store: SealedStore) -> None:
    store.drop(ROUND, b"attempt", b"{}", MORNING)
    store.drop("answers:1:8", b"attempt", b"{}", MORNING)

    assert store.counts("answers:1:") == {"answers:1:7": 1, "answers:1:8": 1}


def test_every_row_has_one_size_and_no_column_of_time(store: SealedStore, tmp_path: Path) -> None:
    store.drop(ROUND, b"first", b"{}", MORNING)
    store.drop(ROUND, b"second", ("Cán bộ nhiệt tình. " * 20).encode(), MORNING)

    with sqlite3.connect(tmp_path / "answers.sqlite3") as connection:
        sizes = {size for (size,) in connection.execute("SELECT length(content) FROM envelope")}
        columns = [row[1] for row in connection.execute("PRAGMA table_info(envelope)")]
    assert len(sizes) == 1
    assert columns == ["mark", "round", "content"]


def test_the_file_is_set_so_that_it_keeps_no_order_and_loses_nothing(store: SealedStore) -> None:
    assert store.settings() == {"journal_mode": "delete", "synchronous": "3", "secure_delete": "1"}


def test_the_key_of_a_half_day_is_thrown_away_with_it(tmp_path: Path) -> None:
    keys = HalfDayKeys(tmp_path)
    morning = keys.of(MORNING)

    afternoon = keys.of(MORNING + timedelta(hours=6))

    assert morning != afternoon
    assert [path.name for path in tmp_path.iterdir()] == ["half-day-2026-11-23-2"]


def test_a_key_goes_by_the_clock_also_when_nobody_answers_any_more(house: House) -> None:
    """The last refusal of a campaign leaves no key behind by which its form page could be known."""
    house.sealed.drop(ROUND, b"attempt", b"{}", present().now - timedelta(days=1))

    house.background.queue(SWEEP_STEP, "")
    house.background.run_queued()

    assert list(house.config.keys.glob("half-day-*")) == []


def test_the_key_of_this_half_day_stays(store: SealedStore, tmp_path: Path) -> None:
    store.drop(ROUND, b"attempt", b"{}", MORNING)

    store.throw_away_keys(MORNING + timedelta(hours=2))

    assert store.drop(ROUND, b"attempt", b"{}", MORNING) is False
    assert [path.name for path in (tmp_path / "keys").iterdir()] == ["half-day-2026-11-23-1"]


@pytest.mark.parametrize(("hour", "name"), [(16, "2026-11-22-2"), (17, "2026-11-23-1"), (29, "2026-11-23-2")])
def test_half_days_are_those_of_viet_nam(hour: int, name: str) -> None:
    assert half_day(datetime(2026, 11, 22, tzinfo=UTC) + timedelta(hours=hour)) == name


def test_what_does_not_fit_is_refused_not_cut(store: SealedStore) -> None:
    with pytest.raises(EnvelopeTooLarge):
        store.drop(ROUND, b"attempt", b"x" * 5000, MORNING)
