"""Questions about who belongs to a campaign's base: households, officials and offices within its unit."""

from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import Session

from pledges.campaigns.queries import COUNTED, is_newest
from pledges.campaigns.tables import Campaign, Invitation, QuestionnaireVersion
from pledges.register.rules import SubjectKind
from pledges.register.tables import Household, Office, Official
from pledges.units.queries.tree import ids_within

Missing = Select[*tuple[Any, ...]]


def invited_count(session: Session, campaign_id: int, kind: SubjectKind = SubjectKind.HOUSEHOLD) -> int:
    """Return how many households, or subjects of another kind, a campaign has invited."""
    query = select(func.count(Invitation.subject_id.distinct())).where(
        Invitation.campaign_id == campaign_id, Invitation.subject_kind == kind
    )
    return session.scalar(query) or 0


def invited_by_kind(session: Session, campaign_id: int) -> dict[str, int]:
    """Return kind of subject → how many a campaign has invited, each subject once."""
    query = select(Invitation.subject_kind, func.count(Invitation.subject_id.distinct()))
    query = query.where(Invitation.campaign_id == campaign_id).group_by(Invitation.subject_kind)
    return {row[0]: row[1] for row in session.execute(query)}


def missing_by_kind(session: Session, campaign: Campaign) -> dict[str, int]:
    """Return kind of subject → how many of those within a campaign's unit it has not invited, each subject once."""
    found: dict[str, int] = {}
    for kind, missing in not_invited(campaign).items():
        candidates = missing.order_by(None).subquery()
        number = session.scalar(select(func.count(candidates.c.subject_id.distinct())))
        if number:
            found[kind.value] = number
    return found


def newcomer_count(session: Session, campaign: Campaign) -> int:
    """Return how many subjects of a campaign's unit and below it has not invited."""
    return sum(missing_by_kind(session, campaign).values())


def base_of(session: Session, campaign: Campaign) -> int:
    """Return how many subjects a campaign has invited or would invite now, each once."""
    return sum(invited_by_kind(session, campaign.id).values()) + newcomer_count(session, campaign)


def not_invited(campaign: Campaign) -> dict[SubjectKind, Missing]:
    """Return kind of subject → query of its missing invitations: campaign, form, kind, subject, unit.

    Officials and offices belong to a campaign when the office sits within its unit; their leaf is the office's own
    unit. Whoever has left the lists is not invited.
    """
    within = ids_within([campaign.unit_id])
    offices = select(Office.unit_id).where(Office.seat_unit_id.in_(within))
    is_listed, is_employed = Household.ended_on.is_(None), Official.ended_on.is_(None)
    return {
        SubjectKind.HOUSEHOLD: _missing(
            campaign, SubjectKind.HOUSEHOLD, Household, is_listed & Household.unit_id.in_(within)
        ),
        SubjectKind.OFFICIAL: _missing(
            campaign, SubjectKind.OFFICIAL, Official, is_employed & Official.unit_id.in_(offices)
        ),
        SubjectKind.OFFICE: _missing(campaign, SubjectKind.OFFICE, Office, Office.seat_unit_id.in_(within)),
    }


def _missing(
    campaign: Campaign,
    kind: SubjectKind,
    subject: type[Household] | type[Official] | type[Office],
    belongs: ColumnElement[bool],
) -> Missing:
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
        .where(QuestionnaireVersion.kind.in_(COUNTED), QuestionnaireVersion.subject_kind == kind.value)
        .where(belongs, is_newest(), ~asked)
        .order_by(subject.id)
    )
