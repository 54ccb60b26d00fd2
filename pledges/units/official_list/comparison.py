"""What in an official list is new to the tree, known already, or said otherwise. What stands is left alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from pledges.foundation.vietnamese.folding import fold_unit_name
from pledges.foundation.vietnamese.tones import old_style
from pledges.units.official_list.rows import ListedUnit, OfficialList, Refusal, RefusedRow
from pledges.units.unit_types import unit_types

NameKey = tuple[int | None, str, str]
"""Parent, type and folded name: names repeat, but seldom below one parent."""


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A unit of the tree: where it hangs, whether it is in reach of who enters the list, and stands that day."""

    id: int
    name: str
    type: str
    parent_id: int | None
    is_in_reach: bool
    stands: bool


@dataclass(frozen=True)
class Standing:
    """The tree as the list meets it: whom the scheme's codes name, and who could still get a code by name."""

    parent: KnownUnit | None
    coded: Mapping[str, KnownUnit]
    uncoded: Mapping[NameKey, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class NewInList:
    """A unit to enter: below one that stands (``parent_id``) or below another of the list (``parent_code``)."""

    unit: ListedUnit
    parent_id: int | None
    parent_code: str | None


@dataclass(frozen=True, slots=True)
class SaidOtherwise:
    """A unit whose code is known, with another name or another place in the list than in the tree."""

    code: str
    before: str
    after: str
    is_moved: bool


@dataclass(frozen=True)
class Comparison:
    """What a list means to the tree. ``named``: (unit id, code) of units that were known by name only."""

    new: tuple[NewInList, ...]
    known: int
    named: tuple[tuple[int, ListedUnit], ...]
    otherwise: tuple[SaidOtherwise, ...]
    missing: tuple[tuple[str, str], ...]
    refused: tuple[RefusedRow, ...]

    @property
    def adds_something(self) -> bool:
        """Whether entering it changes anything."""
        return bool(self.new or self.named)


class _Comparing:
    """Goes through a list from the top down, remembering what became of each code."""

    def __init__(self, standing: Standing) -> None:
        self._standing = standing
        self._named_ids: set[int] = set()
        self.ids: dict[str, int] = {}
        self.levels: dict[str, int] = {}
        self.new: list[NewInList] = []
        self.known = 0
        self.named: list[tuple[int, ListedUnit]] = []
        self.otherwise: list[SaidOtherwise] = []
        self.refused: list[RefusedRow] = []

    def take(self, unit: ListedUnit) -> None:
        """Say what one unit of the list is."""
        there = self._standing.coded.get(unit.code)
        reason = self._refusal(unit, there)
        if reason is not None:
            self.refused.append(RefusedRow(unit.row, reason, f"{unit.code} {unit.name}"))
            return
        self.levels[unit.code] = unit.level
        if there is not None:
            self._take_known(unit, there)
        elif (known_id := self._id_by_name(unit)) is not None:
            self.named.append((known_id, unit))
            self.ids[unit.code] = known_id
            self._named_ids.add(known_id)
        else:
            parent_id = self._parent_id(unit)
            parent_code = unit.parent_code if parent_id is None and unit.parent_code in self.levels else None
            self.new.append(NewInList(unit, parent_id, parent_code))

    def _refusal(self, unit: ListedUnit, there: KnownUnit | None) -> Refusal | None:
        """Return why a unit of the list cannot be taken, None when it can."""
        if unit.parent_code is not None and self._is_nowhere(unit.parent_code):
            return Refusal.UNKNOWN_PARENT
        if there is not None:
            return None if there.is_in_reach else Refusal.OUT_OF_REACH
        above = self._standing.coded.get(unit.parent_code or "")
        if above is not None and not above.is_in_reach:
            return Refusal.OUT_OF_REACH
        return Refusal.WRONG_LEVEL if self._climbs(unit) else None

    def _is_nowhere(self, code: str) -> bool:
        return code not in self.levels and code not in self._standing.coded

    def _climbs(self, unit: ListedUnit) -> bool:
        """Tell whether a unit would hang below one of its own level or a lower one."""
        if self._id_by_name(unit) is not None:
            return False
        above = self._standing.coded.get(unit.parent_code or "") or self._standing.parent
        if unit.parent_code in self.levels:
            return unit.level <= self.levels[unit.parent_code]
        known = unit_types().get(above.type) if above else None
        return known is not None and unit.level <= known.level

    def _take_known(self, unit: ListedUnit, there: KnownUnit) -> None:
        self.known += 1
        self.ids[unit.code] = there.id
        if old_style(unit.name) != old_style(there.name):
            self.otherwise.append(SaidOtherwise(unit.code, there.name, unit.name, is_moved=False))
        elif unit.parent_code is not None and self.ids.get(unit.parent_code) != there.parent_id:
            self.otherwise.append(SaidOtherwise(unit.code, there.name, unit.name, is_moved=True))

    def _parent_id(self, unit: ListedUnit) -> int | None:
        """Return the id of the unit above, None when it is new itself or there is none."""
        if unit.parent_code is None:
            return self._standing.parent.id if self._standing.parent else None
        known = self._standing.coded.get(unit.parent_code)
        return self.ids.get(unit.parent_code, known.id if known else None)

    def _id_by_name(self, unit: ListedUnit) -> int | None:
        """Return the one unit of this type and name in this place that has no code yet."""
        key = (unit.type, fold_unit_name(unit.name))
        parent = self._standing.parent
        if unit.parent_code is None and parent and (parent.type, fold_unit_name(parent.name)) == key:
            return None if parent.id in self._named_ids or self._is_coded(parent.id) else parent.id
        parent_id = self._parent_id(unit)
        if unit.parent_code is not None and parent_id is None:
            return None
        found = self._standing.uncoded.get((parent_id, *key), ())
        return found[0] if len(found) == 1 and found[0] not in self._named_ids else None

    def _is_coded(self, unit_id: int) -> bool:
        return any(known.id == unit_id for known in self._standing.coded.values())


def compare(listed: OfficialList, standing: Standing) -> Comparison:
    """Tell what a list means to the tree as it stands."""
    comparing = _Comparing(standing)
    for unit in listed.units:
        comparing.take(unit)
    refused = sorted((*listed.refused, *comparing.refused), key=lambda one: one.row)
    return Comparison(
        tuple(comparing.new),
        comparing.known,
        tuple(comparing.named),
        tuple(comparing.otherwise),
        tuple(_missing(listed, standing)),
        tuple(refused),
    )


def _missing(listed: OfficialList, standing: Standing) -> list[tuple[str, str]]:
    """Return (code, name) of the units that stand below the parent and that the list does not name."""
    said = {unit.code for unit in listed.units}
    parent_id = standing.parent.id if standing.parent else None
    return sorted(
        (code, known.name)
        for code, known in standing.coded.items()
        if known.is_in_reach and known.stands and known.id != parent_id and code not in said
    )
