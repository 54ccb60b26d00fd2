"""The one door to the main database: ``reading()`` refuses writes, ``writing()`` commits or leaves no trace."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolExhausted
from sqlalchemy.orm import Session

from pledges.foundation.errors import ServiceBusy
from pledges.foundation.integrity import translated_violation
from pledges.foundation.sqlite import (
    BUSY_TIMEOUT_MILLISECONDS,
    make_own,
    make_safe,
    settings_in_force,
    sqlite_module,
    unsafe_settings,
    version_of,
)

# Twice the eight threads of the embedded server: a thread never waits for a connection.
_POOL_SIZE = 16
# No error of the store may carry what somebody wrote into a log.
_COMMON_OPTIONS: dict[str, Any] = {"pool_size": _POOL_SIZE, "max_overflow": 0, "hide_parameters": True}


class Database:
    """Sessions on one database, SQLite or PostgreSQL. Nothing outside foundation asks which it is."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_embedded = self.url.get_backend_name() == "sqlite"
        self._turn = Lock()
        self._writer = _embedded_engine(url, writes=True) if self.is_embedded else _server_engine(url)
        self._reader = (
            _embedded_engine(url, writes=False)
            if self.is_embedded
            else self._writer.execution_options(postgresql_readonly=True, isolation_level="REPEATABLE READ")
        )

    @property
    def engine(self) -> Engine:
        """The engine that writes, for migrations and measurements."""
        return self._writer

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session for a GET: one consistent view, and every write is refused by the database."""
        with _store_failures(), Session(self._reader, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Open a session that commits at the end of the block and rolls back on any error.

        :raises ServiceBusy: when the store is locked, full or away; nothing was kept.
        :raises DomainError: the one that ``integrity`` names for a violated constraint.
        """
        with _store_failures(), self._in_turn(), Session(self._writer, expire_on_commit=False) as session:
            try:
                yield session
                session.commit()
            except IntegrityError as violation:
                session.rollback()
                raise translated_violation(violation) from violation

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        """Let the writers of this process go one after the other on SQLite; a server does that by itself, row by row.

        **why**: SQLite's own waiting sleeps and tries again, so that a newcomer overtakes who waits longest. With eight
        clients the slowest of a hundred submissions took 40 times as long as the middle one; in turn, 3 to 7 times.
        """
        if not self.is_embedded:
            yield
            return
        if not self._turn.acquire(timeout=BUSY_TIMEOUT_MILLISECONDS / 1000):
            raise ServiceBusy
        try:
            yield
        finally:
            self._turn.release()

    def safety(self) -> tuple[dict[str, str], list[str]]:
        """Return the settings in force and, in plain words, those that could lose an acknowledged write."""
        if self.is_embedded:
            found = settings_in_force(self._writer)
            return found, unsafe_settings(found)
        names = ("server_version", "synchronous_commit", "fsync", "full_page_writes")
        with self._writer.connect() as connection:
            found = {name: str(connection.execute(text(f"SHOW {name}")).scalar()) for name in names}
        return found, [f"{name} is off" for name in names[1:] if found[name] == "off"]

    def dispose(self) -> None:
        """Close every connection."""
        self._writer.dispose()
        self._reader.dispose()


@contextmanager
def _store_failures() -> Iterator[None]:
    """Turn what the store itself cannot do now into one plain page; let programming errors rise."""
    try:
        yield
    except PoolExhausted as failure:
        raise ServiceBusy from failure
    except DBAPIError as failure:
        if failure.connection_invalidated or _is_passing(failure):
            raise ServiceBusy from failure
        raise


def _is_passing(failure: DBAPIError) -> bool:
    words = str(failure.orig).lower()
    return any(
        sign in words
        for sign in (
            "locked",
            "disk is full",
            "disk full",
            "no space left",
            "disk i/o",
            "unable to open",
            "connection",
            "timeout",
        )
    ) and not isinstance(failure, IntegrityError)


def _embedded_engine(url: str, *, writes: bool) -> Engine:
    module = sqlite_module()
    make_own(make_url(url).database)
    engine = create_engine(url, module=module, **_COMMON_OPTIONS)
    make_safe(engine, version_of(module), writes=writes)
    return engine


def _server_engine(url: str) -> Engine:
    return create_engine(url, pool_pre_ping=True, **_COMMON_OPTIONS)
