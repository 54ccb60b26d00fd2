"""Sheets come out of every usual kind of file as plain rows."""

import datetime as dt
from pathlib import Path

import pytest
import xlwt
from openpyxl import Workbook

from pledges.foundation.workbook.opening import open_workbook
from pledges.foundation.workbook.values import Merge, Row
from tests.foundation.workbook.making import ods, xlsx
from tests.register.reading.lists import LEGACY


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "danh-sach"


def test_cells_keep_their_places_and_kinds(path: Path) -> None:
    book = Workbook()
    sheet = book["Sheet"]
    sheet["C3"], sheet["D3"], sheet["E3"], sheet["F3"] = "Đức", 1968, dt.date(1955, 1, 1), 4.5
    sheet["B4"], sheet["C4"] = True, dt.time(14, 30)
    book.save(path)

    (opened,) = open_workbook(path)

    assert opened.rows == (
        Row(3, ("", "", "Đức", 1968, dt.date(1955, 1, 1), 4.5)),
        Row(4, ("", "True", "14:30:00")),
    )


def test_an_old_workbook_is_read(path: Path) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Tổ 1")
    sheet.write_merge(0, 0, 1, 2, "Năm sinh")
    sheet.write(1, 1, dt.date(1955, 1, 1), xlwt.easyxf(num_format_str="DD/MM/YYYY"))
    book.save(str(path))

    (opened,) = open_workbook(path)

    assert (opened.name, opened.merges) == ("Tổ 1", (Merge(1, 2, 1, 3),))
    assert opened.rows == (Row(1, ("", "Năm sinh")), Row(2, ("", dt.date(1955, 1, 1))))


def test_a_workbook_of_libreoffice_is_read_with_its_million_empty_rows(path: Path) -> None:
    name = '<table:table-cell office:value-type="string"><text:p>Lê An</text:p></table:table-cell>'
    empty = '<table:table-cell table:number-columns-repeated="16383"/>'
    below = f'<table:table-row table:number-rows-repeated="1048575">{empty}</table:table-row>'
    path.write_bytes(ods(f"<table:table-row>{name}{empty}</table:table-row>{below}"))

    (opened,) = open_workbook(path)

    assert opened.rows == (Row(1, ("Lê An",)),)


def test_hidden_sheets_say_so_and_keep_their_order(path: Path) -> None:
    book = Workbook()
    book.create_sheet("Nháp").sheet_state = "hidden"
    book.create_sheet("Ẩn hẳn").sheet_state = "veryHidden"
    book.save(path)

    sheets = open_workbook(path)

    assert [(sheet.name, sheet.is_hidden) for sheet in sheets] == [
        ("Sheet", False),
        ("Nháp", True),
        ("Ẩn hẳn", True),
    ]


def test_fonts_of_before_unicode_are_named(path: Path) -> None:
    book = Workbook()
    sheet = book["Sheet"]
    sheet["A1"], sheet["B1"], sheet["C1"] = "Hoµ", "Hòa", None
    sheet["A1"].font = sheet["C1"].font = LEGACY
    book.save(path)

    (opened,) = open_workbook(path)

    assert opened.rows == (Row(1, ("Hoµ", "Hòa"), {1: ".VnTime"}),)


def test_a_declared_size_without_cells_is_no_reason_to_refuse(path: Path) -> None:
    sheet = '<worksheet><dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>7</v></c></row>'
    path.write_bytes(xlsx(xl__worksheets__sheet1_dot_xml=sheet + "</sheetData></worksheet>"))

    (opened,) = open_workbook(path)

    assert opened.rows == (Row(1, (7,)),)


def test_formats_that_reach_to_the_last_row_are_no_reason_to_refuse(path: Path) -> None:
    path.write_bytes(
        xlsx('<row r="1"><c r="A1"><v>7</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>')
    )

    (opened,) = open_workbook(path)

    assert opened.rows == (Row(1, (7,)),)


def test_a_row_gives_nothing_beyond_its_last_cell() -> None:
    assert Row(1, ("Lê An",)).cell(5) == ""


def test_long_cells_are_cut(path: Path) -> None:
    path.write_text("Lê An," + "A" * 10_000, encoding="utf-8")

    (opened,) = open_workbook(path)

    assert [len(str(cell)) for cell in opened.rows[0].cells] == [5, 500]
