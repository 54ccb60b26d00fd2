"""Questions about counters and the surveys they ask; no question here is about an answer or who gave it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.orm import Session, aliased

from pledges.campaigns.queries import SURVEY, surveys_open_at
from pledges.campaigns.rules import CampaignState
from pledges.campaigns.tables import Campaign, QuestionnaireVersion
from pledges.foundation.errors import NotFound
from pledges.register.rules import SubjectKind
from pledges.register.tables import Counter, Office
from pledges.satisfaction.rules import OpenSurvey, SurveyCampaign, SurveyPlace
from pledges.units.queries import ids_above, ids_within
from pledges.units.tables import Unit

UnitIds = Select[int]


@dataclass(frozen=True)
class CounterOf:
    """A counter of an office, as the staff's list has it."""

    counter_id: int
    number: int
    name: str
    office_name: str


def place_of(session: Session, counter_id: int) -> SurveyPlace:
    """Return where a counter stands.

    :raises NotFound: when there is no such counter.
    """
    seat, above = aliased(Unit, name="seat"), aliased(Unit, name="above")
    query = (
        select(Counter.id, Counter.number, Counter.name, Unit.name, seat.name, above.name)
        .join(Office, Office.id == Counter.office_id)
        .join(Unit, Unit.id == Office.unit_id)
        .join(seat, seat.id == Office.seat_unit_id)
        .outerjoin(above, above.id == seat.parent_id)
        .where(Counter.id == counter_id)
    )
    row = session.execute(query).one_or_none()
    if row is None:
        raise NotFound
    return SurveyPlace(row[0], row[1], row[2], row[3], row[4], row[5] or "")


def open_surveys(session: Session, counter_id: int, on: date) -> list[OpenSurvey]:
    """Return what a counter asks on a day, the newest campaign first."""
    return [
        OpenSurvey(_value(campaign), version.id, version.digest)
        for campaign, version in surveys_open_at(session, counter_id, on)
    ]


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
    query = select(Campaign).where(Campaign.state != CampaignState.DRAFT, surveys)
    query = query.where(Campaign.unit_id.in_(ids_above(seats))).order_by(Campaign.id.desc())
    return [_value(campaign) for campaign in session.scalars(query)]


def counters_asking(session: Session, campaign: SurveyCampaign, units: UnitIds) -> list[CounterOf]:
    """Return the counters at which a campaign asks, of offices in the units: by office, then by number."""
    query = (
        select(Counter.id, Counter.number, Counter.name, Unit.name)
        .join(Office, Office.id == Counter.office_id)
        .join(Unit, Unit.id == Office.unit_id)
        .where(_is_in(units), Office.seat_unit_id.in_(ids_within([campaign.unit_id])))
        .order_by(Unit.sort_no, Office.id, Counter.number)
    )
    return [CounterOf(*row) for row in session.execute(query)]


def _value(campaign: Campaign) -> SurveyCampaign:
    titles, days = (campaign.title_vi, campaign.title_en), (campaign.opens_on, campaign.closes_on)
    return SurveyCampaign(campaign.id, campaign.unit_id, *titles, campaign.state, *days)


def _is_in(units: UnitIds) -> ColumnElement[bool]:
    """An office is in reach by the territory it sits in, or by its own place among the organisations."""
    return or_(Office.seat_unit_id.in_(units), Office.unit_id.in_(units))
