"""The reading process, called from within: what it writes, and what it refuses before anything is parsed."""

import datetime as dt
import io
import json
from typing import Any

import pytest
from openpyxl import Workbook

from pledges.register.workbook.child import read
from pledges.register.workbook.limits import Outcome, Refused
from tests.register.lists import example
from tests.register.workbook.hostile import HOSTILE
from tests.register.workbook.making import ods, xlsx

OUTCOMES = {
    "WorkbookUnreadable": Outcome.UNREADABLE,
    "WorkbookIsWebPage": Outcome.WEB_PAGE,
    "WorkbookProtected": Outcome.PROTECTED,
    "WorkbookTooLarge": Outcome.TOO_LARGE,
    "WorkbookHasMacros": Outcome.HAS_MACROS,
}
# What only the limits of the process stop is not for this one.
HARMLESS_HERE = [name for name in HOSTILE if name not in ("one string in 600,000 cells", "a million rows")]


def lines_of(content: bytes) -> list[Any]:
    output = io.StringIO()
    read(io.BytesIO(content), output)
    return [json.loads(line) for line in output.getvalue().splitlines()]


def test_a_sheet_and_its_rows_are_lines() -> None:
    assert lines_of(xlsx()) == [
        {"name": "Thôn Phú Sơn", "hidden": False, "merges": []},
        [1, ["Họ và tên"], {}],
    ]


def test_a_date_a_font_and_a_merge_are_written() -> None:
    content = io.BytesIO()
    example().save(content)

    lines = lines_of(content.getvalue())

    assert [6, 3, 6, 4] in lines[0]["merges"]
    assert [3, "TrÇn ThÞ Hoµ", "", 1955, "Tæ 1", 2] in [line[1] for line in lines[1:]]
    assert {"2": ".VnTime", "5": ".VnTime"} in [line[2] for line in lines[1:]]


def test_every_kind_of_value_is_written_plainly() -> None:
    book = Workbook()
    moment = dt.datetime(1955, 1, 1, 7, 30, tzinfo=dt.UTC).replace(tzinfo=None)
    book["Sheet"].append([1968, 4.5, True, dt.date(1955, 1, 1), moment, dt.time(7, 30)])
    content = io.BytesIO()
    book.save(content)

    (_, row) = lines_of(content.getvalue())

    date = {"date": "1955-01-01"}
    assert row == [1, [1968, 4.5, "True", date, date, "07:30:00"], {}]


def test_cells_without_references_follow_the_one_before() -> None:
    row = '<row r="2"><c r="B2"><v>1</v></c><c><v>2</v></c></row><row><c r="BZ3"/><c/><c r="A3"><v>3</v></c></row>'

    assert lines_of(xlsx(row))[1:] == [[2, ["", 1, 2], {}], [3, [3], {}]]


def test_a_text_file_of_excel_is_divided_by_tabs() -> None:
    assert lines_of("STT\tHọ tên\n1\tLê An\n".encode("utf-16"))[1:] == [
        [1, ["STT", "Họ tên"], {}],
        [2, ["1", "Lê An"], {}],
    ]


def test_an_ods_without_cells_has_no_rows() -> None:
    assert lines_of(ods("")) == [{"name": "Thôn Phú Sơn", "hidden": False, "merges": []}]


@pytest.mark.parametrize("name", HARMLESS_HERE)
def test_each_hostile_file_has_its_outcome(name: str) -> None:
    make, refusal = HOSTILE[name]

    with pytest.raises(Refused) as refused:
        lines_of(make())

    assert refused.value.outcome == OUTCOMES[refusal.__name__]
