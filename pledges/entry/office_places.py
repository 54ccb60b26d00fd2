"""Questions of those who type in papers of officials and offices: which offices they reach, who is on whose list."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session

from pledges.campaigns.queries import is_excluded
from pledges.campaigns.rules import CampaignState
from pledges.campaigns.tables import Campaign, Invitation
from pledges.entry.queries import period_of
from pledges.entry.rules import takes_entries
from pledges.foundation.errors import NotFound
from pledges.foundation.vietnamese.folding import fold
from pledges.register.rules import SubjectKind
from pledges.register.tables import Office, Official
from pledges.units.queries.tree import ids_within
from pledges.units.tables import Unit

_KINDS = (SubjectKind.OFFICIAL.value, SubjectKind.OFFICE.value)


@dataclass(frozen=True)
class EntryOffice:
    """An office in reach that a campaign asks: itself, its officials, or both; while something may be entered."""

    campaign_id: int
    office_id: int
    unit_id: int
    name: str
    title_vi: str
    title_en: str
    registers: bool
    """Whether the office itself is asked for its works."""

    def title(self, language: str) -> str:
        """Return the campaign's title in the language of the page."""
        return self.title_en if language == "en" else self.title_vi


def entry_offices(session: Session, roots: Collection[int], on: date) -> list[EntryOffice]:
    """Return where somebody who reaches these units may enter papers of offices, the newest campaign first."""
    registers = func.max(case((Invitation.subject_kind == SubjectKind.OFFICE.value, 1), else_=0))
    query = (
        select(Office.id, Office.unit_id, Unit.name, Campaign, registers)
        .join(Invitation, Invitation.unit_id == Office.unit_id)
        .join(Unit, Unit.id == Office.unit_id)
        .join(Campaign, Campaign.id == Invitation.campaign_id)
        .where(Invitation.subject_kind.in_(_KINDS), _is_reached(roots), ~is_excluded())
        .where(Campaign.state.in_((CampaignState.OPEN, CampaignState.CLOSING)))
        .group_by(Office.id, Office.unit_id, Unit.name, Campaign.id)
        .order_by(Campaign.id.desc(), Unit.name, Office.id)
    )
    return [
        EntryOffice(campaign.id, id_, unit_id, name, campaign.title_vi, campaign.title_en, bool(asks_office))
        for id_, unit_id, name, campaign, asks_office in session.execute(query)
        if takes_entries(period_of(campaign), on)
    ]


def entry_office(
    session: Session, roots: Collection[int], on: date, campaign_id: int, office_id: int
) -> EntryOffice:
    """Return one of them.

    :raises NotFound: when it is out of reach, or nothing may be entered there.
    """
    for office in entry_offices(session, roots, on):
        if (office.campaign_id, office.office_id) == (campaign_id, office_id):
            return office
    raise NotFound


def officials_at(session: Session, office: EntryOffice, text: str) -> list[Official]:
    """Return the invited officials of an office; ``text`` is a number or a part of a name, however typed.

    **why** nothing of what they answered: a list that told who has registered would tell who has not.
    """
    asked = select(Invitation.subject_id).where(
        Invitation.campaign_id == office.campaign_id,
        Invitation.subject_kind == SubjectKind.OFFICIAL.value,
        Invitation.unit_id == office.unit_id,
        ~is_excluded(),
    )
    query = select(Official).where(Official.id.in_(asked), Official.ended_on.is_(None))
    if text.isascii() and text.isdigit() and len(text) < 10:
        query = query.where(Official.number == int(text))
    elif text:
        query = query.where(Official.folded_name.contains(fold(text), autoescape=True))
    return list(session.scalars(query.order_by(Official.sort_key, Official.number)))


def units_of_offices(roots: Collection[int]) -> Select[int]:
    """Return a query of the units of the offices that sit in the territories below these."""
    return select(Office.unit_id).where(Office.seat_unit_id.in_(ids_within(roots)))


def _is_reached(roots: Collection[int]) -> ColumnElement[bool]:
    within = ids_within(roots)
    return Office.seat_unit_id.in_(within) | Office.unit_id.in_(within)
