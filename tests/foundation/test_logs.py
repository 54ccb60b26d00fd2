"""The program's own lines come at the level asked for; libraries that could carry people's words stay silent."""

import subprocess
import sys

from pledges.foundation.logs import told_in_places

PROGRAM = """
import logging
from pledges.foundation.logs import set_up_logs
set_up_logs({level!r})
logging.getLogger("pledges.prints").info("step-started name=print argument=12")
logging.getLogger("huey").error("Nguyễn Văn Đức")
"""


def _lines(level: str) -> str:
    program = [sys.executable, "-c", PROGRAM.format(level=level)]
    return subprocess.run(program, capture_output=True, text=True, check=True).stderr


def test_lines_of_the_program_come_at_the_level_asked_for() -> None:
    assert "INFO pledges.prints step-started name=print argument=12" in _lines("info")


def test_a_higher_level_leaves_them_out_and_libraries_say_nothing() -> None:
    assert _lines("warning") == ""


def test_a_fault_is_told_by_where_it_rose_and_not_by_what_it_says() -> None:
    try:
        int("Nguyễn Văn Đức, số 12")
    except ValueError as fault:
        told = told_in_places(fault)

    assert told.startswith("ValueError at test_logs.py:")
    assert "Đức" not in told
