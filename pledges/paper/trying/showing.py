"""Shows papers while they are written: keeps one process that lays them out, and ends it when it takes too long."""

import atexit
import json
import os
import select
import signal
import subprocess
import sys
from base64 import b64decode
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Any

from pledges.paper.pdf import PdfEngineMissing
from pledges.paper.trying.limits import MOST_BYTES_ANSWERED, MOST_BYTES_ASKED, WALL_SECONDS

_PROJECT = Path(__file__).parents[3]
_CHILD = "pledges.paper.trying.child"
_HEADER_BYTES = 4
# Where the libraries are that WeasyPrint loads, on machines where they were put beside the system's.
_HANDED_ON = ("LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "FONTCONFIG_FILE", "FONTCONFIG_PATH")
_WAIT_SECONDS = 30


class TryFailed(RuntimeError):
    """The paper could not be laid out within the limits, or refers to something outside itself."""


@dataclass(frozen=True)
class Shown:
    """The first page of a paper as PNG, how many pages it takes, and whether its text stays above its foot."""

    picture: bytes
    pages: int
    is_within: bool


class PaperShower:
    """Lays papers out in a process of its own, which stays for the next try. One try at a time."""

    def __init__(self, wall_seconds: float = WALL_SECONDS) -> None:
        self._wall_seconds = wall_seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._one_at_a_time = Lock()

    def show(self, ladders: Sequence[Sequence[str]]) -> list[Shown]:
        """Show papers, each given as HTML from the largest type down; the first that fits is shown, else the last.

        :raises TryFailed: when it takes too long or too much memory, refers to anything outside, or others keep trying.
        :raises PdfEngineMissing: when WeasyPrint cannot be loaded on this machine.
        """
        if not ladders:
            return []
        content = json.dumps(list(map(list, ladders))).encode()
        if len(content) > MOST_BYTES_ASKED or not self._one_at_a_time.acquire(timeout=_WAIT_SECONDS):
            raise TryFailed
        try:
            answer = self._answer(content)
        finally:
            self._one_at_a_time.release()
        if answer.get("fault") == "engine":
            raise PdfEngineMissing(answer["name"])
        if "fault" in answer:
            raise TryFailed(f"{answer['fault']} {answer['name']}")
        return [Shown(b64decode(one["picture"]), one["pages"], one["is_within"]) for one in answer["shown"]]

    def close(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is None:
            return
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()

    def _answer(self, content: bytes) -> dict[str, Any]:
        """Ask the process; whatever goes wrong ends it, so that the next try begins with a new one."""
        try:
            process = self._running()
            assert process.stdin is not None  # noqa: S101  # opened as a pipe just above
            process.stdin.write(len(content).to_bytes(_HEADER_BYTES, "big") + content)
            process.stdin.flush()
            answer: dict[str, Any] = json.loads(_read(process, monotonic() + self._wall_seconds))
        except (OSError, ValueError, TimeoutError) as failed:
            self.close()
            raise TryFailed from failed
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = subprocess.Popen(  # noqa: S603  # our own module, no shell, no argument from outside
                [sys.executable, "-X", "utf8", "-m", _CHILD],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=_PROJECT,
                env={name: os.environ[name] for name in _HANDED_ON if name in os.environ},
                start_new_session=True,
                bufsize=0,
            )
        return self._process


def _read(process: subprocess.Popen[bytes], until: float) -> bytes:
    length = int.from_bytes(_exactly(process, _HEADER_BYTES, until), "big")
    if length > MOST_BYTES_ANSWERED:
        raise ValueError(length)
    return _exactly(process, length, until)


def _exactly(process: subprocess.Popen[bytes], length: int, until: float) -> bytes:
    """Read so many bytes.

    :raises TimeoutError: when they do not come in time. :raises OSError: when the process has ended.
    """
    assert process.stdout is not None  # noqa: S101  # opened as a pipe
    found = b""
    while len(found) < length:
        if not select.select([process.stdout], [], [], max(0.0, until - monotonic()))[0]:
            raise TimeoutError
        piece = os.read(process.stdout.fileno(), length - len(found))
        if not piece:
            raise BrokenPipeError
        found += piece
    return found


SHOWER = PaperShower()
"""The one of this program: however many pages ask, one process lays out."""

atexit.register(SHOWER.close)
