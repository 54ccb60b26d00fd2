"""Opens a spreadsheet: starts the reading process, ends it in time, makes values or a refusal of its outcome."""

import datetime as dt
import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO, Any

from pledges.foundation.errors import DomainError
from pledges.register.workbook.limits import WALL_SECONDS, Outcome
from pledges.register.workbook.refusals import (
    WorkbookHasMacros,
    WorkbookIsWebPage,
    WorkbookProtected,
    WorkbookTooLarge,
    WorkbookUnreadable,
)
from pledges.register.workbook.values import CellValue, Merge, Row, Sheet

_PROJECT = Path(__file__).parents[3]
_CHILD = "pledges.register.workbook.child"
_REFUSALS: dict[int, type[DomainError]] = {
    Outcome.UNREADABLE: WorkbookUnreadable,
    Outcome.WEB_PAGE: WorkbookIsWebPage,
    Outcome.PROTECTED: WorkbookProtected,
    Outcome.TOO_LARGE: WorkbookTooLarge,
    Outcome.HAS_MACROS: WorkbookHasMacros,
}


def open_workbook(path: Path, wall_seconds: float = WALL_SECONDS) -> tuple[Sheet, ...]:
    """Read all sheets of an .xlsx, .xls, .ods or .csv file, hidden ones too, in their order.

    Takes at most nine seconds and 256 MB, whatever the file is.

    :raises WorkbookUnreadable: when it is damaged or no spreadsheet (`WorkbookIsWebPage`: HTML under
    another name). :raises WorkbookProtected: when it has a password. :raises WorkbookTooLarge: when it is,
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
    for line in lines:
        value = json.loads(line)
        if isinstance(value, dict):
            heads.append(value)
            rows.append([])
        else:
            rows[-1].append(_row(*value))
    return tuple(
        Sheet(head["name"], head["hidden"], tuple(Merge(*merge) for merge in head["merges"]), tuple(of_sheet))
        for head, of_sheet in zip(heads, rows, strict=True)
    )


def _row(number: int, cells: list[Any], fonts: dict[str, str]) -> Row:
    return Row(number, tuple(map(_cell, cells)), {int(column): font for column, font in fonts.items()})


def _cell(value: Any) -> CellValue:
    if isinstance(value, dict):
        return dt.date.fromisoformat(value["date"])
    plain: CellValue = value
    return plain
