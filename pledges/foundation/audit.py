"""The append-only trail: who did what to which and why, with salted digests in place of personal values."""

import hashlib
import hmac
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, select
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


@dataclass(frozen=True)
class Change:
    """What is recorded: ``action`` like "response.submit", ``subject`` like "response:12", and digested values."""

    unit_id: int
    action: str
    subject: str
    before: str | None = None
    after: str | None = None
    why: str | None = None


def record(session: Session, occasion: Occasion, change: Change) -> AuditEvent:
    """Append a change to its unit's chain, in the caller's transaction.

    **why** one chain a leaf unit: no submission waits for another unit's. The head row is locked until
    the transaction ends (PostgreSQL), the whole database is on SQLite, so that no two events share a place.
    """
    chain = _locked_chain(session, change.unit_id)
    salt = occasion.chance(_SALT_BYTES)
    event = AuditEvent(
        unit_id=change.unit_id,
        position=chain.length + 1,
        at=occasion.now,
        actor_id=occasion.actor_id,
        action=change.action,
        subject=change.subject,
        why=change.why,
        before=_digest(salt, change.before),
        after=_digest(salt, change.after),
        salt=salt,
    )
    event.link = link_of(chain.head, event)
    chain.length, chain.head = event.position, event.link
    session.add(event)
    session.flush()
    return event


def link_of(previous: bytes, event: AuditEvent) -> bytes:
    """Return the hash that ties an event to the one before it (the salt is left out: it may be erased)."""
    content = (
        event.unit_id,
        event.position,
        event.at.isoformat(),
        event.actor_id,
        event.action,
        event.subject,
        event.why,
        event.before.hex() if event.before else None,
        event.after.hex() if event.after else None,
    )
    return hashlib.sha256(previous + repr(content).encode()).digest()


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


def _locked_chain(session: Session, unit_id: int) -> AuditChain:
    query = select(AuditChain).where(AuditChain.unit_id == unit_id).with_for_update()
    query = query.execution_options(populate_existing=True)
    chain = session.scalars(query).one_or_none()
    if chain is None:
        insert_unless_there(session, AuditChain, unit_id=unit_id, length=0, head=_FIRST_LINK)
        chain = session.scalars(query).one()
    return chain


def _digest(salt: bytes, value: str | None) -> bytes | None:
    return None if value is None else hmac.digest(salt, value.encode(), "sha256")
