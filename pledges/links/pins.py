"""The PIN inside the folded slip: five wrong ones an hour at a door, exact in any number of processes."""

import hmac
from enum import StrEnum
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from pledges.foundation.keys import Keys
from pledges.foundation.moments import Occasion
from pledges.links.rules import PIN_HOUR, WRONG_PINS, is_pin, lookup_of, pin_in, pin_of
from pledges.links.tables import Code, PinTry


class PinTried(StrEnum):
    """What came of trying a PIN."""

    RIGHT = "right"
    WRONG = "wrong"
    SPENT = "spent"


def try_pin(session: Session, occasion: Occasion, keys: Keys, code: str, typed: str) -> PinTried:
    """Try a PIN at the door of a living code; a wrong one is kept, to be counted for an hour.

    It is told and not raised, for what is raised takes back what was written. The code is locked first, so that tries
    at once are counted one after another. A right PIN clears no wrong ones: otherwise whoever knows it would give a
    guesser new tries, and the guesser could tell from them that somebody opened the receipt. What is no six digits,
    such as an empty box, guesses nothing and costs no try.
    """
    if not is_pin(typed):
        return PinTried.WRONG
    held = _locked(session, keys, code)
    if held is None:
        return PinTried.WRONG
    if _wrong_ones(session, occasion, held) >= WRONG_PINS:
        return PinTried.SPENT
    right = pin_of(keys, held.subject_kind, held.subject_id, held.generation)
    if hmac.compare_digest(pin_in(typed).encode(), right.encode()):
        return PinTried.RIGHT
    session.add(PinTry(subject_kind=held.subject_kind, subject_id=held.subject_id, tried_at=occasion.now))
    session.flush()
    return PinTried.WRONG


def _locked(session: Session, keys: Keys, code: str) -> Any:
    living = select(Code.subject_kind, Code.subject_id, Code.generation)
    living = living.where(Code.lookup == lookup_of(keys, code), Code.ended_at.is_(None))
    return session.execute(living.with_for_update()).one_or_none()


def _wrong_ones(session: Session, occasion: Occasion, held: Any) -> int:
    """Count the wrong PINs of the last hour, and remove those that count no more."""
    of_subject = (PinTry.subject_kind == held.subject_kind, PinTry.subject_id == held.subject_id)
    session.execute(delete(PinTry).where(*of_subject, PinTry.tried_at <= occasion.now - PIN_HOUR))
    return session.scalars(select(func.count()).select_from(PinTry).where(*of_subject)).one()
