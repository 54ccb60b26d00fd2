"""The operator reads a tally as data and has it counted anew."""

import json
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from pledges.foundation.audit import AuditEvent
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.tallies.rules import Deltas
from tests.tallies.worlds import FORM, Commune, build_commune, count


@pytest.fixture
def commune(house: House, occasion: Occasion) -> Commune:
    return build_commune(house, occasion)


def told(app: Flask, *arguments: str) -> Any:
    answer = app.test_cli_runner().invoke(args=["tally", *arguments, "--json"])
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.output)


def test_a_tally_is_shown_with_a_row_for_each_unit_below(app: Flask, house: House, commune: Commune) -> None:
    count(house, commune, commune.tan_lap, Deltas(reached=12, signed_self=10, signed_paper=1))

    found = told(app, "show", "--campaign", "4k-2026-xa-ham-mau", "--unit", str(commune.commune_id))

    assert (found["campaign_id"], found["form_code"], found["unit"]) == (commune.campaign_id, FORM, "Xã Hàm Mẫu")
    assert (found["base"], found["due"], found["signed_self"], found["signed"]) == (63, 63, 10, 11)
    assert (found["self_rate"], found["rate"]) == ("15,8%", "17,4%")
    assert found["due"] >= found["reached"] >= found["signed"]
    assert [(row["unit"], row["signed"]) for row in found["units"]][:2] == [("Thôn Phú Sơn", 0), ("Thôn Tân Lập 1", 11)]
    assert found["own"] is None


def test_a_tally_is_shown_to_people_too(app: Flask, commune: Commune) -> None:
    arguments = ["tally", "show", "--campaign", str(commune.campaign_id), "--unit", str(commune.khu_pho)]
    answer = app.test_cli_runner().invoke(args=arguments)

    assert answer.exit_code == 0
    assert "Khu phố 3" in answer.output
    assert "0%" in answer.output


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "--campaign", "dot-khac", "--unit", "1"],
        ["show", "--campaign", "4k-2026-xa-ham-mau", "--unit", "99"],
        ["recount", "--campaign", "dot-khac"],
    ],
)
def test_what_is_not_there_fails(app: Flask, commune: Commune, arguments: list[str]) -> None:
    answer = app.test_cli_runner().invoke(args=["tally", *arguments])

    assert answer.exit_code == 1
    assert "Error: no such" in answer.output


def test_a_recount_tells_what_differed_and_was_put_right(app: Flask, house: House, commune: Commune) -> None:
    count(house, commune, commune.tan_lap, Deltas(signed_self=3))

    first = told(app, "recount", "--campaign", str(commune.campaign_id))
    second = told(app, "recount")

    assert first["differed"] == [
        {
            "campaign_id": commune.campaign_id,
            "form_code": FORM,
            "unit_id": commune.tan_lap,
            "counter": "signed_self",
            "was": 3,
            "counted": 0,
        }
    ]
    assert second == {"differed": []}


def test_only_a_recount_that_changed_something_leaves_its_mark(app: Flask, house: House, commune: Commune) -> None:
    told(app, "recount")
    count(house, commune, commune.tan_lap, Deltas(signed_self=3))
    told(app, "recount")

    with house.database.reading() as session:
        marks = session.scalars(select(AuditEvent.subject).where(AuditEvent.action == "tally.recount")).all()
    assert marks == [f"campaign:{commune.campaign_id}"]


def test_a_recount_speaks_to_people_too(app: Flask, house: House, commune: Commune) -> None:
    runner = app.test_cli_runner()
    count(house, commune, commune.tan_lap, Deltas(signed_self=3))

    spoilt = runner.invoke(args=["tally", "recount"])
    sound = runner.invoke(args=["tally", "recount"])

    assert f"unit {commune.tan_lap}, signed_self: 3 -> 0" in spoilt.output
    assert sound.output == "nothing differed\n"
