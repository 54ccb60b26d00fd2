"""The operator's commands of the register."""

import json
from pathlib import Path

import pytest
from flask import Flask

from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.register.queries.households import household_counts
from tests.register.lists import example
from tests.worlds import Village, build_village


@pytest.fixture
def village(house: House, occasion: Occasion) -> Village:
    return build_village(house, occasion)


@pytest.fixture
def list_file(tmp_path: Path) -> str:
    path = tmp_path / "Danh sách hộ.xlsx"
    example().save(path)
    return str(path)


def _count(house: House, hamlet_id: int) -> int:
    with house.database.reading() as session:
        return household_counts(session, [hamlet_id])[hamlet_id]


def test_a_list_is_imported_whole_and_its_rejected_rows_are_told(
    app: Flask, house: House, village: Village, list_file: str
) -> None:
    unit = str(village.hamlet_id)

    result = app.test_cli_runner().invoke(args=["register", "import", list_file, "--unit", unit, "--json"])

    told = json.loads(result.output)
    assert (told["stored"], len(told["rejected"])) == (3, 1)
    assert _count(house, village.hamlet_id) == 6


def test_a_dry_run_stores_nothing(app: Flask, house: House, village: Village, list_file: str) -> None:
    unit = str(village.hamlet_id)

    result = app.test_cli_runner().invoke(args=["register", "import", list_file, "--unit", unit, "--dry-run"])

    assert result.output.startswith("3 households read, 0 stored")
    assert _count(house, village.hamlet_id) == 3


def test_a_list_for_a_commune_is_refused_in_one_line(app: Flask, village: Village, list_file: str) -> None:
    unit = str(village.commune_id)

    result = app.test_cli_runner().invoke(args=["register", "import", list_file, "--unit", unit])

    assert result.exit_code == 1
    assert "Traceback" not in result.output


def test_an_office_and_its_counter_are_entered(app: Flask, village: Village) -> None:
    runner = app.test_cli_runner()
    unit = runner.invoke(args=["unit", "add", "Trạm Y tế", "--type", "co_quan", "--kind", "organisation", "--json"])
    seat = str(village.commune_id)

    entered = runner.invoke(
        args=["register", "add-office", "--unit", str(json.loads(unit.output)["id"]), "--seat", seat, "--json"]
    )
    office = str(json.loads(entered.output)["id"])
    counter = runner.invoke(args=["register", "add-counter", "Khám bệnh", "--office", office, "--number", "1"])

    assert counter.exit_code == 0
    assert counter.output.startswith("counter ")
