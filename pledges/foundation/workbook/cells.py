"""Turns the sheets of a checked file into plain rows: calamine for workbooks, the csv module for text."""

import csv
import datetime as dt
import io
import json
import math
from collections.abc import Iterable, Sequence
from typing import IO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from pledges.foundation.workbook.extent import Fonts, SheetLooks
from pledges.foundation.workbook.limits import (
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
_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})
# One call for many rows: encoding and decoding each alone took half of the time of a large list.
_ROWS_A_LINE = 500
_NO_LOOKS = SheetLooks()


class Writer:
    """Writes one JSON line a sheet and one for many rows that have something in them, and counts what goes out.

    A sheet is ``{"name", "hidden", "merges": [[row, column, last row, last column]], "hidden_rows": [row]}``; rows
    are ``[[number, [cell, …], {column: font}, {column: "1955-01-01"}], …]``, where dates stand in the last, their
    cells hold their text, and empty ones at the end are left out. All counted from one.
    """

    def __init__(self, output: IO[str]) -> None:
        self._output = output
        self._rows = 0
        self._cells = 0
        self._merges_left = MAX_MERGES
        self._hidden_left = MAX_ROWS
        self._waiting: list[list[object]] = []

    def sheet(
        self, name: str, hidden: bool, merges: list[list[int]], hidden_rows: Sequence[int] = ()
    ) -> None:
        self.flush()
        merges, hidden_rows = merges[: self._merges_left], list(hidden_rows[: self._hidden_left])
        self._merges_left -= len(merges)
        self._hidden_left -= len(hidden_rows)
        name = name[:MAX_CELL_CHARACTERS]
        self._line({"name": name, "hidden": hidden, "merges": merges, "hidden_rows": hidden_rows})

    def row(self, number: int, values: Iterable[object], fonts: Fonts) -> None:
        """:raises Refused: when the row is too far down or too wide, or the whole is too much."""
        dates: dict[int, str] = {}
        cells = [
            value
            if type(value) is str and len(value) <= MAX_CELL_CHARACTERS and value not in _ERRORS
            else _plain(value, column, dates)
            for column, value in enumerate(values, start=1)
        ]
        while cells and cells[-1] == "":
            cells.pop()
        if not cells:
            return
        self._rows += 1
        self._cells += len(cells)
        if max(number, self._rows) > MAX_ROWS or len(cells) > MAX_COLUMNS or self._cells > MAX_CELLS:
            raise Refused(Outcome.TOO_LARGE)
        row: list[object] = [number, cells]
        if fonts or dates:
            row.append(_fonts_of(number, len(cells), fonts))
        if dates:
            row.append(dates)
        self._waiting.append(row)
        if len(self._waiting) == _ROWS_A_LINE:
            self.flush()

    def flush(self) -> None:
        """Write the rows that still wait; after the last one it is for the caller to do so."""
        if self._waiting:
            self._line(self._waiting)
            self._waiting = []

    def _line(self, value: object) -> None:
        self._output.write(json.dumps(value, ensure_ascii=False) + "\n")


def write_workbook(content: bytes, looks: dict[str, SheetLooks], writer: Writer) -> None:
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
            look = looks.get(metadata.name, _NO_LOOKS)
            is_hidden = metadata.visible != SheetVisibleEnum.Visible
            writer.sheet(metadata.name, is_hidden, [*_merges(sheet), *look.merges], look.hidden_rows)
            _write_rows(sheet, look.fonts, writer)
    except PasswordError as protected:
        raise Refused(Outcome.PROTECTED) from protected
    except CalamineError as broken:
        raise Refused(Outcome.UNREADABLE) from broken


def write_text(text: str, writer: Writer) -> None:
    """Write a .csv file, divided by the most frequent of ; tab ,

    :raises Refused: when a cell has no end.
    """
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


def _plain(value: object, column: int, dates: dict[int, str]) -> object:
    """Give text or a whole or broken number; a truth value or a time of day is text, a date is noted beside it."""
    if isinstance(value, float):
        return "" if not math.isfinite(value) else int(value) if value.is_integer() else value
    if isinstance(value, str):
        return "" if value in _ERRORS else value[:MAX_CELL_CHARACTERS]
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int):
        return value
    if isinstance(value, dt.datetime):
        value = value.date()
    if isinstance(value, dt.date):
        dates[column] = value.isoformat()
    return str(value)
