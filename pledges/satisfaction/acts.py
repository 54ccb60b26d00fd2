"""What can be done with an anonymous answer: it is dropped into the sealed store, and nowhere else."""

from datetime import datetime

from pledges.foundation.sealed.store import SealedStore
from pledges.satisfaction.rules import SurveyRound


def answer(sealed: SealedStore, to: SurveyRound, attempt: bytes, content: bytes, now: datetime) -> None:
    """Keep an answer once for its attempt; whether it was new is told to nobody.

    ``now`` is the moment for which the attempt's half day was checked; it is not kept. No session is taken:
    the answer has no row, no audit event and no counter in the main database.

    :raises ServiceBusy: when the store is locked, full or away; nothing was kept.
    """
    sealed.drop(to.name, attempt, content, now)
