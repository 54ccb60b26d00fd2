"""Questions about the pledges that certificates are given for: who signed in a unit, and who has one."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from pledges.campaigns.queries import visible_by_id
from pledges.campaigns.settings import gives_certificates
from pledges.campaigns.tables import Campaign, Invitation
from pledges.certificates.queries.parts import pledges_that_count, seat_of
from pledges.certificates.rules import NumberedPaper, Signed, Sorting
from pledges.certificates.tables import Certificate
from pledges.certificates.turned_away import AlreadyVoid, CertificatesNotGiven, CertificateUnknown
from pledges.foundation.access import Actor
from pledges.foundation.errors import NotFound
from pledges.foundation.vietnamese.sorting import name_sort_key, numbered_sort_key
from pledges.register.queries.households import Units
from pledges.register.rules import SubjectKind
from pledges.register.tables import Household, Office, Official
from pledges.responses.tables import Response
from pledges.units.queries.tree import branches, is_within
from pledges.units.scope import scope_roots, unit_in_scope
from pledges.units.tables import Unit


def signed_in(
    session: Session, campaign_id: int, units: Units, sorting: Sorting = Sorting.GIVEN_NAME
) -> list[Signed]:
    """Return whoever has an active pledge in the units: by unit, then by given name or by street.

    In an office it is the office itself first, then its officials by given name.
    """
    is_of = Invitation.subject_kind
    query = (
        select(
            Response.id, Response.unit_id, Invitation.subject_kind, Invitation.subject_id,
            func.coalesce(Household.number, Official.number, 0),
            # Names are erased when a pledge is withdrawn.
            func.coalesce(Unit.name, Response.signer_name, ""), func.coalesce(Household.address, ""),
            Response.signed_at, Certificate.number,
        )
        .join(Invitation, Invitation.id == Response.invitation_id)
        .outerjoin(Household, and_(is_of == SubjectKind.HOUSEHOLD, Household.id == Invitation.subject_id))
        .outerjoin(Official, and_(is_of == SubjectKind.OFFICIAL, Official.id == Invitation.subject_id))
        .outerjoin(Unit, and_(is_of == SubjectKind.OFFICE, Unit.id == Response.unit_id))
        .outerjoin(Certificate, and_(Certificate.response_id == Response.id, Certificate.voided_at.is_(None)))
        .where(*pledges_that_count(campaign_id), Response.unit_id.in_(units))
    )  # fmt: skip
    signed = [Signed(*row) for row in session.execute(query)]
    return sorted(signed, key=lambda one: (one.unit_id, _place(one, sorting)))


def places_in(session: Session, unit_id: int, on: date) -> list[int]:
    """Return a unit and all below it, each with the offices that sit there behind it, in the order of the tree."""
    units = [unit.id for unit in branches(session, unit_id, on)]
    seats: dict[int, list[int]] = {}
    offices = select(Office.seat_unit_id, Office.unit_id).join(Unit, Unit.id == Office.unit_id)
    for seat, office in session.execute(offices.where(Office.seat_unit_id.in_(units)).order_by(Unit.name)):
        seats.setdefault(seat, []).append(office)
    return list(dict.fromkeys(place for unit in units for place in (unit, *seats.get(unit, ()))))


def response_in_scope(session: Session, actor: Actor, permission: str, response_id: int) -> Response:
    """Return the response if the actor reaches its subject's unit with the permission.

    :raises NotFound: when there is none or it is outside the scope.
    """
    response = session.get(Response, response_id)
    if response is None:
        raise NotFound
    place_in_scope(session, actor, permission, response.unit_id)
    return response


def certificate_in_scope(session: Session, actor: Actor, permission: str, number: str) -> NumberedPaper:
    """Return the certificate with a number if the actor reaches its unit with the permission.

    :raises CertificateUnknown: when there is none.
    :raises NotFound: when it is outside the scope.
    :raises AlreadyVoid: when it was voided before.
    """
    query = select(Certificate, Response).join(Response, Response.id == Certificate.response_id)
    row = session.execute(query.where(Certificate.number == number)).one_or_none()
    if row is None:
        raise CertificateUnknown
    certificate, response = row
    place_in_scope(session, actor, permission, certificate.unit_id)
    if certificate.voided_at is not None:
        raise AlreadyVoid
    return NumberedPaper(
        number,
        response.signer_name or "",
        certificate.issued_on,
        certificate.unit_id,
        response.campaign_id,
        response.state == "active",
    )


def campaign_for(session: Session, campaign_id: int, unit_id: int) -> Campaign:
    """Return the campaign if it asks in the unit: held by the unit itself or one above or below it, or its seat's.

    :raises NotFound: when it does not.
    :raises CertificatesNotGiven: when it gives no certificates.
    """
    seat = seat_of(session, unit_id)
    campaign = visible_by_id(session, campaign_id, [unit_id] if seat is None else [unit_id, seat])
    if not gives_certificates(campaign.settings):
        raise CertificatesNotGiven
    return campaign


def refuse_where_none_are_given(session: Session, response_ids: Collection[int]) -> None:
    """Let only pledges of campaigns pass that give certificates.

    :raises CertificatesNotGiven: when one of the pledges belongs to another campaign.
    """
    of_pledges = select(Response.campaign_id).where(Response.id.in_(response_ids))
    settings = session.scalars(select(Campaign.settings).where(Campaign.id.in_(of_pledges)))
    if not all(gives_certificates(each) for each in settings):
        raise CertificatesNotGiven


def valid_numbers(session: Session, response_ids: Collection[int]) -> dict[int, str]:
    """Return response id → number of its certificate, for those that have one that is not void."""
    query = select(Certificate.response_id, Certificate.number).where(
        Certificate.response_id.in_(response_ids), Certificate.voided_at.is_(None)
    )
    return {row.response_id: row.number for row in session.execute(query)}


def active_by_subject(
    session: Session, campaign_id: int, subject_kind: str, subject_ids: Sequence[int]
) -> dict[int, int]:
    """Return subject id → its active pledge in a campaign, for those that (still) have one."""
    query = (
        select(Invitation.subject_id, Response.id)
        .join(Response, Response.invitation_id == Invitation.id)
        .where(Invitation.subject_kind == subject_kind, Invitation.subject_id.in_(subject_ids))
        .where(*pledges_that_count(campaign_id))
        .order_by(Response.id)
    )
    return {row.subject_id: row.id for row in session.execute(query)}


def _place(one: Signed, sorting: Sorting) -> tuple[Any, ...]:
    is_official = one.subject_kind == SubjectKind.OFFICIAL
    street = numbered_sort_key(one.street) if sorting is Sorting.STREET else ""
    return is_official, street, name_sort_key(one.name), one.own_number


def place_in_scope(session: Session, actor: Actor, permission: str, unit_id: int) -> None:
    """Let the actor pass who reaches the unit with the permission or, of an office, the territory it sits in.

    :raises NotFound: when they do not.
    """
    seat = seat_of(session, unit_id)
    if seat is None or is_within(session, unit_id, scope_roots(actor, permission)):
        unit_in_scope(session, actor, permission, unit_id)
    else:
        unit_in_scope(session, actor, permission, seat)
