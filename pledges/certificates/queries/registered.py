"""What the register and the ledger of print runs know of certificates that somebody brings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pledges.certificates.queries.verifying import verified
from pledges.certificates.rules import CERTIFICATES
from pledges.certificates.tables import Certificate
from pledges.prints.rules import PieceState
from pledges.prints.tables import PrintPiece, PrintRun

# Enough to tell which run a file is from, and few enough for one statement on every database.
_NUMBERS_ASKED = 500


@dataclass(frozen=True)
class Entry:
    """A certificate in the register: the proof that was given with it, and what it is worth today."""

    proof: bytes | None
    status: str


@dataclass(frozen=True)
class RunOfFile:
    """The print run a file is from, with the numbers of its certificates in the order they were printed."""

    run_id: int
    numbers: Sequence[str]


def entry_of(session: Session, number: str, today: date) -> Entry | None:
    """Return what the register has under a number, None for nothing."""
    row = session.execute(select(Certificate.proof).where(Certificate.number == number)).one_or_none()
    return Entry(row.proof, verified(session, number, today).status.value) if row else None


def run_with(session: Session, numbers: Sequence[str]) -> RunOfFile | None:
    """Return the newest of the runs with most of the certificates, None when no run has any."""
    query = (
        select(PrintPiece.run_id)
        .join(PrintRun, PrintRun.id == PrintPiece.run_id)
        .where(PrintRun.kind == CERTIFICATES.code, PrintPiece.mark.in_(numbers[:_NUMBERS_ASKED]))
        .group_by(PrintPiece.run_id)
        .order_by(func.count().desc(), PrintPiece.run_id.desc())
        .limit(1)
    )
    run_id = session.scalar(query)
    if run_id is None:
        return None
    of_run = (
        select(PrintPiece.mark)
        .where(PrintPiece.run_id == run_id, PrintPiece.state == PieceState.MADE, PrintPiece.mark.is_not(None))
        .order_by(PrintPiece.position)
    )
    return RunOfFile(run_id, [str(mark) for mark in session.scalars(of_run)])


def run_with_checksum(session: Session, checksums: Sequence[str]) -> int | None:
    """Return the run whose file had one of the SHA-256 sums."""
    return session.scalar(select(PrintRun.id).where(PrintRun.sha256.in_(checksums)).limit(1))
