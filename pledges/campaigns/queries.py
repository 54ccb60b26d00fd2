"""Questions about campaigns, what they ask and whom they invited."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import BindParameter, ColumnElement, Select, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session, defer

from pledges.campaigns.rules import CampaignState
from pledges.campaigns.tables import Campaign, Exclusion, Invitation, QuestionnaireVersion
from pledges.foundation.errors import NotFound
from pledges.register.rules import SubjectKind
from pledges.register.tables import Counter, Household, Office
from pledges.units.queries.tree import ids_above, ids_within, is_within
from pledges.units.tables import Unit

PLEDGE, SURVEY = "pledge", "survey"
_Row = TypeVar("_Row")


@dataclass(frozen=True)
class OpenInvitation:
    """A subject asked by a campaign that takes pledges; the version's content is read when first looked at."""

    invitation: Invitation
    campaign: Campaign
    version: QuestionnaireVersion


@dataclass(frozen=True)
class OpenSurvey:
    """A survey that a counter asks: whose it is, its last day, and which version of the questionnaire it uses."""

    campaign_id: int
    title_vi: str
    title_en: str
    closes_on: date
    form_code: str
    version_id: int
    version_digest: str

    def title(self, language: str) -> str:
        """Return the campaign's title in the language of the page."""
        return self.title_en if language == "en" else self.title_vi


@dataclass(frozen=True)
class CampaignSheet:
    """Everything a campaign's own page shows: its unit's name, its forms, whom it invited and whom not yet.

    ``is_managed`` tells whether whoever looks may change it.
    """

    campaign: Campaign
    unit_name: str
    versions: list[QuestionnaireVersion]
    invited: int
    newcomers: int
    is_managed: bool


def by_id(session: Session, campaign_id: int) -> Campaign:
    """Return the campaign.

    :raises NotFound: when there is none.
    """
    return _found(session.get(Campaign, campaign_id))


def by_slug(session: Session, slug: str) -> Campaign:
    """Return the campaign by the last part of its public address.

    :raises NotFound: when there is none.
    """
    return _found(session.scalar(select(Campaign).where(Campaign.slug == slug)))


def visible_to(session: Session, unit_ids: Collection[int]) -> list[Campaign]:
    """Return what staff who reach these units (and all below) may see, the newest first.

    Campaigns of units in reach in any state, and those of units above once they have opened: a hamlet head
    sees the commune's campaign, not the commune's drafts.
    """
    return list(session.scalars(select(Campaign).where(_is_visible(unit_ids)).order_by(Campaign.id.desc())))


def visible_by_id(session: Session, campaign_id: int, unit_ids: Collection[int]) -> Campaign:
    """Return the campaign if staff who reach these units may see it.

    :raises NotFound: when there is none or it is not for them: a stranger cannot tell which.
    """
    query = select(Campaign).where(Campaign.id == campaign_id, _is_visible(unit_ids))
    return _found(session.scalar(query))


def by_id_or_slug(session: Session, text: str) -> Campaign:
    """Return the campaign that an operator named by its id or its slug.

    :raises NotFound: when there is none.
    """
    return by_id(session, int(text)) if text.isascii() and text.isdigit() else by_slug(session, text)


def unit_names(session: Session, campaigns: Collection[Campaign]) -> dict[int, str]:
    """Return unit id → name of the units that the campaigns belong to."""
    units = select(Unit.id, Unit.name).where(Unit.id.in_({campaign.unit_id for campaign in campaigns}))
    return {row.id: row.name for row in session.execute(units)}


def sheet_of(session: Session, campaign: Campaign, managed_ids: Collection[int]) -> CampaignSheet:
    """Return everything a campaign's own page shows to somebody who manages these units and all below."""
    return CampaignSheet(
        campaign,
        unit_names(session, [campaign])[campaign.unit_id],
        versions_of(session, campaign.id),
        invited_count(session, campaign.id),
        newcomer_count(session, campaign),
        is_within(session, campaign.unit_id, managed_ids),
    )


def all_campaigns(session: Session) -> list[Campaign]:
    """Return every campaign, the newest first; for the operator at the machine."""
    return list(session.scalars(select(Campaign).order_by(Campaign.id.desc())))


def open_public(session: Session, on: date) -> list[Campaign]:
    """Return the campaigns that take pledges or answers on a day, the newest first."""
    return list(session.scalars(select(Campaign).where(*_runs(on)).order_by(Campaign.id.desc())))


def taken_slugs(session: Session, stem: str) -> set[str]:
    """Return the slugs that begin with the stem."""
    return set(session.scalars(select(Campaign.slug).where(Campaign.slug.startswith(stem, autoescape=True))))


def versions_of(session: Session, campaign_id: int) -> list[QuestionnaireVersion]:
    """Return the newest version of each of a campaign's forms, in the order they were taken in."""
    query = select(QuestionnaireVersion).where(QuestionnaireVersion.campaign_id == campaign_id, _is_newest())
    return list(session.scalars(query.order_by(QuestionnaireVersion.id)))


def version_of(session: Session, campaign_id: int, form_code: str) -> QuestionnaireVersion:
    """Return the newest version of one form of a campaign.

    :raises NotFound: when the campaign has no such form.
    """
    query = select(QuestionnaireVersion).where(
        QuestionnaireVersion.campaign_id == campaign_id,
        QuestionnaireVersion.form_code == form_code,
        _is_newest(),
    )
    return _found(session.scalar(query))


def pledge_forms(session: Session, campaign_id: int) -> list[str]:
    """Return the codes of the forms a campaign counts, the first one first."""
    query = select(QuestionnaireVersion.form_code).where(
        QuestionnaireVersion.campaign_id == campaign_id, QuestionnaireVersion.kind == PLEDGE, _is_newest()
    )
    return list(session.scalars(query.order_by(QuestionnaireVersion.id)))


