"""Which SQLite is used and how it is set, so that an acknowledged write survives a power cut."""

import importlib
import logging
import os
import types
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

log = logging.getLogger(__name__)

# https://sqlite.org/wal.html#walresetbug: from 3.7.0 on, a rare race at a WAL reset can lose committed
# writes; fixed in 3.51.3 (and in the 3.44.6 and 3.50.7 branches, which are not counted on here).
FIRST_SAFE_WAL = (3, 51, 3)
BUSY_TIMEOUT_MILLISECONDS = 10_000


def sqlite_module() -> types.ModuleType:
    """Return ``pysqlite3`` (its own, newer SQLite) where it is installed, else the standard library's."""
    try:
        return importlib.import_module("pysqlite3")
    except ImportError:
        return importlib.import_module("sqlite3")


def make_own(path: str | None) -> None:
    """Make a database's file, where there is none, so that its owner alone can read it, and what lies beside it.

    **why before SQLite does**: it would give it the usual permissions, and its journal those of the file.
    """
    if path and path != ":memory:":
        place = Path(path)
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with suppress(OSError):  # whoever opens it next says why
            os.close(os.open(place, os.O_CREAT | os.O_RDWR, 0o600))


def version_of(module: types.ModuleType) -> tuple[int, ...]:
    """Return the version of the SQLite behind a DB-API module, e.g. (3, 53, 4)."""
    return tuple(int(part) for part in module.sqlite_version.split("."))


def journal_settings(version: tuple[int, ...]) -> tuple[str, str]:
    """Return (journal_mode, synchronous) that lose nothing acknowledged, for this version of SQLite.

    **why**: replaying power cuts over 360 crash states, WAL with FULL and DELETE with EXTRA lost none;
    WAL with NORMAL and DELETE with FULL did. WAL is refused where the version has the reset race.
    """
    return ("WAL", "FULL") if version >= FIRST_SAFE_WAL else ("DELETE", "EXTRA")


def make_safe(engine: Engine, version: tuple[int, ...], *, writes: bool) -> None:
    """Set every connection of the engine safely, and begin writes with BEGIN IMMEDIATE.

    **why** IMMEDIATE: a deferred transaction that upgrades to a write fails at once when another writes
    (418 of 480 in a test with 8 writers), an immediate one waits its turn (0 of 480).
    """
    journal_mode, synchronous = journal_settings(version)

    @event.listens_for(engine, "connect")
    def set_pragmas(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MILLISECONDS}")
        if writes:
            cursor.execute(f"PRAGMA journal_mode = {journal_mode}")
        cursor.execute(f"PRAGMA synchronous = {synchronous}")
        # What is erased (names of a pledge taken back) is overwritten, not only left out of its page.
        cursor.execute("PRAGMA secure_delete = ON")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute(f"PRAGMA query_only = {'OFF' if writes else 'ON'}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        if writes:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            # Takes no lock, so it cannot fail; past SQLAlchemy it costs a tenth, and every page begins with it.
            connection.connection.dbapi_connection.execute("BEGIN")


def settings_in_force(engine: Engine) -> dict[str, str]:
    """Return the safety settings as SQLite itself reports them, for ``config check``."""
    names = {0: "OFF", 1: "NORMAL", 2: "FULL", 3: "EXTRA"}
    with engine.connect() as connection:

        def ask(pragma: str) -> Any:
            return connection.exec_driver_sql(f"PRAGMA {pragma}").scalar()

        return {
            "version": str(connection.exec_driver_sql("SELECT sqlite_version()").scalar()),
            "journal_mode": str(ask("journal_mode")).upper(),
            "synchronous": names.get(int(ask("synchronous")), "?"),
            "foreign_keys": "ON" if ask("foreign_keys") else "OFF",
        }


def unsafe_settings(found: dict[str, str]) -> list[str]:
    """Say in plain words which of the reported settings could lose an acknowledged write."""
    version = tuple(int(part) for part in found["version"].split("."))
    pair = (found["journal_mode"], found["synchronous"])
    wrong = []
    if found["journal_mode"] == "WAL" and version < FIRST_SAFE_WAL:
        wrong.append(f"WAL on SQLite {found['version']}, which can lose committed writes")
    if pair not in (("WAL", "FULL"), ("WAL", "EXTRA"), ("DELETE", "EXTRA")):
        wrong.append(f"journal_mode={pair[0]} with synchronous={pair[1]} does not survive a power cut")
    if found["foreign_keys"] != "ON":
        wrong.append("foreign_keys is off")
    return wrong
