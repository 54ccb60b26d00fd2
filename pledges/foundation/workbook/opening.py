"""Opens a spreadsheet: starts the reading process, ends it in time, makes values or a refusal of its outcome."""

import datetime as dt
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from pledges.foundation.errors import DomainError
from pledges.foundation.workbook.limits import WALL_SECONDS, Outcome
from pledges.foundation.workbook.refusals import (
    WorkbookHasMacros,
    WorkbookIsWebPage,
    WorkbookProtected,
    WorkbookTooLarge,
    WorkbookUnreadable,
)
from pledges.foundation.workbook.values import CellValue, Merge, Row, Sheet

_PROJECT = Path(__file__).parents[3]
_CHILD = "pledges.foundation.workbook.child"
_REFUSALS: dict[int, type[DomainError]] = {
    Outcome.UNREADABLE: WorkbookUnreadable,
    Outcome.WEB_PAGE: WorkbookIsWebPage,
    Outcome.PROTECTED: WorkbookProtected,
    Outcome.TOO_LARGE: WorkbookTooLarge,
    Outcome.HAS_MACROS: WorkbookHasMacros,
}


_NONE: Mapping[str, str] = {}


def open_workbook(path: Path, wall_seconds: float = WALL_SECONDS) -> tuple[Sheet, ...]:
    """Read all sheets of an .xlsx, .xls, .ods, .csv or .html file, hidden ones too, in their order.

    Takes at most nine seconds and 256 MB, whatever the file is.

    :raises WorkbookUnreadable: when it is damaged or no spreadsheet (`WorkbookIsWebPage`: HTML
    without a plain table). :raises WorkbookProtected: when it has a password. :raises WorkbookTooLarge: when it is,
    or when reading it was stopped at a limit. :raises WorkbookHasMacros: when it carries a program.
    """
    with tempfile.TemporaryFile() as rows:
        code = _read_in_child(path, rows, wall_seconds)
        if code != Outcome.READ:
            raise _refusal(code)
        rows.seek(0)
        return _sheets(rows)


def _read_in_child(path: Path, rows: IO[bytes], wall_seconds: float) -> int:
    """Return the exit code; negative for a signal. The environment, with its secrets, is not handed on."""
    with path.open("rb") as content:
        process = subprocess.Popen(  # noqa: S603  # our own module, no shell, no argument from outside
            [sys.executable, "-X", "utf8", "-m", _CHILD],
            stdin=content,
            stdout=rows,
            stderr=subprocess.DEVNULL,
            cwd=_PROJECT,
            env={},
            start_new_session=True,
        )
    try:
        return process.wait(wall_seconds)
    except subprocess.TimeoutExpired:
        return -signal.SIGKILL
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _refusal(code: int) -> DomainError:
    """Take a signal for a limit that was reached, any other end (calamine's panic is one) for a damaged file."""
    if code < 0:
        return WorkbookTooLarge()
    return _REFUSALS.get(code, WorkbookUnreadable)()


def _sheets(lines: IO[bytes]) -> tuple[Sheet, ...]:
    heads: list[dict[str, Any]] = []
    rows: list[list[Row]] = []
    make = _Rows()
    for line in lines:
        value = json.loads(line)
        if isinstance(value, dict):
            heads.append(value)
            rows.append([])
        else:
            rows[-1] += [make.row(*row) for row in value]
    return tuple(map(_sheet, heads, rows))


def _sheet(head: dict[str, Any], rows: list[Row]) -> Sheet:
    merges = tuple(Merge(*merge) for merge in head["merges"])
    return Sheet(head["name"], head["hidden"], merges, tuple(rows), frozenset(head["hidden_rows"]))


class _Rows:
    """Makes rows of lines; fonts repeat from row to row, and all rows with the same ones share one mapping."""

    def __init__(self) -> None:
        self._fonts: dict[tuple[tuple[str, str], ...], Mapping[int, str]] = {}

    def row(
        self,
        number: int,
        cells: list[CellValue],
        fonts: Mapping[str, str] = _NONE,
        dates: Mapping[str, str] = _NONE,
    ) -> Row:
        for column, date in dates.items():
            cells[int(column) - 1] = dt.date.fromisoformat(date)
        if not fonts:
            return Row(number, tuple(cells))
        known = tuple(fonts.items())
        if known not in self._fonts:
            self._fonts[known] = {int(column): font for column, font in known}
        return Row(number, tuple(cells), self._fonts[known])
