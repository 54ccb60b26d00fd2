"""Lists as communes keep them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from pledges.foundation.workbook.values import CellValue, Merge, Row, Sheet
from pledges.register.reading.choices import ReadingChoices
from pledges.register.reading.layout import Table, tables_of
from pledges.register.reading.rows import ParsedHousehold
from pledges.register.reading.whole_list import ListReading
from pledges.register.rules import SubjectKind

LEGACY = Font(name=".VnTime")
HEAD = ("STT", "Họ và tên chủ hộ", "Năm sinh", "Địa chỉ", "Số NK", "SĐT", "Ghi chú")
TODAY = dt.date(2026, 11, 23)
HOUSEHOLDS = ReadingChoices(SubjectKind.HOUSEHOLD, TODAY)
WITH_PHONES = replace(HOUSEHOLDS, takes_phones=True)
CONVERTING = replace(HOUSEHOLDS, converts=True)
OFFICIALS = ReadingChoices(SubjectKind.OFFICIAL, TODAY)

# Row and column of every cell of the example; rows 1-8 are titles and heads, 14-16 a sum and a signature.
EXAMPLE = {
    "A1": "UBND XÃ HÀM MẪU",
    "E1": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "B4": "DANH SÁCH HỘ DÂN THÔN PHÚ SƠN NĂM 2026",
    "A6": "STT", "B6": "Họ và tên chủ hộ", "C6": "Năm sinh", "E6": "Địa chỉ", "F6": "Số NK", "G6": "SĐT",
    "H6": "Ghi chú",
    "C7": "Nam", "D7": "Nữ",
    "A8": "(1)", "B8": "(2)", "C8": "(3)", "E8": "(5)", "F8": "(6)", "G8": "(7)", "H8": "(8)",
    "B9": "I. TỔ 1",
    "A10": 1, "B10": "NGUYỄN VĂN  ĐỨC", "C10": 1968, "E10": "Tổ 1", "F10": "'4", "G10": 913456789,
    "A11": 2, "B11": "Trần Thị Hoà", "D11": "1/1/55", "E11": "nt", "F11": 3, "G11": "0121.345.6789",
    "H11": "đi làm ăn xa",
    "A12": 3, "B12": "TrÇn ThÞ Hoµ", "D12": 1955, "E12": "Tæ 1", "F12": 2,
    "A13": 4, "B13": "\u00d0ặng Thị Ánh", "D13": 1972, "E13": '"', "F13": "05", "G13": "0252 3821234 - 0987654321",
    "B14": "Cộng: 4 hộ", "F14": 14,
    "F15": "NGƯỜI LẬP",
    "F16": "Nguyễn Văn Mẫu",
}  # fmt: skip
MERGED = (
    "A1:B1",
    "E1:H1",
    "B4:H4",
    "A6:A7",
    "B6:B7",
    "C6:D6",
    "E6:E7",
    "F6:F7",
    "G6:G7",
    "H6:H7",
    "C8:D8",
    "F15:H15",
)


def example() -> Workbook:
    """Make the commune's list with merged heads, a row in an old font, and a signature block."""
    book = Workbook()
    sheet = book["Sheet"]
    sheet.title = "Phú Sơn"
    fill(sheet, EXAMPLE)
    for cells in MERGED:
        sheet.merge_cells(cells)
    sheet["B12"].font = LEGACY
    sheet["E12"].font = LEGACY
    return book


def fill(sheet: Worksheet, cells: dict[str, object]) -> None:
    """Write cells by their references."""
    for reference, value in cells.items():
        sheet[reference] = value


def households(reading: ListReading) -> list[ParsedHousehold]:
    """Return the households of a reading."""
    return [subject for subject in reading.subjects if isinstance(subject, ParsedHousehold)]


def names(reading: ListReading) -> list[str]:
    """Return whom a reading names."""
    return [subject.name for subject in reading.subjects]


def saved(path: Path, *rows: Sequence[object], merges: Sequence[str] = (), sheet: str = "Sheet") -> Path:
    """Save a workbook of one sheet with these rows."""
    book = Workbook()
    page = book["Sheet"]
    page.title = sheet
    for row in rows:
        page.append(row)
    for cells in merges:
        page.merge_cells(cells)
    book.save(path)
    return path


def sheet_of(*rows: tuple[CellValue, ...], merges: tuple[Merge, ...] = ()) -> Sheet:
    """Make a sheet as it is after opening, its first row being row 1; empty rows are left out."""
    filled = tuple(Row(number, cells) for number, cells in enumerate(rows, start=1) if any(cells))
    return Sheet("Phú Sơn", is_hidden=False, merges=merges, rows=filled)


def table_of(
    *rows: tuple[CellValue, ...], merges: tuple[Merge, ...] = (), choices: ReadingChoices = HOUSEHOLDS
) -> Table:
    """Make the one table of such a sheet."""
    (table,) = tables_of(sheet_of(*rows, merges=merges), choices)
    return table
