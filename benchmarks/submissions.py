"""Households that sign: what one submission consists of, and how evenly it goes when eight come at once."""

import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice

from benchmarks.rows import Goal, Reference, Row, row
from benchmarks.visitors import Fields, Visitor

_ACTION = re.compile(r'<form method="post" action="([^"]+)"')
_ATTEMPT = re.compile(r'name="attempt" value="([^"]+)"')
_VERSION = re.compile(r'name="version" value="([^"]+)"')
_CLIENTS, _POSTS_EACH, _ROUNDS = 8, 30, 5
_GOAL = Goal(4)


@dataclass(frozen=True)
class Opened:
    """A form page as a browser has it: where it goes, its mark and its version."""

    action: str
    attempt: str
    version: str


def opened(page: str) -> Opened:
    """Read a form page.

    :raises LookupError: when it holds no form.
    """
    action, attempt, version = (pattern.search(page) for pattern in (_ACTION, _ATTEMPT, _VERSION))
    if action is None or attempt is None or version is None:
        raise LookupError("the page holds no form")
    return Opened(action[1], attempt[1], version[1])


def filled(form: Opened) -> Fields:
    """Return what a household of four sends: the whole list, two members, and the boxes that need no phone."""
    return [
        ("attempt", form.attempt),
        ("version", form.version),
        *[("items", f"T{number:02}") for number in range(1, 15)],
        ("nguoi_dai_dien", "Nguyễn Hoàng Thùy Phương Khánh Ngọc"),
        ("nam_sinh", "1968"),
        ("tong_so_nguoi", "4"),
        ("so_nguoi_tu_16_tuoi", "3"),
        ("members-0-name", "Trần Quốc Đạt"),
        ("members-0-birth_year", "1965"),
        ("members-0-relation", "chồng"),
        ("members-1-name", "Trần Nguyễn Bảo Châu"),
        ("members-1-birth_year", "1999"),
        ("members-1-relation", "con"),
        ("duty", "y"),
        ("pledge", "y"),
        ("C1", "y"),
        ("C2", "y"),
        ("choice", "sign_all"),
    ]


@dataclass(frozen=True)
class Signer:
    """Signs for one household after the other, each time as a household does that scans its code."""

    visitor: Visitor
    codes: Iterator[str]

    def sign(self) -> None:
        """Open the form, send it, and open the receipt."""
        form = opened(self.visitor.get(f"/S/{next(self.codes)}").text)
        self.visitor.get(self.visitor.post(form.action, filled(form)).location)


def posting_row(port: int, codes: Iterator[str]) -> Row:
    """Send POSTs from eight visitors at once, and compare the slowest of a hundred with the middle one."""
    middle, slow = [], []
    for _ in range(_ROUNDS):
        taken = sorted(_milliseconds_of_posts(port, codes))
        middle.append(_percentile(taken, 0.5))
        slow.append(_percentile(taken, 0.99))
    name = f"POST at {_CLIENTS} clients: slowest of 100"
    return row(name, "ms", slow, Reference("the middle one", middle), _GOAL)


def _milliseconds_of_posts(port: int, codes: Iterator[str]) -> list[float]:
    """Open all pages first, so that nothing but POSTs is under way while they are timed."""
    visitors = [Visitor(port) for _ in range(_CLIENTS)]
    forms = [
        [opened(visitor.get(f"/S/{code}").text) for code in islice(codes, _POSTS_EACH)]
        for visitor in visitors
    ]
    with ThreadPoolExecutor(_CLIENTS) as clients:
        taken = list(clients.map(_post_all, visitors, forms))
    for visitor in visitors:
        visitor.close()
    return [one for each in taken for one in each]


def _post_all(visitor: Visitor, forms: list[Opened]) -> list[float]:
    taken = []
    for form in forms:
        before = time.perf_counter()
        visitor.post(form.action, filled(form))
        taken.append((time.perf_counter() - before) * 1000)
    return taken


def _percentile(ordered: list[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
