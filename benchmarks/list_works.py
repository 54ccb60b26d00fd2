"""Pieces of list work for ``benchmarks.children``: a workbook entered into a hamlet, and the same file merely read."""

import hashlib
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path

from python_calamine import CalamineWorkbook

from benchmarks.worlds import program
from pledges.foundation.house import this_house
from pledges.foundation.moments import present
from pledges.register import staging
from pledges.register.acts.importing import ReadList, stage_import, store_import
from pledges.register.reading import read_households


def _import(folder: str, unit_id: str, workbook: str) -> Callable[[], None]:
    """Do what ``flask register import`` does: read, check, stage for the preview, store."""
    opened = ExitStack()
    opened.enter_context(program(Path(folder)))

    def enter() -> None:
        with opened:
            _enter(int(unit_id), Path(workbook))

    return enter


def _enter(unit_id: int, workbook: Path) -> None:
    house, occasion = this_house(), present()
    reading = read_households(workbook, take_phones=True, today=occasion.today)
    content = staging.staged(reading)
    digest = hashlib.sha256(workbook.read_bytes()).hexdigest()
    read = ReadList(unit_id, workbook.name, digest, takes_phones=True, reading=content)
    with house.database.writing() as session:
        staged = stage_import(session, occasion, read)
        store_import(session, occasion, house.keys, staged, staging.households_of(content))


def _read(workbook: str) -> Callable[[], None]:
    return lambda: _read_all(workbook)


def _read_all(workbook: str) -> None:
    opened = CalamineWorkbook.from_path(workbook)
    for name in opened.sheet_names:
        opened.get_sheet_by_name(name).to_python()


WORKS: Mapping[str, Callable[..., Callable[[], None]]] = {"import": _import, "read": _read}
