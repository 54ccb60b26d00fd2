"""Turns the sheets of a checked file into plain rows: calamine for workbooks, the csv module for text."""

import csv
import datetime as dt
import io
import json
import math
import re
from collections.abc import Iterable
from typing import IO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from pledges.register.workbook.extent import Fonts
from pledges.register.workbook.limits import (
    MAX_CELL_CHARACTERS,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_MERGES,
    MAX_ROWS,
    MAX_SHEETS,
    Outcome,
    Refused,
)

_DELIMITERS = ";\t,"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")


class Writer:
    """Writes one JSON line a sheet and one a row that has something in it, and counts what goes out.

    A sheet is ``{"name", "hidden", "merges": [[row, column, last row, last column]]}``; a row is
    ``[number, [cell, …], {column: font}]``, where a date is ``{"date": "1955-01-01"}``. All counted from one.
    """

    def __init__(self, output: IO[str]) -> None:
        self._output = output
        self._rows = 0
        self._cells = 0

    def sheet(self, name: str, hidden: bool, merges: list[list[int]]) -> None:
        self._line({"name": name[:MAX_CELL_CHARACTERS], "hidden": hidden, "merges": merges[:MAX_MERGES]})

    def row(self, number: int, values: Iterable[object], fonts: Fonts) -> None:
        """:raises Refused: when the row is too far down or too wide, or the whole is too much."""
        cells = [_plain(value) for value in values]
        while cells and cells[-1] == "":
            cells.pop()
        if not cells:
            return
        self._rows += 1
        self._cells += len(cells)
        if max(number, self._rows) > MAX_ROWS or len(cells) > MAX_COLUMNS or self._cells > MAX_CELLS:
            raise Refused(Outcome.TOO_LARGE)
        fonts_of_row = _fonts_of(number, len(cells), fonts) if fonts else {}
        self._line([number, cells, fonts_of_row])

    def _line(self, value: object) -> None:
        self._output.write(json.dumps(value, ensure_ascii=False) + "\n")


def write_workbook(content: bytes, fonts: dict[str, Fonts], writer: Writer) -> None:
    """Write all worksheets of an .xlsx, .xls or .ods file.

    :raises Refused: when it is protected, damaged, or has no worksheet.
    """
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [sheet for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        if not sheets:
            raise Refused(Outcome.UNREADABLE)
        if len(sheets) > MAX_SHEETS:
            raise Refused(Outcome.TOO_LARGE)
        for metadata in sheets:
            sheet = workbook.get_sheet_by_name(metadata.name)
            writer.sheet(metadata.name, metadata.visible != SheetVisibleEnum.Visible, _merges(sheet))
            _write_rows(sheet, fonts.get(metadata.name, {}), writer)
    except PasswordError as protected:
        raise Refused(Outcome.PROTECTED) from protected
    except CalamineError as broken:
        raise Refused(Outcome.UNREADABLE) from broken


def write_text(content: bytes, writer: Writer) -> None:
    """Write a .csv file: UTF-8 with or without its mark, or UTF-16; divided by the most frequent of ; tab ,

    :raises Refused: when it is in another encoding, or is no text.
    """
    text = _decoded(content)
    head = text[:4096]
    delimiter = max(_DELIMITERS, key=head.count)
    writer.sheet("", hidden=False, merges=[])
    try:
        for number, values in enumerate(
            csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1
        ):
            writer.row(number, values, {})
    except csv.Error as broken:
        raise Refused(Outcome.UNREADABLE) from broken


def _write_rows(sheet: CalamineSheet, fonts: Fonts, writer: Writer) -> None:
    if sheet.start is None or sheet.end is None:
        return
    if sheet.end[0] >= MAX_ROWS or sheet.end[1] >= MAX_COLUMNS:
        raise Refused(Outcome.TOO_LARGE)
    # Rows come from the very first, cells from the first column in use.
    margin: list[object] = [""] * sheet.start[1]
    for number, values in enumerate(sheet.iter_rows(), start=1):
        writer.row(number, [*margin, *values], fonts)


def _fonts_of(row: int, columns: int, fonts: Fonts) -> dict[int, str]:
    return {column: fonts[row, column] for column in range(1, columns + 1) if (row, column) in fonts}


def _merges(sheet: CalamineSheet) -> list[list[int]]:
    return [
        [first[0] + 1, first[1] + 1, last[0] + 1, last[1] + 1]
        for first, last in (sheet.merged_cell_ranges or [])[:MAX_MERGES]
    ]


def _plain(value: object) -> object:
    """Give text, a whole or broken number, or a date; a truth value or a time of day is text."""
    if isinstance(value, str):
        return value[:MAX_CELL_CHARACTERS]
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, float):
        return "" if not math.isfinite(value) else int(value) if value.is_integer() else value
    if isinstance(value, int):
        return value
    if isinstance(value, dt.datetime):
        value = value.date()
    if isinstance(value, dt.date):
        return {"date": value.isoformat()}
    return str(value)


def _decoded(content: bytes) -> str:
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as foreign:
        raise Refused(Outcome.UNREADABLE) from foreign
    if not text.strip() or _CONTROL.search(text):
        raise Refused(Outcome.UNREADABLE)
    return text
