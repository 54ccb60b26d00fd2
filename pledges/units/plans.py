"""What a change of units does, as a value: who gives, who receives, which unit follows which. No database."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from pledges.foundation.locale import mark
from pledges.units.rules import Transfer
from pledges.units.unit_types import type_word


class ChangeKind(StrEnum):
    """What a decision does to units."""

    MERGE = "merge"
    SPLIT = "split"
    RENAME = "rename"
    MOVE = "move"
    UPGRADE = "upgrade"


class ChangeState(StrEnum):
    """Where a change stands; only a planned one may still become something else."""

    PLANNED = "planned"
    DONE = "done"
    UNDONE = "undone"
    FAILED = "failed"


KIND_WORDS: dict[ChangeKind, str] = {
    ChangeKind.MERGE: mark("Sáp nhập"),
    ChangeKind.SPLIT: mark("Chia, tách"),
    ChangeKind.RENAME: mark("Đổi tên"),
    ChangeKind.MOVE: mark("Chuyển về đơn vị khác"),
    ChangeKind.UPGRADE: mark("Đổi loại đơn vị"),
}
STATE_WORDS: dict[ChangeState, str] = {
    ChangeState.PLANNED: mark("Chờ đến ngày"),
    ChangeState.DONE: mark("Đã thực hiện"),
    ChangeState.UNDONE: mark("Đã bỏ"),
    ChangeState.FAILED: mark("Không thực hiện được"),
}


@dataclass(frozen=True)
class Take:
    """What a part takes over of one unit.

    The heir takes whatever no other part names: units below, households, and all that cannot be divided. Any other
    part takes the units below and the address groups that it names. ``share`` is 0.0-1.0, None where nobody knows.
    """

    old_id: int
    is_heir: bool = True
    children: tuple[int, ...] = ()
    addresses: tuple[str, ...] = ()
    share: float | None = None


@dataclass(frozen=True)
class Part:
    """A unit as it stands after the change: one that goes on (``unit_id``) or one that begins (None)."""

    unit_id: int | None
    type: str
    name: str
    parent_id: int | None
    takes: tuple[Take, ...]


@dataclass(frozen=True)
class ChangePlan:
    """A change of units: its kind and the units that stand after it, with what each takes over from which."""

    kind: ChangeKind
    parts: tuple[Part, ...]

    @property
    def old_ids(self) -> tuple[int, ...]:
        """The units that give, each once, in the order of the plan."""
        return tuple(dict.fromkeys(take.old_id for _, take in self.takes()))

    @property
    def kept_ids(self) -> tuple[int, ...]:
        """The units that stood before and go on."""
        return tuple(part.unit_id for part in self.parts if part.unit_id is not None)

    @property
    def ending_ids(self) -> tuple[int, ...]:
        """The units that end."""
        return tuple(old_id for old_id in self.old_ids if old_id not in self.kept_ids)

    @property
    def child_ids(self) -> tuple[int, ...]:
        """The units below that a part names as its own."""
        return tuple(child for _, take in self.takes() for child in take.children)

    @property
    def parent_ids(self) -> tuple[int, ...]:
        """The units below which something is put."""
        return tuple(dict.fromkeys(part.parent_id for part in self.parts if part.parent_id is not None))

    @property
    def unit_ids(self) -> frozenset[int]:
        """Every unit that the change alters itself."""
        return frozenset((*self.old_ids, *self.kept_ids, *self.child_ids))

    @property
    def touched_ids(self) -> frozenset[int]:
        """Every unit that the change names, those above included."""
        return self.unit_ids.union(self.parent_ids)

    def takes(self) -> Iterator[tuple[Part, Take]]:
        """Go through everything that any part takes, heirs last."""
        pairs = [(part, take) for part in self.parts for take in part.takes]
        return iter(sorted(pairs, key=lambda pair: pair[1].is_heir))

    def part_of_heir(self, old_id: int) -> Part:
        """Return the part that inherits from a unit.

        :raises ValueError: when not exactly one does.
        """
        found = [part for part, take in self.takes() if take.old_id == old_id and take.is_heir]
        if len(found) != 1:
            raise ValueError(f"unit {old_id} has {len(found)} heirs")
        return found[0]

    def clashes_with(self, other: "ChangePlan") -> bool:
        """Tell whether one of the changes alters what the other one counts on."""
        return not (
            self.unit_ids.isdisjoint(other.touched_ids) and other.unit_ids.isdisjoint(self.touched_ids)
        )

    def transfers(self, new_ids: dict[Part, int]) -> list[Transfer]:
        """Return what goes from which unit to which, the heirs' last; ``new_ids`` has each part's unit."""
        return [
            Transfer(take.old_id, new_ids[part], take.is_heir, None if take.is_heir else take.addresses)
            for part, take in self.takes()
            if take.old_id != new_ids[part]
        ]

    def as_json(self) -> dict[str, Any]:
        """Return the plan as plain values."""
        return {"kind": self.kind.value, "parts": [_part_json(part) for part in self.parts]}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "ChangePlan":
        """Return the plan that ``as_json`` gave."""
        return cls(ChangeKind(stored["kind"]), tuple(_part(part) for part in stored["parts"]))


@dataclass(frozen=True)
class Decision:
    """The paper that a change rests on: its number, its date, and the first day on which the change holds."""

    number: str
    decided_on: date
    effective_on: date


def _part_json(part: Part) -> dict[str, Any]:
    takes = [
        {
            "old_id": take.old_id,
            "is_heir": take.is_heir,
            "children": list(take.children),
            "addresses": list(take.addresses),
            "share": take.share,
        }
        for take in part.takes
    ]
    told = {"unit_id": part.unit_id, "type": part.type, "name": part.name, "parent_id": part.parent_id}
    return {**told, "takes": takes}


def _part(stored: dict[str, Any]) -> Part:
    takes = tuple(
        Take(
            take["old_id"],
            take["is_heir"],
            tuple(take["children"]),
            tuple(take["addresses"]),
            take["share"],
        )
        for take in stored["takes"]
    )
    return Part(stored["unit_id"], stored["type"], stored["name"], stored["parent_id"], takes)


def full_name(type_: str, typed: str) -> str:
    """Return a name with the word for its type in front, said once: "Phú Sơn" of a thôn is "Thôn Phú Sơn"."""
    word = type_word(type_)
    if not word or typed.casefold().startswith(f"{word} "):
        return typed
    return f"{word[:1].upper()}{word[1:]} {typed}"


def bare_name(type_: str, name: str) -> str:
    """Return a name without the word for its type: "Thôn Phú Sơn" is "Phú Sơn"."""
    word = type_word(type_)
    return name[len(word) + 1 :] if word and name.casefold().startswith(f"{word} ") else name
