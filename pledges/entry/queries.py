"""Questions of those who type in: where they may, which papers there are, what stands on a sheet."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session

from pledges.campaigns.queries import is_excluded, is_newest
from pledges.campaigns.rules import CampaignState
from pledges.campaigns.tables import Campaign, Invitation, QuestionnaireVersion
from pledges.entry.rules import (
    HouseholdRow,
    PaperVersion,
    Period,
    SheetAtHand,
    takes_entries,
)
from pledges.entry.tables import SignSheet, SignSheetRow
from pledges.foundation.errors import NotFound
from pledges.foundation.vietnamese.dates import local_date
from pledges.foundation.vietnamese.folding import fold
from pledges.register.rules import SubjectKind
from pledges.register.tables import Household
from pledges.responses.tables import Proof, Response
from pledges.units.queries.tree import ids_within
from pledges.units.tables import Unit


@dataclass(frozen=True)
class EntryPlace:
    """A hamlet in reach that a campaign asks with a form, while something may be entered."""

    campaign_id: int
    form_code: str
    unit_id: int
    unit_name: str
    title_vi: str
    title_en: str
    version_id: int
    version_digest: str
    period: Period

    def title(self, language: str) -> str:
        """Return the campaign's title in the language of the page."""
        return self.title_en if language == "en" else self.title_vi


@dataclass(frozen=True)
class SheetLine:
    """A sign sheet as its list shows it: how many rows it has, and of how many something was entered."""

    id: int
    series: int
    page: int
    version_id: int
    made_on: date
    rows: int
    entered: int


def entry_places(session: Session, roots: Collection[int], on: date) -> list[EntryPlace]:
    """Return where somebody who reaches these units may enter households' pledges, the newest campaign first."""
    version = and_(
        QuestionnaireVersion.campaign_id == Invitation.campaign_id,
        QuestionnaireVersion.form_code == Invitation.form_code,
    )
    columns = (Invitation.campaign_id, Invitation.form_code, Unit.id, Unit.name, QuestionnaireVersion.id)
    query = (
        select(*columns, QuestionnaireVersion.digest, Campaign)
        .join(Unit, Unit.id == Invitation.unit_id)
        .join(Campaign, Campaign.id == Invitation.campaign_id)
        .join(QuestionnaireVersion, version)
        .where(Invitation.subject_kind == SubjectKind.HOUSEHOLD, Unit.id.in_(ids_within(roots)), is_newest())
        .where(Campaign.state.in_((CampaignState.OPEN, CampaignState.CLOSING)))
        .group_by(*columns, QuestionnaireVersion.digest, Campaign.id, Unit.sort_no)
        .order_by(Invitation.campaign_id.desc(), Unit.sort_no, Unit.id)
    )
    found = [
        EntryPlace(*row[:4], row[6].title_vi, row[6].title_en, row[4], row[5], period_of(row[6]))
        for row in session.execute(query)
    ]
    return [place for place in found if takes_entries(place.period, on)]


def entry_place(
    session: Session, roots: Collection[int], on: date, campaign_id: int, unit_id: int
) -> EntryPlace:
    """Return one of them.

    :raises NotFound: when it is out of reach, or nothing may be entered there.
    """
    for place in entry_places(session, roots, on):
        if (place.campaign_id, place.unit_id) == (campaign_id, unit_id):
            return place
    raise NotFound


def period_of(campaign: Campaign) -> Period:
    """Return when a campaign's pledges may be given and entered; a draft takes nothing."""
    return Period(
        campaign.state,
        campaign.opens_on or date.max,
        campaign.closes_on or date.min,
        campaign.late_paper_until,
    )


def households_at(session: Session, place: EntryPlace, text: str) -> list[Household]:
    """Return the invited households of a hamlet by number; ``text`` is a number or a part of a name, however typed.

    **why** nothing of what they answered: a list that told who has signed would tell who has not.
    """
    query = (
        select(Household)
        .join(Invitation, and_(Invitation.subject_id == Household.id, *_asked_at(place)))
        .where(Household.ended_on.is_(None), ~is_excluded())
        .order_by(Household.number)
    )
    if text.isascii() and text.isdigit() and len(text) < 10:
        query = query.where(Household.number == int(text))
    elif text:
        query = query.where(Household.folded_name.contains(fold(text), autoescape=True))
    return list(session.scalars(query))


def paper_versions(
    session: Session, campaign_id: int, form_code: str, unit_ids: Collection[int], live_id: int
) -> list[PaperVersion]:
    """Return the versions that may stand on paper for a subject below these units, the one in use first."""
    version = QuestionnaireVersion
    query = (
        select(version.id, version.digest, version.version, version.frozen_at)
        .where(version.campaign_id == campaign_id, version.form_code == form_code)
        .where(version.frozen_at.is_not(None))
        .where(version.unit_id.is_(None) | version.unit_id.in_(unit_ids))
        .order_by(version.frozen_at.desc(), version.id.desc())
    )
    found = [PaperVersion(*row, is_live=row.id == live_id) for row in session.execute(query)]
    return sorted(found, key=lambda one: not one.is_live)


