"""Does one kind of work in a process of its own and tells what it cost, so that no kind warms or fattens another.

Run as ``python -m benchmarks.children paper_works labels 2400``: prepares the work, and then for each line that comes
in does it once and prints its cost as JSON.
"""

import importlib
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.servers import ROOT, end, environment


class ChildDied(Exception):
    """A child ended before it had done its work; its own words are on the terminal."""


@dataclass(frozen=True)
class Cost:
    """Processor time of the work alone, and the most memory that its process, or one it started, held at any moment."""

    cpu_seconds: float
    peak_megabytes: float


@dataclass(frozen=True)
class Child:
    """A process that has prepared its work and waits."""

    process: subprocess.Popen[str]

    def cost(self) -> Cost:
        """Let it do its work once more.

        :raises ChildDied: when it fails.
        """
        if self.process.stdin is None:
            raise ChildDied
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return Cost(**json.loads(self._line()))

    def wait_until_prepared(self) -> None:
        """Return when it is ready to be measured.

        :raises ChildDied: when it never will be.
        """
        self._line()

    def _line(self) -> str:
        line = self.process.stdout.readline() if self.process.stdout else ""
        if not line:
            raise ChildDied
        return line


@contextmanager
def child(scratch: Path, room: str, work: str, *arguments: str) -> Iterator[Child]:
    """Prepare ``benchmarks.<room>.WORKS[work]`` in a new process, and end the process afterwards."""
    command = [sys.executable, "-m", "benchmarks.children", room, work, *arguments]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment(scratch), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with process:
        try:
            started = Child(process)
            started.wait_until_prepared()
            yield started
        finally:
            end(process)


def _main(room: str, work: str, arguments: list[str]) -> None:
    do = importlib.import_module(f"benchmarks.{room}").WORKS[work](*arguments)
    print("prepared", flush=True)
    for _ in sys.stdin:
        before = _cpu_seconds()
        do()
        print(json.dumps(asdict(Cost(_cpu_seconds() - before, _peak_megabytes()))), flush=True)


def _cpu_seconds() -> float:
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime


def _peak_megabytes() -> float:
    # ru_maxrss of this process would begin with what the process that started it held.
    own = next(
        line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM:")
    )
    started = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return max(int(own.split()[1]), started) / 1024


if __name__ == "__main__":
    _main(sys.argv[1], sys.argv[2], sys.argv[3:])
