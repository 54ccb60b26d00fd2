"""Who sees which campaign, and what a household or a counter is asked on a day."""

from datetime import date, timedelta

import pytest

from pledges.campaigns.acts.campaigns import create_from_catalogue
from pledges.campaigns.acts.life import close_campaign
from pledges.campaigns.queries import (
    by_id,
    by_id_or_slug,
    by_slug,
    open_public,
    pledge_forms,
    version_of,
    visible_by_id,
    visible_to,
)
from pledges.campaigns.surveys import surveys_open_at
from pledges.campaigns.tables import Campaign
from pledges.foundation.errors import NotFound
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.responses.queries.doors import door_of
from pledges.responses.rules import Standing
from tests.tallies.worlds import exclude
from tests.worlds import Village, add_commune, build_village, draft, run_campaign


@pytest.fixture
def village(house: House, occasion: Occasion) -> Village:
    return build_village(house, occasion)


@pytest.fixture
def campaign(house: House, occasion: Occasion, village: Village) -> Campaign:
    return run_campaign(house, occasion, village.commune_id)


def seen_from(house: House, unit_id: int) -> list[int]:
    with house.database.reading() as session:
        return [each.id for each in visible_to(session, [unit_id])]


def asked(house: House, household_id: int, on: date) -> list[str]:
    with house.database.reading() as session:
        door = door_of(session, household_id)
        return [each.form_code for each in door.standing_at(on, Standing.OPEN)] if door else []


def surveyed(house: House, counter_id: int, on: date) -> list[str]:
    with house.database.reading() as session:
        return [survey.form_code for survey in surveys_open_at(session, counter_id, on)]


def test_a_campaign_is_found_by_its_id_and_its_address(house: House, campaign: Campaign) -> None:
    with house.database.reading() as session:
        found = [
            by_id(session, campaign.id),
            by_slug(session, "4k-2026-xa-ham-mau"),
            by_id_or_slug(session, str(campaign.id)),
            by_id_or_slug(session, "4k-2026-xa-ham-mau"),
        ]

    assert {each.id for each in found} == {campaign.id}


def test_what_is_not_there_is_not_found(house: House, campaign: Campaign) -> None:
    with house.database.reading() as session:
        with pytest.raises(NotFound):
            by_id(session, campaign.id + 1)
        with pytest.raises(NotFound):
            by_slug(session, "dot-khac")
        with pytest.raises(NotFound):
            version_of(session, campaign.id, "CB-4K")


def test_a_campaign_is_seen_from_its_unit_from_above_and_from_below(
    house: House, village: Village, campaign: Campaign
) -> None:
    seen = [seen_from(house, unit) for unit in (village.province_id, village.commune_id, village.hamlet_id)]

    assert seen == [[campaign.id]] * 3


def test_a_draft_is_not_seen_from_below(house: House, occasion: Occasion, village: Village) -> None:
    prepared = draft(house, occasion, village.commune_id)

    assert seen_from(house, village.commune_id) == [prepared]
    assert seen_from(house, village.hamlet_id) == []


def test_the_neighbours_campaign_is_not_seen(
    house: House, occasion: Occasion, village: Village, campaign: Campaign
) -> None:
    neighbour = add_commune(house, occasion, village.province_id)

    assert seen_from(house, neighbour) == []
    with house.database.reading() as session, pytest.raises(NotFound):
        visible_by_id(session, campaign.id, [neighbour])


def test_only_pledges_are_counted(house: House, campaign: Campaign) -> None:
    with house.database.reading() as session:
        assert pledge_forms(session, campaign.id) == ["HO-ATGT"]


@pytest.mark.parametrize(("days", "forms"), [(-1, []), (0, ["HO-ATGT"]), (31, ["HO-ATGT"]), (32, [])])
def test_a_household_is_asked_from_the_first_to_the_last_day(
    house: House, village: Village, campaign: Campaign, days: int, forms: list[str]
) -> None:
    assert campaign.opens_on

    assert asked(house, village.household_ids[0], campaign.opens_on + timedelta(days=days)) == forms


@pytest.mark.parametrize(("days", "forms"), [(-1, []), (0, ["KS-MC"]), (32, [])])
def test_a_counter_asks_while_a_campaign_runs_where_the_office_sits(
    house: House, village: Village, campaign: Campaign, days: int, forms: list[str]
) -> None:
    assert campaign.opens_on

    assert surveyed(house, village.counter_id, campaign.opens_on + timedelta(days=days)) == forms


def test_a_counter_does_not_ask_for_the_neighbours_campaign(
    house: House, occasion: Occasion, village: Village
) -> None:
    run_campaign(house, occasion, add_commune(house, occasion, village.province_id))

    assert surveyed(house, village.counter_id, occasion.today) == []


def test_a_closed_campaign_asks_nobody(
    house: House, occasion: Occasion, village: Village, campaign: Campaign
) -> None:
    with house.database.writing() as session:
        close_campaign(session, occasion, campaign.id)

    assert asked(house, village.household_ids[0], occasion.today) == []
    assert surveyed(house, village.counter_id, occasion.today) == []
    with house.database.reading() as session:
        assert open_public(session, occasion.today) == []


def test_an_excluded_household_is_not_asked(
    house: House, occasion: Occasion, village: Village, campaign: Campaign
) -> None:
    household = village.household_ids[0]
    with house.database.writing() as session:
        exclude(session, occasion, campaign.id, household)

    assert asked(house, household, occasion.today) == []


def test_open_campaigns_are_public_the_newest_first(
    house: House, occasion: Occasion, village: Village, campaign: Campaign
) -> None:
    second = run_campaign(house, occasion, village.commune_id)
    with house.database.writing() as session:
        create_from_catalogue(session, occasion, village.commune_id)

    with house.database.reading() as session:
        assert [each.id for each in open_public(session, occasion.today)] == [second.id, campaign.id]
