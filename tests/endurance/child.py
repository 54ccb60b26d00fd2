"""The program served by a process of its own on this machine, which can be killed without warning and started again."""

import http.client
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
_PATIENCE_SECONDS = 60.0
# "python app.py", and Linux ends it when the tests end, however they do: 1 is PR_SET_PDEATHSIG, 9 is SIGKILL.
_ENDING_WITH_US = (
    "import ctypes, runpy; ctypes.CDLL(None).prctl(1, 9); runpy.run_path('app.py', run_name='__main__')"
)


class Child:
    """One server on a data directory, always at the same port of the loopback address."""

    def __init__(self, data: Path, settings: dict[str, str]) -> None:
        self.port = _free_port()
        self._data = data
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> float:
        """Start the server; return after how many seconds it was ready."""
        began = time.monotonic()
        environment = {
            **{
                name: value
                for name, value in os.environ.items()
                if not name.startswith(("PLEDGES_", "PYTHON"))
            },
            # As where it is installed: what was compiled once is not compiled at each start.
            "PYTHONPYCACHEPREFIX": str(self._data.parent / "compiled"),
            "PYTHONUTF8": "1",
            **self._settings,
            "PLEDGES_DATA": str(self._data),
            "PLEDGES_PORT": str(self.port),
        }
        with (self._data / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _ENDING_WITH_US], cwd=ROOT, env=environment, stdout=log, stderr=log
            )
        while not self._is_ready():
            assert self._process.poll() is None, self.log()
            assert time.monotonic() - began < _PATIENCE_SECONDS, self.log()
            time.sleep(0.05)
        return time.monotonic() - began

    def kill(self) -> None:
        """End the server at once, as a power cut does to a process: nothing is tidied up."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def log(self) -> str:
        """Return what the server has said so far."""
        return (self._data / "server.log").read_text(encoding="utf-8", errors="replace")

    def _is_ready(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
