"""Rows of one size under a keyed hash, in no order of time; not a ballot box yet (see docs/architecture.md)."""

import hmac
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import (
    URL,
    Column,
    Engine,
    LargeBinary,
    MetaData,
    Table,
    Text,
    create_engine,
    event,
    func,
    insert,
    inspect,
    make_url,
    select,
)
from sqlalchemy.exc import DBAPIError, IntegrityError

from pledges.foundation.errors import ServiceBusy
from pledges.foundation.sealed.halfdays import HalfDayKeys
from pledges.foundation.sealed.key_files import PassingKeys
from pledges.foundation.sqlite import BUSY_TIMEOUT_MILLISECONDS, make_own, sqlite_module

# Every row has this size, so that a long comment does not stand out from a short one.
ENVELOPE_BYTES = 2048
_LENGTH_BYTES = 2
# The last bytes of a slip's envelope: by them the same page sent again is known, as long as its half day lasts.
_RESEND_BYTES = 16
_metadata = MetaData()
_envelope = Table(
    "envelope",
    _metadata,
    Column("mark", LargeBinary, primary_key=True),
    Column("round", Text, nullable=False, index=True),
    Column("content", LargeBinary, nullable=False),
    # Rows lie in the order of their random-looking marks, not in the order they came.
    sqlite_with_rowid=False,
)


class EnvelopeTooLarge(Exception):
    """The content does not fit into an envelope: a programming error, forms limit what people write."""


class Dropped(Enum):
    """What became of an answer with a slip: kept, kept before from the same page, or the slip was used for another."""

    NEW = auto()
    SAME = auto()
    USED = auto()


@dataclass(frozen=True)
class SlipMark:
    """A slip that is to be spent: the mark its row lies under, and the attempt of the page it was sent with."""

    mark: bytes = field(repr=False)
    attempt: bytes = field(repr=False)


