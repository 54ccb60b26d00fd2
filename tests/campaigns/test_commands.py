"""The operator at the machine sees which campaigns there are."""

import json

from flask import Flask

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


def test_without_campaigns_the_list_says_so(app: Flask) -> None:
    answer = app.test_cli_runner().invoke(args=["campaign", "list"])

    assert answer.output == "no campaigns\n"
