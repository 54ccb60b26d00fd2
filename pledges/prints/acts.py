"""What can be done to print runs: start, beat, finish, fail, collect, start again, sweep. The row is the truth."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Update, and_, or_, update
from sqlalchemy.orm import Session

from pledges.foundation.audit import Change, record
from pledges.foundation.moments import Occasion
from pledges.prints.queries import locked_run
from pledges.prints.rules import (
    HEARTBEAT_LIMIT,
    HOPE_LIMIT,
    PAPER_LIFE,
    SECRET_LIFE,
    STOPPED_TOO_OFTEN,
    FileDestroyed,
    MadePaper,
    NewRun,
    NothingToPrint,
    Order,
    RunNotReady,
    RunState,
    RunStillWorking,
    is_abandoned,
    is_kept,
)
from pledges.prints.tables import PrintRun

_UNFINISHED = (RunState.WAITING, RunState.WORKING)


def start_run(session: Session, occasion: Occasion, new: NewRun) -> PrintRun:
    """Enter a run into the ledger and return it; queue the step "print" with its id after the transaction.

    :raises NothingToPrint: when it would have no piece.
    """
    if new.total < 1:
        raise NothingToPrint
    run = _row(occasion, new)
    session.add(run)
    session.flush()
    record(
        session,
        occasion,
        Change(run.unit_id, "prints.start", _subject(run.id), after=f"{run.kind} {run.total}"),
    )
    return run


def record_handed_over(session: Session, occasion: Occasion, new: NewRun, paper: MadePaper) -> PrintRun:
    """Enter a paper that was made and handed over on the spot: only its line and checksum stay, no file."""
    run = _row(occasion, new)
    run.state, run.done = RunState.DESTROYED, new.total
    run.pages, run.sha256 = paper.pages, hashlib.sha256(paper.content).hexdigest()
    run.ready_at = run.collected_at = occasion.now
    session.add(run)
    session.flush()
    record(session, occasion, Change(run.unit_id, "prints.hand-over", _subject(run.id), after=run.sha256))
    return run


def claim(session: Session, occasion: Occasion, run_id: int) -> Order | None:
    """Take a waiting run to work on, or return None when another worker has it or it is over."""
    waiting = update(PrintRun).where(PrintRun.id == run_id, PrintRun.state == RunState.WAITING)
    if _count(session, waiting.values(state=RunState.WORKING, beat_at=occasion.now, done=0)) == 0:
        return None
    run = session.get_one(PrintRun, run_id, populate_existing=True)
    return Order(run.id, run.kind, run.unit_id, run.campaign_id, run.total, run.asked_by, run.asked_at)


def beat(session: Session, occasion: Occasion, run_id: int, done: int) -> None:
    """Give a sign of life and say how many pieces are done (more than were counted at the start is all of them)."""
    working = update(PrintRun).where(PrintRun.id == run_id, PrintRun.state == RunState.WORKING)
    session.execute(working.where(PrintRun.total >= done).values(done=done, beat_at=occasion.now))
    session.execute(working.where(PrintRun.total < done).values(done=PrintRun.total, beat_at=occasion.now))


def finish(session: Session, occasion: Occasion, run_id: int, paper: MadePaper) -> bool:
    """Record that the run's file is kept; False when the run is over already and the file must not stay.

    A worker that was thought dead may come late: then another has made the same paper, or it was destroyed.
    """
    run = locked_run(session, run_id)
    if run.state != RunState.WORKING:
        return run.state == RunState.READY
    run.state, run.ready_at, run.beat_at = RunState.READY, occasion.now, occasion.now
    run.pages, run.sha256 = paper.pages, hashlib.sha256(paper.content).hexdigest()
    # Between asking and making a household may have come or gone: the manifest says what is on the paper.
    run.total = run.done = paper.pieces
    session.flush()
    record(session, occasion, Change(run.unit_id, "prints.finish", _subject(run.id), after=run.sha256))
    return True


def fail(session: Session, occasion: Occasion, run_id: int, words: str) -> None:
    """Record in words (a message id) why nothing was made."""
    working = update(PrintRun).where(PrintRun.id == run_id, PrintRun.state == RunState.WORKING)
    session.execute(working.values(state=RunState.FAILED, failure=words, beat_at=occasion.now))


def collect(session: Session, occasion: Occasion, run_id: int) -> PrintRun:
    """Hand the run's file to the actor. Sheets of codes are destroyed with it: remove the file afterwards.

    :raises RunNotReady: when it is not made.
    :raises FileDestroyed: when it was handed out before (sheets of codes) or has lain too long.
    """
    run = locked_run(session, run_id)
    if run.state == RunState.DESTROYED:
        raise FileDestroyed
    if run.state != RunState.READY or run.ready_at is None:
        raise RunNotReady
    if not is_kept(run.ready_at, occasion.now, carries_secrets=run.carries_secrets):
        raise FileDestroyed
    run.collected_at = run.collected_at or occasion.now
    if run.carries_secrets:
        run.state = RunState.DESTROYED
    session.flush()
    record(session, occasion, Change(run.unit_id, "prints.collect", _subject(run.id), after=run.sha256))
    return run


def start_again(session: Session, occasion: Occasion, run_id: int, new: NewRun) -> PrintRun:
    """Make the paper once more: a run that stopped goes on, one that is over is followed by a new one.

    :raises RunStillWorking: while a worker is at it.
    """
    run = locked_run(session, run_id)
    if run.state not in _UNFINISHED:
        return start_run(session, occasion, new)
    if not is_abandoned(run.state, run.beat_at, occasion.now):
        raise RunStillWorking
    run.state, run.beat_at = RunState.WAITING, occasion.now
    session.flush()
    return run


def requeue_abandoned(session: Session, occasion: Occasion) -> list[int]:
    """Let runs without a sign of life wait again and return their ids, to be queued after the transaction.

    One that is a day old has ended its worker again and again: it is given up, in words.
    """
    silent = and_(PrintRun.state.in_(_UNFINISHED), PrintRun.beat_at < occasion.now - HEARTBEAT_LIMIT)
    hopeless = and_(silent, PrintRun.asked_at < occasion.now - HOPE_LIMIT)
    session.execute(
        update(PrintRun)
        .where(hopeless)
        .values(state=RunState.FAILED, failure=STOPPED_TOO_OFTEN, beat_at=occasion.now)
    )
    return _changed(session, silent, state=RunState.WAITING, beat_at=occasion.now)


def destroy_stale(session: Session, occasion: Occasion) -> list[int]:
    """Mark what has lain too long as destroyed and return the ids; remove the files after the transaction."""
    stale = or_(
        and_(PrintRun.carries_secrets, _ready_before(occasion.now - SECRET_LIFE)),
        and_(~PrintRun.carries_secrets, _ready_before(occasion.now - PAPER_LIFE)),
    )
    return _changed(session, and_(PrintRun.state == RunState.READY, stale), state=RunState.DESTROYED)


def give_up_lost(session: Session, occasion: Occasion, run_ids: Sequence[int], words: str) -> None:
    """Record that files that should be there are not."""
    lost = update(PrintRun).where(PrintRun.id.in_(run_ids), PrintRun.state == RunState.READY)
    session.execute(lost.values(state=RunState.FAILED, failure=words, beat_at=occasion.now))


def _row(occasion: Occasion, new: NewRun) -> PrintRun:
    return PrintRun(
        kind=new.kind.code,
        unit_id=new.unit_id,
        campaign_id=new.campaign_id,
        carries_secrets=new.kind.carries_secrets,
        state=RunState.WAITING,
        total=new.total,
        done=0,
        asked_by=occasion.actor_id,
        asked_at=occasion.now,
        beat_at=occasion.now,
    )


def _ready_before(moment: datetime) -> ColumnElement[bool]:
    return PrintRun.ready_at < moment


def _changed(session: Session, which: ColumnElement[bool], **values: object) -> list[int]:
    changed = update(PrintRun).where(which).values(values).returning(PrintRun.id)
    return sorted(session.scalars(changed))


def _count(session: Session, statement: Update) -> int:
    return int(session.execute(statement).rowcount)  # type: ignore[attr-defined]  # an UPDATE gives a cursor result


def _subject(run_id: int) -> str:
    return f"print-run:{run_id}"
