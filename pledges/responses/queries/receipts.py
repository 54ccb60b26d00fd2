"""Questions behind a receipt: its versions, the proofs and the drawn signature, and the way back to its reference."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from pledges.campaigns.rules import Stage, stage_on
from pledges.campaigns.settings import gives_certificates
from pledges.campaigns.tables import Campaign, QuestionnaireVersion
from pledges.foundation.keys import Keys
from pledges.links.queries import codes_of
from pledges.register.rules import SubjectKind
from pledges.responses.certified import KnowsCertificates
from pledges.responses.pledged import Pledge
from pledges.responses.queries.doors import door_of
from pledges.responses.queries.members import NamedPerson, people_named
from pledges.responses.queries.office_doors import any_door_behind
from pledges.responses.references import reference_mark, reference_of
from pledges.responses.rules import Door
from pledges.responses.tables import Proof, Response, Signature


@dataclass(frozen=True)
class PledgeVersion:
    """One version of a pledge as it was given, the first one or a correction; without names once it was withdrawn."""

    response_id: int
    given_at: datetime
    version_id: int
    version_digest: str
    language: str
    items: tuple[str, ...]
    consents: tuple[str, ...]
    signer_name: str
    birth_year: int | None
    people_count: int | None
    adult_count: int | None
    phone_sealed: bytes | None
    more: dict[str, Any]


@dataclass(frozen=True)
class KeptProof:
    """What shows that a pledge was given, beside the form page."""

    kind: str
    signed_on: date
    witness: str
    kept_at: str
    entered_at: datetime


@dataclass(frozen=True)
class KeptPledge:
    """Everything that is kept of a pledge beside its newest version; ``is_running``: its campaign takes pledges today.

    ``certificate`` is the number of the newest version's, ``certificate_before`` of an earlier one's; "" for none;
    ``may_be_certified``: its campaign gives certificates.
    """

    versions: list[PledgeVersion]
    members: list[NamedPerson]
    proofs: list[KeptProof]
    strokes_sealed: bytes | None
    is_running: bool
    certificate: str
    certificate_before: str
    may_be_certified: bool


def kept_pledge(
    session: Session, keys: Keys, pledge: Pledge, certificates: KnowsCertificates, today: date
) -> KeptPledge:
    """Return what a receipt shows, and whoever asks for the own data is given: three statements."""
    rows = _rows(session, pledge.first_id)
    versions = _versions_in(rows)
    numbers = certificates.numbers(session, [version.response_id for version in versions])
    newest = numbers.pop(pledge.response_id, "")
    state, opens_on, closes_on = rows[-1].state, rows[-1].opens_on, rows[-1].closes_on
    settings: dict[str, str] = rows[-1].settings
    return KeptPledge(
        versions=versions,
        members=people_named(session, keys, pledge.response_id),
        proofs=_proofs_in(rows),
        strokes_sealed=rows[-1].strokes_sealed,
        is_running=stage_on(state, opens_on, closes_on, today) is Stage.RUNNING,
        certificate=newest,
        certificate_before=numbers[max(numbers)] if numbers else "",
        may_be_certified=gives_certificates(settings),
    )


def versions_of(session: Session, first_id: int) -> list[PledgeVersion]:
    """Return all versions of a pledge, the first one first."""
    return _versions_in(_rows(session, first_id))


def campaign_settings(session: Session, campaign_id: int) -> dict[str, str]:
    """Return what a campaign says of itself: who keeps the data, until when, whom to ask."""
    settings: dict[str, str] = session.get_one(Campaign, campaign_id).settings
    return settings


def first_reference(session: Session, keys: Keys, invitation_id: int) -> str | None:
    """Return the reference of the pledge in force on an invitation, made again from its first page.

    None where there is none in force, or its reference was made in another way.
    """
    active = select(Response.id, Response.root_id)
    active = active.where(Response.invitation_id == invitation_id, Response.state == "active")
    row = session.execute(active).one_or_none()
    if row is None:
        return None
    first = session.execute(
        select(Response.attempt, Response.reference).where(Response.id == (row.root_id or row.id))
    ).one()
    reference = reference_of(keys, first.attempt, invitation_id)
    return reference if reference_mark(keys, reference) == first.reference else None


def _rows(session: Session, first_id: int) -> Sequence[Any]:
    """Return the versions of a pledge with their signatures, the first one first; each with every proof of it."""
    campaign = (Campaign.state, Campaign.opens_on, Campaign.closes_on, Campaign.settings)
    query = (
        select(Response, QuestionnaireVersion.digest, Signature.strokes_sealed, Proof, *campaign)
        .join(QuestionnaireVersion, QuestionnaireVersion.id == Response.version_id)
        .join(Campaign, Campaign.id == Response.campaign_id)
        .outerjoin(Signature, Signature.response_id == Response.id)
        .outerjoin(Proof, Proof.response_id == first_id)
        .where(or_(Response.id == first_id, Response.root_id == first_id))
        .order_by(Response.id, Proof.id)
    )
    return session.execute(query).all()


def _versions_in(rows: Sequence[Any]) -> list[PledgeVersion]:
    return [_version(response, digest) for response, digest in {row[0]: row[1] for row in rows}.items()]


def _proofs_in(rows: Sequence[Any]) -> list[KeptProof]:
    proofs = [proof for proof in dict.fromkeys(row[3] for row in rows) if proof is not None]
    return [
        KeptProof(one.kind, one.signed_on, one.witness or "", one.kept_at or "", one.entered_at)
        for one in proofs
    ]


def door_of_pledge(session: Session, keys: Keys, pledge: Pledge) -> tuple[str, Door | None]:
    """Return the code in force of whoever pledged ("" without one), and the door behind it."""
    codes = codes_of(session, keys, pledge.subject_kind, [pledge.subject_id])
    code = codes.get(pledge.subject_id, "")
    if code:
        return code, any_door_behind(session, keys, code)
    is_household = pledge.subject_kind is SubjectKind.HOUSEHOLD
    return code, door_of(session, pledge.subject_id) if is_household else None


def _version(response: Response, digest: str) -> PledgeVersion:
    return PledgeVersion(
        response_id=response.id,
        given_at=response.corrected_at or response.signed_at,
        version_id=response.version_id,
        version_digest=digest,
        language=response.language,
        items=tuple(response.items),
        consents=tuple(response.consents),
        signer_name=response.signer_name or "",
        birth_year=response.birth_year,
        people_count=response.people_count,
        adult_count=response.adult_count,
        phone_sealed=response.phone_sealed,
        more=response.more or {},
    )
