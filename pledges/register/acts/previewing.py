"""Keeps what was read and compared until somebody looks at it, and remembers what the columns of a list held."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from pledges.foundation.moments import Occasion
from pledges.register.acts.importing import ReadingOrder, locked_by_worker
from pledges.register.lists import ImportState
from pledges.register.tables import ImportRow, RegisterImport, RegisterMapping

# As many at once as cost little memory; while a list is read, a transaction that nobody minds waiting behind.
ROWS_A_PIECE = 2_000


@dataclass(frozen=True)
class ReadList:
    """A list as it was read and compared: what stands above the rows, and the register's mark of that moment."""

    summary: dict[str, Any]
    register_mark: str


def keep_rows(
    session: Session, occasion: Occasion, order: ReadingOrder, rows: Sequence[Mapping[str, Any]]
) -> None:
    """Keep a piece of a list's rows.

    :raises ReadingStopped: when the list was thrown away or another worker has it.
    """
    found = locked_by_worker(session, order)
    # None in a column of JSON would be written as JSON's null and read back for nothing.
    changed = [row for row in rows if row["before"] is not None]
    for alike in (changed, [_without_before(row) for row in rows if row["before"] is None]):
        if alike:
            session.connection().execute(insert(ImportRow), alike)
    found.beat_at, found.done = occasion.now, min(found.done + len(rows), found.total)


def _without_before(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "before"}


def begin_comparing(session: Session, occasion: Occasion, order: ReadingOrder, total: int) -> None:
    """Say that the file is read and how many rows are to be kept.

    :raises ReadingStopped: when the list was thrown away or another worker has it.
    """
    found = locked_by_worker(session, order)
    found.beat_at, found.total, found.done = occasion.now, total, 0
    found.summary = {"worker": order.token, "phase": "comparing"}


def finish_reading(session: Session, occasion: Occasion, order: ReadingOrder, read: ReadList) -> None:
    """Let the list be looked at.

    :raises ReadingStopped: when the list was thrown away or another worker has it.
    """
    found = locked_by_worker(session, order)
    found.state, found.beat_at, found.done = ImportState.PREVIEWED, occasion.now, found.total
    found.summary, found.register_mark = read.summary, read.register_mark


def remember_columns(session: Session, occasion: Occasion, found: RegisterImport) -> None:
    """Remember what the clerk said of this list's columns, for the next list of the unit with the same heads."""
    columns = found.choices.get("columns")
    signature = (found.summary or {}).get("signature")
    if not columns or not signature:
        return
    same = (
        RegisterMapping.unit_id == found.unit_id,
        RegisterMapping.kind == found.kind,
        RegisterMapping.signature == signature,
    )
    session.execute(delete(RegisterMapping).where(*same))
    session.add(
        RegisterMapping(
            unit_id=found.unit_id,
            kind=found.kind,
            signature=signature,
            columns=columns,
            used_at=occasion.now,
        )
    )
    session.flush()
