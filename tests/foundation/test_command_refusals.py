"""A command that cannot do what it was asked says so in one line and ends with a failure, never with a traceback."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from pledges.config import Config
from pledges.foundation.house import House
from pledges.foundation.moments import present
from tests.worlds import build_village, run_campaign

NOTHING_THERE = "999999"


@pytest.fixture
def house(house: House) -> House:
    """A house with a village and its campaign."""
    village = build_village(house, present())
    run_campaign(house, present(), village.commune_id)
    return house


@pytest.mark.parametrize(
    "arguments",
    [
        ("links", "export", "--campaign", NOTHING_THERE, "--unit", "2"),
        ("links", "export", "--campaign", "1", "--unit", NOTHING_THERE),
        ("links", "export", "--campaign", "không có", "--unit", "2"),
        ("tally", "show", "--campaign", NOTHING_THERE, "--unit", "2"),
        ("tally", "show", "--campaign", "1", "--unit", NOTHING_THERE),
        ("tally", "recount", "--campaign", NOTHING_THERE),
        ("certificates", "print", "--campaign", NOTHING_THERE, "--unit", "2", "--out", "x.pdf"),
        ("certificates", "print", "--campaign", "1", "--unit", NOTHING_THERE, "--out", "x.pdf"),
        ("staff", "invite", "lan", "--name", "Lan", "--role", "hamlet_head", "--unit", NOTHING_THERE),
        ("unit", "add", "Thôn Một", "--type", "thon", "--parent", NOTHING_THERE),
        ("register", "import", "app.py", "--unit", "3"),
        ("register", "import", "app.py", "--unit", NOTHING_THERE),
        ("tally", "show", "--campaign", "99999999999999999999", "--unit", "2"),
        ("links", "export", "--campaign", "1", "--unit", "99999999999999999999"),
        ("database", "migrate", "--to", "nowhere"),
        ("unit", "add", " ", "--type", "thon", "--parent", "2"),
    ],
)
def test_what_is_not_there_is_refused_in_one_line(
    app: Flask, house: House, arguments: tuple[str, ...]
) -> None:
    result = app.test_cli_runner().invoke(args=list(arguments))

    assert result.exit_code in (1, 2)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.output.splitlines()[-1].startswith("Error: ")


def test_a_list_for_a_unit_that_is_not_there_is_refused(app: Flask, house: House, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Họ và tên,Địa chỉ\nNguyễn Văn Đức,Tổ 1\n")

    result = app.test_cli_runner().invoke(args=["register", "import", str(path), "--unit", NOTHING_THERE])

    assert result.exit_code == 1
    assert result.output.splitlines()[-1].startswith("Error: ")


def test_a_store_that_is_away_is_told_in_one_line(tmp_path: Path) -> None:
    app = create_app(Config.from_environment({"PLEDGES_DATA": str(tmp_path)}))
    (tmp_path / "pledges.sqlite3").unlink(missing_ok=True)
    (tmp_path / "pledges.sqlite3").mkdir()

    result = app.test_cli_runner().invoke(args=["campaign", "list", "--json"])

    assert result.exit_code == 1
    assert result.output.startswith("Error: ")


def test_the_settings_are_shown_without_passwords(app: Flask, house: House) -> None:
    settings = replace(house.config, queue_url="redis://clerk:mat-khau@127.0.0.1/0")
    app.extensions["house"] = replace(house, config=settings)

    result = app.test_cli_runner().invoke(args=["config", "check"])

    assert "redis://clerk:***@127.0.0.1/0" in result.output
    assert "mat-khau" not in result.output
    assert "a key of the tests" not in result.output


def test_a_database_that_was_never_migrated_is_told_in_one_line(tmp_path: Path) -> None:
    app = create_app(Config.from_environment({"PLEDGES_DATA": str(tmp_path)}))

    result = app.test_cli_runner().invoke(args=["campaign", "list", "--json"])

    assert result.exit_code == 1
    assert result.output == "Error: the database does not answer as it should; is it migrated?\n"
