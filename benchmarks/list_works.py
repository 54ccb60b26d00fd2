"""Pieces of list work for ``benchmarks.children``: a workbook entered into a hamlet, and the same file merely read."""

import hashlib
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path

from python_calamine import CalamineWorkbook

from benchmarks.worlds import program
from pledges.foundation.house import this_house
from pledges.register.acts.importing import NewList
from pledges.register.jobs import bring_in
from pledges.register.rules import SubjectKind


def _import(folder: str, unit_id: str, workbook: str) -> Callable[[], None]:
    """Do what ``flask register import`` does: keep the file, read, compare, keep the preview, store."""
    opened = ExitStack()
    opened.enter_context(program(Path(folder)))

    def enter() -> None:
        with opened:
            _enter(int(unit_id), Path(workbook))

    return enter


def _enter(unit_id: int, workbook: Path) -> None:
    content = workbook.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    new = NewList(unit_id, SubjectKind.HOUSEHOLD, workbook.name, digest, "nhắc lịch họp thôn")
    told = bring_in(this_house(), new, content, stores=True)
    if "failure" in told:
        raise RuntimeError(told["failure"])


def _read(workbook: str) -> Callable[[], None]:
    return lambda: _read_all(workbook)


def _read_all(workbook: str) -> None:
    opened = CalamineWorkbook.from_path(workbook)
    for name in opened.sheet_names:
        opened.get_sheet_by_name(name).to_python()


WORKS: Mapping[str, Callable[..., Callable[[], None]]] = {"import": _import, "read": _read}
