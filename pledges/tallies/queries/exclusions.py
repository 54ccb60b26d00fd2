"""Who is left out of a base, who is proposed to be, and how many for which reason. Never who was reached."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session, aliased

from pledges.campaigns.queries import by_id as campaign_by_id
from pledges.campaigns.rules import CampaignState, ExclusionReason, ExclusionState
from pledges.campaigns.tables import Campaign, Exclusion, Invitation
from pledges.foundation.errors import NotFound
from pledges.register.rules import SubjectKind
from pledges.register.tables import Household, Official
from pledges.staff.tables import Staff
from pledges.tallies.queries.changes import Place
from pledges.units.queries.tree import by_id as unit_by_id
from pledges.units.queries.tree import ids_of, is_below
from pledges.units.tables import Unit


@dataclass(frozen=True)
class Invited:
    """A subject that a campaign has invited: who, where, and in what."""

    campaign: Campaign
    kind: SubjectKind
    subject_id: int
    name: str
    number: int
    unit_id: int
    unit_name: str


@dataclass(frozen=True)
class Excluded:
    """One exclusion as the lists show it; ``decided_by`` is None where nobody had to approve it."""

    id: int
    campaign_id: int
    title_vi: str
    title_en: str
    needs_two: bool
    unit_name: str
    number: int
    name: str
    reason: ExclusionReason
    since: date | None
    proposed_by_id: int | None
    proposed_by: str | None
    proposed_at: datetime | None
    decided_by: str | None
    decided_at: datetime | None

    def title(self, language: str) -> str:
        """Return the campaign's title in the language of the page."""
        return self.title_en if language == "en" else self.title_vi


@dataclass(frozen=True)
class ReasonCounts:
    """How many of a unit are left out for which reason, beside how many were invited."""

    unit_id: int
    numbers: dict[ExclusionReason, int]

    @property
    def number(self) -> int:
        return sum(self.numbers.values())


def invited_subject(session: Session, campaign_id: int, kind: SubjectKind, subject_id: int) -> Invited:
    """Return a subject that a campaign has invited.

    :raises NotFound: when it has not.
    """
    subject = _subject_of(kind)
    name = Household.head_name if kind is SubjectKind.HOUSEHOLD else Official.name
    query = (
        select(name, subject.number, Unit.id, Unit.name)
        .select_from(Invitation)
        .join(subject, subject.id == Invitation.subject_id)
        .join(Unit, Unit.id == Invitation.unit_id)
        .where(Invitation.campaign_id == campaign_id, Invitation.subject_kind == kind.value)
        .where(Invitation.subject_id == subject_id)
    )
    row = session.execute(query.limit(1)).one_or_none()
    if row is None:
        raise NotFound
    return Invited(campaign_by_id(session, campaign_id), kind, subject_id, *row)


def unit_of_exclusion(session: Session, exclusion_id: int) -> int:
    """Return the id of the unit whose base an exclusion is about.

    :raises NotFound: when there is no such exclusion.
    """
    query = select(Invitation.unit_id).join(Exclusion, Exclusion.invitation_id == Invitation.id)
    unit_id = session.scalar(query.where(Exclusion.id == exclusion_id))
    if unit_id is None:
        raise NotFound
    return unit_id


def waiting_in(session: Session, scope: Select[int]) -> list[Excluded]:
    """Return the proposals of open campaigns in the units of a scope, the oldest first."""
    query = _listed(scope, ExclusionState.PROPOSED).order_by(Exclusion.id)
    return [_excluded(row) for row in session.execute(query)]


def standing_in(session: Session, scope: Select[int], offset: int, limit: int) -> tuple[list[Excluded], int]:
    """Return a page of what is excluded from open campaigns in the units of a scope, the newest first, and how many."""
    query = _listed(scope, ExclusionState.APPROVED)
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    page = query.order_by(Exclusion.decided_at.desc(), Exclusion.id.desc()).offset(offset).limit(limit)
    return [_excluded(row) for row in session.execute(page)], total


def by_reason(session: Session, place: Place) -> dict[int, ReasonCounts]:
    """Return the approved exclusions by reason, unit id → counts: of the unit and of each directly below it."""
    unit_id = place.unit_id
    root = unit_by_id(session, unit_id)
    query = (
        select(Unit.path, Exclusion.reason, func.count())
        .join(Invitation, Invitation.unit_id == Unit.id)
        .join(Exclusion, Exclusion.invitation_id == Invitation.id)
        .where(Invitation.campaign_id == place.campaign_id, Invitation.form_code == place.form_code)
        .where(Exclusion.state == ExclusionState.APPROVED.value, is_below(Unit.path, root.path))
        .group_by(Unit.path, Exclusion.reason)
    )
    depth, found = len(ids_of(root.path)), defaultdict[int, dict[ExclusionReason, int]](dict)
    for path, reason, number in session.execute(query):
        line = ids_of(path)
        for top in {unit_id, line[depth] if len(line) > depth else unit_id}:
            numbers = found[top]
            numbers[ExclusionReason(reason)] = numbers.get(ExclusionReason(reason), 0) + number
    return {top: ReasonCounts(top, numbers) for top, numbers in found.items()}


def _subject_of(kind: SubjectKind) -> type[Household] | type[Official]:
    if kind not in (SubjectKind.HOUSEHOLD, SubjectKind.OFFICIAL):
        raise NotFound
    return Household if kind is SubjectKind.HOUSEHOLD else Official


def _listed(scope: Select[int], state: ExclusionState) -> Select[*tuple[Any, ...]]:
    proposer, decider = aliased(Staff), aliased(Staff)
    of_household = and_(
        Invitation.subject_kind == SubjectKind.HOUSEHOLD, Household.id == Invitation.subject_id
    )
    of_official = and_(Invitation.subject_kind == SubjectKind.OFFICIAL, Official.id == Invitation.subject_id)
    return (
        select(
            Exclusion.id, Campaign.id.label("campaign_id"), Campaign.title_vi, Campaign.title_en,
            Campaign.exclusions_need_two.label("needs_two"), Unit.name.label("unit_name"),
            func.coalesce(Household.number, Official.number).label("number"),
            func.coalesce(Household.head_name, Official.name).label("name"),
            Exclusion.reason, Exclusion.since, Exclusion.proposed_by.label("proposed_by_id"),
            proposer.display_name.label("proposed_by"),
            Exclusion.proposed_at, decider.display_name.label("decided_by"), Exclusion.decided_at,
        )
        .join(Invitation, Invitation.id == Exclusion.invitation_id)
        .join(Campaign, Campaign.id == Invitation.campaign_id)
        .join(Unit, Unit.id == Invitation.unit_id)
        .outerjoin(Household, of_household)
        .outerjoin(Official, of_official)
        .outerjoin(proposer, proposer.id == Exclusion.proposed_by)
        .outerjoin(decider, decider.id == Exclusion.decided_by)
        .where(Exclusion.state == state.value, Campaign.state.in_((CampaignState.OPEN, CampaignState.CLOSING)))
        .where(Invitation.unit_id.in_(scope))
    )  # fmt: skip


def _excluded(row: Any) -> Excluded:
    said = {**row._mapping, "reason": ExclusionReason(row.reason)}
    return Excluded(**said)