def open_invitations(session: Session, subject_kind: str, subject_id: int, on: date) -> list[OpenInvitation]:
    """Return what a subject is asked on a day, the newest campaign first, in one statement.

    A subject that is excluded from a campaign's base is not asked by it.
    """
    query = (
        select(Invitation, Campaign, QuestionnaireVersion)
        .join(Campaign, Campaign.id == Invitation.campaign_id)
        .join(QuestionnaireVersion, _asks_with(Invitation))
        .where(Invitation.subject_kind == subject_kind, Invitation.subject_id == subject_id, *_runs(on))
        .where(_is_newest(), ~exists().where(Exclusion.invitation_id == Invitation.id))
        .options(defer(QuestionnaireVersion.content))
        .order_by(Campaign.id.desc(), Invitation.id)
    )
    return [
        OpenInvitation(invitation, campaign, version)
        for invitation, campaign, version in session.execute(query)
    ]


def invitation_of(
    session: Session, campaign_id: int, form_code: str, subject_kind: str, subject_id: int
) -> Invitation | None:
    """Return the invitation of a subject to one form of a campaign, or None."""
    query = select(Invitation).where(Invitation.campaign_id == campaign_id, Invitation.form_code == form_code)
    return session.scalar(
        query.where(Invitation.subject_kind == subject_kind, Invitation.subject_id == subject_id)
    )


def surveys_open_at(session: Session, counter_id: int, on: date) -> list[OpenSurvey]:
    """Return the surveys a counter asks on a day, the newest campaign first: of campaigns whose unit holds the seat."""
    return [
        OpenSurvey(*row) for row in session.execute(_surveys_open(), {"counter_id": counter_id, "on": on})
    ]


def invited_count(session: Session, campaign_id: int) -> int:
    """Return how many households a campaign has invited."""
    query = select(func.count(Invitation.subject_id.distinct())).where(
        Invitation.campaign_id == campaign_id, Invitation.subject_kind == SubjectKind.HOUSEHOLD
    )
    return session.scalar(query) or 0


def newcomer_count(session: Session, campaign: Campaign) -> int:
    """Return how many households of a campaign's unit and below it has not invited."""
    candidates = not_invited(campaign).subquery()
    return session.scalar(select(func.count(candidates.c.subject_id.distinct()))) or 0


def not_invited(campaign: Campaign) -> Select[*tuple[Any, ...]]:
    """Return a query of the invitations that are missing: campaign, form, subject kind, household, unit."""
    asked = exists().where(
        Invitation.campaign_id == campaign.id,
        Invitation.form_code == QuestionnaireVersion.form_code,
        Invitation.subject_kind == QuestionnaireVersion.subject_kind,
        Invitation.subject_id == Household.id,
    )
    columns = (
        QuestionnaireVersion.campaign_id,
        QuestionnaireVersion.form_code,
        QuestionnaireVersion.subject_kind,
    )
    return (
        select(*columns, Household.id.label("subject_id"), Household.unit_id)
        .select_from(Household)
        .join(QuestionnaireVersion, QuestionnaireVersion.campaign_id == campaign.id)
        .where(
            QuestionnaireVersion.kind == PLEDGE, QuestionnaireVersion.subject_kind == SubjectKind.HOUSEHOLD
        )
        .where(Household.unit_id.in_(ids_within([campaign.unit_id])), _is_newest(), ~asked)
        .order_by(Household.id)
    )


def _is_visible(unit_ids: Collection[int]) -> ColumnElement[bool]:
    from_above = and_(Campaign.unit_id.in_(ids_above(unit_ids)), Campaign.state != CampaignState.DRAFT)
    return or_(Campaign.unit_id.in_(ids_within(unit_ids)), from_above)


# Built once: every scan of a counter asks it, and building it anew costs twenty times what executing it does.
@lru_cache
def _surveys_open() -> Select[*tuple[Any, ...]]:
    seat = select(Office.seat_unit_id).join(Counter, Counter.office_id == Office.id)
    holding = ids_above(seat.where(Counter.id == bindparam("counter_id")))
    columns = (QuestionnaireVersion.form_code, QuestionnaireVersion.id, QuestionnaireVersion.digest)
    return (
        select(Campaign.id, Campaign.title_vi, Campaign.title_en, Campaign.closes_on, *columns)
        .join(QuestionnaireVersion, QuestionnaireVersion.campaign_id == Campaign.id)
        .where(Campaign.unit_id.in_(holding), *_runs(bindparam("on")), _is_newest())
        .where(QuestionnaireVersion.kind == SURVEY, QuestionnaireVersion.subject_kind == SubjectKind.COUNTER)
        .order_by(Campaign.id.desc(), QuestionnaireVersion.id)
    )


def _runs(on: date | BindParameter[date]) -> tuple[ColumnElement[bool], ...]:
    # The stage that rules.stage_on calls running.
    return Campaign.state == CampaignState.OPEN, Campaign.opens_on <= on, Campaign.closes_on >= on


def _asks_with(invitation: type[Invitation]) -> ColumnElement[bool]:
    return and_(
        QuestionnaireVersion.campaign_id == invitation.campaign_id,
        QuestionnaireVersion.form_code == invitation.form_code,
    )


def _is_newest() -> ColumnElement[bool]:
    newer = QuestionnaireVersion.__table__.alias("newer")
    return ~exists().where(
        newer.c.campaign_id == QuestionnaireVersion.campaign_id,
        newer.c.form_code == QuestionnaireVersion.form_code,
        newer.c.version > QuestionnaireVersion.version,
    )


def _found(row: _Row | None) -> _Row:
    if row is None:
        raise NotFound
    return row
