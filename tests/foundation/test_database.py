"""The door to the database: reading refuses writes, writing keeps all or nothing, SQLite is set to lose nothing."""

import sqlite3
import types
from collections.abc import Iterator

import pytest
from sqlalchemy import func, make_url, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from pledges.foundation.audit import AuditChain
from pledges.foundation.database import Database
from pledges.foundation.house import House
from pledges.foundation.sqlite import (
    FIRST_SAFE_WAL,
    journal_settings,
    sqlite_module,
    unsafe_settings,
    version_of,
)


def _chains(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(AuditChain)) or 0


def _add_chain(session: Session, unit_id: int) -> None:
    session.add(AuditChain(unit_id=unit_id, length=0, head=b""))
    session.flush()


def _fail_halfway(house: House) -> None:
    with house.database.writing() as session:
        _add_chain(session, 7)
        session.info["share"] = 1 / 0


def test_writing_keeps_what_the_block_did(house: House) -> None:
    with house.database.writing() as session:
        _add_chain(session, 7)

    with house.database.reading() as session:
        assert _chains(session) == 1


def test_an_error_in_the_block_leaves_no_trace(house: House) -> None:
    with pytest.raises(ZeroDivisionError):
        _fail_halfway(house)

    with house.database.reading() as session:
        assert _chains(session) == 0


def test_reading_refuses_writes(house: House) -> None:
    with pytest.raises(DBAPIError), house.database.reading() as session:
        _add_chain(session, 7)


@pytest.fixture
def patient_database(database_url: str) -> Iterator[Database]:
    """The test's database as it is used in earnest: a server's waits for the disk."""
    waiting = {} if database_url.startswith("sqlite") else {"options": "-c synchronous_commit=on"}
    database = Database(
        make_url(database_url).update_query_dict(waiting).render_as_string(hide_password=False)
    )
    yield database
    database.dispose()


def test_the_settings_in_force_survive_a_power_cut(patient_database: Database) -> None:
    _found, wrong = patient_database.safety()

    assert wrong == []


def test_the_shipped_sqlite_is_free_of_the_wal_reset_race() -> None:
    assert version_of(sqlite_module()) >= FIRST_SAFE_WAL


@pytest.mark.parametrize("version", [(3, 7, 0), (3, 40, 1), (3, 51, 2)])
def test_an_affected_version_gets_no_wal(version: tuple[int, ...]) -> None:
    assert journal_settings(version) == ("DELETE", "EXTRA")


def test_a_safe_version_gets_wal_with_full_sync() -> None:
    assert journal_settings((3, 51, 3)) == ("WAL", "FULL")


@pytest.mark.parametrize(
    ("version", "journal", "synchronous"),
    [
        ("3.40.1", "WAL", "FULL"),
        ("3.53.4", "WAL", "NORMAL"),
        ("3.53.4", "DELETE", "FULL"),
        ("3.53.4", "OFF", "EXTRA"),
    ],
)
def test_a_setting_that_could_lose_a_write_is_named(version: str, journal: str, synchronous: str) -> None:
    found = {"version": version, "journal_mode": journal, "synchronous": synchronous, "foreign_keys": "ON"}

    assert unsafe_settings(found)


def test_the_fallback_really_works_on_the_standard_library(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object, engine_kind: str
) -> None:
    old = types.SimpleNamespace(**{name: getattr(sqlite3, name) for name in dir(sqlite3)})
    old.sqlite_version = "3.40.1"
    monkeypatch.setitem(__import__("sys").modules, "pysqlite3", old)
    database = Database(f"sqlite:///{tmp_path}/old.sqlite3")

    with database.engine.connect() as connection:
        found = (
            connection.exec_driver_sql("PRAGMA journal_mode").scalar(),
            connection.exec_driver_sql("PRAGMA synchronous").scalar(),
        )
    database.dispose()

    assert found == ("delete", 3)


def test_foreign_keys_are_enforced(house: House) -> None:
    with pytest.raises(DBAPIError), house.database.writing() as session:
        session.execute(
            text("INSERT INTO unit_code (unit_id, scheme, code) VALUES (999, 'NSO-2025', '22978')")
        )
