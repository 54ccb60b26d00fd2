"""The press: a process that makes parts of one print run and ends (``python -m pledges.press``, started by the server).

It reads two lines from its standard input, the settings and what to work on, beats on its standard output, and ends at
once when its standard input does: so it never outlives whoever started it, however that one ends.
"""

import json
import os
import resource
import sys
import threading

from pledges import rooms
from pledges.config import Config
from pledges.foundation.house import build_house
from pledges.foundation.leases import Leases
from pledges.foundation.logs import set_up_logs
from pledges.prints.working import Worker, Workshop

# Whoever opens a page goes first.
_NICE = 10
# Ten times what the largest part takes. A page that asks for more than that is ended, and the machine goes on.
_MEMORY_BYTES = 1536 * 1024 * 1024


def main() -> None:
    """Work on the run that the standard input names until nothing of it is left to take."""
    os.nice(_NICE)
    _bind(resource.RLIMIT_AS, _MEMORY_BYTES)
    # A core would hold codes, names and the key they come from.
    _bind(resource.RLIMIT_CORE, 0)
    config = Config.from_text(sys.stdin.readline())
    order = json.loads(sys.stdin.readline())
    set_up_logs(config.log)
    threading.Thread(target=_end_with_input, daemon=True).start()
    lease = Leases(config.leases).take(order["lease"])
    house = build_house(config)
    _beat()
    try:
        worker = Worker(lease.id, _beat)
        Workshop(house, rooms.makers_of(house), worker).work(order["run"])
    finally:
        house.database.dispose()
        house.sealed.dispose()
        lease.release()


def _beat() -> None:
    sys.stdout.write("\n")
    sys.stdout.flush()


def _bind(kind: int, limit: int) -> None:
    """Lower a limit of this process, for good; one that is lower already stays."""
    hard = resource.getrlimit(kind)[1]
    lower = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    resource.setrlimit(kind, (lower, lower))


def _end_with_input() -> None:
    sys.stdin.read()
    # Not even what is half written is tidied up: everything here bears a kill.
    os._exit(1)


if __name__ == "__main__":
    main()
