"""Ends of the trail's chains, kept outside the database: whoever can write there could write a whole chain anew."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from pledges.foundation.audit import AuditChain, AuditEvent


@dataclass(frozen=True)
class KeptHead:
    """Where a chain ended at some time: how many events it had, and the last one's link in hexadecimal."""

    unit_id: int
    length: int
    head: str


class HeadsUnreadable(ValueError):
    """What was kept is no list of ends of chains."""


def heads_now(session: Session) -> list[KeptHead]:
    """Return where every chain ends."""
    chains = session.scalars(select(AuditChain).where(AuditChain.length > 0).order_by(AuditChain.unit_id))
    return [KeptHead(chain.unit_id, chain.length, chain.head.hex()) for chain in chains]


def rewritten_since(session: Session, kept: Iterable[KeptHead]) -> list[str]:
    """Return the chains that no longer run through the end that was kept of them. Empty is whole.

    A chain that was written anew fits in itself, so that ``broken_links`` finds nothing; its links are others.
    """
    return [
        f"unit {one.unit_id}: event {one.length} is not the one that was kept"
        for one in kept
        if _link_at(session, one) != one.head
    ]


def heads_as_text(heads: Iterable[KeptHead]) -> str:
    """Return ends of chains as they are kept."""
    return json.dumps([asdict(one) for one in heads])


def heads_from_text(text: str) -> list[KeptHead]:
    """Read what was kept.

    :raises HeadsUnreadable: when it is something else.
    """
    try:
        return [
            KeptHead(int(one["unit_id"]), int(one["length"]), str(one["head"])) for one in json.loads(text)
        ]
    except (ValueError, TypeError, KeyError) as unreadable:
        raise HeadsUnreadable from unreadable


def _link_at(session: Session, kept: KeptHead) -> str:
    of_event = (AuditEvent.unit_id == kept.unit_id, AuditEvent.position == kept.length)
    link = session.scalar(select(AuditEvent.link).where(*of_event))
    return link.hex() if link else ""
