"""Acts on what was printed: make it or some pieces of it once more, and record who handed it over to whom."""

from collections.abc import Sequence

from sqlalchemy import update
from sqlalchemy.orm import Session

from pledges.foundation.audit import Change, record
from pledges.foundation.moments import Occasion
from pledges.prints.planning import copy_pieces
from pledges.prints.queries import locked_run
from pledges.prints.rules import (
    HEAD,
    UNFINISHED,
    NewHandOver,
    NothingToPrint,
    PartState,
    RunState,
)
from pledges.prints.tables import PrintHandOver, PrintPart, PrintPiece, PrintRun
from pledges.prints.turned_away import RunNotReady, TooManyHandedOver


def follow(session: Session, occasion: Occasion, run: PrintRun) -> PrintRun:
    """Start a run that makes the same as another that is over: what is there now, or the very pieces of a reprint."""
    new = _like(session, occasion, run, total=run.total, reprint_of=run.reprint_of)
    if run.reprint_of is not None:
        _plan_copies(session, new, run.id, None)
    return _started(session, occasion, new)


def reprint(
    session: Session, occasion: Occasion, run_id: int, positions: Sequence[int], why: str
) -> PrintRun:
    """Start a run that makes some pieces of another once more; each of them then says which run replaces it.

    :raises RunNotReady: while the run is being made.
    :raises NothingToPrint: when there is no such piece.
    """
    run = locked_run(session, run_id)
    if run.state in UNFINISHED:
        raise RunNotReady
    new = _like(session, occasion, run, total=len(positions), reprint_of=run.id)
    replaced = update(PrintPiece).where(PrintPiece.run_id == run_id, PrintPiece.position.in_(positions))
    replaced = replaced.values(reprinted_by=new.id).returning(PrintPiece.position)
    if not positions or len(session.scalars(replaced).all()) < len(positions):
        raise NothingToPrint
    _plan_copies(session, new, run_id, positions)
    after = f"print-run:{new.id} pieces {' '.join(map(str, positions))}"
    record(
        session, occasion, Change(run.unit_id, "prints.reprint", f"print-run:{run_id}", after=after, why=why)
    )
    return _started(session, occasion, new)


def hand_over(session: Session, occasion: Occasion, run_id: int, new: NewHandOver) -> None:
    """Record that pieces of a made run were handed over.

    :raises RunNotReady: when it is not made.
    :raises TooManyHandedOver: when it has no so many pieces.
    """
    run = locked_run(session, run_id)
    if run.state not in (RunState.READY, RunState.DESTROYED):
        raise RunNotReady
    if new.pieces > run.total:
        raise TooManyHandedOver(total=run.total)
    session.add(
        PrintHandOver(
            run_id=run_id,
            handed_by=occasion.actor_id,
            handed_to=new.to,
            pieces=new.pieces,
            note=new.note,
            handed_on=new.on,
            recorded_at=occasion.now,
        )
    )
    session.flush()
    # The trail holds digests of it: to whom stands in the ledger alone.
    after = f"{new.pieces} {new.on} {new.to} {new.note}"
    record(session, occasion, Change(run.unit_id, "prints.pass-on", f"print-run:{run_id}", after=after))


def _like(
    session: Session, occasion: Occasion, run: PrintRun, *, total: int, reprint_of: int | None
) -> PrintRun:
    new = PrintRun(
        kind=run.kind,
        unit_id=run.unit_id,
        campaign_id=run.campaign_id,
        carries_secrets=run.carries_secrets,
        choices=run.choices,
        reprint_of=reprint_of,
        state=RunState.WAITING,
        total=total,
        done=0,
        asked_by=occasion.actor_id,
        asked_at=occasion.now,
        beat_at=occasion.now,
    )
    session.add(new)
    session.flush()
    return new


def _plan_copies(session: Session, new: PrintRun, of_run: int, positions: Sequence[int] | None) -> None:
    head = PrintPart(run_id=new.id, number=HEAD, unit_id=new.unit_id, state=PartState.WAITING)
    session.add(head)
    copy_pieces(session, new.id, of_run, positions)
    new.is_planned = True
    session.flush()


def _started(session: Session, occasion: Occasion, new: PrintRun) -> PrintRun:
    change = Change(new.unit_id, "prints.start", f"print-run:{new.id}", after=f"{new.kind} {new.total}")
    record(session, occasion, change)
    return new
