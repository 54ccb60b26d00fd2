"""Plans a run: which pieces it has, and which of them are made together. Done anew after a kill, never twice."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import cast

from sqlalchemy import Table, delete, insert, select, update
from sqlalchemy.orm import Session

from pledges.foundation.house import House
from pledges.prints.parts import Held, give_back, is_held
from pledges.prints.rules import (
    HEAD,
    Beat,
    Maker,
    NewPiece,
    NothingToPrint,
    Order,
    PartState,
    PieceState,
)
from pledges.prints.tables import PrintPart, PrintPiece, PrintRun

# So many rows go in within a tenth of a second: nobody who signs waits longer for a plan of any length.
_PIECES_A_TRANSACTION = 1_000
# Two sheets of the common labels; few are asked for a second time.
_COPIES_A_PART = 48
_PARTS = cast(Table, PrintPart.__table__)
_PIECES = cast(Table, PrintPiece.__table__)


@dataclass(frozen=True)
class Cut:
    """Pieces that will be made in one go, the part's number, and the position of the first of them."""

    number: int
    position: int
    unit_id: int
    pieces: Sequence[NewPiece]


def plan_run(house: House, order: Order, maker: Maker, held: Held, beat: Beat) -> None:
    """Enter what the maker says the run has, some thousand pieces a transaction; the head is given back then.

    :raises NothingToPrint: when it has no piece (any more).
    """
    with house.database.writing() as session:
        if not is_held(session, held):
            return
        forget_plan(session, order.run_id)
    planned = 0
    for cuts in _batches(cut_in_parts(maker.plan(order), maker.part_size)):
        with house.database.writing() as session:
            if not is_held(session, held):
                return
            lay_out(session, order.run_id, cuts)
        planned = cuts[-1].position + len(cuts[-1].pieces) - 1
        beat(0)
    if not planned:
        raise NothingToPrint
    with house.database.writing() as session:
        close_plan(session, held, planned)


def cut_in_parts(pieces: Iterable[NewPiece], size: int) -> Iterator[Cut]:
    """Cut pieces into parts of one unit each and at most ``size`` pieces, in their order."""
    number, position = HEAD, 1
    for unit_id, of_unit in groupby(pieces, key=lambda piece: piece.unit_id):
        for held in _chunks(of_unit, size):
            number += 1
            yield Cut(number, position, unit_id, held)
            position += len(held)


def forget_plan(session: Session, run_id: int) -> None:
    """Remove what an interrupted plan has left, so that it can be made anew."""
    session.execute(delete(PrintPiece).where(PrintPiece.run_id == run_id))
    session.execute(delete(PrintPart).where(PrintPart.run_id == run_id, PrintPart.number > HEAD))


def lay_out(session: Session, run_id: int, cuts: Sequence[Cut]) -> None:
    """Enter parts with their pieces, in bulk."""
    parts = [
        {"run_id": run_id, "number": cut.number, "unit_id": cut.unit_id, "state": PartState.WAITING.value}
        for cut in cuts
    ]
    pieces = [
        _row(run_id, cut.number, position, piece)
        for cut in cuts
        for position, piece in enumerate(cut.pieces, start=cut.position)
    ]
    session.execute(insert(_PARTS), parts)
    session.execute(insert(_PIECES), pieces)


def close_plan(session: Session, held: Held, total: int) -> None:
    """Record that the plan stands, and let the head wait for the parts, unless it was taken away meanwhile."""
    if not is_held(session, held):
        return
    run = update(PrintRun).where(PrintRun.id == held.run_id)
    session.execute(run.values(is_planned=True, total=total, done=0))
    give_back(session, held)


def copy_pieces(session: Session, run_id: int, of_run: int, positions: Sequence[int] | None) -> None:
    """Plan a run that makes some pieces of another once more, or all of them (None), in their order."""
    query = select(PrintPiece).where(PrintPiece.run_id == of_run).order_by(PrintPiece.position)
    if positions is not None:
        query = query.where(PrintPiece.position.in_(positions))
    pieces = [
        NewPiece(one.subject_kind, one.subject_id, one.unit_id, one.words) for one in session.scalars(query)
    ]
    lay_out(session, run_id, list(cut_in_parts(pieces, _COPIES_A_PART)))


def _batches(cuts: Iterable[Cut]) -> Iterator[list[Cut]]:
    batch: list[Cut] = []
    pieces = 0
    for cut in cuts:
        batch.append(cut)
        pieces += len(cut.pieces)
        if pieces >= _PIECES_A_TRANSACTION:
            yield batch
            batch, pieces = [], 0
    if batch:
        yield batch


def _chunks(pieces: Iterable[NewPiece], size: int) -> Iterator[list[NewPiece]]:
    held: list[NewPiece] = []
    for piece in pieces:
        held.append(piece)
        if len(held) == size:
            yield held
            held = []
    if held:
        yield held


def _row(run_id: int, part: int, position: int, piece: NewPiece) -> dict[str, object]:
    return {
        "run_id": run_id,
        "position": position,
        "part": part,
        "subject_kind": piece.subject_kind,
        "subject_id": piece.subject_id,
        "unit_id": piece.unit_id,
        "words": piece.words,
        "state": PieceState.WAITING.value,
    }
