"""Whether sample data are loaded, asked of the database at most every two seconds, so that every page can say so."""

import time
from collections.abc import Callable
from contextlib import suppress

from sqlalchemy.exc import DBAPIError

from pledges.foundation.errors import ServiceBusy

_GOOD_FOR_SECONDS = 2.0


class SampleMark:
    """A yes or no that is remembered for two seconds."""

    def __init__(self, ask: Callable[[], bool]) -> None:
        self._ask = ask
        self._answer = False
        self._until = 0.0

    def is_set(self) -> bool:
        """Return the answer, at most two seconds old."""
        if time.monotonic() >= self._until:
            # While the database is away, the page that says so must not fail for want of this.
            with suppress(ServiceBusy, DBAPIError):
                self._answer = self._ask()
            self._until = time.monotonic() + _GOOD_FOR_SECONDS
        return self._answer
