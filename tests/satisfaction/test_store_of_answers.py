"""Answers may be kept in a file of their own or on a server of their own."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import create_engine, inspect, make_url, text

from pledges.foundation.sealed.store import SealedStore
from pledges.satisfaction.acts import answer
from pledges.satisfaction.rules import SurveyRound
from tests.satisfaction.answering import kept

MORNING = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
AT_COUNTER = SurveyRound(3, 7)
CONTENT = '{"q1":"4","q6":"Thêm ghế"}'.encode()


@pytest.fixture
def answers_url(engine_kind: str, database_url: str, tmp_path: Path) -> Iterator[str]:
    """A place for answers of this test's own, on the engine the tests run with: no table is in it yet."""
    if engine_kind == "sqlite":
        yield f"sqlite:///{tmp_path}/answers.sqlite3"
        return
    main = make_url(database_url)
    name = f"{main.database}_answers"
    server = create_engine(main, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
        yield main.set(database=name).render_as_string(hide_password=False)
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    server.dispose()


@pytest.fixture
def store(answers_url: str, tmp_path: Path) -> Iterator[SealedStore]:
    opened = SealedStore(answers_url, tmp_path / "keys")
    yield opened
    opened.dispose()


def test_an_answer_is_kept_once_whatever_the_engine(store: SealedStore, answers_url: str) -> None:
    answer(store, AT_COUNTER, b"attempt", CONTENT, MORNING)
    answer(store, AT_COUNTER, b"attempt", CONTENT, MORNING)

    assert kept(answers_url) == [("answers:3:7", {"q1": "4", "q6": "Thêm ghế"})]


def test_the_store_makes_its_own_table_with_nothing_that_could_link(
    store: SealedStore, answers_url: str
) -> None:
    answer(store, AT_COUNTER, b"attempt", CONTENT, MORNING)

    engine = create_engine(answers_url)
    columns = [column["name"] for column in inspect(engine).get_columns("envelope")]
    engine.dispose()
    assert columns == ["mark", "round", "content"]


def test_processes_that_open_a_new_store_at_once_lose_nothing(answers_url: str, tmp_path: Path) -> None:
    stores = [SealedStore(answers_url, tmp_path / "keys") for _ in range(6)]
    together = Barrier(len(stores))

    def first_visitor(place: int) -> None:
        together.wait()
        answer(stores[place], AT_COUNTER, bytes([place]) * 16, CONTENT, MORNING)

    with ThreadPoolExecutor(len(stores)) as visitors:
        list(visitors.map(first_visitor, range(len(stores))))

    assert {store.count(AT_COUNTER.name) for store in stores} == {6}
    for store in stores:
        store.dispose()
