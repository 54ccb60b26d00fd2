"""Questions to the ledger about the parts and pieces of a run."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from pledges.foundation.errors import NotFound
from pledges.prints.rules import HEAD, PartState, Piece, PieceState, RunState
from pledges.prints.tables import PrintHandOver, PrintPart, PrintPiece, PrintRun
from pledges.staff.tables import Staff
from pledges.units.tables import Unit

# No run has more pieces, and no engine takes a longer number.
_MOST_DIGITS = 9


@dataclass(frozen=True)
class PartLine:
    """A made part: its number, its unit, its pages and checksum, and where its first piece stands in the run."""

    number: int
    unit_id: int
    unit_name: str
    pages: int
    sha256: str
    first_position: int
    pieces: int


@dataclass(frozen=True)
class PiecesAsked:
    """Which pieces are looked for: a position, or part of what names one ("Hộ số 12", a certificate's number)."""

    text: str = ""
    only_failed: bool = False


@dataclass(frozen=True)
class PieceLine:
    """A piece as the ledger shows it."""

    position: int
    words: str
    unit_name: str
    state: str
    mark: str | None
    failure: str | None
    reprinted_by: int | None


def pieces_of(session: Session, run_id: int, part: int) -> list[Piece]:
    """Return the pieces of a part that are to be made, in their order."""
    waiting = (PrintPiece.part == part, PrintPiece.state == PieceState.WAITING)
    return [Piece(*row) for row in session.execute(_pieces(run_id).where(*waiting))]


def made_parts(session: Session, run_id: int) -> list[PartLine]:
    """Return the made parts of a run in the order of their pieces."""
    first = func.min(PrintPiece.position)
    query = (
        select(
            PrintPart.number,
            PrintPart.unit_id,
            Unit.name,
            PrintPart.pages,
            PrintPart.sha256,
            first,
            func.count(),
        )
        .join(Unit, Unit.id == PrintPart.unit_id)
        .join(PrintPiece, (PrintPiece.run_id == PrintPart.run_id) & (PrintPiece.part == PrintPart.number))
        .where(PrintPart.run_id == run_id, PrintPart.number > HEAD, PrintPart.state == PartState.MADE)
        .group_by(PrintPart.number, PrintPart.unit_id, Unit.name, PrintPart.pages, PrintPart.sha256)
        .order_by(first)
    )
    return [PartLine(*row) for row in session.execute(query)]  # type: ignore[arg-type]  # a made part has both


def kept_parts(session: Session) -> list[tuple[int, int]]:
    """Return run id and number of every made part whose file should be there: those of runs that are not over."""
    unfinished = (RunState.WAITING, RunState.WORKING, RunState.CANCELLED)
    query = (
        select(PrintPart.run_id, PrintPart.number)
        .join(PrintRun, PrintRun.id == PrintPart.run_id)
        .where(PrintRun.state.in_(unfinished), PrintPart.state == PartState.MADE, PrintPart.number > HEAD)
    )
    return [(row[0], row[1]) for row in session.execute(query.order_by(PrintPart.run_id, PrintPart.number))]


def lines_after(session: Session, run_id: int, position: int, limit: int) -> list[PieceLine]:
    """Return the pieces of a run that follow a position, at most so many, in their order."""
    query = _lines(run_id).where(PrintPiece.position > position)
    return [PieceLine(*row) for row in session.execute(query.limit(limit))]


def lines_found(
    session: Session, run_id: int, asked: PiecesAsked, offset: int, limit: int
) -> tuple[list[PieceLine], int]:
    """Return one page of the pieces that were asked for, in their order, and how many there are in all."""
    which = _asked(run_id, asked)
    total = session.scalar(select(func.count()).select_from(PrintPiece).where(*which)) or 0
    query = _lines(run_id).where(*which).offset(offset).limit(limit)
    return [PieceLine(*row) for row in session.execute(query)], total


def failed_positions(session: Session, run_id: int) -> list[int]:
    """Return which pieces of a run were not made and are not being made by another run."""
    query = select(PrintPiece.position).where(
        PrintPiece.run_id == run_id,
        PrintPiece.state == PieceState.FAILED,
        PrintPiece.reprinted_by.is_(None),
    )
    return list(session.scalars(query.order_by(PrintPiece.position)))


def piece_at(session: Session, run_id: int, position: int) -> PrintPiece:
    """Return a piece of a run.

    :raises NotFound: when there is none.
    """
    piece = session.get(PrintPiece, (run_id, position))
    if piece is None:
        raise NotFound
    return piece


def line_at(session: Session, run_id: int, position: int) -> PieceLine:
    """Return a piece of a run as the ledger shows it.

    :raises NotFound: when there is none.
    """
    row = session.execute(_lines(run_id).where(PrintPiece.position == position)).first()
    if row is None:
        raise NotFound
    return PieceLine(*row)


def ends_of(session: Session, run_id: int) -> tuple[Piece, Piece] | None:
    """Return the first and the last made piece of a run, None where none is made."""
    made = _pieces(run_id).where(PrintPiece.state == PieceState.MADE)
    first = session.execute(made.limit(1)).first()
    last = session.execute(made.order_by(None).order_by(PrintPiece.position.desc()).limit(1)).first()
    return (Piece(*first), Piece(*last)) if first and last else None


def hand_overs_of(session: Session, run_id: int) -> list[tuple[PrintHandOver, str | None]]:
    """Return who handed over what of a run, each with the name of whoever did, in their order."""
    query = select(PrintHandOver, Staff.display_name).outerjoin(Staff, Staff.id == PrintHandOver.handed_by)
    rows = session.execute(query.where(PrintHandOver.run_id == run_id).order_by(PrintHandOver.id))
    return [(row[0], row[1]) for row in rows]


def first_failure(session: Session, run_id: int) -> str | None:
    """Return why the first piece that is not made is not, None where none failed."""
    query = select(PrintPiece.failure).where(
        PrintPiece.run_id == run_id, PrintPiece.state == PieceState.FAILED
    )
    return session.scalar(query.order_by(PrintPiece.position).limit(1))


def _asked(run_id: int, asked: PiecesAsked) -> list[ColumnElement[bool]]:
    which = [PrintPiece.run_id == run_id]
    if asked.only_failed:
        which.append(PrintPiece.state == PieceState.FAILED)
    if asked.text.isascii() and asked.text.isdigit() and len(asked.text) <= _MOST_DIGITS:
        which.append(or_(PrintPiece.position == int(asked.text), PrintPiece.words.endswith(f" {asked.text}")))
    elif asked.text:
        like = {"autoescape": True}
        which.append(
            or_(PrintPiece.words.icontains(asked.text, **like), PrintPiece.mark.icontains(asked.text, **like))
        )
    return which


def _lines(run_id: int) -> Select[int, str, str, str, str | None, str | None, int | None]:
    query = select(
        PrintPiece.position,
        PrintPiece.words,
        Unit.name,
        PrintPiece.state,
        PrintPiece.mark,
        PrintPiece.failure,
        PrintPiece.reprinted_by,
    ).join(Unit, Unit.id == PrintPiece.unit_id)
    return query.where(PrintPiece.run_id == run_id).order_by(PrintPiece.position)


def _pieces(run_id: int) -> Select[int, str, int, int, str]:
    query = select(
        PrintPiece.position,
        PrintPiece.subject_kind,
        PrintPiece.subject_id,
        PrintPiece.unit_id,
        PrintPiece.words,
    )
    return query.where(PrintPiece.run_id == run_id).order_by(PrintPiece.position)
