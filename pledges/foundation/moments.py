"""The one place that asks the clock and draws chance; everything below the pages is handed both."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from pledges.foundation.vietnamese.dates import LOCAL_ZONE


@dataclass(frozen=True)
class Occasion:
    """Who does something, when, and where its chance comes from: first argument of acts after the session.

    ``actor_id`` is a staff id, or None when a member of the public acts. ``now`` is in UTC.
    """

    now: datetime
    actor_id: int | None = None
    chance: Callable[[int], bytes] = secrets.token_bytes

    @property
    def today(self) -> date:
        """The date in Viet Nam (UTC+7, no daylight saving time)."""
        return self.now.astimezone(LOCAL_ZONE).date()


def utc_now() -> datetime:
    """Return this moment in UTC."""
    return datetime.now(UTC)


def present(actor_id: int | None = None) -> Occasion:
    """Return an occasion of this moment, for pages, commands and workers."""
    return Occasion(now=utc_now(), actor_id=actor_id)
