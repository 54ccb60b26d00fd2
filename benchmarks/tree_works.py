"""Pieces of work with trees for ``benchmarks.children``: an official list of units entered into an empty tree."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import date
from pathlib import Path

from benchmarks.worlds import program
from pledges.foundation.house import this_house
from pledges.foundation.moments import present
from pledges.units.acts.lists import ReadUnitList, stage_list, store_list
from pledges.units.official_list.reading import read_unit_list

_SINCE = date(2024, 12, 1)


def _enter(folder: str, workbook: str) -> Callable[[], None]:
    """Do what ``flask unit import`` does: read, compare, enter; the second time nothing is new."""
    opened = ExitStack()
    opened.enter_context(program(Path(folder)))

    def enter() -> None:
        with opened:
            listed = read_unit_list(Path(workbook))
            with this_house().database.writing() as session:
                read = ReadUnitList("units.xlsx", "", "NSO-2024", None, _SINCE, listed)
                store_list(session, present(), stage_list(session, present(), read).id)

    return enter


WORKS: Mapping[str, Callable[..., Callable[[], None]]] = {"enter": _enter}
