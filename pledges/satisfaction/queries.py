"""Questions about counters and the surveys they ask; no question here is about an answer or who gave it."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, or_, select
from sqlalchemy.orm import Session, aliased

from pledges.campaigns.queries import SURVEY
from pledges.campaigns.rules import CampaignState
from pledges.campaigns.surveys import OpenSurvey, surveys_open_at
from pledges.campaigns.tables import Campaign, QuestionnaireVersion
from pledges.foundation.keys import Keys
from pledges.links.rules import lookup_of
from pledges.links.tables import Code
from pledges.register.rules import SubjectKind
from pledges.register.tables import Counter, Office
from pledges.satisfaction.rules import SurveyCampaign, SurveyPlace
from pledges.units.queries.tree import ids_above, ids_within
from pledges.units.tables import Unit

UnitIds = Select[int]


@dataclass(frozen=True)
class AskingCounter:
    """A counter and the surveys that are open there, the newest campaign's first."""

    place: SurveyPlace
    surveys: list[OpenSurvey]


@dataclass(frozen=True)
class CounterOf:
    """A counter of an office, as the staff's list has it."""

    counter_id: int
    number: int
    name: str
    office_id: int
    office_name: str


def counter_behind(session: Session, keys: Keys, code: str, on: date) -> AskingCounter | None:
    """Return the counter behind a code and what it asks on a day; None when the code is no living one of a counter."""
    row = session.execute(_behind_code(), {"lookup": lookup_of(keys, code)}).one_or_none()
    if row is None:
        return None
    return AskingCounter(SurveyPlace(*row), surveys_open_at(session, row[0], on))


def version_content(session: Session, version_id: int) -> dict[str, object]:
    """Return the frozen questionnaire of a version, as JSON keeps it."""
    query = select(QuestionnaireVersion.content).where(QuestionnaireVersion.id == version_id)
    return session.scalars(query).one()


def surveying_campaigns(session: Session, units: UnitIds) -> list[SurveyCampaign]:
    """Return the opened campaigns that ask, or asked, at counters of offices in the units, the newest first."""
    seats = select(Office.seat_unit_id).join(Counter, Counter.office_id == Office.id).where(_is_in(units))
    surveys = exists().where(
        QuestionnaireVersion.campaign_id == Campaign.id,
        QuestionnaireVersion.kind == SURVEY,
        QuestionnaireVersion.subject_kind == SubjectKind.COUNTER,
    )
    days = (Campaign.opens_on, Campaign.closes_on)
    query = select(Campaign.id, Campaign.unit_id, Campaign.title_vi, Campaign.title_en, *days)
    query = query.where(
        Campaign.state != CampaignState.DRAFT, Campaign.unit_id.in_(ids_above(seats)), surveys
    )
    return [SurveyCampaign(*row) for row in session.execute(query.order_by(Campaign.id.desc()))]


def counters_asking(session: Session, campaign: SurveyCampaign, units: UnitIds) -> list[CounterOf]:
    """Return the counters at which a campaign asks, of offices in the units: by office, then by number."""
    query = (
        select(Counter.id, Counter.number, Counter.name, Office.id, Unit.name)
        .join(Office, Office.id == Counter.office_id)
        .join(Unit, Unit.id == Office.unit_id)
        .where(_is_in(units), Office.seat_unit_id.in_(ids_within([campaign.unit_id])))
        .order_by(Unit.sort_no, Office.id, Counter.number)
    )
    return [CounterOf(*row) for row in session.execute(query)]


# Built once: every scan of a counter asks it.
@lru_cache
def _behind_code() -> Select[*tuple[Any, ...]]:
    is_counters = and_(Code.subject_kind == SubjectKind.COUNTER, Code.subject_id == Counter.id)
    return (
        survey_places()
        .join(Code, is_counters)
        .where(Code.lookup == bindparam("lookup"), Code.ended_at.is_(None))
    )


def survey_places() -> Select[*tuple[Any, ...]]:
    """Return the query whose rows are the values of a ``SurveyPlace``, of all counters."""
    seat, above = aliased(Unit, name="seat"), aliased(Unit, name="above")
    return (
        select(Counter.id, Counter.number, Counter.name, Unit.name, seat.name, above.name)
        .select_from(Counter)
        .join(Office, Office.id == Counter.office_id)
        .join(Unit, Unit.id == Office.unit_id)
        .join(seat, seat.id == Office.seat_unit_id)
        .outerjoin(above, above.id == seat.parent_id)
    )


def _is_in(units: UnitIds) -> ColumnElement[bool]:
    """An office is in reach by the territory it sits in, or by its own place among the organisations."""
    return or_(Office.seat_unit_id.in_(units), Office.unit_id.in_(units))
