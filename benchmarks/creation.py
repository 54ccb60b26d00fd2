"""What it costs to enter households with their codes, beside bare inserts of as many rows."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.children import child
from benchmarks.rows import Goal, Reference, Row, row
from benchmarks.worlds import build_hamlet

_HOUSEHOLDS = 5_000
_ROUNDS = 5


def creation_rows(scratch: Path) -> Iterator[Row]:
    """Enter the same households into an empty hamlet and into bare tables, in turns."""
    ours, bare, number = [], [], str(_HOUSEHOLDS)
    for turn in range(_ROUNDS):
        folder = scratch / f"created-{turn}"
        unit_id = build_hamlet(folder)
        with child(scratch, "creation_works", "create", str(folder), str(unit_id), number) as creating:
            ours.append(creating.cost().cpu_seconds)
        with child(
            scratch, "creation_works", "insert", str(scratch / f"plain-{turn}.sqlite3"), number
        ) as inserting:
            bare.append(inserting.cost().cpu_seconds)
    reference = Reference("plain SQLite inserts", bare)
    yield row(f"{_HOUSEHOLDS:,} households with codes", "s CPU", ours, reference, Goal(15))
