"""The commands of the operator: facts, official lists, codes, the tree of a day."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from tests.units.lists import NEW_HEADS, NEW_ROWS, save


def unit(app: Flask, *words: object) -> Result:
    return app.test_cli_runner().invoke(args=["unit", *map(str, words)])


def told(app: Flask, *words: object) -> object:
    result = unit(app, *words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


@pytest.fixture
def facts(app: Flask) -> Flask:
    assert unit(app, "facts", "binh-thuan").output.strip() == "old units: 132, new units: 125"
    return app


def test_facts_are_entered_once(facts: Flask) -> None:
    assert told(facts, "facts", "binh-thuan") == {"old": 0, "new": 0}


@pytest.mark.parametrize(("day", "name"), [("2024-12-31", "Xã Phong Phú"), ("2025-07-02", "Xã Tuy Phong")])
def test_a_code_is_found_on_its_day(facts: Flask, day: str, name: str) -> None:
    found = told(facts, "find", "22978", "--on", day)

    assert [each["name"] for each in found] == [name]  # type: ignore[attr-defined]  # JSON


def test_a_code_of_another_scheme_or_day_is_not_found(facts: Flask) -> None:
    late = unit(facts, "find", "22978", "--scheme", "NSO-2024")
    plain = unit(facts, "find", "22978")

    assert (late.exit_code, plain.exit_code) == (1, 0)
    assert "no unit carries this code" in late.output
    assert "Xã Tuy Phong" in plain.output


def test_a_tree_is_listed_as_of_a_day(facts: Flask) -> None:
    before = told(facts, "list", "--on", "2024-12-31")
    after = told(facts, "list", "--on", "2025-07-02")
    province = {each["name"]: each["id"] for each in after}["Tỉnh Lâm Đồng"]  # type: ignore[attr-defined]  # JSON
    under = unit(facts, "list", "--under", province)

    assert len(after) == 125  # type: ignore[arg-type]  # JSON
    assert len(before) == 132  # type: ignore[arg-type]  # JSON
    assert under.output.count("\n") == 125


def test_what_did_not_stand_is_not_listed(facts: Flask) -> None:
    result = unit(facts, "list", "--under", 1, "--on", "2024-12-31")

    assert result.exit_code == 1
    assert "no such unit stands on that day" in result.output


def test_a_list_is_tried_entered_and_entered_again(app: Flask, tmp_path: Path) -> None:
    path = save(tmp_path / "xa.xlsx", [NEW_HEADS, *NEW_ROWS, ("", "Xã Không Mã", "", "", "")])
    asked = ("import", path, "--scheme", "NSO-2025", "--since", "2025-07-01")

    tried = told(app, *asked, "--dry-run")
    nothing = told(app, "list")
    entered = told(app, *asked)
    again = unit(app, *asked)

    assert nothing == []
    assert tried == entered
    assert (entered["new"], entered["refused"][0]["reason"]) == (4, "no_code")  # type: ignore[call-overload, index]  # JSON
    assert "new: 0\nknown: 4" in again.output
    assert "row 5: no_code: Xã Không Mã" in again.output


def test_a_list_of_nothing_and_a_parent_that_is_not_there_are_refused(app: Flask, tmp_path: Path) -> None:
    path = save(tmp_path / "ho.xlsx", [("Họ và tên",)])
    good = save(tmp_path / "xa.xlsx", [NEW_HEADS, *NEW_ROWS])

    nothing = unit(app, "import", path, "--scheme", "NSO", "--since", "2025-07-01")
    nowhere = unit(app, "import", good, "--scheme", "NSO", "--since", "2025-07-01", "--parent", 99)

    assert (nothing.exit_code, nowhere.exit_code) == (1, 1)
    assert "Không nhận ra danh mục" in nothing.output


def test_a_unit_of_any_type_is_added_to_its_tree(app: Flask) -> None:
    commune = told(app, "add", "Xã Hàm Mẫu", "--type", "xa", "--since", "2025-07-01")
    told(app, "add", "Ủy ban nhân dân xã Hàm Mẫu", "--type", "ubnd")
    nameless = unit(app, "add", " ", "--type", "xa")

    assert commune["name"] == "Xã Hàm Mẫu"  # type: ignore[call-overload, index]  # JSON
    assert [each["type"] for each in told(app, "list")] == ["xa", "ubnd"]  # type: ignore[attr-defined]  # JSON
    assert nameless.exit_code == 2
