"""The reading process, called from within: what it writes, and what it refuses before anything is parsed."""

import datetime as dt
import io
import json
from typing import Any

import pytest
from openpyxl import Workbook

from pledges.foundation.workbook.cells import Writer
from pledges.foundation.workbook.child import read
from pledges.foundation.workbook.limits import MAX_MERGES, Outcome, Refused
from tests.foundation.workbook.hostile import HOSTILE
from tests.foundation.workbook.making import ods, xlsx
from tests.register.reading.lists import example

OUTCOMES = {
    "WorkbookUnreadable": Outcome.UNREADABLE,
    "WorkbookIsWebPage": Outcome.WEB_PAGE,
    "WorkbookProtected": Outcome.PROTECTED,
    "WorkbookTooLarge": Outcome.TOO_LARGE,
    "WorkbookHasMacros": Outcome.HAS_MACROS,
}
# What only the limits of the process stop, or what takes long, is not for this one.
NOT_HERE = ("one string in 600,000 cells", "a million rows", "web page of a million rows")
HARMLESS_HERE = [name for name in HOSTILE if name not in NOT_HERE]


def lines_of(content: bytes) -> list[Any]:
    output = io.StringIO()
    read(io.BytesIO(content), output)
    return [json.loads(line) for line in output.getvalue().splitlines()]


def rows_of(content: bytes) -> list[Any]:
    """Return the rows of the one sheet."""
    return [row for rows in lines_of(content)[1:] for row in rows]


def sheet_line(name: str = "Thôn Phú Sơn", **more: object) -> dict[str, object]:
    return {"name": name, "hidden": False, "merges": [], "hidden_rows": []} | more


def test_a_sheet_and_its_rows_are_lines() -> None:
    assert lines_of(xlsx()) == [sheet_line(), [[1, ["Họ và tên"]]]]


def test_many_rows_go_by_the_line() -> None:
    lines = lines_of("\n".join(map(str, range(1, 1_201))).encode())

    assert [len(line) for line in lines[1:]] == [500, 500, 200]
    assert lines[-1][-1] == [1_200, ["1200"]]


def test_a_date_a_font_and_a_merge_are_written() -> None:
    content = io.BytesIO()
    example().save(content)

    sheet, rows = lines_of(content.getvalue())

    assert [6, 3, 6, 4] in sheet["merges"]
    assert [12, [3, "TrÇn ThÞ Hoµ", "", 1955, "Tæ 1", 2], {"2": ".VnTime", "5": ".VnTime"}] in rows


def test_every_kind_of_value_is_written_plainly() -> None:
    book = Workbook()
    moment = dt.datetime(1955, 1, 1, 7, 30, tzinfo=dt.UTC).replace(tzinfo=None)
    book["Sheet"].append([1968, 4.5, True, dt.date(1955, 1, 1), moment, dt.time(7, 30)])
    content = io.BytesIO()
    book.save(content)

    (row,) = rows_of(content.getvalue())

    date = "1955-01-01"
    assert row == [1, [1968, 4.5, "True", date, date, "07:30:00"], {}, {"4": date, "5": date}]


def test_what_a_broken_formula_shows_is_nothing() -> None:
    assert rows_of(b"#REF!,#N/A,#1\n") == [[1, ["", "", "#1"]]]


def test_cells_without_references_follow_the_one_before() -> None:
    row = '<row r="2"><c r="B2"><v>1</v></c><c><v>2</v></c></row><row><c r="BZ3"/><c/><c r="A3"><v>3</v></c></row>'

    assert rows_of(xlsx(row)) == [[2, ["", 1, 2]], [3, [3]]]


def test_a_text_file_of_excel_is_divided_by_tabs() -> None:
    assert rows_of("STT\tHọ tên\n1\tLê An\n".encode("utf-16")) == [
        [1, ["STT", "Họ tên"]],
        [2, ["1", "Lê An"]],
    ]


def test_a_text_file_of_before_unicode_is_shown_as_excel_shows_it() -> None:
    assert rows_of(b"STT,H\xe4 v\xb5 t\xaan\n1,L\xaa An \x93cha\x94\n") == [
        [1, ["STT", "Hä vµ tªn"]],
        [2, ["1", "Lª An “cha”"]],
    ]


