"""Finds the unit of each row of a list by what the list calls its group: a hamlet's or an office's name."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from pledges.foundation.vietnamese.folding import fold, fold_unit_name

# "Tổ 1" is a part of a hamlet and must not be taken for "Thôn 1".
_PART_OF_A_HAMLET = re.compile(r"^(?:to(?! dan pho)|nhom|xom|khu dan cu|cum)\b")


class PlaceReason(StrEnum):
    """Why a row has no unit to be stored in."""

    NO_UNIT = "no_unit"
    OTHER_UNIT = "other_unit"


@dataclass(frozen=True)
class Leaf:
    """A unit that rows may belong to."""

    id: int
    name: str


@dataclass
class Places:
    """Where the groups of one list belong.

    ``leaves`` are the units the list may fill, ``others`` their siblings, where it may not; ``chosen`` is what the
    clerk said about a group, by its name.
    """

    leaves: Sequence[Leaf]
    others: Sequence[Leaf] = ()
    chosen: Mapping[str, int] = field(default_factory=dict)
    _found: dict[str, int | PlaceReason] = field(default_factory=dict)

    def unit_of(self, group: str) -> int | PlaceReason:
        """Return the id of the group's unit, or why there is none; the same group is looked up once."""
        if group not in self._found:
            self._found[group] = self._place(group)
        return self._found[group]

    def groups(self) -> dict[str, int | PlaceReason]:
        """Return every group that was asked for, in the order of the list."""
        return dict(self._found)

    def _place(self, group: str) -> int | PlaceReason:
        chosen = self.chosen.get(group)
        if chosen in {leaf.id for leaf in self.leaves}:
            return int(chosen or 0)
        if len(self.leaves) == 1:
            only = self.leaves[0].id
            named = _named(group, [*self.leaves, *self.others])
            return only if named in (None, only) else PlaceReason.OTHER_UNIT
        named = _named(group, self.leaves) or _called(group, self.leaves)
        return named if named is not None else PlaceReason.NO_UNIT


def _named(group: str, leaves: Sequence[Leaf]) -> int | None:
    """Find the one unit whose full name the group says, alone or among other words ("DS hộ thôn Phú Sơn")."""
    words = f" {fold(group)} "
    found = [leaf.id for leaf in leaves if f" {fold(leaf.name)} " in words]
    return found[0] if len(found) == 1 else None


def _called(group: str, leaves: Sequence[Leaf]) -> int | None:
    """Find the one unit of this name without the word for its type."""
    if not group or _PART_OF_A_HAMLET.match(fold(group)):
        return None
    name = fold_unit_name(group)
    found = [leaf.id for leaf in leaves if fold_unit_name(leaf.name) == name]
    return found[0] if len(found) == 1 else None