class SealedStore:
    """Drops contents into rounds and counts them. It keeps no time, no address, no key to any person.

    A round is a text such as ``"counter:7"`` or ``"declined:3:"``. The mark is a hash of the attempt under
    a key that is thrown away after half a day: within it a resend counts once, after it nothing links.
    """

    def __init__(self, url: str, key_directory: Path) -> None:
        self._url = make_url(url)
        self._keys = HalfDayKeys(key_directory)
        self.passing_keys = PassingKeys(key_directory)
        self._opened: Engine | None = None
        self._opening = Lock()

    def drop(self, round_name: str, attempt: bytes, content: bytes, now: datetime) -> bool:
        """Keep the content once for this attempt; return whether it was new.

        :raises EnvelopeTooLarge: when the content does not fit.
        :raises ServiceBusy: when the store is locked, full or away.
        """
        mark = _mark(self._keys.of(now), round_name, attempt)
        row = {"mark": mark, "round": round_name, "content": _padded(content)}
        try:
            with self._transaction() as connection:
                connection.execute(insert(_envelope).values(**row))
        except IntegrityError:
            return False
        return True

    def drop_with_slip(self, round_name: str, slip: SlipMark, content: bytes, now: datetime) -> Dropped:
        """Keep the content once for this slip, whenever it comes: the row is also the mark that the slip is spent.

        **why** a resend is told by its page and not by its content: whoever finds a slip in the bin could otherwise try
        all answers until one is called the same.

        :raises EnvelopeTooLarge: when the content does not fit.
        :raises ServiceBusy: when the store is locked, full or away.
        """
        resend = _mark(self._keys.of(now), round_name, slip.attempt + content)[:_RESEND_BYTES]
        row = {"mark": slip.mark, "round": round_name, "content": _padded(content, resend)}
        try:
            with self._transaction() as connection:
                connection.execute(insert(_envelope).values(**row))
        except IntegrityError:
            return Dropped.SAME if self._resent(slip.mark, resend) else Dropped.USED
        return Dropped.NEW

    def _resent(self, mark: bytes, resend: bytes) -> bool:
        query = select(_envelope.c.content).where(_envelope.c.mark == mark)
        with self._transaction() as connection:
            kept = bytes(connection.execute(query).scalar_one())
        return hmac.compare_digest(kept[-_RESEND_BYTES:], resend)

    def drop_all(self, round_name: str, contents: Mapping[bytes, bytes], now: datetime) -> None:
        """Keep many contents (attempt → content) of one round in one transaction, none of them kept before.

        :raises EnvelopeTooLarge: when one does not fit.
        """
        key = self._keys.of(now)
        rows = [
            {"mark": _mark(key, round_name, attempt), "round": round_name, "content": _padded(content)}
            for attempt, content in contents.items()
        ]
        with self._transaction() as connection:
            connection.execute(insert(_envelope), rows)

    def count(self, round_name: str) -> int:
        """Return how many envelopes a round holds. What staff see of it comes in steps (the rooms' rules)."""
        query = select(func.count()).select_from(_envelope).where(_envelope.c.round == round_name)
        with self._transaction() as connection:
            return int(connection.execute(query).scalar_one())

    def counts(self, prefix: str) -> dict[str, int]:
        """Return round → number of envelopes, for all rounds whose name starts with the prefix."""
        query = (
            select(_envelope.c.round, func.count())
            .where(_envelope.c.round.startswith(prefix, autoescape=True))
            .group_by(_envelope.c.round)
        )
        with self._transaction() as connection:
            return {name: int(number) for name, number in connection.execute(query)}

    def throw_away_keys(self, now: datetime) -> None:
        """Throw away the keys of earlier half days, also where nobody has answered since."""
        self._keys.throw_away_before(now)

    def remove(self, prefix: str) -> None:
        """Remove every round whose name starts with the prefix (when sample data are removed)."""
        with self._transaction() as connection:
            connection.execute(
                _envelope.delete().where(_envelope.c.round.startswith(prefix, autoescape=True))
            )

    def settings(self) -> dict[str, str]:
        """Return the safety settings in force, for ``config check``; empty for a server."""
        if self._url.get_backend_name() != "sqlite":
            return {}
        with self._engine().connect() as connection:
            names = ("journal_mode", "synchronous", "secure_delete")
            return {name: str(connection.exec_driver_sql(f"PRAGMA {name}").scalar()) for name in names}

    def dispose(self) -> None:
        """Close every connection."""
        if self._opened is not None:
            self._opened.dispose()

    def _engine(self) -> Engine:
        with self._opening:
            if self._opened is None:
                engine = _embedded(self._url.database) if self._is_embedded else _server(self._url)
                _make_table(engine)
                self._opened = engine
        return self._opened

    @property
    def _is_embedded(self) -> bool:
        return self._url.get_backend_name() == "sqlite"

    @contextmanager
    def _transaction(self) -> Iterator[Any]:
        try:
            with self._engine().begin() as connection:
                yield connection
        except IntegrityError:
            raise
        except (DBAPIError, OSError) as failure:
            raise ServiceBusy from failure


def _mark(key: bytes, round_name: str, attempt: bytes) -> bytes:
    return hmac.digest(key, round_name.encode() + b"\0" + attempt, "sha256")


def _padded(content: bytes, end: bytes = b"") -> bytes:
    room = ENVELOPE_BYTES - _LENGTH_BYTES - len(end)
    if len(content) > room:
        raise EnvelopeTooLarge
    return len(content).to_bytes(_LENGTH_BYTES, "big") + content.ljust(room, b"\0") + end


def _make_table(engine: Engine) -> None:
    """Make the table where there is none; of several processes that find none, one makes it for all."""
    try:
        _metadata.create_all(engine)
    except DBAPIError:
        if not inspect(engine).has_table(_envelope.name):
            engine.dispose()
            raise


def _server(url: URL) -> Engine:
    # No error of the store may carry a content into a log.
    return create_engine(url, hide_parameters=True)


def _embedded(path: str | None) -> Engine:
    """Open the SQLite file with a rollback journal: a WAL would keep the order of arrival beside the rows."""
    make_own(path)
    engine = create_engine(f"sqlite:///{path}", module=sqlite_module(), hide_parameters=True)

    @event.listens_for(engine, "connect")
    def set_pragmas(connection: Any, _entry: Any) -> None:
        connection.isolation_level = None
        for setting in (
            f"busy_timeout = {BUSY_TIMEOUT_MILLISECONDS}",
            "journal_mode = DELETE",
            "synchronous = EXTRA",
            "secure_delete = ON",
            # A row must lie whole in its leaf page: overflow pages would be numbered in order of arrival.
            "page_size = 65536",
        ):
            connection.execute(f"PRAGMA {setting}")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
