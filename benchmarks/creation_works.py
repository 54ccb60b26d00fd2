"""Pieces of creating for ``benchmarks.children``: households with their codes, and the same rows into bare tables."""

import secrets
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from random import Random

from sqlalchemy import select

from benchmarks.worlds import SEED, program
from pledges.demo.rules import household
from pledges.foundation.house import this_house
from pledges.foundation.moments import present
from pledges.links.acts import ensure_codes
from pledges.register.acts.households import HouseholdSource, add_households
from pledges.register.rules import NewHousehold, SubjectKind
from pledges.register.tables import Household

_TABLES = """
CREATE TABLE household (id INTEGER PRIMARY KEY, unit_id INTEGER, number INTEGER, head_name TEXT, address TEXT,
                        birth_year INTEGER, people_count INTEGER, UNIQUE (unit_id, number));
CREATE INDEX ix_household ON household (unit_id, head_name);
CREATE TABLE code (id INTEGER PRIMARY KEY, subject_id INTEGER, generation INTEGER, lookup BLOB UNIQUE);
"""


def _create(folder: str, unit_id: str, number: str) -> Callable[[], None]:
    """Enter households into a hamlet and give each its code."""
    opened, new = ExitStack(), _households(int(number))
    opened.enter_context(program(Path(folder)))

    def create() -> None:
        with opened:
            house = this_house()
            with house.database.writing() as session:
                add_households(session, present(), int(unit_id), HouseholdSource(house.keys), new)
                ids = session.scalars(select(Household.id)).all()
                ensure_codes(session, house.keys, SubjectKind.HOUSEHOLD, ids)

    return create


def _insert(file: str, number: str) -> Callable[[], None]:
    """Insert as many plain rows, as a script would that knows nothing of names, codes or trails."""
    rows = [
        (1, place, one.head_name, one.address, one.birth_year, one.people_count)
        for place, one in enumerate(_households(int(number)))
    ]
    codes = [(place, 1, secrets.token_bytes(32)) for place in range(len(rows))]
    connection = sqlite3.connect(file)
    connection.executescript(_TABLES)

    def insert() -> None:
        with connection:
            connection.executemany(
                "INSERT INTO household (unit_id, number, head_name, address, birth_year, people_count)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                rows,
            )
            connection.executemany(
                "INSERT INTO code (subject_id, generation, lookup) VALUES (?, ?, ?)", codes
            )

    return insert


def _households(number: int) -> Sequence[NewHousehold]:
    random = Random(SEED)
    return [household(random) for _ in range(number)]


WORKS: Mapping[str, Callable[..., Callable[[], None]]] = {"create": _create, "insert": _insert}
