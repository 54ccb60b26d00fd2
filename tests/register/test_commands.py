"""The operator's commands of the register."""

import json
from pathlib import Path

import pytest
from flask import Flask

from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.register.queries.households import household_counts
from tests.register.importing import OFFICIAL_HEADS, households, officials, workbook
from tests.register.reading.lists import example
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
    assert (told["stored"], told["changed"], told["gone"], told["rejected"]) == (2, 1, 2, 1)
    assert told["returned"] == ["Phú Sơn!12: legacy_font"]
    assert _count(house, village.hamlet_id) == 5


def test_telephone_numbers_and_old_encodings_are_taken_only_when_asked_for(
    app: Flask, house: House, village: Village, list_file: str
) -> None:
    asked = ["--unit", str(village.hamlet_id), "--phones", "nhắc lịch họp thôn", "--convert", "--json"]

    result = app.test_cli_runner().invoke(args=["register", "import", list_file, *asked])

    told = json.loads(result.output)
    sealed = [one.phone_sealed for one in households(house, village.hamlet_id)]
    assert (told["stored"], told["rejected"]) == (3, 0)
    assert sealed.count(None) == 3


def test_a_list_that_comes_again_stores_nothing_and_is_no_failure(
    app: Flask, village: Village, list_file: str
) -> None:
    command = ["register", "import", list_file, "--unit", str(village.hamlet_id), "--json"]
    app.test_cli_runner().invoke(args=command)

    again = app.test_cli_runner().invoke(args=command)

    assert again.exit_code == 0
    assert (json.loads(again.output)["stored"], json.loads(again.output)["same"]) == (0, 3)


def test_a_file_that_is_no_list_is_refused_in_one_line(app: Flask, village: Village, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_text("not a workbook")

    result = app.test_cli_runner().invoke(
        args=["register", "import", str(path), "--unit", str(village.hamlet_id)]
    )

    assert result.exit_code == 1
    assert result.output.count("\n") == 1


def test_a_list_of_officials_goes_to_an_office(app: Flask, house: House, tmp_path: Path) -> None:
    runner = app.test_cli_runner()
    made = runner.invoke(
        args=["unit", "add", "Trạm Y tế", "--type", "co_quan", "--kind", "organisation", "--json"]
    )
    unit = json.loads(made.output)["id"]
    path = tmp_path / "can-bo.xlsx"
    path.write_bytes(workbook((1, "Lê Thị Thu", 1985, "Y sĩ", "x"), heads=OFFICIAL_HEADS))

    result = runner.invoke(
        args=["register", "import", str(path), "--unit", str(unit), "--kind", "official", "--json"]
    )

    assert json.loads(result.output)["stored"] == 1
    assert officials(house, unit) == [("Lê Thị Thu", "Y sĩ", 1985)]


def test_a_dry_run_stores_nothing(app: Flask, house: House, village: Village, list_file: str) -> None:
    unit = str(village.hamlet_id)

    result = app.test_cli_runner().invoke(args=["register", "import", list_file, "--unit", unit, "--dry-run"])

    assert result.output.startswith(
        "3 households read, 0 stored (2 new, 1 changed, 0 same, 2 gone, 1 rejected)"
    )
    assert _count(house, village.hamlet_id) == 3


def test_a_list_for_a_province_is_refused_in_one_line(app: Flask, village: Village, list_file: str) -> None:
    unit = str(village.province_id)

    result = app.test_cli_runner().invoke(args=["register", "import", list_file, "--unit", unit])

    assert result.exit_code == 1
    assert "Traceback" not in result.output


def test_an_office_and_its_counter_are_entered(app: Flask, village: Village) -> None:
    runner = app.test_cli_runner()
    unit = runner.invoke(
        args=["unit", "add", "Trạm Y tế", "--type", "co_quan", "--kind", "organisation", "--json"]
    )
    seat = str(village.commune_id)

    entered = runner.invoke(
        args=[
            "register",
            "add-office",
            "--unit",
            str(json.loads(unit.output)["id"]),
            "--seat",
            seat,
            "--json",
        ]
    )
    office = str(json.loads(entered.output)["id"])
    counter = runner.invoke(
        args=["register", "add-counter", "Khám bệnh", "--office", office, "--number", "1"]
    )

    assert counter.exit_code == 0
    assert counter.output.startswith("counter ")
