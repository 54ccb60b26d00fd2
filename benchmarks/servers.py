"""Servers of this run: started on a loopback port of their own, asked what they cost, and ended by their process."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
_PATIENCE_SECONDS = 120
_TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")


class ServerSilent(Exception):
    """A server ended or took no connection; the message holds the end of its log."""


@dataclass(frozen=True)
class Launch:
    """How to start a server, given its port: a file of the project, further arguments, settings."""

    file: str
    arguments: tuple[str, ...] = ()
    settings: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Server:
    """A server that runs; what it costs is read from the system, not from a clock."""

    process: subprocess.Popen[bytes]
    port: int

    def cpu_seconds(self) -> float:
        """Return the processor time of all its threads so far, exact to the nanosecond."""
        threads = Path(f"/proc/{self.process.pid}/task").iterdir()
        return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads) / 1e9

    def whole_cpu_seconds(self) -> float:
        """Return its processor time so far with that of threads that have ended, exact to a hundredth."""
        after_name = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(after_name[11]) + int(after_name[12])) / _TICKS_A_SECOND

    def memory_megabytes(self) -> float:
        """Return its share of memory (PSS): what two processes share counts half for each."""
        lines = Path(f"/proc/{self.process.pid}/smaps_rollup").read_text().splitlines()
        return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def environment(scratch: Path, settings: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return what a measured process finds: none of the caller's settings, and compiled modules as in daily use."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PLEDGES_", "PYTHON"))}
    return kept | {"PYTHONUTF8": "1", "PYTHONPYCACHEPREFIX": str(scratch / "compiled"), **(settings or {})}


@contextmanager
def running(launch: Launch, scratch: Path) -> Iterator[Server]:
    """Start a server, wait until it takes connections, and end it afterwards."""
    port = _free_port()
    settings = {"PLEDGES_PORT": str(port), **launch.settings} if launch.settings else None
    arguments = launch.arguments if launch.settings else (str(port), *launch.arguments)
    command = [sys.executable, str(ROOT / launch.file), *arguments]
    log_file = scratch / f"{Path(launch.file).stem}.log"
    with log_file.open("ab") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment(scratch, settings), stdout=log, stderr=subprocess.STDOUT
        )
    try:
        if not _takes_connections(process, port):
            raise ServerSilent(f"{launch.file}:\n{log_file.read_text()[-2000:]}")
        yield Server(process, port)
    finally:
        end(process)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _takes_connections(process: subprocess.Popen[bytes], port: int) -> bool:
    until = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return True
        time.sleep(0.02)
    return False


def end(process: subprocess.Popen[Any]) -> None:
    """End a process that this run has started, and wait until it is gone."""
    process.terminate()
    try:
        process.wait(timeout=15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
