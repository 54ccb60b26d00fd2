"""The operator's list of links: whom the campaign asks and the counters there, and a line in the trail."""

import json

import pytest
from flask import Flask
from sqlalchemy import select

from pledges.foundation.audit import AuditEvent
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion, present
from tests.worlds import Village, add_commune, build_village, run_campaign


@pytest.fixture
def village(house: House, occasion: Occasion) -> Village:
    return build_village(house, occasion)


def exported(app: Flask, campaign: str, unit_id: int) -> list[dict[str, object]]:
    arguments = ["links", "export", "--campaign", campaign, "--unit", str(unit_id), "--json"]
    told = app.test_cli_runner().invoke(args=arguments)
    assert told.exit_code == 0, told.output
    rows: list[dict[str, object]] = json.loads(told.output)
    return rows


def test_every_invited_household_and_counter_has_a_row(app: Flask, house: House, village: Village) -> None:
    campaign = run_campaign(house, present(), village.commune_id)

    rows = exported(app, str(campaign.id), village.commune_id)

    assert [row["kind"] for row in rows] == ["household", "household", "household", "counter"]
    assert [row["code"] for row in rows] == [*village.codes, village.counter_code]
    assert rows[0] == {
        "kind": "household",
        "subject": village.household_ids[0],
        "code": village.codes[0],
        "address": f"http://127.0.0.1:8189/S/{village.codes[0]}",
    }


def test_a_campaign_can_be_named_by_its_slug(app: Flask, house: House, village: Village) -> None:
    campaign = run_campaign(house, present(), village.commune_id)

    assert len(exported(app, campaign.slug, village.hamlet_id)) == 3


def test_another_commune_has_none_of_them(
    app: Flask, house: House, occasion: Occasion, village: Village
) -> None:
    campaign = run_campaign(house, present(), village.commune_id)
    other = add_commune(house, occasion, village.province_id)

    assert exported(app, str(campaign.id), other) == []


def test_the_trail_says_that_secrets_left_the_program(app: Flask, house: House, village: Village) -> None:
    campaign = run_campaign(house, present(), village.commune_id)

    exported(app, str(campaign.id), village.commune_id)

    with house.database.reading() as session:
        [event] = session.scalars(select(AuditEvent).where(AuditEvent.action == "links.export"))
    assert (event.subject, event.unit_id) == (f"campaign:{campaign.id}", village.commune_id)


def test_a_campaign_that_never_was_is_a_failure(app: Flask, village: Village) -> None:
    told = app.test_cli_runner().invoke(args=["links", "export", "--campaign", "99", "--unit", "1"])

    assert told.exit_code != 0
