"""What can be done to print runs: start, begin, finish, fail, call off, collect, start again. The row is the truth."""

import hashlib

from sqlalchemy import update
from sqlalchemy.orm import Session

from pledges.foundation.audit import Change, record
from pledges.foundation.moments import Occasion
from pledges.prints.queries import locked_run, state_of
from pledges.prints.reprinting import follow
from pledges.prints.rules import (
    HEAD,
    UNFINISHED,
    MadePaper,
    MadeRun,
    NewPiece,
    NewRun,
    NothingToPrint,
    PartState,
    PieceState,
    RunState,
    is_abandoned,
    is_kept,
)
from pledges.prints.tables import PrintPart, PrintPiece, PrintRun
from pledges.prints.turned_away import FileDestroyed, RunNotReady, RunOver, RunStillWorking


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


def record_handed_over(
    session: Session, occasion: Occasion, new: NewRun, paper: MadePaper, *pieces: NewPiece
) -> PrintRun:
    """Enter a paper that was made and handed over on the spot: only its lines and checksum stay, no file.

    ``pieces`` are whose it is, where that can be said: their lines are in the ledger as a run's pieces are.
    """
    run = _row(occasion, new)
    run.state, run.done = RunState.DESTROYED, new.total
    run.pages, run.sha256 = paper.pages, hashlib.sha256(paper.content).hexdigest()
    run.ready_at = run.collected_at = occasion.now
    session.add(run)
    session.flush()
    session.add_all(_made_piece(run.id, number, piece) for number, piece in enumerate(pieces, start=1))
    session.flush()
    record(session, occasion, Change(run.unit_id, "prints.hand-over", _subject(run.id), after=run.sha256))
    return run


def begin(session: Session, occasion: Occasion, run_id: int) -> bool:
    """Let a waiting run be at work; return whether it is at work now, begun by us or before."""
    waiting = update(PrintRun).where(PrintRun.id == run_id, PrintRun.state == RunState.WAITING)
    session.execute(waiting.values(state=RunState.WORKING, beat_at=occasion.now))
    return state_of(session, run_id) == RunState.WORKING


def finish(session: Session, occasion: Occasion, run_id: int, made: MadeRun) -> bool:
    """Record that the file of a run at work is kept; False when the run is over and the file must not stay."""
    run = locked_run(session, run_id)
    if run.state != RunState.WORKING:
        return False
    run.state, run.ready_at, run.beat_at = RunState.READY, occasion.now, occasion.now
    run.file_kind, run.pages, run.sha256 = made.file_kind, made.file.pages, made.file.sha256
    session.execute(
        update(PrintPart)
        .where(PrintPart.run_id == run_id, PrintPart.number == HEAD)
        .values(state=PartState.MADE, worker=None, pages=made.manifest.pages, sha256=made.manifest.sha256)
    )
    session.flush()
    record(session, occasion, Change(run.unit_id, "prints.finish", _subject(run.id), after=run.sha256))
    return True


def fail(session: Session, occasion: Occasion, run_id: int, words: str) -> None:
    """Record in words (a message id) why nothing was made."""
    working = update(PrintRun).where(PrintRun.id == run_id, PrintRun.state == RunState.WORKING)
    session.execute(working.values(state=RunState.FAILED, failure=words, beat_at=occasion.now))


def cancel(session: Session, occasion: Occasion, run_id: int) -> PrintRun:
    """Call a run off: processes stop at their next beat, what is made stays, and the run can go on later.

    :raises RunOver: when it is made, failed or called off already.
    """
    run = locked_run(session, run_id)
    if run.state not in UNFINISHED:
        raise RunOver
    run.state, run.beat_at = RunState.CANCELLED, occasion.now
    session.flush()
    done = f"{run.done} of {run.total}"
    record(session, occasion, Change(run.unit_id, "prints.cancel", _subject(run.id), after=done))
    return run


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


def collect_manifest(session: Session, occasion: Occasion, run_id: int) -> PrintRun:
    """Hand the manifest to the actor, also after the run's file; one that holds codes is to be removed afterwards.

    :raises RunNotReady: when it is not made.
    :raises FileDestroyed: when it has lain too long.
    """
    run = locked_run(session, run_id)
    if run.state not in (RunState.READY, RunState.DESTROYED) or run.ready_at is None:
        raise RunNotReady
    if not is_kept(run.ready_at, occasion.now, carries_secrets=run.carries_secrets):
        raise FileDestroyed
    record(session, occasion, Change(run.unit_id, "prints.collect-manifest", _subject(run.id)))
    return run


def start_again(session: Session, occasion: Occasion, run_id: int) -> PrintRun:
    """Make the paper once more: a run that stopped goes on with what it has, one that is over is followed by a new one.

    :raises RunStillWorking: while a worker is at it.
    """
    run = locked_run(session, run_id)
    if run.state == RunState.CANCELLED:
        record(session, occasion, Change(run.unit_id, "prints.resume", _subject(run.id)))
    elif run.state not in UNFINISHED:
        return follow(session, occasion, run)
    elif not is_abandoned(run.state, run.beat_at, occasion.now):
        raise RunStillWorking
    run.state, run.beat_at = RunState.WAITING, occasion.now
    session.flush()
    # Made for a day without a piece it would be given up; now somebody wants it.
    head = (PrintPart.run_id == run_id, PrintPart.number == HEAD)
    session.execute(update(PrintPart).where(*head).values(beat_at=occasion.now))
    return run


def _row(occasion: Occasion, new: NewRun) -> PrintRun:
    return PrintRun(
        kind=new.kind.code,
        unit_id=new.unit_id,
        campaign_id=new.campaign_id,
        choices=dict(new.choices),
        reprint_of=new.reprint_of,
        carries_secrets=new.kind.carries_secrets,
        state=RunState.WAITING,
        total=new.total,
        done=0,
        asked_by=occasion.actor_id,
        asked_at=occasion.now,
        beat_at=occasion.now,
    )


def _made_piece(run_id: int, position: int, piece: NewPiece) -> PrintPiece:
    return PrintPiece(
        run_id=run_id,
        position=position,
        part=1,
        subject_kind=piece.subject_kind,
        subject_id=piece.subject_id,
        unit_id=piece.unit_id,
        words=piece.words,
        state=PieceState.MADE,
    )


def _subject(run_id: int) -> str:
    return f"print-run:{run_id}"
