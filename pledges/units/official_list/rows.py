"""What the rows of an official list say: units with their codes, types and the code of the unit above."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pledges.foundation.vietnamese.cleaning import clean
from pledges.foundation.vietnamese.folding import fold
from pledges.foundation.workbook.values import CellValue, Row, Sheet
from pledges.units.official_list.columns import ListColumns, Pair
from pledges.units.unit_types import Level, UnitType, type_named, unit_types

# How long official codes are; a spreadsheet that took "01" for a number wrote 1.
_CODE_DIGITS = {Level.PROVINCE: 2, Level.DISTRICT: 3, Level.COMMUNE: 5}
_LONGEST_CODE = 20
_LONGEST_NAME = 120
_TERRITORY = frozenset(Level) - {Level.BODY, Level.PART}
# Said of a column that may hold a unit of any level: from the top down, "thành phố" being two.
_BELOW_A_PROVINCE = _TERRITORY - {Level.PROVINCE}


class Refusal(StrEnum):
    """Why a row of a list is not taken."""

    EMPTY_NAME = "empty_name"
    LONG_NAME = "long_name"
    NO_CODE = "no_code"
    CODE_TWICE = "code_twice"
    UNKNOWN_TYPE = "unknown_type"
    UNKNOWN_PARENT = "unknown_parent"
    CYCLIC = "cyclic"
    WRONG_LEVEL = "wrong_level"
    OUT_OF_REACH = "out_of_reach"


@dataclass(frozen=True, slots=True)
class ListedUnit:
    """A unit as a list names it; ``parent_code`` None: the list says nothing above it. ``row`` is the sheet's."""

    row: int
    code: str
    name: str
    type: str
    parent_code: str | None

    @property
    def level(self) -> Level:
        """The usual level of its type."""
        return unit_types()[self.type].level


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that is not taken, why, and what it says."""

    row: int
    reason: Refusal
    text: str


@dataclass(frozen=True)
class OfficialList:
    """What a list says: its units, those above before those below, and the rows that are not taken."""

    units: tuple[ListedUnit, ...]
    refused: tuple[RefusedRow, ...]


class _RowRefused(Exception):
    """The row cannot be taken."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason)
        self.reason = reason


def read_rows(sheet: Sheet, columns: ListColumns) -> OfficialList:
    """Return the units of a sheet. A row that is not taken gives no unit at all, not even those above."""
    units: dict[str, ListedUnit] = {}
    refused: list[RefusedRow] = []
    for row in sheet.rows:
        if row.number <= columns.head_row:
            continue
        try:
            _keep(units, list(_units_of(row, columns)))
        except _RowRefused as refusal:
            refused.append(RefusedRow(row.number, refusal.reason, _text(row)))
    return _in_order(units, refused)


def _units_of(row: Row, columns: ListColumns) -> Iterator[ListedUnit]:
    """Yield the units a row names, from the outermost inwards; a level it leaves empty is skipped."""
    above = _code(row.cell(columns.parent_code), None) if columns.parent_code else None
    said = [pair for pair in columns.pairs if _cell(row, pair.code) or _cell(row, pair.name)]
    for pair in said:
        is_last = pair is said[-1]
        name = clean(_cell(row, pair.name))
        kind = _type_of(row, columns, pair, has_above=bool(above)) if name else None
        code = _code(row.cell(pair.code) if pair.code else "", kind.level if kind else pair.level)
        if not code:
            raise _RowRefused(Refusal.NO_CODE)
        if name:
            yield ListedUnit(row.number, code, _full_name(name, kind), _known(kind).code, above or None)
        elif is_last:
            raise _RowRefused(Refusal.EMPTY_NAME)
        above = code


def _type_of(row: Row, columns: ListColumns, pair: Pair, *, has_above: bool) -> UnitType:
    """Return the type from the first words of the name, else from the column that tells types."""
    levels = frozenset({pair.level}) if pair.level else _BELOW_A_PROVINCE if has_above else _TERRITORY
    is_inmost = pair is columns.pairs[-1]
    said = _cell(row, columns.type) if columns.type and is_inmost else ""
    by_code = unit_types().get(said)
    if by_code and by_code.level in levels:
        return by_code
    return _known(type_named(_cell(row, pair.name), levels) or type_named(said, levels))


def _known(kind: UnitType | None) -> UnitType:
    if kind is None:
        raise _RowRefused(Refusal.UNKNOWN_TYPE)
    return kind


def _full_name(name: str, kind: UnitType | None) -> str:
    """Return the name with the word for its type in front, said once."""
    known = _known(kind)
    full = name if f"{fold(name)} ".startswith(f"{fold(known.word)} ") else f"{known.title} {name}"
    if len(full) > _LONGEST_NAME:
        raise _RowRefused(Refusal.LONG_NAME)
    return full


def _code(cell: CellValue, level: Level | None) -> str:
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else clean(str(cell))
    if len(text) > _LONGEST_CODE:
        raise _RowRefused(Refusal.NO_CODE)
    return text.zfill(_CODE_DIGITS.get(level, 0)) if level and text.isascii() and text.isdigit() else text


def _keep(units: dict[str, ListedUnit], found: list[ListedUnit]) -> None:
    """Keep a row's units; those above come again with every row and must say the same each time."""
    for place, unit in enumerate(found):
        there = units.get(unit.code)
        is_same = there is not None and (there.name, there.parent_code) == (unit.name, unit.parent_code)
        if there is not None and (not is_same or place == len(found) - 1):
            raise _RowRefused(Refusal.CODE_TWICE)
    for unit in found:
        units.setdefault(unit.code, unit)


def _in_order(units: dict[str, ListedUnit], refused: list[RefusedRow]) -> OfficialList:
    """Put those above before those below, and refuse what hangs below itself."""
    below: dict[str | None, list[ListedUnit]] = {}
    for unit in units.values():
        top = unit.parent_code if unit.parent_code in units else None
        below.setdefault(top, []).append(unit)
    ordered: list[ListedUnit] = []
    waiting = below.pop(None, [])
    while waiting:
        ordered.extend(waiting)
        waiting = [child for unit in waiting for child in below.pop(unit.code, [])]
    circling = [unit for left in below.values() for unit in left]
    refused += [RefusedRow(unit.row, Refusal.CYCLIC, f"{unit.code} {unit.name}") for unit in circling]
    return OfficialList(tuple(ordered), tuple(sorted(refused, key=lambda one: one.row)))


def _cell(row: Row, column: int) -> str:
    return clean(str(row.cell(column))) if column else ""


def _text(row: Row) -> str:
    return " · ".join(text for cell in row.cells if (text := clean(str(cell))))[:200]