def test_hidden_rows_are_named() -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="2" ht="15" hidden="1"><c r="A2"><v>2</v></c></row>'
        '<row hidden="true" r="3"><c r="A3"><v>3</v></c></row><row r="4" hidden="0"><c r="A4"><v>4</v></c></row>'
    )

    sheet, _ = lines_of(xlsx(rows))

    assert sheet == sheet_line(hidden_rows=[2, 3])


def test_an_ods_without_cells_has_no_rows() -> None:
    assert lines_of(ods("")) == [sheet_line()]


def test_merges_of_all_sheets_together_have_a_limit() -> None:
    output = io.StringIO()
    writer = Writer(output)

    writer.sheet("Tổ 1", hidden=False, merges=[[1, 1, 2, 1]] * (MAX_MERGES - 1))
    writer.sheet("Tổ 2", hidden=False, merges=[[1, 1, 2, 1]] * MAX_MERGES)

    assert [len(json.loads(line)["merges"]) for line in output.getvalue().splitlines()] == [MAX_MERGES - 1, 1]


def test_merges_and_hidden_rows_of_an_ods_are_named() -> None:
    cell = '<table:table-cell office:value-type="string"{}><text:p>{}</text:p></table:table-cell>'
    across, down = ' table:number-columns-spanned="2"', ' table:number-rows-spanned="2"'
    rows = (
        f"<table:table-row>{cell.format(down, 'STT')}{cell.format(across, 'Năm sinh')}<table:covered-table-cell/>"
        f"{cell.format(down, 'Tổ')}</table:table-row>"
        f'<table:table-row table:visibility="filter"><table:covered-table-cell/>{cell.format("", "Nam")}'
        "</table:table-row>"
        '<table:table-row table:visibility="collapse" table:number-rows-repeated="1000000"/>'
    )

    assert lines_of(ods(rows)) == [
        sheet_line(merges=[[1, 1, 2, 1], [1, 2, 1, 3], [1, 4, 2, 4]], hidden_rows=[2]),
        [[1, ["STT", "Năm sinh", "", "Tổ"]], [2, ["", "Nam"]]],
    ]


def test_formats_below_the_last_row_are_nothing() -> None:
    formats = "".join(f'<row r="{n}" s="1"><c r="A{n}" s="3"/></row>' for n in range(120_001, 121_000))

    assert rows_of(xlsx('<row r="1"><c r="A1"><v>1</v></c></row>' + formats)) == [[1, [1]]]


def test_a_table_of_a_web_page_is_rows() -> None:
    page = (
        '<html><head><meta charset="utf-8"><title>Danh sách</title><style>td{color:red}</style></head><body>'
        "<table><tr><th rowspan=2>STT<th rowspan=2>Họ tên<th colspan=2>Năm&nbsp;sinh</tr><tr><th>Nam<th>Nữ</tr>"
        "<tr><td>1</td><td>Lê<br>An</td><td>1970</td></tr>"
        "<tr style='Display: none'><td>2<td><!-- x -->Ngô Út<td><td>1972"
        "</table><script>let x = '<td>'</script></body></html>"
    )

    sheet, rows = lines_of(page.encode())

    assert sheet == sheet_line("", merges=[[1, 1, 2, 1], [1, 2, 2, 2], [1, 3, 1, 4]], hidden_rows=[4])
    assert rows == [
        [1, ["STT", "Họ tên", "Năm sinh"]],
        [2, ["", "", "Nam", "Nữ"]],
        [3, ["1", "Lê An", "1970"]],
        [4, ["2", "Ngô Út", "", "1972"]],
    ]


def test_several_tables_of_a_page_stand_below_each_other() -> None:
    page = b"<table><tr><td rowspan=9>UBND</td></tr></table><p>Kem theo</p><table><td>STT</td><td>Ten</td></table>"

    assert rows_of(page) == [[1, ["UBND"]], [2, ["STT", "Ten"]]]


@pytest.mark.parametrize("name", HARMLESS_HERE)
def test_each_hostile_file_has_its_outcome(name: str) -> None:
    make, refusal = HOSTILE[name]

    with pytest.raises(Refused) as refused:
        lines_of(make())

    assert refused.value.outcome == OUTCOMES[refusal.__name__]
