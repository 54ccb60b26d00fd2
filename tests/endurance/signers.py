"""Phones that sign whatever happens: they send the same page until it is answered, and note what they were promised."""

import http.client
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from queue import Empty, Queue
from random import Random
from threading import Event, Lock
from urllib.parse import urlencode

from tests.endurance.commune import name_of

ATTEMPT = re.compile(r'name="attempt" value="([^"]+)"')
VERSION = re.compile(r'name="version" value="([^"]+)"')
ACTION = re.compile(r'<form method="post" action="([^"]+)" novalidate>')
ITEM = re.compile(r'name="items"[^>]*? value="(T\d+)"|value="(T\d+)"[^>]*? name="items"')
_PAUSE_SECONDS = 0.2
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True)
class Sent:
    """What a household signed."""

    name: str
    birth_year: int
    items: tuple[str, ...]
    member: str


@dataclass
class Promises:
    """Every receipt that was acknowledged, with what was signed for it, shared by all phones."""

    kept: dict[str, Sent] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def acknowledge(self, reference: str, sent: Sent) -> None:
        with self._lock:
            if self.kept.get(reference, sent) != sent:
                self.faults.append(f"{reference} was promised twice")
            self.kept[reference] = sent

    def complain(self, words: str) -> None:
        with self._lock:
            self.faults.append(words)


class Phone:
    """One phone after another household's: scans, signs, and now and then taps twice."""

    def __init__(self, port: int, chance: Random, promises: Promises, stop: Event) -> None:
        self._port = port
        self._chance = chance
        self._promises = promises
        self._stop = stop
        self._line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def sign_all(self, codes: "Queue[tuple[int, str]]") -> None:
        """Sign until no household is left."""
        try:
            for number, code in _taken(codes):
                self._sign(number, code)
        finally:
            self._line.close()

    def _sign(self, number: int, code: str) -> None:
        status, page, _ = self._ask("GET", f"/S/{code}")
        attempt, version, action = (pattern.search(page) for pattern in (ATTEMPT, VERSION, ACTION))
        if status != 200 or not (attempt and version and action):
            self._promises.complain(f"scan of {code}: {status}")
            return
        offered = [first or second for first, second in ITEM.findall(page)]
        sent = self._filled(number, offered)
        body = urlencode({"version": version[1], **_fields(sent, attempt[1])}, doseq=True)
        for _ in range(2 if self._chance.random() < 0.1 else 1):
            status, _, location = self._ask("POST", action[1], body)
            if status != 303:
                self._promises.complain(f"{code}: {status}")
                return
            self._promises.acknowledge(location.rpartition("/")[2], sent)

    def _filled(self, number: int, offered: list[str]) -> Sent:
        items = sorted(self._chance.sample(offered, self._chance.randint(1, len(offered))), key=offered.index)
        member = name_of(99_999 - number) if number % 3 == 0 else ""
        return Sent(name_of(number), 1940 + number % 60, tuple(items), member)

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str, str]:
        """Send until an answer comes that is none of a server that is busy; give up when told to."""
        while not self._stop.is_set():
            try:
                self._line.request(method, path, body, _FORM if body else {})
                answer = self._line.getresponse()
                page = answer.read().decode()
            except (OSError, http.client.HTTPException):
                self._line.close()
                time.sleep(_PAUSE_SECONDS)
                continue
            if answer.status != 503:
                return answer.status, page, answer.headers.get("Location", "")
            time.sleep(_PAUSE_SECONDS)
        return 0, "", ""


def _taken(codes: "Queue[tuple[int, str]]") -> Iterator[tuple[int, str]]:
    while True:
        try:
            yield codes.get_nowait()
        except Empty:
            return


def _fields(sent: Sent, attempt: str) -> dict[str, str | list[str]]:
    member = {"members-0-name": sent.member, "members-0-birth_year": "1990"} if sent.member else {}
    return {
        "attempt": attempt,
        "items": list(sent.items),
        "nguoi_dai_dien": sent.name,
        "nam_sinh": str(sent.birth_year),
        "duty": "y",
        "pledge": "y",
        "C1": "y",
        "choice": "sign",
        **member,
    }
