"""The types of units: data that is part of the program, read once from facts/types.toml."""

import tomllib
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from pathlib import Path

from pledges.foundation.vietnamese.folding import fold
from pledges.units.rules import UnitKind

_FILE = Path(__file__).parent / "facts" / "types.toml"


class Level(IntEnum):
    """Where a type usually hangs, from the top down; a unit may skip levels, never climb."""

    PROVINCE = 1
    DISTRICT = 2
    COMMUNE = 3
    HAMLET = 4
    GROUP = 5
    BODY = 6
    PART = 7


@dataclass(frozen=True)
class UnitType:
    """One type: its code, the Vietnamese word in front of names, its tree and whether households may hang on it."""

    code: str
    word: str
    kind: UnitKind
    level: Level
    holds_households: bool

    @property
    def title(self) -> str:
        """The word as a name begins with it: "Khu phố"."""
        return self.word[:1].upper() + self.word[1:]


@lru_cache
def unit_types() -> dict[str, UnitType]:
    """Return every type by its code, in the order of the file."""
    return {
        code: _type(code, said) for code, said in tomllib.loads(_FILE.read_text(encoding="utf-8")).items()
    }


def types_of(level: Level) -> list[UnitType]:
    """Return the types of a level, in the order of the file."""
    return [each for each in unit_types().values() if each.level is level]


def type_word(code: str) -> str:
    """Return the word of a type, "" for a type that the program does not know."""
    known = unit_types().get(code)
    return known.word if known else ""


def level_of(code: str) -> Level | None:
    """Return the level of a type, None for a type that the program does not know."""
    known = unit_types().get(code)
    return known.level if known else None


# A list of ten thousand communes says the same few hundred districts and provinces again in every row.
@lru_cache(maxsize=4096)
def type_named(words: str, levels: frozenset[Level]) -> UnitType | None:
    """Return the type whose word begins the text, the longest first: "Thị xã La Gi" is a thị xã, not a xã.

    Marks and capitals do not count. Only types of these levels are looked at, because "thành phố" is two types.
    """
    folded = f"{fold(words)} "
    for word, found in _words_longest_first():
        if found.level in levels and folded.startswith(f"{word} "):
            return found
    return None


@lru_cache
def _words_longest_first() -> list[tuple[str, UnitType]]:
    return sorted(((fold(each.word), each) for each in unit_types().values()), key=lambda one: -len(one[0]))


def _type(code: str, said: dict[str, str | bool]) -> UnitType:
    level = Level[str(said["level"]).upper()]
    return UnitType(
        code, str(said["word"]), UnitKind(str(said["kind"])), level, bool(said.get("households", False))
    )
