"""Calls what runs an event loop inside: pyHanko does, and a thread that runs one already can have no second."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

_Result = TypeVar("_Result")


def on_own_loop(work: Callable[[], _Result]) -> _Result:
    """Return what the work returns, or raise what it raises; it is done in a thread of its own."""
    with ThreadPoolExecutor(max_workers=1) as threads:
        return threads.submit(work).result()
