"""What is done to the parts and pieces of a run while it is made: taken, beaten for, kept, cut, given back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, func, select, update
from sqlalchemy.orm import Session

from pledges.foundation.moments import Occasion
from pledges.foundation.rows import insert_unless_there
from pledges.prints.piece_queries import pieces_of
from pledges.prints.queries import locked_run
from pledges.prints.rules import HEAD, KeptFile, PartState, PieceState, RunState
from pledges.prints.tables import PrintPart, PrintPiece, PrintRun

# What ends a process by chance hardly does so twice at one place.
_ENDS_BEFORE_CUT = 2
_ENDS_OF_HEAD = 3
_OPEN = (PartState.WAITING, PartState.WORKING)


@dataclass(frozen=True)
class Held:
    """A part that a process has taken: nobody else makes it until it is kept or given back."""

    run_id: int
    number: int
    lease: str


def take_next(session: Session, occasion: Occasion, run_id: int, lease: str) -> Held | None:
    """Take what is next of a run at work: its plan, a waiting part, or, when all are made, its file.

    Return None when there is nothing to take: others have what is left, or the run is over. Two that ask at once
    never get the same.
    """
    run = session.get(PrintRun, run_id, populate_existing=True)
    if run is None or run.state != RunState.WORKING:
        return None
    if not run.is_planned:
        head = {"run_id": run_id, "number": HEAD, "unit_id": run.unit_id, "state": PartState.WAITING.value}
        insert_unless_there(session, PrintPart, **head)
        return _take(session, occasion, Held(run_id, HEAD, lease), PrintPart.number == HEAD)
    taken = _take(session, occasion, Held(run_id, HEAD, lease), PrintPart.number > HEAD)
    if taken is not None or has_open_parts(session, run_id):
        return taken
    return _take(session, occasion, Held(run_id, HEAD, lease), PrintPart.number == HEAD)


def has_open_parts(session: Session, run_id: int) -> bool:
    """Tell whether parts of the run are still waiting or being made, its head left aside."""
    query = select(func.count()).select_from(PrintPart)
    query = query.where(PrintPart.run_id == run_id, PrintPart.number > HEAD, PrintPart.state.in_(_OPEN))
    return bool(session.scalar(query))


def to_take(session: Session, run_id: int) -> int:
    """Return how many things of a run could be taken now, at once."""
    run = session.get(PrintRun, run_id, populate_existing=True)
    if run is None or run.state != RunState.WORKING:
        return 0
    query = select(PrintPart.number, PrintPart.state).where(PrintPart.run_id == run_id)
    query = query.where(PrintPart.state.in_(_OPEN))
    states: dict[int, str] = {row[0]: row[1] for row in session.execute(query)}
    head = states.pop(HEAD, PartState.WAITING)
    if run.is_planned and states:
        return sum(state == PartState.WAITING for state in states.values())
    return int(head == PartState.WAITING)


def held_by(session: Session, lease: str) -> list[Held]:
    """Return the parts that a process has taken and neither kept nor given back."""
    query = select(PrintPart.run_id, PrintPart.number).where(
        PrintPart.worker == lease, PrintPart.state == PartState.WORKING
    )
    return [Held(run_id, number, lease) for run_id, number in session.execute(query)]


def is_held(session: Session, held: Held) -> bool:
    """Tell whether the part is still the process's own, and keep it so until the transaction ends."""
    query = select(PrintPart.worker).where(*_held(held)).with_for_update()
    return session.scalar(query) is not None


def beat(session: Session, occasion: Occasion, leases: Collection[str]) -> None:
    """Give a sign of life for whatever some processes hold, and for its runs."""
    theirs = (PrintPart.worker.in_(leases), PrintPart.state == PartState.WORKING)
    beaten = update(PrintPart).where(*theirs).values(beat_at=occasion.now).returning(PrintPart.run_id)
    runs = set(session.scalars(beaten))
    at_work = (PrintRun.id.in_(runs), PrintRun.state == RunState.WORKING)
    session.execute(update(PrintRun).where(*at_work).values(beat_at=occasion.now))


def keep_part(
    session: Session, occasion: Occasion, held: Held, kept: KeptFile, marks: Mapping[int, str]
) -> None:
    """Record that a held part is made, its pieces with it; move its file into place in the same transaction."""
    session.execute(
        update(PrintPart)
        .where(*_held(held))
        .values(
            state=PartState.MADE,
            worker=None,
            beat_at=occasion.now,
            pages=kept.pages,
            sha256=kept.sha256,
        )
    )
    of_part = (PrintPiece.run_id == held.run_id, PrintPiece.part == held.number)
    waiting = update(PrintPiece).where(*of_part, PrintPiece.state == PieceState.WAITING)
    made = _count(session.execute(waiting.values(state=PieceState.MADE)))
    for position, words in marks.items():
        session.execute(
            update(PrintPiece)
            .where(PrintPiece.run_id == held.run_id, PrintPiece.position == position)
            .values(mark=words)
        )
    _add_done(session, occasion, held.run_id, made)


