"""Measures operations in alternating rounds, so that what disturbs the machine disturbs all of them alike."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.servers import Server

_WARM_UPS = 20


@dataclass(frozen=True)
class Operation:
    """Something a visitor does, ``times`` a round, and the server that pays for it."""

    name: str
    server: Server
    do: Callable[[], object]
    times: int
    warm_ups: int = _WARM_UPS


def cpu_milliseconds(operations: Sequence[Operation], rounds: int) -> dict[str, list[float]]:
    """Return the server's processor time for one operation, round by round, by the operation's name."""
    for operation in operations:
        _repeat(operation, operation.warm_ups)
    found: dict[str, list[float]] = {operation.name: [] for operation in operations}
    for number in range(rounds):
        # To and fro, so that none always comes after the same other one.
        for operation in operations if number % 2 == 0 else reversed(operations):
            before = operation.server.cpu_seconds()
            _repeat(operation, operation.times)
            spent = operation.server.cpu_seconds() - before
            found[operation.name].append(spent / operation.times * 1000)
    return found


def _repeat(operation: Operation, times: int) -> None:
    for _ in range(times):
        operation.do()
