"""What stands out is found in the database: of which units, of which time, of which campaigns."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from pledges.campaigns.acts.life import archive_campaign, close_campaign
from pledges.campaigns.tables import Campaign
from pledges.entry.findings import Finding, Oddity
from pledges.entry.looking import findings_in
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.responses.acts.withdrawing import withdraw
from pledges.responses.tables import Response
from tests.entry.coming_in import by_day, enter_all, let_three_stand_out, set_entered, sign_all
from tests.worlds import Village, add_commune

STROKES = "10,10 20,30 40,15;50,12 60,40"


@pytest.fixture(autouse=True)
def three_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    let_three_stand_out(monkeypatch)


def found(house: House, unit_id: int, now: Occasion) -> list[Finding]:
    with house.database.reading() as session:
        return findings_in(session, [unit_id], now.now)


def kinds(findings: Sequence[Finding]) -> list[Oddity]:
    return [one.kind for one in findings]


def test_a_burst_of_one_account_is_found(
    house: House, now: Occasion, campaign: Campaign, village: Village
) -> None:
    enter_all(house, now, campaign, village)
    set_entered(house, *[by_day(now) + timedelta(minutes=one) for one in (0, 5, 10)])

    (one,) = found(house, village.commune_id, now)

    assert (one.kind, one.count, one.unit_ids, one.entered_by) == (Oddity.FAST, 3, (village.hamlet_id,), {1})


def test_as_many_by_two_accounts_are_no_burst(
    house: House, now: Occasion, campaign: Campaign, village: Village
) -> None:
    enter_all(house, now, campaign, village)
    set_entered(house, *[by_day(now)] * 3)
    with house.database.writing() as session:
        session.execute(update(Response).where(Response.id == 2).values(entered_by=2))

    assert found(house, village.commune_id, now) == []


def test_what_is_entered_by_night_is_found(
    house: House, now: Occasion, campaign: Campaign, village: Village
) -> None:
    enter_all(house, now, campaign, village)
    late = by_day(now) + timedelta(hours=12)
    set_entered(house, late - timedelta(seconds=1), late, by_day(now))

    (one,) = found(house, village.commune_id, now)

    assert (one.kind, one.count, one.key) == (Oddity.NIGHT, 1, "night:2-2")


def test_a_household_may_sign_itself_by_night(
    house: House, now: Occasion, campaign: Campaign, village: Village
) -> None:
    sign_all(house, now, campaign, village)
    hours = [by_day(now) + timedelta(hours=one) for one in (13, 14, 15)]
    set_entered(house, *hours)

    assert found(house, village.commune_id, now) == []


def test_a_hamlet_that_signed_all_at_once_is_found(
    house: House, now: Occasion, campaign: Campaign, village: Village
) -> None:
    sign_all(house, now, campaign, village)
    set_entered(house, *[by_day(now) + timedelta(minutes=one) for one in (0, 1, 10)])

    (one,) = found(house, village.commune_id, now)

    assert (one.kind, one.unit_ids, one.entered_by) == (Oddity.TOGETHER, (village.hamlet_id,), frozenset())


def test_the_same_drawn_signature_twice_is_found(
    house: House, now: Occasion, campaign: Campaign, village: Village
) -> None:
    sign_all(house, now, campaign, village, STROKES)
    set_entered(house, *[by_day(now) + timedelta(hours=one) for one in (0, 1, 2)])

    (one,) = found(house, village.commune_id, now)

    assert (one.kind, one.count, one.key) == (Oddity.STROKES, 3, "strokes:1-3")


def test_only_the_last_60_days_are_looked_at(
    house: House, now: Occasion, campaign: Campaign, village: Village
) -> None:
    enter_all(house, now, campaign, village)
    set_entered(house, *[by_day(now)] * 3)

    last = replace(now, now=by_day(now) + timedelta(days=60))
    later = replace(last, now=last.now + timedelta(seconds=1))

    assert [len(found(house, village.commune_id, one)) for one in (last, later)] == [1, 0]


def test_whoever_archives_a_campaign_clears_nothing_from_the_list(
    house: House, now: Occasion, campaign: Campaign, village: Village
) -> None:
    enter_all(house, now, campaign, village)
    set_entered(house, *[by_day(now)] * 3)
    before = found(house, village.commune_id, now)

    with house.database.writing() as session:
        close_campaign(session, now, campaign.id)
        archive_campaign(session, now, campaign.id)

    assert kinds(before) == [Oddity.FAST]
    assert found(house, village.commune_id, now) == before


def test_a_pledge_that_is_taken_back_leaves_its_finding(
    house: House, now: Occasion, campaign: Campaign, village: Village
) -> None:
    enter_all(house, now, campaign, village)
    set_entered(house, *[by_day(now)] * 3)
    before = found(house, village.commune_id, now)

    with house.database.writing() as session:
        withdraw(session, now, 2)

    assert found(house, village.commune_id, now) == before


def test_another_commune_finds_nothing(
    house: House, now: Occasion, campaign: Campaign, village: Village
) -> None:
    enter_all(house, now, campaign, village)

    assert found(house, add_commune(house, now, village.province_id), now) == []
