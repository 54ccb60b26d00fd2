"""Questions about campaigns, what they ask and whom they invited."""

from collections.abc import Collection
from datetime import date
from functools import cache
from typing import TypeVar

from sqlalchemy import BindParameter, ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from pledges.campaigns.rules import CampaignState, ExclusionState
from pledges.campaigns.tables import Campaign, Exclusion, Invitation, QuestionnaireVersion
from pledges.foundation.errors import NotFound
from pledges.register.rules import SubjectKind
from pledges.units.queries.tree import ids_above, is_in
from pledges.units.tables import Unit

PLEDGE, REGISTRATION, SURVEY = "pledge", "registration", "survey"
COUNTED = (PLEDGE, REGISTRATION)
"""Kinds of forms that subjects are invited to and that tallies count."""
_Row = TypeVar("_Row")


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


def visible_to(session: Session, unit_ids: Collection[int], *, archived: bool = False) -> list[Campaign]:
    """Return what staff who reach these units (and all below) may see, the newest first; or what is in the archive.

    Campaigns of units in reach in any state, and those of units above once they have opened: a hamlet head
    sees the commune's campaign, not the commune's drafts.
    """
    query = select(Campaign).where(_is_visible(unit_ids), is_archived() if archived else ~is_archived())
    return list(session.scalars(query.order_by(Campaign.id.desc())))


def is_archived() -> ColumnElement[bool]:
    """Return the condition that a campaign lies in the archive: lists leave it out unless it is asked for."""
    return Campaign.state == CampaignState.ARCHIVED


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


def counted_forms(session: Session, campaign_id: int) -> dict[str, str]:
    """Return the forms a campaign counts and whom each asks (``SubjectKind``): households first, then as taken in."""
    query = select(QuestionnaireVersion.form_code, QuestionnaireVersion.subject_kind).where(
        QuestionnaireVersion.campaign_id == campaign_id, QuestionnaireVersion.kind.in_(COUNTED), is_newest()
    )
    asks_households = QuestionnaireVersion.subject_kind == SubjectKind.HOUSEHOLD.value
    ordered = query.order_by(asks_households.desc(), QuestionnaireVersion.id)
    return {row.form_code: row.subject_kind for row in session.execute(ordered)}


def pledge_forms(session: Session, campaign_id: int) -> list[str]:
    """Return the codes of the forms a campaign counts, those of households first."""
    return list(counted_forms(session, campaign_id))


def subject_kind_of(session: Session, campaign_id: int, form_code: str) -> str:
    """Return whom one form of a campaign asks (``SubjectKind``).

    :raises NotFound: when the campaign has no such form.
    """
    query = select(QuestionnaireVersion.subject_kind).where(
        QuestionnaireVersion.campaign_id == campaign_id, QuestionnaireVersion.form_code == form_code
    )
    return _found(session.scalar(query.limit(1)))


def is_excluded() -> ColumnElement[bool]:
    """Return the condition that an invitation's subject is out of the base: by an approved exclusion, no other."""
    return exists().where(
        Exclusion.invitation_id == Invitation.id, Exclusion.state == ExclusionState.APPROVED.value
    )


def _is_visible(unit_ids: Collection[int]) -> ColumnElement[bool]:
    from_above = and_(Campaign.unit_id.in_(ids_above(unit_ids)), Campaign.state != CampaignState.DRAFT)
    return or_(is_in(Campaign.unit_id, unit_ids), from_above)


def runs(on: date | BindParameter[date]) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that a campaign runs on a day: the stage that ``stage_on`` calls running."""
    return Campaign.state == CampaignState.OPEN, Campaign.opens_on <= on, Campaign.closes_on >= on


@cache
def is_newest() -> ColumnElement[bool]:
    """Return the condition that a version is its campaign's present core: live, or a draft where none is live yet."""
    live = QuestionnaireVersion.__table__.alias("live")
    is_first_draft = QuestionnaireVersion.frozen_at.is_(None) & ~exists().where(
        live.c.campaign_id == QuestionnaireVersion.campaign_id,
        live.c.form_code == QuestionnaireVersion.form_code,
        live.c.unit_id.is_(None),
        live.c.frozen_at.is_not(None),
    )
    is_live = QuestionnaireVersion.frozen_at.is_not(None) & QuestionnaireVersion.superseded_at.is_(None)
    return and_(QuestionnaireVersion.unit_id.is_(None), or_(is_live, is_first_draft))


def _found(row: _Row | None) -> _Row:
    if row is None:
        raise NotFound
    return row
