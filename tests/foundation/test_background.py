"""Background work: a message leads to its step, in a file, on PostgreSQL and on Redis."""

import time
from pathlib import Path

import pytest

from pledges.foundation.background import Background
from tests.servers import usable_address


def _queued(background: Background) -> list[str]:
    """Ask for two steps, run them, close the queue, and return what they were called with."""
    seen: list[str] = []
    background.add_step("note", seen.append)
    background.queue("note", "12")
    background.queue("note", "13")
    background.run_queued()
    background.close()
    return seen


@pytest.fixture
def embedded(tmp_path: Path) -> Background:
    return Background(f"sqlite:///{tmp_path}/queue.sqlite3")


def test_steps_run_in_the_order_they_were_asked_for(embedded: Background) -> None:
    assert _queued(embedded) == ["12", "13"]


def test_a_message_outlives_the_process_that_queued_it(tmp_path: Path) -> None:
    Background(f"sqlite:///{tmp_path}/queue.sqlite3").queue("note", "12")
    seen: list[str] = []
    later = Background(f"sqlite:///{tmp_path}/queue.sqlite3")
    later.add_step("note", seen.append)

    later.run_queued()

    assert seen == ["12"]


def test_a_worker_beside_the_server_does_the_work_and_stops(embedded: Background) -> None:
    seen: list[str] = []
    embedded.add_step("note", seen.append)
    embedded.start_beside_server()
    embedded.queue("note", "12")

    deadline = time.monotonic() + 10
    while not seen and time.monotonic() < deadline:
        time.sleep(0.05)
    embedded.stop()

    assert seen == ["12"]


def test_the_queues_file_has_no_wal(embedded: Background) -> None:
    assert embedded.settings() == {"journal_mode": "delete", "synchronous": "2"}


@pytest.mark.redis
def test_a_shared_redis_carries_the_same_messages() -> None:
    background = Background(usable_address("redis"))

    assert _queued(background)[-2:] == ["12", "13"]
    assert background.settings() == {}


def test_postgresql_carries_the_same_messages(engine_kind: str, database_url: str) -> None:
    background = Background(database_url)

    assert _queued(background)[-2:] == ["12", "13"]


def test_the_clock_asks_for_a_step_again_and_again(embedded: Background) -> None:
    seen: list[str] = []
    embedded.add_step("sweep", seen.append)
    embedded.repeat("sweep", minutes=1)
    embedded.start_beside_server()

    deadline = time.monotonic() + 10
    while not seen and time.monotonic() < deadline:
        time.sleep(0.05)
    embedded.stop()

    assert seen == [""]


def test_several_steps_may_be_repeated(embedded: Background) -> None:
    embedded.add_step("sweep", lambda _: None)
    embedded.repeat("sweep", minutes=5)
    embedded.repeat("changes", minutes=10)

    embedded.start_beside_server()
    embedded.stop()

    assert embedded.answers()


def test_a_step_that_ticks_comes_at_once_and_while_the_worker_is_busy(embedded: Background) -> None:
    ticks: list[float] = []
    embedded.add_step("look", lambda _argument: ticks.append(time.monotonic()))
    embedded.add_step("long", lambda _argument: time.sleep(0.4))
    embedded.tick("look", seconds=0.1)
    embedded.queue("long", "")

    embedded.start_beside_server()
    time.sleep(0.4)
    embedded.stop()

    assert len(ticks) >= 3


def test_a_tick_that_fails_is_followed_by_the_next(embedded: Background) -> None:
    ticks: list[str] = []

    def fail(argument: str) -> None:
        ticks.append(argument)
        raise ValueError

    embedded.add_step("look", fail)
    embedded.tick("look", seconds=0.05)

    embedded.start_beside_server()
    time.sleep(0.4)
    embedded.stop()

    assert len(ticks) >= 2


def test_a_worker_that_was_asked_to_stop_says_so(embedded: Background) -> None:
    said: list[bool] = []
    embedded.add_step("long", lambda _argument: said.append(_stopping_within(embedded, 5)))
    embedded.queue("long", "")

    embedded.start_beside_server()
    before = embedded.is_stopping()
    time.sleep(0.3)
    embedded.stop()

    assert (before, said) == (False, [True])


def _stopping_within(background: Background, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not background.is_stopping() and time.monotonic() < deadline:
        time.sleep(0.01)
    return background.is_stopping()
