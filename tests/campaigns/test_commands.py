"""The operator at the machine sees which campaigns there are."""

import json

from flask import Flask

from pledges.campaigns.acts.versions import draft_of
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from tests.worlds import build_village, draft, run_campaign


def test_campaigns_are_listed_the_newest_first(app: Flask, house: House, occasion: Occasion) -> None:
    village = build_village(house, occasion)
    opened = run_campaign(house, occasion, village.commune_id)
    prepared = draft(house, occasion, village.commune_id)

    answer = app.test_cli_runner().invoke(args=["campaign", "list", "--json"])

    rows = json.loads(answer.output)
    assert [(row["id"], row["state"]) for row in rows] == [(prepared, "draft"), (opened.id, "open")]
    assert rows[1]["unit"] == "Xã Hàm Mẫu"
    assert rows[1]["slug"] == "4k-2026-xa-ham-mau"
    assert rows[1]["closes_on"] == "2026-12-23"
    assert rows[1]["late_paper_until"] == "2027-01-07"


def test_each_form_is_listed_with_the_version_in_use_and_the_one_that_is_written(
    app: Flask, house: House, occasion: Occasion
) -> None:
    village = build_village(house, occasion)
    opened = run_campaign(house, occasion, village.commune_id)
    draft(house, occasion, village.commune_id)
    with house.database.writing() as session:
        draft_of(session, occasion, opened.id, "HO-ATGT")

    plain = app.test_cli_runner().invoke(args=["campaign", "list"]).output
    rows = json.loads(app.test_cli_runner().invoke(args=["campaign", "list", "--json"]).output)

    assert "HO-ATGT (draft 1), KS-MC (draft 1)" in plain
    assert "HO-ATGT (live 1, draft 2), KS-MC (live 1)" in plain
    assert rows[1]["forms"][0] == {"code": "HO-ATGT", "live": 1, "draft": 2}


def test_without_campaigns_the_list_says_so(app: Flask) -> None:
    answer = app.test_cli_runner().invoke(args=["campaign", "list"])

    assert answer.output == "no campaigns\n"
