"""Signs certificates: those just issued, and those that have no proof yet or one that is worth nothing any more."""

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from pledges.certificates.proofs import (
    Claim,
    Outcome,
    digest_of_form,
    digest_of_name,
    make_proof,
    verify_bytes,
)
from pledges.certificates.queries.recipients import recipients
from pledges.certificates.rules import Recipient
from pledges.certificates.signing_keys import IssuingKeys, Signer, public_keys, signer
from pledges.certificates.tables import Certificate
from pledges.foundation.moments import Occasion


def prove(session: Session, occasion: Occasion, keys: IssuingKeys, response_ids: Sequence[int]) -> None:
    """Give the valid certificates of pledges a proof each that has none in good standing; the others keep theirs.

    :raises SigningKeyMissing: when the file of the key in use is gone.
    """
    unproven = _unproven(session, response_ids)
    if not unproven:
        return
    seal = signer(session, occasion, keys.directory)
    for recipient in recipients(session, list(unproven)):
        certificate = unproven[recipient.number]
        certificate.key_id = seal.key_id
        certificate.proof = make_proof(_claim(recipient, seal, occasion), seal.private_key)
    session.flush()


def _unproven(session: Session, response_ids: Sequence[int]) -> dict[str, Certificate]:
    """Return number → certificate, of those without a proof and those whose key was revoked before it signed them."""
    known = public_keys(session)
    revoked = [key_id for key_id, key in known.items() if key.revoked_from is not None]
    query = select(Certificate).where(
        Certificate.response_id.in_(response_ids),
        Certificate.voided_at.is_(None),
        or_(Certificate.proof.is_(None), Certificate.key_id.in_(revoked)),
    )
    return {
        one.number: one
        for one in session.scalars(query)
        if one.proof is None or verify_bytes(one.number, one.proof, known).outcome is Outcome.REVOKED
    }


def _claim(recipient: Recipient, seal: Signer, occasion: Occasion) -> Claim:
    return Claim(
        number=recipient.number,
        key_id=seal.key_id,
        issued_on=recipient.issued_on,
        until_on=recipient.wording.until_on,
        signed_on=occasion.today,
        campaign_id=recipient.campaign_id,
        form=digest_of_form(recipient.form_code),
        name=digest_of_name(recipient.number, recipient.name),
    )
