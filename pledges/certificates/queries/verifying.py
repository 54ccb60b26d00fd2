"""What may be said of the certificate with a number, to anybody who has the number."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from pledges.campaigns.tables import Campaign, Invitation, QuestionnaireVersion
from pledges.certificates.proofs import Outcome, read, verify
from pledges.certificates.rules import Standing, Verified, status_of
from pledges.certificates.signing_keys import public_keys
from pledges.certificates.tables import Certificate
from pledges.certificates.turned_away import CertificateUnknown, ProofFalse, ProofRevoked, ProofWithoutEntry
from pledges.foundation.vietnamese.dates import local_date
from pledges.register.rules import SubjectKind
from pledges.responses.tables import Response
from pledges.units.queries.history import both_names, name_on

_newest = aliased(Response)
_FIRST = func.coalesce(Response.root_id, Response.id)


def verified(session: Session, number: str, today: date) -> Verified:
    """Return what a stranger may know of the certificate with a (checked) number; of the paper nothing is said.

    :raises CertificateUnknown: when there is none.
    """
    query = (
        select(
            Certificate, Response, _newest, Campaign.state, Campaign.closes_on,
            QuestionnaireVersion.content, Invitation.subject_kind,
        )
        .join(Response, Response.id == Certificate.response_id)
        .join(Invitation, Invitation.id == Response.invitation_id)
        .join(_newest, or_(_newest.id == _FIRST, _newest.root_id == _FIRST))
        .join(Campaign, Campaign.id == Response.campaign_id)
        .join(QuestionnaireVersion, QuestionnaireVersion.id == Response.version_id)
        .where(Certificate.number == number, _newest.state != "replaced")
    )  # fmt: skip
    row = session.execute(query).one_or_none()
    if row is None:
        raise CertificateUnknown
    certificate, titles = row.Certificate, row.content["title"]
    standing = _standing(session, row)
    place = both_names(session, certificate.unit_id, certificate.issued_on, today)
    return Verified(
        number,
        status_of(standing, today),
        standing,
        titles,
        place.then,
        certificate.issued_on,
        _holder(session, row),
        is_person=row.subject_kind != SubjectKind.OFFICE,
        unit_now=place.now,
    )


def refuse_unproven(session: Session, number: str, proof: str) -> None:
    """Let only a paper pass that bears the very proof that was given with the number, by a key in good standing.

    ``number`` is as it stands in the address.

    :raises ProofFalse: when it is another, or none at all.
    :raises ProofRevoked: when its key was worth nothing any more on the day it signed.
    :raises ProofWithoutEntry: when it is rightly signed, and the register has no such number.
    """
    reading = verify(number, proof, public_keys(session))
    if reading.outcome is Outcome.REVOKED:
        raise ProofRevoked
    if reading.outcome is not Outcome.GENUINE:
        raise ProofFalse
    given = session.execute(select(Certificate.proof).where(Certificate.number == number)).one_or_none()
    if given is None:
        raise ProofWithoutEntry
    # Whoever got hold of a key could sign another name for a number that is there: the register decides.
    if given.proof != read(proof):
        raise ProofFalse


def _standing(session: Session, row: Any) -> Standing:
    certificate, response, newest = row[:3]
    is_void = certificate.voided_at is not None
    replaced_at = certificate.voided_at or (newest.corrected_at if newest.id != response.id else None)
    return Standing(
        row.state,
        row.closes_on,
        is_void=is_void,
        is_withdrawn=newest.state == "withdrawn",
        replaced_on=local_date(replaced_at) if replaced_at else None,
        has_successor=replaced_at is not None and _has_successor(session, response),
    )


def _has_successor(session: Session, response: Response) -> bool:
    first_id = response.root_id or response.id
    of_pledge: ColumnElement[bool] = or_(Response.id == first_id, Response.root_id == first_id)
    stands = and_(Response.state == "active", Certificate.voided_at.is_(None), of_pledge)
    query = select(Certificate.id).join(Response, Response.id == Certificate.response_id).where(stands)
    return session.scalar(query.limit(1)) is not None


def _holder(session: Session, row: Any) -> str:
    if row.subject_kind != SubjectKind.OFFICE:
        return row.Response.signer_name or ""
    certificate = row.Certificate
    return name_on(session, certificate.unit_id, certificate.issued_on) or ""
