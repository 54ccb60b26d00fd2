"""Counts codes that nobody has, by the address they came from, so that guessing is slowed and nobody else is."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from threading import Lock

from flask import Flask, current_app, request

from pledges.foundation.errors import DomainError
from pledges.foundation.keys import Keys
from pledges.foundation.locale import mark

# A whole village may stand behind one address. It mistypes, but a slip of the finger is found by the check character
# and is no miss: one slip in 32 at most makes a code that could exist.
MOST_MISSES = 30
WINDOW_SECONDS = 600
_MOST_ADDRESSES = 10_000
_EXTENSION = "misses"


class TooManyMisses(DomainError):
    """From this address many codes were tried that nobody has; a code that exists is still answered."""

    status = 429
    title = mark("Có quá nhiều mã không đúng từ mạng này")
    advice = mark("Xin chờ 10 phút rồi thử lại, và so từng chữ, số với tờ giấy. Mã đúng vẫn mở được ngay.")


class Misses:
    """The moments of the last misses of each address, in memory only; addresses are kept as keyed hashes.

    **why** only further misses are refused, and never a code that exists: neighbours share an address, and whoever
    guesses must not be able to shut them out. At 60 bits what is slowed here would hit nothing anyway; what it saves is
    the machine's time. Each process counts for itself: with several, an address has as many times more.
    """

    def __init__(self, keys: Keys, clock: Callable[[], float] = time.monotonic) -> None:
        self._keys = keys
        self._clock = clock
        self._lock = Lock()
        self._by_address: OrderedDict[bytes, deque[float]] = OrderedDict()

    def are_too_many(self, address: str) -> bool:
        """Note a miss from the address and tell whether it had too many in the last ten minutes before this one."""
        name, now = self._keys.digest("misses", address), self._clock()
        with self._lock:
            moments = self._by_address.setdefault(name, deque(maxlen=MOST_MISSES + 1))
            self._by_address.move_to_end(name)
            moments.append(now)
            while moments[0] < now - WINDOW_SECONDS:
                moments.popleft()
            if len(self._by_address) > _MOST_ADDRESSES:
                self._by_address.popitem(last=False)
            return len(moments) > MOST_MISSES


def init_misses(app: Flask, keys: Keys) -> None:
    """Begin to count."""
    app.extensions[_EXTENSION] = Misses(keys)


def told_after_miss(error: DomainError) -> DomainError:
    """Return what to tell whoever caused an error: the error, or that there were too many misses of its kind."""
    if not error.is_miss:
        return error
    misses: Misses = current_app.extensions[_EXTENSION]
    return TooManyMisses() if misses.are_too_many(request.remote_addr or "") else error
