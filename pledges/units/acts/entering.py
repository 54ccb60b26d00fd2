"""Enters many units at once: ten thousand in a few statements, each level of the tree after the one above."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Text, cast, insert, select, update
from sqlalchemy.orm import Session, aliased

from pledges.foundation.integrity import means
from pledges.foundation.vietnamese.cleaning import clean
from pledges.foundation.vietnamese.folding import fold_unit_name
from pledges.units.official_list.comparison import Comparison, NewInList
from pledges.units.official_list.refusals import UnitCodeTaken
from pledges.units.tables import Unit, UnitCode, UnitState
from pledges.units.unit_types import unit_types

means("uq_unit_code_scheme_code", "unit_code.scheme, unit_code.code", UnitCodeTaken)
_NOT_PLACED_YET = ""


@dataclass(frozen=True)
class Entry:
    """What is the same for all units of a list: the scheme of their codes, and since when they stand."""

    scheme: str
    valid_from: date
    is_sample: bool = False


def enter_units(session: Session, entry: Entry, comparison: Comparison) -> dict[str, int]:
    """Enter what a list adds to the tree, units and codes; return code → id of the new units.

    :raises UnitCodeTaken: (by the database) when somebody entered one of the codes in the same moment.
    """
    ids: dict[str, int] = {}
    for new in _level_by_level(comparison.new):
        ids |= _enter_level(session, entry, new, ids)
    codes = [(unit_id, unit.code) for unit_id, unit in comparison.named]
    codes += [(unit_id, code) for code, unit_id in ids.items()]
    if codes:
        rows = [{"unit_id": unit_id, "scheme": entry.scheme, "code": code} for unit_id, code in codes]
        session.execute(insert(UnitCode), rows)
    return ids


def _level_by_level(new: Sequence[NewInList]) -> Iterable[list[NewInList]]:
    """Yield those whose parent stands already, then those below them, and so on."""
    entered: set[str] = set()
    waiting = list(new)
    while waiting:
        ready = [one for one in waiting if one.parent_code is None or one.parent_code in entered]
        yield ready
        entered.update(one.unit.code for one in ready)
        waiting = [one for one in waiting if one.unit.code not in entered]


def _enter_level(
    session: Session, entry: Entry, new: Sequence[NewInList], ids: Mapping[str, int]
) -> dict[str, int]:
    rows = [_row(entry, one, ids) for one in new]
    inserted = session.scalars(insert(Unit).returning(Unit.id, sort_by_parameter_order=True), rows).all()
    above = aliased(Unit)
    place = select(above.path).where(above.id == Unit.parent_id).scalar_subquery()
    own = cast(Unit.id, Text) + "/"
    not_placed = update(Unit).where(Unit.path == _NOT_PLACED_YET).execution_options(synchronize_session=False)
    session.execute(not_placed.where(Unit.parent_id.is_(None)).values(path="/" + own))
    session.execute(not_placed.where(Unit.parent_id.is_not(None)).values(path=place + own))
    states = [
        {name: row[name] for name in ("parent_id", "type", "name", "folded_name", "valid_from")}
        | {"unit_id": unit_id}
        for row, unit_id in zip(rows, inserted, strict=True)
    ]
    session.execute(insert(UnitState), states)
    return {one.unit.code: unit_id for one, unit_id in zip(new, inserted, strict=True)}


def _row(entry: Entry, new: NewInList, ids: Mapping[str, int]) -> dict[str, object]:
    unit = new.unit
    name = clean(unit.name)
    return {
        "kind": unit_types()[unit.type].kind.value,
        "type": unit.type,
        "name": name,
        "folded_name": fold_unit_name(name),
        "parent_id": ids[new.parent_code] if new.parent_code is not None else new.parent_id,
        "path": _NOT_PLACED_YET,
        "valid_from": entry.valid_from,
        "sort_no": unit.row,
        "is_sample": entry.is_sample,
    }