def version_number(session: Session, version_id: int) -> int:
    """Return the number by which a version of a questionnaire is known on paper."""
    return session.scalars(
        select(QuestionnaireVersion.version).where(QuestionnaireVersion.id == version_id)
    ).one()


def withdrawn_on(session: Session, invitation_id: int) -> date | None:
    """Return the last day on which the household took a pledge back, None where it never did."""
    query = select(func.max(Response.withdrawn_at)).where(Response.invitation_id == invitation_id)
    moment = session.scalar(query)
    return local_date(moment) if moment else None


def sheets_at(session: Session, place: EntryPlace) -> list[SheetLine]:
    """Return the sign sheets of a hamlet in order, each with how many of its rows were entered."""
    rows = (
        select(SignSheetRow.sheet_id, func.count().label("rows")).group_by(SignSheetRow.sheet_id).subquery()
    )
    entered = (
        select(Proof.sheet_id, func.count(Proof.row_number.distinct()).label("entered"))
        .where(Proof.sheet_id.is_not(None))
        .group_by(Proof.sheet_id)
        .subquery()
    )
    query = (
        select(SignSheet, rows.c.rows, func.coalesce(entered.c.entered, 0))
        .join(rows, rows.c.sheet_id == SignSheet.id)
        .outerjoin(entered, entered.c.sheet_id == SignSheet.id)
        .where(SignSheet.campaign_id == place.campaign_id, SignSheet.form_code == place.form_code)
        .where(SignSheet.unit_id == place.unit_id)
        .order_by(SignSheet.series, SignSheet.page)
    )
    return [
        SheetLine(
            sheet.id, sheet.series, sheet.page, sheet.version_id, local_date(sheet.made_at), count, done
        )
        for sheet, count, done in session.execute(query)
    ]


def sheet_at_hand(session: Session, sheet_id: int) -> SheetAtHand:
    """Return a sign sheet.

    :raises NotFound: when there is none.
    """
    query = (
        select(SignSheet, Unit.name, QuestionnaireVersion.digest)
        .join(Unit, Unit.id == SignSheet.unit_id)
        .join(QuestionnaireVersion, QuestionnaireVersion.id == SignSheet.version_id)
        .where(SignSheet.id == sheet_id)
    )
    row = session.execute(query).one_or_none()
    if row is None:
        raise NotFound
    sheet, unit_name, digest = row
    which = (sheet.id, sheet.campaign_id, sheet.form_code, sheet.unit_id, unit_name, sheet.series, sheet.page)
    return SheetAtHand(*which, sheet.version_id, digest)


def rows_of(session: Session, sheet_id: int, reached: Select[int]) -> list[HouseholdRow]:
    """Return the rows of a sheet whose households live in a unit that is reached now, as the register has them."""
    entry, stayed = Household.__table__, Household.__table__.alias("stayed")
    columns = (stayed.c.id, stayed.c.unit_id, stayed.c.number, stayed.c.head_name, stayed.c.address)
    query = (
        select(SignSheetRow.row_number, *columns)
        .join(entry, entry.c.id == SignSheetRow.subject_id)
        .join(stayed, stayed.c.id == func.coalesce(entry.c.merged_into_id, entry.c.id))
        .where(SignSheetRow.sheet_id == sheet_id, stayed.c.unit_id.in_(reached))
        .order_by(SignSheetRow.row_number)
    )
    return [HouseholdRow(*row) for row in session.execute(query)]


def was_entered(session: Session, sheet_id: int, row_number: int) -> bool:
    """Tell whether a row of a sheet was entered before, whatever became of the pledge."""
    query = select(Proof.id).where(Proof.sheet_id == sheet_id, Proof.row_number == row_number)
    return session.scalar(query.limit(1)) is not None


def was_sent(session: Session, attempt: bytes) -> bool:
    """Tell whether a form page was kept as a pledge before."""
    return session.scalar(select(Response.id).where(Response.attempt == attempt)) is not None


def typed_before(session: Session, sheet_id: int) -> set[int]:
    """Return the rows of a sheet that were entered from it, whatever became of the pledges.

    **why** nothing of who has signed elsewhere: typing every row and looking would list who has not.
    """
    entered = select(Proof.row_number).where(Proof.sheet_id == sheet_id, Proof.row_number.is_not(None))
    return {number for number in session.scalars(entered) if number is not None}


def _asked_at(place: EntryPlace) -> tuple[ColumnElement[bool], ...]:
    return (
        Invitation.campaign_id == place.campaign_id,
        Invitation.form_code == place.form_code,
        Invitation.subject_kind == SubjectKind.HOUSEHOLD,
        Invitation.unit_id == place.unit_id,
    )
