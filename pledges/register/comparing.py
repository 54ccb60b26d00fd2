"""Compares the rows of a list with the register: new, changed, the same, gone. Nobody is moved or merged by it."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from pledges.foundation.vietnamese.tones import old_style
from pledges.register.lists import Outcome
from pledges.register.reading.rows import Place
from pledges.register.rules import SubjectKind

# What a list may change of somebody on the register. A name is never rewritten: it is how the row was found.
_FIELDS = {SubjectKind.HOUSEHOLD: ("address", "people"), SubjectKind.OFFICIAL: ("position",)}
Key = tuple[int, str, int | None]
# Of somebody on the register of another unit: the unit, the number there, folded name and year of birth.
Namesake = tuple[int, int, str, int | None]


class Finding(StrEnum):
    """What the comparison points out and leaves to a person."""

    LOOKS_LIKE_KNOWN = "looks_like_known"
    KNOWN_ELSEWHERE = "known_elsewhere"
    LEFT_BEFORE = "left_before"
    WRITTEN_DIFFERENTLY = "written_differently"


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody on the register; ``fields`` are named as in ``Listed.content``, telephone numbers sealed."""

    id: int
    unit_id: int
    number: int
    name: str
    folded_name: str
    year: int | None
    fields: dict[str, Any]
    sealed: bytes | None = None
    has_ended: bool = False


@dataclass(slots=True)
class Listed:
    """A row of a list in the unit it belongs to. ``content`` is what may be stored of it, as JSON can hold it."""

    place: Place
    unit_id: int
    folded_name: str
    content: dict[str, Any]
    phones: tuple[str, ...] = ()
    outcome: Outcome = Outcome.NEW
    known: Known | None = None
    before: dict[str, Any] | None = None
    warnings: list[tuple[str, str]] = field(default_factory=list)

    @property
    def year(self) -> int | None:
        """The year of birth, if the list has one."""
        year: int | None = self.content.get("year")
        return year


def compare(
    kind: SubjectKind,
    listed: Sequence[Listed],
    known: Iterable[Known],
    open_phones: Callable[[bytes | None], tuple[str, ...]],
) -> list[Known]:
    """Find each row on the register and write into it what it means; return who is gone from the list's units.

    A row is found by unit, name without marks and year of birth; where only one of the two sides knows the year, by
    the name if it is the only one. Equal names and years are paired by address, then in their order.
    """
    there = list(known)
    present = [one for one in there if not one.has_ended]
    rows, left = _pair(listed, present, lambda one: (one.unit_id, one.folded_name, one.year))
    rows, left = _pair_by_name(rows, left)
    for row in listed:
        if row.known is not None:
            _note_changes(kind, row, row.known, open_phones)
    _point_out(rows, left, [one for one in there if one.has_ended])
    covered = {row.unit_id for row in listed}
    return [one for one in left if one.unit_id in covered]


def point_out_elsewhere(listed: Iterable[Listed], others: Iterable[Namesake], names: dict[int, str]) -> None:
    """Point out new rows whose name and year stand in another unit near by: they may have moved."""
    new: dict[tuple[str, int | None], list[Listed]] = defaultdict(list)
    for row in listed:
        if row.outcome is Outcome.NEW and row.year is not None:
            new[row.folded_name, row.year].append(row)
    for unit_id, number, folded_name, year in others:
        for row in new.get((folded_name, year), ()):
            if unit_id != row.unit_id:
                found = f"{names.get(unit_id, '')}, số {number}"
                row.warnings.append((Finding.KNOWN_ELSEWHERE, found))


def without_rejected(gone: Sequence[Known], rejected: Collection[str]) -> list[Known]:
    """Leave out those whose row is on the list but was rejected; ``rejected`` are folded names."""
    return [one for one in gone if one.folded_name not in rejected]


def _pair(
    listed: Sequence[Listed], known: Sequence[Known], key: Callable[[Any], Any]
) -> tuple[list[Listed], list[Known]]:
    """Pair rows and register by a key; return what is left on both sides, in order."""
    waiting: dict[Key, list[Known]] = defaultdict(list)
    for one in known:
        waiting[key(one)].append(one)
    if not waiting:
        return list(listed), []
    later = [row for row in listed if not _takes(row, waiting.get(key(row), []), same_address=True)]
    rows = [row for row in later if not _takes(row, waiting.get(key(row), []), same_address=False)]
    return rows, [one for left in waiting.values() for one in left]


def _takes(row: Listed, candidates: list[Known], *, same_address: bool) -> bool:
    """Let the row take the candidate with its address, or the first."""
    address = row.content.get("address")
    found = next(
        (one for one in candidates if not same_address or one.fields.get("address") == address), None
    )
    if found is None:
        return False
    row.known, row.outcome = found, Outcome.SAME
    candidates.remove(found)
    return True


def _pair_by_name(listed: Sequence[Listed], known: Sequence[Known]) -> tuple[list[Listed], list[Known]]:
    """Pair those of one name of which one side has no year, where there is exactly one on either side."""
    rows, people = _by_name(listed), _by_name(known)
    for name, same in rows.items():
        others = people.get(name, [])
        if len(same) == len(others) == 1 and (same[0].year is None) != (others[0].year is None):
            same[0].known, same[0].outcome = others.pop(), Outcome.SAME
    return [row for row in listed if row.known is None], [one for same in people.values() for one in same]


def _by_name(those: Iterable[Any]) -> dict[tuple[int, str], list[Any]]:
    found: dict[tuple[int, str], list[Any]] = defaultdict(list)
    for one in those:
        found[one.unit_id, one.folded_name].append(one)
    return found


def _note_changes(
    kind: SubjectKind, row: Listed, known: Known, open_phones: Callable[[bytes | None], tuple[str, ...]]
) -> None:
    """Note what the list changes. An empty cell changes nothing, and a year of birth is only filled in."""
    before = {
        name: known.fields[name]
        for name in _FIELDS[kind]
        if row.content.get(name) not in (None, "") and row.content[name] != known.fields[name]
    }
    if known.year is None and row.year is not None:
        before["year"] = None
    if row.phones:
        had = open_phones(known.sealed)
        if set(row.phones) - set(had):
            row.phones = tuple(dict.fromkeys((*had, *row.phones)))
            before["phones"] = had
    if before:
        row.outcome, row.before = Outcome.CHANGED, before
    name = str(row.content["name"])
    if name != known.name and old_style(name).casefold() != old_style(known.name).casefold():
        row.warnings.append((Finding.WRITTEN_DIFFERENTLY, known.name))


def _point_out(rows: Iterable[Listed], left: Iterable[Known], ended: Iterable[Known]) -> None:
    alike, gone_before = _by_name(left), _by_name(ended)
    for row in rows:
        name = (row.unit_id, row.folded_name)
        for one in alike.get(name, ())[:1]:
            row.warnings.append((Finding.LOOKS_LIKE_KNOWN, f"{one.name}, {one.year or '–'}, số {one.number}"))
        if any(one.year == row.year for one in gone_before.get(name, ())):
            row.warnings.append((Finding.LEFT_BEFORE, ""))
