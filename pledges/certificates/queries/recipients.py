"""What stands on certificates: to whom each was given, where, what for, with whose words."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session

from pledges.campaigns.queries import by_id as campaign_by_id
from pledges.campaigns.settings import opening_of
from pledges.campaigns.tables import Invitation, QuestionnaireVersion
from pledges.certificates.proofs import said_by
from pledges.certificates.queries.words import head_on, line_on, named_on, sources_on
from pledges.certificates.rules import Recipient, Wording, bare_name, pledge_in_sentence
from pledges.certificates.tables import Certificate
from pledges.foundation.errors import NotFound
from pledges.register.rules import SubjectKind
from pledges.register.tables import Household, Office, Official
from pledges.responses.tables import Response
from pledges.units.queries.history import address_on, name_on
from pledges.units.tables import Unit
from pledges.units.unit_types import type_word


@dataclass
class _Looked:
    """What was looked up for one answer, so that a hamlet's address is asked for once, not once a household."""

    session: Session
    _addresses: dict[tuple[int, date], str] = field(default_factory=dict)
    _names: dict[tuple[int, date], str] = field(default_factory=dict)
    _wordings: dict[tuple[int, int, date], Wording] = field(default_factory=dict)

    def address(self, unit_id: int, on: date) -> str:
        if (unit_id, on) not in self._addresses:
            self._addresses[unit_id, on] = address_on(self.session, unit_id, on)
        return self._addresses[unit_id, on]

    def name(self, unit_id: int, on: date) -> str:
        if (unit_id, on) not in self._names:
            now = self.session.get_one(Unit, unit_id).name
            self._names[unit_id, on] = name_on(self.session, unit_id, on) or now
        return self._names[unit_id, on]

    def wording(self, row: Any) -> Wording:
        key = row.version_id, row.unit_id, row.issued_on
        if key not in self._wordings:
            self._wordings[key] = _wording(self.session, row)
        return self._wordings[key]


def recipients(session: Session, numbers: Collection[str]) -> list[Recipient]:
    """Return what stands on the certificates of active pledges, in the order of the numbers given.

    Places and offices bear the names they had on the day of issue, however often the paper is made again.
    """
    looked = _Looked(session)
    rows = session.execute(_recipients().where(Certificate.number.in_(list(numbers))))
    found = {row.number: _recipient(looked, row) for row in rows}
    return [found[number] for number in numbers if number in found]


def _wording(session: Session, row: Any) -> Wording:
    """Word a certificate from the questionnaire, the campaign's settings and the words of the units above its place.

    Where a unit below the one that holds the campaign has a head of its own, it issues: the campaign's signer is of
    another body then, and is left out. An office and its officials are below the territory it sits in; it may word
    their papers, but does not issue them to itself.
    """
    campaign = campaign_by_id(session, row.campaign_id)
    version = session.get_one(QuestionnaireVersion, row.version_id)
    title: dict[str, str] = version.content["title"]  # type: ignore[assignment]  # a text in both languages
    if campaign.closes_on is None:
        raise NotFound  # A campaign that opened has a last day; a draft has no certificates.
    opening = opening_of(campaign.settings, campaign.opens_on, campaign.closes_on)
    verb, pledge = pledge_in_sentence(title["vi"])
    line = line_on(session, row.seat_unit_id or row.unit_id, campaign.unit_id, row.issued_on)
    head, head_of = head_on(session, line.holders, row.issued_on) or (None, line.holder_id)
    is_lent = line.is_below_holder(head_of)
    name, unit_type = named_on(session, line.holder_id, row.issued_on)
    return Wording(
        agency=campaign.settings["ten_co_quan"],
        verb=verb,
        pledge=pledge,
        campaign=campaign.settings["ten_chien_dich"],
        until_on=campaign.closes_on,
        place=head.place if head and head.place else bare_name(name, type_word(unit_type)),
        signer_title="" if is_lent else opening.signer_title,
        signer_name="" if is_lent else opening.signer_name,
        head=head,
        sources=sources_on(session, [*line.units, row.unit_id], row.issued_on),
    )


def _recipients() -> Select[*tuple[Any, ...]]:
    is_of = Invitation.subject_kind
    return (
        select(
            Certificate.number, Certificate.issued_on, Certificate.unit_id, Certificate.proof,
            # Names are erased when a pledge is withdrawn.
            func.coalesce(Response.signer_name, "").label("signer_name"),
            Response.campaign_id, Response.version_id, Response.form_code,
            Invitation.subject_kind, Household.address, Official.position, Office.seat_unit_id,
        )
        .join(Response, and_(Response.id == Certificate.response_id, Response.state == "active"))
        .join(Invitation, Invitation.id == Response.invitation_id)
        .outerjoin(Household, and_(is_of == SubjectKind.HOUSEHOLD, Household.id == Invitation.subject_id))
        .outerjoin(Official, and_(is_of == SubjectKind.OFFICIAL, Official.id == Invitation.subject_id))
        .outerjoin(Office, Office.unit_id == Certificate.unit_id)
    )  # fmt: skip


def _recipient(looked: _Looked, row: Any) -> Recipient:
    name, address = _named(looked, row)
    wording = looked.wording(row)
    claim = said_by(row.number, row.proof) if row.proof else None
    return Recipient(
        row.number,
        row.issued_on,
        row.subject_kind,
        name,
        address,
        # The paper says what it proves, even where the campaign was prolonged since.
        replace(wording, until_on=claim.until_on) if claim else wording,
        row.campaign_id,
        row.form_code,
        row.proof,
    )


def _named(looked: _Looked, row: Any) -> tuple[str, str]:
    """Return name and what stands below it: a household's address, an official's position, where an office sits."""
    if row.subject_kind == SubjectKind.OFFICE:
        seat = row.seat_unit_id or row.unit_id
        return looked.name(row.unit_id, row.issued_on), looked.address(seat, row.issued_on)
    if row.subject_kind == SubjectKind.OFFICIAL:
        office = looked.name(row.unit_id, row.issued_on)
        return row.signer_name, ", ".join(filter(None, (row.position, office)))
    place = looked.address(row.unit_id, row.issued_on)
    return row.signer_name, ", ".join(filter(None, (row.address, place)))
