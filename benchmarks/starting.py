"""What it costs to start: from an empty process to the first answer."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.rows import Goal, Reference, Row, row
from benchmarks.servers import Launch, running
from benchmarks.visitors import Visitor
from benchmarks.worlds import World

_ROUNDS = 5
_GOAL = Goal(2)


def start_rows(world: World, scratch: Path) -> Iterator[Row]:
    """Start the program on a filled database and the reference on an empty one, in turns."""
    bare_database = str(scratch / "bare.sqlite3")
    launches = Launch("app.py", settings=world.settings), Launch("benchmarks/bare_start.py", (bare_database,))
    for launch in launches:
        _milliseconds(launch, scratch)  # compiles the modules, as they are in daily use
    taken = [[_milliseconds(launch, scratch) for launch in launches] for _ in range(_ROUNDS)]
    reference = Reference("Flask and SQLAlchemy under waitress", [bare for _, bare in taken])
    yield row("cold start to the first answer", "ms CPU", [ours for ours, _ in taken], reference, _GOAL)


def _milliseconds(launch: Launch, scratch: Path) -> float:
    with running(launch, scratch) as server:
        Visitor(server.port).get("/")
        return server.whole_cpu_seconds() * 1000
