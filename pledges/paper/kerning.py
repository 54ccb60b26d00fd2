"""Pair kerning read from a font's GPOS table, so that stamped text stands as WeasyPrint would set it."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

_PAIR_POSITIONING = 2
_EXTENSION = 9


class PairKerning:
    """The horizontal kerning between two characters of one font, in em.

    Reads the "kern" feature of the Latin script: Be Vietnam Pro and Tinos keep all their kerning there, for Vietnamese
    letters too, and have no other feature that changes Vietnamese text.
    """

    def __init__(self, font: Any, characters: Mapping[str, str]) -> None:
        """Take an open ``TTFont`` and its characters with the names of their glyphs."""
        self._em: int = font["head"].unitsPerEm
        self._characters = characters
        self._lookups = [list(_subtables(lookup)) for lookup in _latin_kerning(font["GPOS"].table)]
        self.between = cache(self._between)

    def _between(self, left: str, right: str) -> float:
        first, second = self._characters.get(left, ""), self._characters.get(right, "")
        units = sum(_adjustment(subtables, first, second) for subtables in self._lookups)
        return units / self._em


def _latin_kerning(table: Any) -> Iterator[Any]:
    latin = next(record.Script for record in table.ScriptList.ScriptRecord if record.ScriptTag == "latn")
    features = [table.FeatureList.FeatureRecord[index] for index in latin.DefaultLangSys.FeatureIndex]
    for feature in features:
        if feature.FeatureTag == "kern":
            yield from (table.LookupList.Lookup[index] for index in feature.Feature.LookupListIndex)


def _subtables(lookup: Any) -> Iterator[Any]:
    for subtable in lookup.SubTable:
        inner = subtable.ExtSubTable if lookup.LookupType == _EXTENSION else subtable
        if inner.LookupType == _PAIR_POSITIONING:
            yield inner


def _adjustment(subtables: list[Any], first: str, second: str) -> int:
    """Give the adjustment of the first subtable that knows the pair, as the OpenType specification asks (GPOS 2)."""
    for subtable in subtables:
        if first not in subtable.Coverage.glyphs:
            continue
        if subtable.Format == 2:
            return _advance(_record_by_class(subtable, first, second))
        listed = subtable.PairSet[subtable.Coverage.glyphs.index(first)].PairValueRecord
        for record in listed:
            if record.SecondGlyph == second:
                return _advance(record)
    return 0


def _record_by_class(subtable: Any, first: str, second: str) -> Any:
    row = subtable.ClassDef1.classDefs.get(first, 0)
    column = subtable.ClassDef2.classDefs.get(second, 0)
    return subtable.Class1Record[row].Class2Record[column]


def _advance(record: Any) -> int:
    return getattr(record.Value1, "XAdvance", 0) if record.Value1 else 0
