"""Questions behind blank forms: which forms a campaign asks in a unit, and which households get one."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from pledges.campaigns.queries import PLEDGE, is_excluded
from pledges.campaigns.tables import Campaign, Invitation, QuestionnaireVersion
from pledges.foundation.errors import NotFound
from pledges.register.queries.households import Units
from pledges.register.rules import SubjectKind
from pledges.register.tables import Household
from pledges.units.queries.tree import ancestors


@dataclass(frozen=True)
class AskedForm:
    """A form of pledge that a campaign asks in a unit, in the version that is in use there: the nearest unit's."""

    form_code: str
    subject_kind: SubjectKind
    version: int
    content: dict[str, object]
    title_vi: str
    title_en: str
    slug: str

    def form_title(self, language: str) -> str:
        """Return the form's own title."""
        titles: dict[str, str] = self.content["title"]  # type: ignore[assignment]  # a text in both languages
        return titles[language]

    def title(self, language: str) -> str:
        """Return the campaign's title in the language of the page."""
        return self.title_en if language == "en" else self.title_vi


def asked_forms(session: Session, campaign_id: int, unit_id: int) -> list[AskedForm]:
    """Return the forms of pledge of a campaign as they are asked in a unit, those of households first."""
    line = [unit.id for unit in ancestors(session, unit_id)]
    version = QuestionnaireVersion
    query = (
        select(version, Campaign.title_vi, Campaign.title_en, Campaign.slug)
        .join(Campaign, Campaign.id == version.campaign_id)
        .where(version.campaign_id == campaign_id, version.kind == PLEDGE)
        .where(version.frozen_at.is_not(None), version.superseded_at.is_(None))
        .where(version.unit_id.is_(None) | version.unit_id.in_(line))
        .order_by(version.id)
    )
    # The core first, then from the top of the tree down: what comes later stands nearer.
    rows = sorted(
        session.execute(query), key=lambda row: line.index(row[0].unit_id) if row[0].unit_id else -1
    )
    nearest = {
        row[0].form_code: AskedForm(
            row[0].form_code, SubjectKind(row[0].subject_kind), row[0].version, row[0].content, *row[1:]
        )
        for row in rows
    }
    return sorted(nearest.values(), key=lambda form: form.subject_kind is not SubjectKind.HOUSEHOLD)


def asked_form(session: Session, campaign_id: int, unit_id: int, form_code: str = "") -> AskedForm:
    """Return one of them; without a code the households'.

    :raises NotFound: when the campaign asks no such form.
    """
    for form in asked_forms(session, campaign_id, unit_id):
        if form.form_code == form_code or (not form_code and form.subject_kind is SubjectKind.HOUSEHOLD):
            return form
    raise NotFound


def households_asked(session: Session, campaign_id: int, form_code: str, units: Units) -> list[Household]:
    """Return the households of the units that a campaign asks with a form: by unit, then by given name.

    **why** all of them, whatever they answered: a run for those who have not signed would list them.
    """
    query = _asked(campaign_id, form_code).where(Household.unit_id.in_(units))
    ordered = query.order_by(Household.unit_id, Household.sort_key, Household.number)
    return list(session.scalars(ordered))


def count_asked(session: Session, campaign_id: int, form_code: str, units: Units) -> int:
    """Return how many there are."""
    query = _asked(campaign_id, form_code).where(Household.unit_id.in_(units)).subquery()
    return session.scalar(select(func.count()).select_from(query)) or 0


def households_asked_of(
    session: Session, campaign_id: int, form_code: str, ids: Collection[int]
) -> dict[int, Household]:
    """Return those of the households that (still) are on their list and asked, by id."""
    query = _asked(campaign_id, form_code).where(Household.id.in_(ids))
    return {household.id: household for household in session.scalars(query)}


def _asked(campaign_id: int, form_code: str) -> Select[Household]:
    kind = Invitation.subject_kind == SubjectKind.HOUSEHOLD
    return (
        select(Household)
        .join(Invitation, kind & (Invitation.subject_id == Household.id))
        .where(Invitation.campaign_id == campaign_id, Invitation.form_code == form_code, ~is_excluded())
        .where(Household.ended_on.is_(None))
    )
