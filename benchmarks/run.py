"""``./run bench``: measures everything, or the parts that are named, writes benchmarks/results.json, prints the table.

``./run bench lists creation`` measures these parts only; the rows of the others stay in the file as they were.
"""

import argparse
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from benchmarks.creation import creation_rows
from benchmarks.decoding import decoding_rows
from benchmarks.lists import list_rows
from benchmarks.pages import commune_rows, province_rows
from benchmarks.printing import printing_rows
from benchmarks.rows import Row, as_table, join
from benchmarks.servers import ROOT
from benchmarks.starting import start_rows
from benchmarks.statements import statement_rows
from benchmarks.trees import build_country, tree_rows, unit_list_rows
from benchmarks.worlds import build_commune, build_province

# Two and a half minutes of processor time; on a machine that others load heavily, several times as long.
_AT_MOST_SECONDS = 20 * 60
RESULTS = ROOT / "benchmarks" / "results.json"


def main() -> int:
    """Measure; return 0 whether or not every goal is met, since a figure is no test."""
    reader = argparse.ArgumentParser(prog="./run bench")
    reader.add_argument(
        "part", nargs="*", help=f"one of: {', '.join(_PARTS)}; all of them when none is named"
    )
    named = reader.parse_args().part or list(_PARTS)
    if not set(named) <= set(_PARTS):
        reader.error(f"a part is one of: {', '.join(_PARTS)}")
    # However this ends, its servers are ended and its data removed.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("measuring was ended from outside"))
    signal.signal(signal.SIGALRM, lambda *_: sys.exit(f"measuring took more than {_AT_MOST_SECONDS} s"))
    signal.alarm(_AT_MOST_SECONDS)
    with tempfile.TemporaryDirectory(prefix="pledges-bench-") as folder:
        rows = list(_told(_measured(Path(folder), named)))
    join(rows, RESULTS, keeps=len(named) < len(_PARTS))
    print(f"\n{as_table(rows)}\n")
    print(
        f"{sum(row.is_met for row in rows)} of {len(rows)} goals are met; docs/benchmarks.md says how to read this."
    )
    return 0


def _commune(scratch: Path) -> Iterator[Row]:
    commune = build_commune(scratch / "commune")
    yield from statement_rows(commune)
    yield from commune_rows(commune, scratch)
    yield from start_rows(commune, scratch)


def _province(scratch: Path) -> Iterator[Row]:
    yield from province_rows(build_province(scratch / "province"), scratch)


def _tree(scratch: Path) -> Iterator[Row]:
    yield from tree_rows(build_country(scratch / "country"), scratch)
    yield from unit_list_rows(scratch)


# What ``./run bench NAME`` measures, in the order in which all of it is measured.
_PARTS: Mapping[str, Callable[[Path], Iterator[Row]]] = {
    "commune": _commune,
    "province": _province,
    "tree": _tree,
    "lists": list_rows,
    "creation": creation_rows,
    "printing": printing_rows,
    "decoding": decoding_rows,
}


def _measured(scratch: Path, named: list[str]) -> Iterator[Row]:
    for part, rows in _PARTS.items():
        if part in named:
            yield from rows(scratch)


def _told(rows: Iterator[Row]) -> Iterator[Row]:
    """Say on the terminal how far it is, since the whole takes some minutes."""
    begun = time.monotonic()
    for row in rows:
        print(f"{time.monotonic() - begun:4.0f} s  {row.name}", file=sys.stderr, flush=True)
        yield row


if __name__ == "__main__":
    sys.exit(main())
