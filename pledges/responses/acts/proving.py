"""Keeps what shows that a pledge was given: one pledge may have several proofs."""

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from pledges.foundation.audit import Change, record
from pledges.foundation.moments import Occasion
from pledges.responses.rules import NewProof
from pledges.responses.tables import Proof, Response


def told_by(proof: NewProof | None) -> str:
    """Return what a proof says as one text, whose hash tells whether it is the same; "" without one."""
    if proof is None:
        return ""
    where = [str(proof.sheet_id or ""), str(proof.row_number or "")]
    return "\n".join([proof.kind.value, proof.signed_on.isoformat(), proof.witness, proof.kept_at, *where])


def keep_proof(session: Session, occasion: Occasion, first_id: int, proof: NewProof) -> None:
    """Write a proof down beside the first version of a pledge, which is being entered with it."""
    values = {
        "response_id": first_id,
        "kind": proof.kind.value,
        "signed_on": proof.signed_on,
        "witness": proof.witness or None,
        "kept_at": proof.kept_at or None,
        "sheet_id": proof.sheet_id,
        "row_number": proof.row_number,
        "entered_by": occasion.actor_id,
        "entered_at": occasion.now,
    }
    session.execute(insert(Proof).values(values))


def add_proof(session: Session, occasion: Occasion, response_id: int, proof: NewProof) -> None:
    """Keep a further proof of a pledge; whichever version is named, it belongs to the first."""
    first = select(func.coalesce(Response.root_id, Response.id), Response.unit_id).where(
        Response.id == response_id
    )
    first_id, unit_id = session.execute(first).one()
    keep_proof(session, occasion, first_id, proof)
    record(
        session,
        occasion,
        Change(unit_id, "response.add-proof", f"response:{first_id}", after=told_by(proof)),
    )
