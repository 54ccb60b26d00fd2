"""The operator reads a tally as data and has it counted anew."""

import json
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select, update

from pledges.campaigns.tables import Campaign
from pledges.foundation.audit import AuditEvent
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.tallies.rules import Deltas
from pledges.units.tables import UnitState
from tests.tallies.worlds import FORM, Commune, build_commune, count, exclude_one


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

    assert (found["campaign_id"], found["form_code"], found["unit"]) == (
        commune.campaign_id,
        FORM,
        "Xã Hàm Mẫu",
    )
    assert (found["base"], found["due"], found["signed_self"], found["signed"]) == (63, 63, 10, 11)
    assert (found["self_rate"], found["rate"]) == ("15,8%", "17,4%")
    assert found["due"] >= found["reached"] >= found["signed"]
    assert [(row["unit"], row["signed"]) for row in found["units"]][:2] == [
        ("Thôn Phú Sơn", 0),
        ("Thôn Tân Lập 1", 11),
    ]
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


def test_a_tally_of_an_earlier_day_says_what_has_a_date_and_nothing_else(
    app: Flask, house: House, commune: Commune
) -> None:
    opened_on(house, date(2026, 11, 2))

    found = told(app, "show", "--campaign", "1", "--unit", str(commune.commune_id), "--on", "2026-11-05")

    assert (found["at"], found["base"], found["due"], found["signed"]) == ("2026-11-05", 63, 63, 0)
    assert (found["rate"], found["gross_rate"], found["self_rate"], found["self_gross_rate"]) == ("0%",) * 4
    assert [found[name] for name in ("reached", "members", "members_confirmed")] == [None] * 3
    assert found["converted_from"] == []


def test_both_rates_are_told(app: Flask, house: House, occasion: Occasion, commune: Commune) -> None:
    exclude_one(house, occasion, commune, commune.khu_pho)
    count(house, commune, commune.khu_pho, Deltas(reached=10, signed_self=9, signed_paper=1))

    found = told(app, "show", "--campaign", "1", "--unit", str(commune.khu_pho))

    assert (found["rate"], found["gross_rate"]) == ("52,6%", "50,0%")
    assert (found["self_rate"], found["self_gross_rate"]) == ("47,3%", "45,0%")


@pytest.mark.parametrize(
    ("on", "words"),
    [
        ("2026-11-01", "no figures of that day: they go from 02/11/2026 to"),
        ("2999-01-01", "no figures of that day: they go from 02/11/2026 to"),
        ("05/11/2026", "Invalid value for '--on'"),
    ],
)
def test_a_day_without_figures_is_refused(
    app: Flask, house: House, commune: Commune, on: str, words: str
) -> None:
    opened_on(house, date(2026, 11, 2))

    answer = shown_on(app, commune.commune_id, on)

    assert answer.exit_code > 0
    assert words in answer.output


def test_a_unit_that_did_not_stand_then_is_refused(app: Flask, house: House, commune: Commune) -> None:
    opened_on(house, date(2026, 11, 2))
    with house.database.writing() as session:
        young = UnitState.unit_id == commune.new_hamlet
        session.execute(update(UnitState).where(young).values(valid_from=date(2026, 11, 10)))

    answer = shown_on(app, commune.new_hamlet, "2026-11-05")

    assert answer.exit_code == 1
    assert "the unit did not stand on that day" in answer.output


def shown_on(app: Flask, unit_id: int, on: str) -> Result:
    arguments = ["tally", "show", "--campaign", "1", "--unit", str(unit_id), "--on", on]
    return app.test_cli_runner().invoke(args=arguments)


def opened_on(house: House, day: date) -> None:
    with house.database.writing() as session:
        session.execute(update(Campaign).values(opened_at=datetime.combine(day, time(2), UTC)))


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


def test_only_a_recount_that_changed_something_leaves_its_mark(
    app: Flask, house: House, commune: Commune
) -> None:
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
