"""The append-only trail: who did what to which and why, with salted digests in place of personal values."""

import hashlib
import hmac
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from weakref import WeakKeyDictionary

from sqlalchemy import (
    CheckConstraint,
    CursorResult,
    Engine,
    ForeignKey,
    Table,
    UniqueConstraint,
    bindparam,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from pledges.foundation.base import Base, Id
from pledges.foundation.moments import Occasion
from pledges.foundation.rows import insert_unless_there

_FIRST_LINK = b"\x00" * 32
_SALT_BYTES = 16


class AuditChain(Base):
    """The head of one chain: a leaf unit's, or chain 0 for what belongs to no unit."""

    __tablename__ = "audit_chain"

    unit_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    length: Mapped[int]
    head: Mapped[bytes]


class AuditEvent(Base):
    """One link of a chain. Digests of before and after are salted: without the salt they name nobody."""

    __tablename__ = "audit_event"
    __table_args__ = (
        UniqueConstraint("unit_id", "position"),
        CheckConstraint("position > 0", name="position_counts_from_one"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    unit_id: Mapped[int] = mapped_column(Id, ForeignKey("audit_chain.unit_id"))
    position: Mapped[int]
    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(Id)
    action: Mapped[str]
    subject: Mapped[str]
    why: Mapped[str | None]
    before: Mapped[bytes | None]
    after: Mapped[bytes | None]
    salt: Mapped[bytes | None]
    link: Mapped[bytes]


_Head = tuple[int, bytes]
_NO_EVENT: _Head = (0, _FIRST_LINK)
_LINKED = ("unit_id", "position", "at", "actor_id", "action", "subject", "why", "before", "after")
_MOST_HEADS = 20_000
_last_heads: WeakKeyDictionary[Engine, dict[int, _Head]] = WeakKeyDictionary()
_chain = cast(Table, AuditChain.__table__)
_INSERT_EVENT = insert(cast(Table, AuditEvent.__table__))
_LOCK_HEAD = (
    select(_chain.c.length, _chain.c.head).where(_chain.c.unit_id == bindparam("of")).with_for_update()
)
_MOVE_HEAD = (
    update(_chain)
    .where(_chain.c.unit_id == bindparam("of"))
    .where(_chain.c.length == bindparam("known_length"), _chain.c.head == bindparam("known_head"))
    .values(length=bindparam("new_length"), head=bindparam("new_head"))
)


@dataclass(frozen=True)
class Change:
    """What is recorded: ``action`` like "response.submit", ``subject`` like "response:12", and digested values."""

    unit_id: int
    action: str
    subject: str
    before: str | None = None
    after: str | None = None
    why: str | None = None


def record(session: Session, occasion: Occasion, change: Change) -> None:
    """Append a change to its unit's chain, in the caller's transaction.

    **why** one chain a leaf unit: no submission waits for another unit's. The head row is locked until
    the transaction ends (PostgreSQL), the whole database is on SQLite, so that no two events share a place.
    """
    session.flush()
    event = _event(occasion, change)
    heads = _heads_of(session)
    if not _append(session, heads.get(change.unit_id, _NO_EVENT), event):
        appended = _append(session, _locked_head(session, change.unit_id), event)
        if not appended:
            raise RuntimeError("the head of a chain changed while it was locked")
    heads[change.unit_id] = (event["position"], event["link"])
    session.execute(_INSERT_EVENT, event)


def link_of(previous: bytes, event: AuditEvent) -> bytes:
    """Return the hash that ties an event to the one before it (the salt is left out: it may be erased)."""
    return _link(previous, {name: getattr(event, name) for name in _LINKED})


def broken_links(session: Session) -> list[str]:
    """Return what does not fit in any chain: changed, missing, reordered events or a cut tail. Empty is whole."""
    chains = session.scalars(select(AuditChain).order_by(AuditChain.unit_id)).all()
    return [fault for chain in chains if (fault := _first_fault(session, chain)) is not None]


def _first_fault(session: Session, chain: AuditChain) -> str | None:
    previous, position = _FIRST_LINK, 0
    query = select(AuditEvent).where(AuditEvent.unit_id == chain.unit_id).order_by(AuditEvent.position)
    with closing(session.scalars(query.execution_options(yield_per=1000))) as events:
        for position, event in enumerate(events, start=1):
            if event.position != position or event.link != link_of(previous, event):
                return f"unit {chain.unit_id}, event {position}: changed, removed or moved"
            previous = event.link
    if (position, previous) != (chain.length, chain.head):
        return f"unit {chain.unit_id}: the tail is cut ({position} of {chain.length} events)"
    return None


def _event(occasion: Occasion, change: Change) -> dict[str, Any]:
    salt = occasion.chance(_SALT_BYTES)
    return {
        "unit_id": change.unit_id,
        "at": occasion.now,
        "actor_id": occasion.actor_id,
        "action": change.action,
        "subject": change.subject,
        "why": change.why,
        "before": _digest(salt, change.before),
        "after": _digest(salt, change.after),
        "salt": salt,
    }


def _append(session: Session, known: _Head, event: dict[str, Any]) -> bool:
    """Move a chain's head from where it is known to be to the event; tell whether it was there."""
    event["position"] = known[0] + 1
    event["link"] = _link(known[1], event)
    head = {
        "of": event["unit_id"], "known_length": known[0], "known_head": known[1],
        "new_length": event["position"], "new_head": event["link"],
    }  # fmt: skip
    result = cast(CursorResult[Any], session.execute(_MOVE_HEAD, head))
    return result.rowcount == 1


def _heads_of(session: Session) -> dict[int, _Head]:
    """Return the heads as this process last wrote them: a guess, which the statement checks that moves the head.

    **why**: it saves the reading of the head in nearly every submission. A guess that a rollback or another process
    made wrong moves nothing, and the head is read after all.
    """
    heads = _last_heads.setdefault(session.get_bind().engine, {})
    if len(heads) > _MOST_HEADS:
        heads.clear()
    return heads


def _locked_head(session: Session, unit_id: int) -> _Head:
    row = session.execute(_LOCK_HEAD, {"of": unit_id}).one_or_none()
    if row is None:
        insert_unless_there(session, AuditChain, unit_id=unit_id, length=0, head=_FIRST_LINK)
        row = session.execute(_LOCK_HEAD, {"of": unit_id}).one()
    return row[0], row[1]


def _link(previous: bytes, event: Mapping[str, Any]) -> bytes:
    content = (
        event["unit_id"],
        event["position"],
        event["at"].isoformat(),
        event["actor_id"],
        event["action"],
        event["subject"],
        event["why"],
        event["before"].hex() if event["before"] else None,
        event["after"].hex() if event["after"] else None,
    )
    return hashlib.sha256(previous + repr(content).encode()).digest()


def _digest(salt: bytes, value: str | None) -> bytes | None:
    return None if value is None else hmac.digest(salt, value.encode(), "sha256")
