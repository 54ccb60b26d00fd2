"""Questions about what an office has registered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from pledges.campaigns.tables import QuestionnaireVersion
from pledges.responses.tables import Response


@dataclass(frozen=True)
class Registered:
    """What stands registered: items by code, works under their question's code, and the version they belong to."""

    version_id: int
    version_digest: str
    items: tuple[str, ...]
    more: Mapping[str, Any]


def registered_at(session: Session, invitation_id: int) -> Registered | None:
    """Return what an office's invitation was answered with, in its newest version; None when nothing stands."""
    query = (
        select(QuestionnaireVersion.id, QuestionnaireVersion.digest, Response.items, Response.more)
        .join(QuestionnaireVersion, QuestionnaireVersion.id == Response.version_id)
        .where(Response.invitation_id == invitation_id, Response.state == "active")
    )
    row = session.execute(query).one_or_none()
    if row is None:
        return None
    version_id, digest, items, more = row
    return Registered(version_id, digest, tuple(items), more or {})
