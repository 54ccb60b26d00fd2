"""Whatever is uploaded, the answer is a plain refusal within ten seconds and 256 MB."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pledges.foundation.workbook.opening import open_workbook
from pledges.foundation.workbook.refusals import WorkbookTooLarge
from tests.foundation.workbook.hostile import HOSTILE
from tests.foundation.workbook.making import xlsx

PROJECT = Path(__file__).parents[3]
HEAVIEST = (
    "300 MB of one string",
    "one string in 600,000 cells",
    "a million rows",
    "far cell",
    "repeated cells of .ods",
)


# These two are read as far as calamine or the memory goes.
SLOW = ("a million rows", "one string in 600,000 cells", "web page of a million rows")
CASES = [pytest.param(name, marks=[pytest.mark.slow] if name in SLOW else []) for name in HOSTILE]


@pytest.fixture(params=CASES)
def hostile(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, type[Exception]]:
    make, refusal = HOSTILE[request.param]
    path = tmp_path / "danh-sach.xlsx"
    path.write_bytes(make())
    return path, refusal


def test_a_hostile_file_is_refused_by_its_reason(hostile: tuple[Path, type[Exception]]) -> None:
    path, refusal = hostile

    with pytest.raises(refusal) as refused:
        open_workbook(path)

    assert type(refused.value) is refusal


@pytest.mark.slow  # Five bombs, each in a process of its own.
def test_every_refusal_comes_within_ten_seconds_and_256_mb(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in HEAVIEST]
    for path in paths:
        path.write_bytes(HOSTILE[path.name][0]())

    ran = subprocess.run(
        [sys.executable, "-m", "tests.foundation.workbook.measuring", *paths],
        cwd=PROJECT,
        capture_output=True,
        check=True,
    )

    measured = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [name for name, *_ in measured] == list(HEAVIEST)
    assert {outcome for _, outcome, *_ in measured} == {"WorkbookTooLarge"}
    assert max(seconds for *_, seconds, _ in measured) < 10
    assert max(peak for *_, peak in measured) <= 256_000_000
    # The limit was reached, not merely never met.
    assert max(peak for *_, peak in measured) > 150_000_000


def test_reading_is_ended_at_its_time(tmp_path: Path) -> None:
    path = tmp_path / "danh-sach.xlsx"
    path.write_bytes(xlsx())

    with pytest.raises(WorkbookTooLarge):
        open_workbook(path, wall_seconds=0.001)


def bound(statement: str) -> subprocess.CompletedProcess[bytes]:
    """Run a statement in a process bound to 100 MB and one second."""
    prelude = (
        "from pledges.foundation.workbook.limits import bind_this_process as bind; bind(100_000_000, 1); "
    )
    return subprocess.run(
        [sys.executable, "-c", prelude + statement], cwd=PROJECT, capture_output=True, check=False
    )


def test_a_bound_process_gets_no_more_memory() -> None:
    assert b"MemoryError" in bound("bytearray(120_000_000)").stderr


@pytest.mark.slow  # The shortest limit of processor time is one second.
def test_a_bound_process_gets_no_more_time() -> None:
    assert bound("all(iter(lambda: True, None))").returncode < 0


def test_a_bound_process_writes_no_more(tmp_path: Path) -> None:
    target = tmp_path / "rows"

    ran = bound(f"open({str(target)!r}, 'wb').write(bytes(60_000_000))")

    assert b"File too large" in ran.stderr
    assert target.stat().st_size < 60_000_000
