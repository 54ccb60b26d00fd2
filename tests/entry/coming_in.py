"""Pledges of the whole village as they come in: entered from paper or signed on phones, at which moments."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import update

from pledges.campaigns.tables import Campaign
from pledges.entry.acts.entering import enter
from pledges.entry.findings import PACES, Oddity, Pace
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.responses.acts.signing import submit
from pledges.responses.tables import Response
from tests.entry.papers import on_paper, paper, period
from tests.worlds import Village


def let_three_stand_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """The village has three households: here as many as there are stand out."""
    monkeypatch.setitem(PACES, Oddity.FAST, Pace(3, timedelta(minutes=10)))
    monkeypatch.setitem(PACES, Oddity.TOGETHER, Pace(3, timedelta(minutes=10)))


def enter_all(house: House, now: Occasion, campaign: Campaign, village: Village) -> None:
    """Enter the whole village from paper, all at one moment."""
    for number, household_id in enumerate(village.household_ids):
        said: dict[str, object] = {"attempt": bytes([number]) * 16, "content_digest": str(number)}
        submission = on_paper(house, campaign.id, household_id, paper(now.today), **said)
        with house.database.writing() as session:
            enter(session, now, house.keys, submission, period(house, campaign.id))


def sign_all(house: House, now: Occasion, campaign: Campaign, village: Village, strokes: str = "") -> None:
    for number, household_id in enumerate(village.household_ids):
        said = {"attempt": bytes([number]) * 16, "content_digest": str(number), "strokes": strokes}
        submission = on_paper(house, campaign.id, household_id, paper(now.today), **said)
        with house.database.writing() as session:
            submit(session, replace(now, actor_id=None), house.keys, replace(submission, proof=None))


def set_entered(house: House, *moments: datetime) -> None:
    """Let the pledges have come in at these moments."""
    with house.database.writing() as session:
        for id_, moment in enumerate(moments, 1):
            session.execute(update(Response).where(Response.id == id_).values(entered_at=moment))


def by_day(now: Occasion) -> datetime:
    """Ten in the morning in Viet Nam, yesterday."""
    return now.now.replace(hour=3, minute=0, second=0, microsecond=0) - timedelta(days=1)
