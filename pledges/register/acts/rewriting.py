"""Writes values of rows of a list over those of households and officials, many at once."""

import base64
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, delete, insert, update
from sqlalchemy.orm import Session

from pledges.register.lists import Outcome
from pledges.register.queries.subjects import bare_table_of
from pledges.register.rules import SubjectKind
from pledges.register.tables import PhoneMark

Values = dict[str, Any]
# What a row of a list calls otherwise than the register does.
_COLUMNS = {"people": "people_count", "year": "birth_year", "sealed": "phone_sealed"}


@dataclass(frozen=True)
class Entry:
    """A row of a preview, ready to be stored: columns of the register, and keyed hashes of telephone numbers."""

    outcome: Outcome
    unit_id: int
    subject_id: int | None
    values: Values
    phone_marks: tuple[bytes, ...] = ()


def columns_of(values: Values, names: Iterable[str]) -> Values:
    """Return the values of these names by the columns of the register, sealed telephone numbers as bytes."""
    found: Values = {_COLUMNS.get(name, name): values.get(name) for name in names}
    sealed = found.get("phone_sealed")
    return {**found, "phone_sealed": base64.b64decode(sealed)} if sealed else found


def rewrite(session: Session, kind: SubjectKind, entries: Sequence[Entry]) -> None:
    """Write the columns of the entries over those of their subjects; those that change the same go together."""
    table = bare_table_of(kind)
    alike: dict[tuple[str, ...], list[Values]] = defaultdict(list)
    for entry in entries:
        new = {f"new_{name}": value for name, value in entry.values.items()}
        alike[tuple(sorted(entry.values))].append({"subject": entry.subject_id, **new})
    for names, rows in alike.items():
        columns: Values = {name: bindparam(f"new_{name}") for name in names}
        changing = update(table).where(table.c.id == bindparam("subject")).values(columns)
        session.connection().execute(changing, rows)
    _mark_phones(session, [entry for entry in entries if "phone_sealed" in entry.values])


def _mark_phones(session: Session, entries: Sequence[Entry]) -> None:
    """Keep the marks of the numbers that are there now, and none of those before."""
    if not entries:
        return
    of_household = delete(PhoneMark).where(PhoneMark.household_id == bindparam("subject"))
    session.connection().execute(of_household, [{"subject": entry.subject_id} for entry in entries])
    rows = [
        {"household_id": entry.subject_id, "mark": mark} for entry in entries for mark in entry.phone_marks
    ]
    if rows:
        session.connection().execute(insert(PhoneMark), rows)
