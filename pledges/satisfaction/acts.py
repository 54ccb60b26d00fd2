"""What can be done with an anonymous answer: it is dropped into the sealed store, and nowhere else."""

from datetime import datetime

from pledges.foundation.sealed.store import Dropped, SealedStore, SlipMark
from pledges.satisfaction.rules import SurveyRound
from pledges.satisfaction.slip_rules import SlipEnded, SlipSent, SlipUsed, marks_of, slip_mark


def answer(sealed: SealedStore, to: SurveyRound, attempt: bytes, content: bytes, now: datetime) -> None:
    """Keep an answer once for its attempt; whether it was new is told to nobody.

    ``now`` is the moment for which the attempt's half day was checked; it is not kept. No session is taken:
    the answer has no row, no audit event and no counter in the main database.

    :raises ServiceBusy: when the store is locked, full or away; nothing was kept.
    """
    sealed.drop(to.name, attempt, content, now)


def answer_with_slip(
    sealed: SealedStore, to: SurveyRound, slip: SlipSent, content: bytes, now: datetime
) -> None:
    """Keep an answer once for its slip; the same page sent again is as good as sent once.

    :raises SlipUsed: when the slip was used for another answer, which stays as it is.
    :raises SlipEnded: when the pack's key is gone, as it is when the pack is over.
    :raises ServiceBusy: when the store is locked, full or away; nothing was kept.
    """
    key = sealed.passing_keys.known(marks_of(slip.pack_id))
    if key is None:
        raise SlipEnded
    mark = SlipMark(slip_mark(key, slip.code), slip.attempt)
    if sealed.drop_with_slip(to.name, mark, content, now) is Dropped.USED:
        raise SlipUsed
