"""Keys that live half a day: they make a resent answer count once, and are thrown away so that none can be traced."""

from datetime import datetime
from pathlib import Path

from pledges.foundation.sealed.key_files import made_once
from pledges.foundation.vietnamese.dates import LOCAL_ZONE

_PREFIX = "half-day-"


def half_day(now: datetime) -> str:
    """Name the half day in Viet Nam that holds the moment: "2026-11-23-1" is the morning, "-2" the afternoon."""
    local = now.astimezone(LOCAL_ZONE)
    return f"{local:%Y-%m-%d}-{1 if local.hour < 12 else 2}"


class HalfDayKeys:
    """One random key a half day, shared by all processes through a file; older ones are removed when met."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def of(self, now: datetime) -> bytes:
        """Return the key of this half day, made at its first use, and throw away every other one."""
        key = made_once(self._directory / f"{_PREFIX}{half_day(now)}")
        self.throw_away_before(now)
        return key

    def throw_away_before(self, now: datetime) -> None:
        """Remove the keys of earlier half days: from then on their answers' hashes fit nothing."""
        current = f"{_PREFIX}{half_day(now)}"
        for old in self._directory.glob(f"{_PREFIX}*"):
            if old.name < current:
                old.unlink(missing_ok=True)
