"""Acts of sweeping up: what stopped waits again, what may not stay is destroyed, what is lost is known."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, or_, select, update
from sqlalchemy.orm import Session

from pledges.foundation.moments import Occasion
from pledges.prints.queries import locked_run
from pledges.prints.rules import (
    HOPE_LIMIT,
    LEASE_LIMIT,
    PAPER_LIFE,
    QUEUE_LIMIT,
    SECRET_LIFE,
    UNFINISHED,
    PartState,
    PieceState,
    RunState,
)
from pledges.prints.tables import PrintPart, PrintPiece, PrintRun
from pledges.prints.wording import LEFT_UNFINISHED, STOPPED_TOO_OFTEN

_AT_WORK = PrintPart.state == PartState.WORKING


def take_back(session: Session, occasion: Occasion, lives: Callable[[str], bool | None]) -> list[int]:
    """Let the parts of dead processes wait again and return the ids of their runs, to be queued.

    ``lives`` knows the processes of this machine; where it cannot tell (None), the beats do. Nobody is blamed: who
    saw the end of the process has done that.
    """
    silent = PrintPart.beat_at < occasion.now - LEASE_LIMIT
    query = select(PrintPart.worker, silent).where(_AT_WORK, PrintPart.worker.is_not(None)).distinct()
    dead = {
        worker for worker, is_silent in session.execute(query) if worker and _ended(lives(worker), is_silent)
    }
    given_back = update(PrintPart).where(_AT_WORK, PrintPart.worker.in_(dead))
    given_back = given_back.values(state=PartState.WAITING, worker=None, beat_at=None)
    runs = set(session.scalars(given_back.returning(PrintPart.run_id)))
    unfinished = and_(PrintRun.id.in_(runs), PrintRun.state.in_(UNFINISHED))
    return _changed(session, unfinished, beat_at=occasion.now)


def requeue_abandoned(session: Session, occasion: Occasion) -> list[int]:
    """Return the ids of runs that nobody works on although they should be: to be queued after the transaction.

    A run of which no piece was made for a day has ended its workers again and again: it is given up, in words.
    """
    held = exists().where(PrintPart.run_id == PrintRun.id, _AT_WORK)
    since = select(PrintPart.beat_at).where(PrintPart.run_id == PrintRun.id)
    lately = exists(since.where(PrintPart.beat_at >= occasion.now - HOPE_LIMIT))
    waits = and_(PrintRun.state == RunState.WAITING, PrintRun.beat_at < occasion.now - QUEUE_LIMIT)
    stands = and_(PrintRun.state == RunState.WORKING, PrintRun.beat_at < occasion.now - LEASE_LIMIT, ~held)
    hopeless = and_(or_(waits, stands), PrintRun.asked_at < occasion.now - HOPE_LIMIT, ~lately)
    _changed(session, hopeless, state=RunState.FAILED, failure=STOPPED_TOO_OFTEN, beat_at=occasion.now)
    return _changed(session, or_(waits, stands), beat_at=occasion.now)


def destroy_stale(session: Session, occasion: Occasion) -> list[int]:
    """Mark what has lain too long as destroyed and return the ids; remove the files after the transaction.

    What was called off and not taken up again for a day has failed.
    """
    stale = or_(
        and_(PrintRun.carries_secrets, _ready_before(occasion.now - SECRET_LIFE)),
        and_(~PrintRun.carries_secrets, _ready_before(occasion.now - PAPER_LIFE)),
    )
    left = and_(PrintRun.state == RunState.CANCELLED, PrintRun.beat_at < occasion.now - SECRET_LIFE)
    given_up = _changed(session, left, state=RunState.FAILED, failure=LEFT_UNFINISHED)
    destroyed = _changed(session, and_(PrintRun.state == RunState.READY, stale), state=RunState.DESTROYED)
    return sorted(given_up + destroyed)


def give_up_lost(session: Session, occasion: Occasion, run_ids: Sequence[int], words: str) -> None:
    """Record that files that should be there are not."""
    lost = update(PrintRun).where(PrintRun.id.in_(run_ids), PrintRun.state == RunState.READY)
    session.execute(lost.values(state=RunState.FAILED, failure=words, beat_at=occasion.now))


def remake_lost(session: Session, run_id: int, numbers: Sequence[int]) -> list[int]:
    """Let made parts of an unfinished run whose files are gone wait again with their pieces; return their numbers."""
    if locked_run(session, run_id).state not in (*UNFINISHED, RunState.CANCELLED):
        return []
    parts = update(PrintPart).where(
        PrintPart.run_id == run_id, PrintPart.number.in_(numbers), PrintPart.state == PartState.MADE
    )
    again = sorted(session.scalars(parts.values(state=PartState.WAITING).returning(PrintPart.number)))
    pieces = update(PrintPiece).where(
        PrintPiece.run_id == run_id, PrintPiece.part.in_(again), PrintPiece.state == PieceState.MADE
    )
    unmade = len(
        session.scalars(pieces.values(state=PieceState.WAITING).returning(PrintPiece.position)).all()
    )
    session.execute(update(PrintRun).where(PrintRun.id == run_id).values(done=PrintRun.done - unmade))
    return again


def _ended(lives: bool | None, is_silent: bool) -> bool:
    return is_silent if lives is None else not lives


def _ready_before(moment: datetime) -> ColumnElement[bool]:
    return PrintRun.ready_at < moment


def _changed(session: Session, which: ColumnElement[bool], **values: object) -> list[int]:
    changed = update(PrintRun).where(which).values(values).returning(PrintRun.id)
    return sorted(session.scalars(changed))
