"""Questions about certificates, and about the pledges they are given for."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from pledges.campaigns.queries import by_id as campaign_by_id
from pledges.campaigns.queries import visible_by_id, visible_to
from pledges.campaigns.rules import ExclusionState
from pledges.campaigns.settings import gives_certificates, opening_of
from pledges.campaigns.tables import Campaign, Exclusion, Invitation, QuestionnaireVersion
from pledges.certificates.rules import (
    CertificatesNotGiven,
    CertificateUnknown,
    Recipient,
    SignedHousehold,
    SignedPart,
    Verified,
    Wording,
    after_correction,
    bare_name,
    pledge_in_sentence,
    status_of,
)
from pledges.certificates.tables import Certificate
from pledges.foundation.access import Actor
from pledges.foundation.errors import NotFound
from pledges.foundation.vietnamese.dates import local_date
from pledges.foundation.vietnamese.sorting import name_sort_key
from pledges.register.queries.households import Units
from pledges.register.tables import Household
from pledges.responses.tables import Response
from pledges.units.queries.history import address_on, both_names
from pledges.units.queries.rolling import parts_of
from pledges.units.queries.tree import by_id as unit_by_id
from pledges.units.queries.tree import children_of, ids_within, tops_on
from pledges.units.scope import unit_in_scope
from pledges.units.tables import Unit
from pledges.units.unit_types import type_word

# Names are erased when a pledge is withdrawn.
_SIGNER = func.coalesce(Response.signer_name, "")
_newest = aliased(Response)
_FIRST = func.coalesce(Response.root_id, Response.id)


def verified(session: Session, number: str, today: date) -> Verified:
    """Return what a stranger may know of the certificate with a (checked) number.

    :raises CertificateUnknown: when there is none.
    """
    query = (
        select(
            Certificate, Response, _newest, Campaign.state, Campaign.closes_on, QuestionnaireVersion.content
        )
        .join(Response, Response.id == Certificate.response_id)
        .join(_newest, or_(_newest.id == _FIRST, _newest.root_id == _FIRST))
        .join(Campaign, Campaign.id == Response.campaign_id)
        .join(QuestionnaireVersion, QuestionnaireVersion.id == Response.version_id)
        .where(Certificate.number == number, _newest.state != "replaced")
    )
    row = session.execute(query).one_or_none()
    if row is None:
        raise CertificateUnknown
    certificate, response, newest, state, closes_on, content = row
    titles: dict[str, str] = content["title"]  # type: ignore[assignment]  # a text in both languages
    is_withdrawn = newest.state == "withdrawn"
    status = status_of(
        state, closes_on, today, is_void=certificate.voided_at is not None, is_withdrawn=is_withdrawn
    )
    name = response.signer_name or ""
    place = both_names(session, certificate.unit_id, certificate.issued_on, today)
    corrected_at = newest.corrected_at if newest.id != response.id else None
    found = Verified(number, status, titles, place.then, certificate.issued_on, name, place.now)
    return after_correction(found, local_date(corrected_at) if corrected_at else None)


def signed_in(session: Session, campaign_id: int, units: Units) -> list[SignedHousehold]:
    """Return the households of the units with an active pledge: by unit, then by the signer's given name."""
    query = (
        select(
            Response.id, Response.unit_id, Household.number, _SIGNER, Response.signed_at, Certificate.number,
        )
        .join(Invitation, Invitation.id == Response.invitation_id)
        .join(Household, Household.id == Invitation.subject_id)
        .outerjoin(Certificate, and_(Certificate.response_id == Response.id, Certificate.voided_at.is_(None)))
        .where(*_active(campaign_id), Response.unit_id.in_(units))
    )  # fmt: skip
    signed = [SignedHousehold(*row) for row in session.execute(query)]
    return sorted(signed, key=lambda one: (one.unit_id, name_sort_key(one.signer_name), one.household_number))


def response_in_scope(session: Session, actor: Actor, permission: str, response_id: int) -> Response:
    """Return the response if the actor reaches its household's unit with the permission.

    :raises NotFound: when there is none or it is outside the scope.
    """
    response = session.get(Response, response_id)
    if response is None:
        raise NotFound
    unit_in_scope(session, actor, permission, response.unit_id)
    return response


def campaign_for(session: Session, campaign_id: int, unit_id: int) -> Campaign:
    """Return the campaign if it asks in the unit: held by the unit itself or one above or below it.

    :raises NotFound: when it does not.
    :raises CertificatesNotGiven: when it gives no certificates.
    """
    campaign = visible_by_id(session, campaign_id, [unit_id])
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


