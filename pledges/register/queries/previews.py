"""Sets what was read against the register: the rows of a preview and what stands above them. Stores nothing."""

import base64
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any

from sqlalchemy.orm import Session

from pledges.foundation.keys import Keys
from pledges.foundation.vietnamese.folding import fold
from pledges.register.comparing import Known, Listed, compare, point_out_elsewhere, without_rejected
from pledges.register.lists import Outcome
from pledges.register.phones import PhoneBox
from pledges.register.placing import Places
from pledges.register.queries.imports import known_in, leaves_for, mark_of, namesakes_in, siblings_of
from pledges.register.reading.rows import Place
from pledges.register.reading.whole_list import ListReading, signature_of
from pledges.register.rules import SubjectKind
from pledges.register.staging import masked, nowhere_content, placed, rejected_content, summary_of

Row = dict[str, Any]


@dataclass(frozen=True)
class AskedList:
    """Which list is compared: the import, its kind and unit, the clerk's places for groups, and the day."""

    import_id: int
    kind: SubjectKind
    unit_id: int
    today: date
    places: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class ComparedList:
    """A list beside the register: rows to be kept, made one by one, and what stands above them."""

    rows: Iterator[Row]
    total: int
    summary: dict[str, Any]
    register_mark: str


def compared(session: Session, keys: Keys, asked: AskedList, reading: ListReading) -> ComparedList:
    """Compare a list with the register of this moment.

    :raises ListElsewhere: when the unit has ended since the list was sent.
    """
    leaves = leaves_for(session, asked.kind, asked.unit_id, asked.today)
    siblings = siblings_of(session, leaves, asked.today)
    places = Places(leaves, siblings, asked.places)
    listed, nowhere = placed(reading, places)
    known = known_in(session, asked.kind, [leaf.id for leaf in leaves])
    box = PhoneBox(keys)
    gone = compare(asked.kind, listed, known, box.opened)
    _look_around(session, asked.kind, listed, known, places)
    writer = _RowWriter(asked.import_id, box)
    returned = [*map(writer.rejected, reading.rejected)]
    returned += [writer.nowhere(one.place, why, nowhere_content(reading, one)) for one, why in nowhere]
    rejected = {fold(row.looks_like) for row in reading.rejected if row.looks_like}
    returned += [writer.gone(one) for one in without_rejected(gone, rejected)]
    numbers = Counter(row.outcome.value for row in listed)
    numbers.update(row["outcome"] for row in returned)
    kept = [row for row in listed if _is_kept(row)]
    warned = sum(1 for row in listed if row.warnings)
    above = {"numbers": dict(numbers), "signature": signature_of(reading), "warned": warned}
    rows = _numbered(chain(map(writer.listed, kept), returned))
    return ComparedList(rows, len(kept) + len(returned), summary_of(reading, places) | above, mark_of(known))


def _numbered(rows: Iterable[Row]) -> Iterator[Row]:
    """Give rows their place in the preview."""
    return ({**row, "position": position} for position, row in enumerate(rows))


def _look_around(
    session: Session, kind: SubjectKind, listed: list[Listed], known: list[Known], places: Places
) -> None:
    """Point out new ones who are on the register of another unit near by: of the list, or beside its only one."""
    names = {leaf.id: leaf.name for leaf in (*places.leaves, *places.others)}
    here = [(one.unit_id, one.number, one.folded_name, one.year) for one in known if not one.has_ended]
    point_out_elsewhere(listed, here, names)
    if places.others:
        beside = namesakes_in(session, kind, [leaf.id for leaf in places.others])
        point_out_elsewhere(listed, beside, names)


def _is_kept(row: Listed) -> bool:
    """Rows that change nothing and raise no question are only counted."""
    return row.outcome is not Outcome.SAME or bool(row.warnings)


class _RowWriter:
    """Writes rows of one preview as the table takes them."""

    def __init__(self, import_id: int, box: PhoneBox) -> None:
        self._import_id = import_id
        self._box = box

    def listed(self, row: Listed) -> Row:
        content, before = dict(row.content), row.before
        if row.phones and row.outcome is not Outcome.SAME:
            content |= self._phones(row.phones)
        if before is not None and "phones" in before and row.known is not None:
            had = before["phones"]
            content |= {"marks_before": self._marks(had), "masked_before": masked(had)}
            before = {name: value for name, value in before.items() if name != "phones"}
            before["sealed"] = _text(row.known.sealed)
        if row.known is not None:
            content["number"] = row.known.number
        if row.warnings:
            content["warnings"] = row.warnings
        codes = ",".join(dict.fromkeys(code for code, _ in row.warnings)) or None
        place = (row.place.sheet, row.place.row_number)
        known_id = row.known.id if row.known else None
        return self._row(row.outcome, place, reason=codes, unit_id=row.unit_id, subject_id=known_id) | {
            "content": content,
            "before": before,
        }

    def rejected(self, row: Any) -> Row:
        place = (row.place.sheet, row.place.row_number)
        return self._row(Outcome.REJECTED, place, reason=row.reason.value) | {
            "content": rejected_content(row)
        }

    def nowhere(self, place: Place, reason: str, content: Row) -> Row:
        return self._row(Outcome.REJECTED, (place.sheet, place.row_number), reason=str(reason)) | {
            "content": content
        }

    def gone(self, one: Known) -> Row:
        content = {"name": one.name, "year": one.year, "number": one.number, **one.fields}
        return self._row(Outcome.GONE, ("", 0), unit_id=one.unit_id, subject_id=one.id) | {"content": content}

    def _phones(self, phones: Iterable[str]) -> Row:
        numbers = tuple(phones)
        return {
            "sealed": _text(self._box.sealed(numbers)),
            "marks": self._marks(numbers),
            "masked": masked(numbers),
        }

    def _marks(self, phones: Iterable[str]) -> list[str]:
        return [self._box.mark(phone).hex() for phone in phones]

    def _row(
        self,
        outcome: Outcome,
        place: tuple[str, int],
        *,
        reason: str | None = None,
        unit_id: int | None = None,
        subject_id: int | None = None,
    ) -> Row:
        return {
            "import_id": self._import_id,
            "sheet": place[0],
            "row_number": place[1],
            "outcome": outcome.value,
            "reason": reason,
            "unit_id": unit_id,
            "subject_id": subject_id,
            "before": None,
        }


def _text(sealed: bytes | None) -> str | None:
    return base64.b64encode(sealed).decode() if sealed else None
