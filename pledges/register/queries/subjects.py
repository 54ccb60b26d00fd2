"""Questions about households and officials alike: those of a list of ids, locked for a change."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any, cast

from sqlalchemy import Table, func, inspect, select
from sqlalchemy.orm import Session

from pledges.register.rules import SubjectKind
from pledges.register.tables import Household, Official, SubjectMove

# Engines limit how many values one statement may name.
IDS_A_STATEMENT = 5_000
Subject = type[Household] | type[Official]


def table_of(kind: SubjectKind) -> Subject:
    """Return the table that holds subjects of a kind that can move and leave."""
    return Official if kind is SubjectKind.OFFICIAL else Household


def bare_table_of(kind: SubjectKind) -> Table:
    """Return the same as a bare table, for statements on many rows at once."""
    return cast(Table, table_of(kind).__table__)


def locked_subjects(session: Session, kind: SubjectKind, ids: Collection[int]) -> list[Any]:
    """Return id, unit_id, number, entered_on and ended_on of those there are, by unit and number.

    Locked until the transaction ends, in the order of their ids, so that two changes never wait in a circle.
    """
    table = bare_table_of(kind)
    columns = [table.c[name] for name in ("id", "unit_id", "number", "entered_on", "ended_on")]
    found: list[Any] = []
    for chunk in in_chunks(sorted(set(ids))):
        query = select(*columns).where(table.c.id.in_(chunk)).order_by(table.c.id)
        found += session.execute(query.with_for_update(key_share=True))
    return sorted(found, key=lambda row: (row.unit_id, row.number))


def in_chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Divide ids into pieces that one statement can name."""
    return (ids[start : start + IDS_A_STATEMENT] for start in range(0, len(ids), IDS_A_STATEMENT))


def last_number_of(session: Session, kind: SubjectKind, unit_id: int) -> int:
    """Return the highest number a unit ever gave, also to somebody who moved away since: none is given twice."""
    table = bare_table_of(kind)
    there = session.scalar(select(func.max(table.c.number)).where(table.c.unit_id == unit_id)) or 0
    moved = select(func.max(SubjectMove.from_number)).where(
        SubjectMove.from_unit_id == unit_id, SubjectMove.subject_kind == kind
    )
    return max(there, session.scalar(moved) or 0)


def forget(session: Session, kind: SubjectKind, ids: Collection[int]) -> None:
    """Let subjects that the session has read be read anew: they were changed below it."""
    changed, table = set(ids), table_of(kind)
    for held in list(session.identity_map.values()):
        # The identity is known without a question to the database, even of one that is expired already.
        identity = inspect(held).identity
        if isinstance(held, table) and identity and identity[0] in changed:
            session.expire(held)
