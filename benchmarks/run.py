"""``./run bench``: measures everything, writes benchmarks/results.json and prints the table."""

import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.lists import list_rows
from benchmarks.pages import commune_rows, province_rows
from benchmarks.printing import printing_rows
from benchmarks.rows import Row, as_table, save
from benchmarks.servers import ROOT
from benchmarks.starting import start_rows
from benchmarks.statements import statement_rows
from benchmarks.worlds import build_commune, build_province

# Two and a half minutes of processor time; on a machine that others load heavily, several times as long.
_AT_MOST_SECONDS = 20 * 60
RESULTS = ROOT / "benchmarks" / "results.json"


def main() -> int:
    """Measure; return 0 whether or not every goal is met, since a figure is no test."""
    # However this ends, its servers are ended and its data removed.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("measuring was ended from outside"))
    signal.signal(signal.SIGALRM, lambda *_: sys.exit(f"measuring took more than {_AT_MOST_SECONDS} s"))
    signal.alarm(_AT_MOST_SECONDS)
    with tempfile.TemporaryDirectory(prefix="pledges-bench-") as folder:
        rows = list(_told(_measured(Path(folder))))
    save(rows, RESULTS)
    print(f"\n{as_table(rows)}\n")
    print(
        f"{sum(row.is_met for row in rows)} of {len(rows)} goals are met; docs/benchmarks.md says how to read this."
    )
    return 0


def _measured(scratch: Path) -> Iterator[Row]:
    commune = build_commune(scratch / "commune")
    yield from statement_rows(commune)
    yield from commune_rows(commune, scratch)
    yield from start_rows(commune, scratch)
    yield from province_rows(build_province(scratch / "province"), scratch)
    yield from list_rows(scratch)
    yield from printing_rows(scratch)


def _told(rows: Iterator[Row]) -> Iterator[Row]:
    """Say on the terminal how far it is, since the whole takes some minutes."""
    begun = time.monotonic()
    for row in rows:
        print(f"{time.monotonic() - begun:4.0f} s  {row.name}", file=sys.stderr, flush=True)
        yield row


if __name__ == "__main__":
    sys.exit(main())
