"""Alters a table that SQLite can alter only by copying it, so that no id is ever given to a second row."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

_LAST = sa.text("SELECT seq FROM sqlite_sequence WHERE name = :name")
_FORGET = sa.text("DELETE FROM sqlite_sequence WHERE name = :name")
_KEEP = sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)")


@contextmanager
def altering(table: str) -> Iterator[BatchOperations]:
    """Alter a table in batch mode; its ids go on after the last that was ever given.

    A copy made by Alembic alone counts from the highest id that is still there: the paper of a household that was
    taken out would open the next one entered.
    """
    last = _last_id(table)
    with op.batch_alter_table(table, table_kwargs={"sqlite_autoincrement": True}) as batch:
        yield batch
    if last is not None:
        op.get_bind().execute(_FORGET, {"name": table})
        op.get_bind().execute(_KEEP, {"name": table, "last": last})


def _last_id(table: str) -> int | None:
    """Return the last id that SQLite gave; None where it gave none, and on PostgreSQL, whose sequences stay."""
    if op.get_bind().dialect.name != "sqlite":
        return None
    last: int | None = op.get_bind().execute(_LAST, {"name": table}).scalar()
    return last
