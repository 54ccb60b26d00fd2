"""Questions about campaigns, what they ask and whom they invited."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import BindParameter, ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, defer

from pledges.campaigns.rules import CampaignState, ExclusionState
from pledges.campaigns.tables import Campaign, Exclusion, Invitation, QuestionnaireVersion
from pledges.foundation.errors import NotFound
from pledges.register.rules import SubjectKind
from pledges.register.tables import Household, Office, Official
from pledges.units.queries.tree import ids_above, ids_within, is_in, is_within
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
    return list(session.scalars(select(Campaign).where(*runs(on)).order_by(Campaign.id.desc())))


def taken_slugs(session: Session, stem: str) -> set[str]:
    """Return the slugs that begin with the stem."""
    return set(session.scalars(select(Campaign.slug).where(Campaign.slug.startswith(stem, autoescape=True))))


def versions_of(session: Session, campaign_id: int) -> list[QuestionnaireVersion]:
    """Return the newest version of each of a campaign's forms, in the order they were taken in."""
    query = select(QuestionnaireVersion).where(QuestionnaireVersion.campaign_id == campaign_id, is_newest())
    return list(session.scalars(query.order_by(QuestionnaireVersion.id)))


def version_of(session: Session, campaign_id: int, form_code: str) -> QuestionnaireVersion:
    """Return the newest version of one form of a campaign.

    :raises NotFound: when the campaign has no such form.
    """
    query = select(QuestionnaireVersion).where(
        QuestionnaireVersion.campaign_id == campaign_id,
        QuestionnaireVersion.form_code == form_code,
        is_newest(),
    )
    return _found(session.scalar(query))


def pledge_forms(session: Session, campaign_id: int) -> list[str]:
    """Return the codes of the forms a campaign counts, the first one first."""
    query = select(QuestionnaireVersion.form_code).where(
        QuestionnaireVersion.campaign_id == campaign_id, QuestionnaireVersion.kind == PLEDGE, is_newest()
    )
    return list(session.scalars(query.order_by(QuestionnaireVersion.id)))


def subject_kind_of(session: Session, campaign_id: int, form_code: str) -> str:
    """Return whom one form of a campaign asks (``SubjectKind``).

    :raises NotFound: when the campaign has no such form.
    """
    query = select(QuestionnaireVersion.subject_kind).where(
        QuestionnaireVersion.campaign_id == campaign_id, QuestionnaireVersion.form_code == form_code
    )
    return _found(session.scalar(query.limit(1)))


def open_invitations(session: Session, subject_kind: str, subject_id: int, on: date) -> list[OpenInvitation]:
    """Return what a subject is asked on a day, the newest campaign first, in one statement.

    A subject that is excluded from a campaign's base is not asked by it.
    """
    query = (
        select(Invitation, Campaign, QuestionnaireVersion)
        .join(Campaign, Campaign.id == Invitation.campaign_id)
        .join(QuestionnaireVersion, _asks_with(Invitation))
        .where(Invitation.subject_kind == subject_kind, Invitation.subject_id == subject_id, *runs(on))
        .where(is_newest(), ~is_excluded())
        .options(defer(QuestionnaireVersion.content))
        .order_by(Campaign.id.desc(), Invitation.id)
    )
    return [
        OpenInvitation(invitation, campaign, version)
        for invitation, campaign, version in session.execute(query)
    ]


def is_excluded() -> ColumnElement[bool]:
    """Return the condition that an invitation's subject is out of the base: by an approved exclusion, no other."""
    return exists().where(
        Exclusion.invitation_id == Invitation.id, Exclusion.state == ExclusionState.APPROVED.value
    )


def invited_count(session: Session, campaign_id: int) -> int:
    """Return how many households a campaign has invited."""
    query = select(func.count(Invitation.subject_id.distinct())).where(
        Invitation.campaign_id == campaign_id, Invitation.subject_kind == SubjectKind.HOUSEHOLD
    )
    return session.scalar(query) or 0


def newcomer_count(session: Session, campaign: Campaign) -> int:
    """Return how many households and officials of a campaign's unit and below it has not invited."""
    candidates = [missing.subquery() for missing in not_invited(campaign)]
    numbers = [select(func.count(missing.c.subject_id.distinct())) for missing in candidates]
    return sum(session.scalar(number) or 0 for number in numbers)


def not_invited(campaign: Campaign) -> tuple[Select[*tuple[Any, ...]], Select[*tuple[Any, ...]]]:
    """Return queries of the missing invitations, of households and of officials: campaign, form, kind, subject, unit.

    Officials belong to a campaign when their office sits within its unit; their leaf is the office's own unit. Whoever
    has left the lists is not invited.
    """
    within = ids_within([campaign.unit_id])
    offices = select(Office.unit_id).where(Office.seat_unit_id.in_(within))
    return (
        _missing(campaign, SubjectKind.HOUSEHOLD, Household, Household.unit_id.in_(within)),
        _missing(campaign, SubjectKind.OFFICIAL, Official, Official.unit_id.in_(offices)),
    )


def _missing(
    campaign: Campaign,
    kind: SubjectKind,
    subject: type[Household] | type[Official],
    belongs: ColumnElement[bool],
) -> Select[*tuple[Any, ...]]:
    asked = exists().where(
        Invitation.campaign_id == campaign.id,
        Invitation.form_code == QuestionnaireVersion.form_code,
        Invitation.subject_kind == kind.value,
        Invitation.subject_id == subject.id,
    )
    columns = (
        QuestionnaireVersion.campaign_id,
        QuestionnaireVersion.form_code,
        QuestionnaireVersion.subject_kind,
    )
    return (
        select(*columns, subject.id.label("subject_id"), subject.unit_id)
        .select_from(subject)
        .join(QuestionnaireVersion, QuestionnaireVersion.campaign_id == campaign.id)
        .where(QuestionnaireVersion.kind == PLEDGE, QuestionnaireVersion.subject_kind == kind.value)
        .where(belongs, subject.ended_on.is_(None), is_newest(), ~asked)
        .order_by(subject.id)
    )


def _is_visible(unit_ids: Collection[int]) -> ColumnElement[bool]:
    from_above = and_(Campaign.unit_id.in_(ids_above(unit_ids)), Campaign.state != CampaignState.DRAFT)
    return or_(is_in(Campaign.unit_id, unit_ids), from_above)


def runs(on: date | BindParameter[date]) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that a campaign runs on a day: the stage that ``stage_on`` calls running."""
    return Campaign.state == CampaignState.OPEN, Campaign.opens_on <= on, Campaign.closes_on >= on


def _asks_with(invitation: type[Invitation]) -> ColumnElement[bool]:
    return and_(
        QuestionnaireVersion.campaign_id == invitation.campaign_id,
        QuestionnaireVersion.form_code == invitation.form_code,
    )


def is_newest() -> ColumnElement[bool]:
    """Return the condition that a questionnaire has no newer version in its campaign."""
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
