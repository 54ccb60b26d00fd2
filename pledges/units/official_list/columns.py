"""Which column of an official list holds what, told by the words at its head."""

from collections.abc import Sequence
from dataclasses import dataclass

from pledges.foundation.vietnamese.folding import fold
from pledges.foundation.workbook.values import CellValue, Row, Sheet
from pledges.units.unit_types import Level

_LAST_HEAD_ROW = 30
# Folded words at the head of a column. The office writes them in one way on its pages and in others in its files.
_NAMES = {
    Level.PROVINCE: "tinh thanh pho|tinh tp|tinh|ten tinh|ten tinh tp|ten tinh thanh pho|thanh pho tinh",
    Level.DISTRICT: "quan huyen|huyen|ten huyen|ten quan huyen|ten qh|huyen quan|ten huyen quan",
    Level.COMMUNE: "phuong xa|xa phuong|xa|ten xa|ten phuong xa|ten xa phuong|ten px|ten xa phuong dac khu",
    None: "ten|ten don vi|ten don vi hanh chinh|ten dvhc|name",
}
_CODES = {
    Level.PROVINCE: "ma tp|ma tinh|ma tinh tp|ma tinh thanh pho|ma thanh pho",
    Level.DISTRICT: "ma qh|ma huyen|ma quan huyen",
    Level.COMMUNE: "ma px|ma xa|ma phuong xa|ma xa phuong|ma xp",
    None: "code|ma so|ma don vi|ma don vi hanh chinh|ma dvhc",
}
_BARE_CODE = frozenset({"ma"})
_TYPES = frozenset({"cap", "loai", "loai don vi", "cap hanh chinh", "type"})
_PARENT_CODES = frozenset({"parent code", "ma cap tren", "ma don vi cap tren", "thuoc ma", "ma cha"})


@dataclass(frozen=True)
class Pair:
    """The columns of one level's code and name, counted from one, 0 where there is none; level None: any."""

    level: Level | None
    code: int
    name: int


@dataclass(frozen=True)
class ListColumns:
    """Where the parts of a list stand: pairs from the outermost level to the unit the row is about."""

    head_row: int
    pairs: tuple[Pair, ...]
    type: int = 0
    parent_code: int = 0


def columns_of(sheet: Sheet) -> ListColumns | None:
    """Return the columns of a sheet, None when no row among its first looks like the head of a unit list."""
    for row in sheet.rows:
        if row.number > _LAST_HEAD_ROW:
            break
        found = _columns_in(row)
        if found is not None:
            return found
    return None


def _columns_in(row: Row) -> ListColumns | None:
    heads = [_folded(cell) for cell in row.cells]
    names, codes = _places(heads, _NAMES), _places(heads, _CODES)
    _give_bare_codes(heads, names, codes)
    pairs = [Pair(level, codes.get(level, 0), names.get(level, 0)) for level in (*Level, None)]
    pairs = [pair for pair in pairs if pair.code or pair.name]
    if not pairs or not (pairs[-1].code and pairs[-1].name):
        return None
    return ListColumns(row.number, tuple(pairs), _first(heads, _TYPES), _first(heads, _PARENT_CODES))


def _places(heads: Sequence[str], words: dict[Level | None, str]) -> dict[Level | None, int]:
    found = {level: _first(heads, frozenset(said.split("|"))) for level, said in words.items()}
    return {level: column for level, column in found.items() if column}


def _give_bare_codes(
    heads: Sequence[str], names: dict[Level | None, int], codes: dict[Level | None, int]
) -> None:
    """Give each column that merely says "Mã" to the name on its right, or else to the one on its left."""
    bare = [column for column, head in enumerate(heads, start=1) if head in _BARE_CODE]
    for column in bare:
        lacking = {place: level for level, place in names.items() if level not in codes}
        right = [place for place in lacking if place > column]
        left = [place for place in lacking if place < column]
        if right or left:
            codes[lacking[min(right) if right else max(left)]] = column


def _first(heads: Sequence[str], words: frozenset[str]) -> int:
    return next((column for column, head in enumerate(heads, start=1) if head in words), 0)


def _folded(cell: CellValue) -> str:
    return fold(cell) if isinstance(cell, str) else ""