def give_back(session: Session, held: Held) -> None:
    """Let a held part wait again: it can be made anew, which nobody is to blame for."""
    session.execute(
        update(PrintPart).where(*_held(held)).values(state=PartState.WAITING, worker=None, beat_at=None)
    )


def blame(session: Session, occasion: Occasion, held: Held, words: str) -> None:
    """Record that making a held part went wrong: cut it in halves; a single piece has failed, in words."""
    locked_run(session, held.run_id)  # Who numbers new parts does so alone.
    if not is_held(session, held):
        return
    positions = [piece.position for piece in pieces_of(session, held.run_id, held.number)]
    if len(positions) > 1:
        _halve(session, held, positions[len(positions) // 2])
        give_back(session, held)
        return
    fail_pieces(session, held.run_id, positions, words)
    session.execute(update(PrintPart).where(*_held(held)).values(state=PartState.FAILED, worker=None))
    _add_done(session, occasion, held.run_id, len(positions))


def see_end(session: Session, occasion: Occasion, held: Held, words: str) -> bool:
    """Record that a process ended while it had the part; False when it is the head's third, which ends the run.

    The first end is put down to the machine: the part waits again. At the second it is cut.
    """
    part = session.get_one(PrintPart, (held.run_id, held.number), populate_existing=True)
    part.ended_workers += 1
    session.flush()
    if held.number == HEAD:
        give_back(session, held)
        return part.ended_workers < _ENDS_OF_HEAD
    if part.ended_workers < _ENDS_BEFORE_CUT:
        give_back(session, held)
    else:
        blame(session, occasion, held, words)
    return True


def fail_pieces(session: Session, run_id: int, positions: Sequence[int], words: str) -> None:
    """Record in words (a message id) why pieces are not made."""
    session.execute(
        update(PrintPiece)
        .where(PrintPiece.run_id == run_id, PrintPiece.position.in_(positions))
        .values(state=PieceState.FAILED, failure=words)
    )


def _halve(session: Session, held: Held, middle: int) -> None:
    """Let the pieces from a position on be a part of their own."""
    part = session.get_one(PrintPart, (held.run_id, held.number), populate_existing=True)
    highest = session.scalar(select(func.max(PrintPart.number)).where(PrintPart.run_id == held.run_id))
    new = (highest or 0) + 1
    half = PrintPart(run_id=held.run_id, number=new, unit_id=part.unit_id, state=PartState.WAITING)
    session.add(half)
    # Whatever ends processes is in one of the halves: it need not end two more at each.
    part.ended_workers = half.ended_workers = min(part.ended_workers, 1)
    session.flush()
    session.execute(
        update(PrintPiece)
        .where(
            PrintPiece.run_id == held.run_id, PrintPiece.part == held.number, PrintPiece.position >= middle
        )
        .values(part=new)
    )


def _take(session: Session, occasion: Occasion, held: Held, which: ColumnElement[bool]) -> Held | None:
    """Take the first waiting part of some, in one statement; what another is taking just now is passed over."""
    of_run = PrintPart.run_id == held.run_id
    first = select(PrintPart.number).where(of_run, which, PrintPart.state == PartState.WAITING)
    first = first.order_by(PrintPart.number).limit(1).with_for_update(skip_locked=True)
    taken = update(PrintPart).where(
        of_run, PrintPart.number == first.scalar_subquery(), PrintPart.state == PartState.WAITING
    )
    taken = taken.values(state=PartState.WORKING, worker=held.lease, beat_at=occasion.now)
    number = session.scalar(taken.returning(PrintPart.number))
    return None if number is None else replace(held, number=number)


def _add_done(session: Session, occasion: Occasion, run_id: int, pieces: int) -> None:
    run = update(PrintRun).where(PrintRun.id == run_id)
    session.execute(run.values(done=PrintRun.done + pieces, beat_at=occasion.now))


def _held(held: Held) -> tuple[Any, ...]:
    return (
        PrintPart.run_id == held.run_id,
        PrintPart.number == held.number,
        PrintPart.worker == held.lease,
        PrintPart.state == PartState.WORKING,
    )


def _count(result: Any) -> int:
    return int(cast(CursorResult[Any], result).rowcount)
