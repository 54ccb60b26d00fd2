"""Row writing that both engines say differently, said once: insert unless it is there already."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import CursorResult, Insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from pledges.foundation.base import Base


def insert_unless_there(session: Session, table: type[Base], **values: object) -> bool:
    """Insert a row unless one with the same key is there; return whether it was inserted.

    Two transactions inserting the same row never fail: the second waits for the first and inserts nothing.
    """
    result: CursorResult[Any] = session.execute(_insert(session, table, values))  # type: ignore[assignment]  # an INSERT gives a cursor
    return result.rowcount == 1


def insert_for_id(session: Session, table: type[Base], **values: object) -> int | None:
    """Insert a row and return its id; None when a row with one of its unique values is there already.

    As above, nothing fails and the transaction goes on, so that the caller can ask which row it was.
    """
    statement = _insert(session, table, values).returning(table.__table__.c.id)
    found: int | None = session.execute(statement).scalar()
    return found


def insert_all_unless_there(session: Session, table: type[Base], rows: Sequence[Mapping[str, object]]) -> None:
    """Insert many rows, leaving out those of which one with the same key is there already."""
    if rows:
        session.execute(_insert(session, table), list(rows))


def _insert(session: Session, table: type[Base], values: dict[str, object] | None = None) -> Insert:
    values = values or {}
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(table).values(**values).on_conflict_do_nothing()
    return sqlite.insert(table).values(**values).on_conflict_do_nothing()
