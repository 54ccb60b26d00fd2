"""Prints one piece once more; where it carried a secret, that is worthless from the same moment."""

from dataclasses import replace

from sqlalchemy.orm import Session

from pledges.foundation.moments import Occasion
from pledges.prints.piece_queries import piece_at
from pledges.prints.queries import locked_run, order_of
from pledges.prints.reprinting import reprint
from pledges.prints.rules import Maker, Piece, PieceState


def print_again(session: Session, occasion: Occasion, maker: Maker, place: tuple[int, int], why: str) -> int:
    """Print the piece at a place (run, position) once more and return the run that does.

    Pressed twice, or by two at once, the first one's reprint stands, and nothing is renewed again. A piece that never
    lay on paper keeps its secret.

    :raises NotFound: when there is no such piece.
    :raises RunNotReady: while the run is being made.
    """
    run_id, position = place
    run = locked_run(session, run_id)
    piece = piece_at(session, run_id, position)
    if piece.reprinted_by is not None:
        return piece.reprinted_by
    new = reprint(session, occasion, run_id, [position], why)
    if run.carries_secrets and piece.state == PieceState.MADE:
        order = replace(order_of(session, run_id), asked_by=occasion.actor_id, asked_at=occasion.now)
        lost = Piece(piece.position, piece.subject_kind, piece.subject_id, piece.unit_id, piece.words)
        maker.renew(session, order, lost)
    return new.id