def signed_by_campaign(session: Session, units: Units) -> dict[int, int]:
    """Return campaign id → active pledges of the units, for campaigns that have any."""
    query = select(Response.campaign_id, func.count()).where(
        Response.state == "active", Response.unit_id.in_(units)
    )
    return {row[0]: row[1] for row in session.execute(query.group_by(Response.campaign_id))}


def campaigns_at(session: Session, unit_id: int) -> list[tuple[Campaign, SignedPart]]:
    """Return the campaigns that ask in a unit and give certificates, the newest first, with its active pledges."""
    unit = unit_by_id(session, unit_id)
    signed = signed_by_campaign(session, ids_within([unit_id]))
    campaigns = [each for each in visible_to(session, [unit_id]) if gives_certificates(each.settings)]
    return [(campaign, SignedPart(unit.id, unit.name, signed.get(campaign.id, 0))) for campaign in campaigns]


def signed_parts(
    session: Session, campaign_id: int, unit_id: int, on: date
) -> tuple[SignedPart, list[SignedPart]]:
    """Return a unit and the units directly below it, each with its active pledges, those of all below included."""
    (top,) = tops_on(session, [unit_id], on) or (None,)
    if top is None:
        raise NotFound
    parts = parts_of(unit_id)
    query = select(parts.c.top_id, func.count()).join(Response, Response.unit_id == parts.c.unit_id)
    query = query.where(*_active(campaign_id)).group_by(parts.c.top_id)
    signed: dict[int, int] = {row[0]: row[1] for row in session.execute(query)}
    children = children_of(session, unit_id, on)
    whole = SignedPart(unit_id, top.name, sum(signed.values()))
    return whole, [SignedPart(child.id, child.name, signed.get(child.id, 0)) for child in children]


def valid_numbers(session: Session, response_ids: Collection[int]) -> dict[int, str]:
    """Return response id → number of its certificate, for those that have one that is not void."""
    query = select(Certificate.response_id, Certificate.number).where(
        Certificate.response_id.in_(response_ids), Certificate.voided_at.is_(None)
    )
    return {row.response_id: row.number for row in session.execute(query)}


def recipients(session: Session, numbers: Collection[str]) -> list[Recipient]:
    """Return what stands on the certificates of active pledges, in the order of the numbers given.

    Places bear the names they had on the day of issue, however often the paper is made again.
    """
    rows = session.execute(_recipients().where(Certificate.number.in_(list(numbers))))
    places: dict[tuple[int, date], str] = {}
    wordings: dict[int, Wording] = {}
    found: dict[str, Recipient] = {}
    for number, issued_on, name, address, unit_id, campaign_id, version_id in rows:
        if (unit_id, issued_on) not in places:
            places[unit_id, issued_on] = address_on(session, unit_id, issued_on)
        if version_id not in wordings:
            wordings[version_id] = _wording(session, campaign_id, version_id)
        whole_address = ", ".join(filter(None, (address, places[unit_id, issued_on])))
        found[number] = Recipient(number, issued_on, name, whole_address, wordings[version_id])
    return [found[number] for number in numbers if number in found]


def _recipients() -> Select[str, date, str, str, int, int, int]:
    return (
        select(
            Certificate.number, Certificate.issued_on, _SIGNER, Household.address,
            Certificate.unit_id, Response.campaign_id, Response.version_id,
        )
        .join(Response, and_(Response.id == Certificate.response_id, Response.state == "active"))
        .join(Invitation, Invitation.id == Response.invitation_id)
        .join(Household, Household.id == Invitation.subject_id)
    )  # fmt: skip


def _wording(session: Session, campaign_id: int, version_id: int) -> Wording:
    """Word the certificates of a form, from the frozen questionnaire and the campaign's settings."""
    campaign = campaign_by_id(session, campaign_id)
    version = session.get_one(QuestionnaireVersion, version_id)
    title: dict[str, str] = version.content["title"]  # type: ignore[assignment]  # a text in both languages
    unit = session.get_one(Unit, campaign.unit_id)
    if campaign.closes_on is None:
        raise NotFound  # A campaign that opened has a last day; a draft has no certificates.
    opening = opening_of(campaign.settings, campaign.opens_on, campaign.closes_on)
    return Wording(
        agency=campaign.settings["ten_co_quan"],
        pledge=pledge_in_sentence(title["vi"]),
        campaign=campaign.settings["ten_chien_dich"],
        until_on=campaign.closes_on,
        place=bare_name(unit.name, type_word(unit.type)),
        signer_title=opening.signer_title,
        signer_name=opening.signer_name,
    )


def _active(campaign_id: int) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions of a pledge that counts; of two that one household signed under two entries, one does."""
    spare = exists().where(
        Exclusion.invitation_id == Response.invitation_id, Exclusion.state == ExclusionState.APPROVED.value
    )
    return Response.campaign_id == campaign_id, Response.state == "active", ~spare
