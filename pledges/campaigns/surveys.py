"""Questions about surveys: which of them a counter asks on a day."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from pledges.campaigns.queries import SURVEY, is_newest, runs
from pledges.campaigns.tables import Campaign, QuestionnaireVersion
from pledges.register.rules import SubjectKind
from pledges.register.tables import Counter, Office
from pledges.units.queries.tree import ids_above


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


def surveys_open_at(session: Session, counter_id: int, on: date) -> list[OpenSurvey]:
    """Return the surveys a counter asks on a day, the newest campaign first: of campaigns whose unit holds the seat."""
    return [
        OpenSurvey(*row) for row in session.execute(_surveys_open(), {"counter_id": counter_id, "on": on})
    ]


# Built once: every scan of a counter asks it, and building it anew costs twenty times what executing it does.
@lru_cache
def _surveys_open() -> Select[*tuple[Any, ...]]:
    seat = select(Office.seat_unit_id).join(Counter, Counter.office_id == Office.id)
    holding = ids_above(seat.where(Counter.id == bindparam("counter_id")))
    columns = (QuestionnaireVersion.form_code, QuestionnaireVersion.id, QuestionnaireVersion.digest)
    return (
        select(Campaign.id, Campaign.title_vi, Campaign.title_en, Campaign.closes_on, *columns)
        .join(QuestionnaireVersion, QuestionnaireVersion.campaign_id == Campaign.id)
        .where(Campaign.unit_id.in_(holding), *runs(bindparam("on")), is_newest())
        .where(QuestionnaireVersion.kind == SURVEY, QuestionnaireVersion.subject_kind == SubjectKind.COUNTER)
        .order_by(Campaign.id.desc(), QuestionnaireVersion.id)
    )
