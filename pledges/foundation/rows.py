"""Row writing that both engines say differently, said once: insert unless it is there already."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import CursorResult, Insert, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from pledges.foundation.base import Base


def insert_unless_there(session: Session, table: type[Base], **values: object) -> bool:
    """Insert a row unless one with the same key is there; return whether it was inserted.

    Two transactions inserting the same row never fail: the second waits for the first and inserts nothing.
    """
    insert = _insert(_dialect(session), table)
    # Of an INSERT the count is asked for: psycopg forgets it with the cursor, which is closed before anyone looks.
    result = session.execute(insert, values, execution_options={"preserve_rowcount": True})
    return cast(CursorResult[Any], result).rowcount == 1


def insert_all_unless_there(
    session: Session, table: type[Base], rows: Sequence[Mapping[str, object]]
) -> None:
    """Insert many rows, leaving out those of which one with the same key is there already."""
    if rows:
        session.execute(_insert(_dialect(session), table), list(rows))


def _dialect(session: Session) -> str:
    return session.get_bind().dialect.name


# Built once and on the bare table: building a statement anew costs several times what executing it does.
@lru_cache(maxsize=64)
def _insert(dialect: str, table: type[Base]) -> Insert:
    bare = cast(Table, table.__table__)
    if dialect == "postgresql":
        return postgresql.insert(bare).on_conflict_do_nothing()
    return sqlite.insert(bare).on_conflict_do_nothing()
