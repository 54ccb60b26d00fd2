"""Enters the shipped facts: Bình Thuận as it was, Lâm Đồng of 1 July 2025, and which unit followed which."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy import Table, bindparam, insert, select, update
from sqlalchemy.orm import Session

from pledges.foundation.audit import Change, record
from pledges.foundation.moments import Occasion
from pledges.units.acts.entering import Entry, enter_units
from pledges.units.facts_reader import (
    CHANGES_ON,
    COMMUNES_ARRANGED,
    DISTRICTS_ENDED,
    NEW_PROVINCE,
    NEW_SCHEME,
    OLD_PROVINCE,
    OLD_SCHEME,
    PROVINCES_MERGED,
    STANDS_SINCE,
    Decision,
    Follows,
    followers,
    new_lam_dong,
    old_binh_thuan,
)
from pledges.units.official_list.comparison import compare
from pledges.units.official_list.refusals import FactsThereAlready
from pledges.units.official_list.rows import OfficialList
from pledges.units.plans import ChangeKind, ChangePlan, Part, Take
from pledges.units.queries.codes import codes_in
from pledges.units.queries.lists import standing_for
from pledges.units.tables import Succession, Unit, UnitChange, UnitState
from pledges.units.unit_types import Level


@dataclass(frozen=True)
class FactsEntered:
    """How many units were entered; none the second time."""

    old: int
    new: int


@dataclass(frozen=True)
class _Ending:
    """Units that end by one decision: what kind of change it is, and who followed whom."""

    kind: str
    decision: Decision
    follows: tuple[Follows, ...]


def load_binh_thuan(session: Session, occasion: Occasion) -> FactsEntered:
    """Enter both provinces and the change between them; what was entered before stays as it is.

    :raises FactsThereAlready: when old Bình Thuận stands in the tree and has not ended: things may hang on it.
    """
    old_root = codes_in(session, OLD_SCHEME).get(OLD_PROVINCE)
    ended = session.scalar(select(Unit.valid_to).where(Unit.id == old_root)) if old_root else None
    if old_root and ended is None:
        raise FactsThereAlready
    new = _enter(session, Entry(NEW_SCHEME, CHANGES_ON), new_lam_dong())
    if ended is not None:
        return FactsEntered(0, new)
    old = _enter(session, Entry(OLD_SCHEME, STANDS_SINCE), old_binh_thuan())
    for ending in _endings():
        _end(session, occasion, ending)
    root = codes_in(session, NEW_SCHEME)[NEW_PROVINCE]
    record(session, occasion, Change(root, "unit.facts", f"unit:{root}", after=f"{old} + {new}"))
    return FactsEntered(old, new)


def _enter(session: Session, entry: Entry, listed: OfficialList) -> int:
    types = {unit.type for unit in listed.units}
    comparison = compare(listed, standing_for(session, entry.scheme, None, entry.valid_from, types))
    return len(enter_units(session, entry, comparison))


def _endings() -> list[_Ending]:
    """Return what ended: the communes, of which one was divided, the districts, and the province."""
    heirs = {one.old_code: 0 for one in followers()}
    for one in followers():
        heirs[one.old_code] += 1
    districts = [unit.code for unit in old_binh_thuan().units if unit.level is Level.DISTRICT]
    into_province = tuple(Follows(code, NEW_PROVINCE, True, None) for code in districts)
    return [
        _Ending("merge", COMMUNES_ARRANGED, tuple(one for one in followers() if heirs[one.old_code] == 1)),
        _Ending("split", COMMUNES_ARRANGED, tuple(one for one in followers() if heirs[one.old_code] > 1)),
        _Ending("merge", DISTRICTS_ENDED, into_province),
        _Ending("merge", PROVINCES_MERGED, (Follows(OLD_PROVINCE, NEW_PROVINCE, True, None),)),
    ]


def _end(session: Session, occasion: Occasion, ending: _Ending) -> None:
    """Write the change, end the units and hang each below its heir."""
    old, new = codes_in(session, OLD_SCHEME), codes_in(session, NEW_SCHEME)
    takes: dict[int, list[Take]] = {}
    for one in ending.follows:
        takes.setdefault(new[one.new_code], []).append(Take(old[one.old_code], one.is_heir))
    change = _change(occasion, new[NEW_PROVINCE], ending)
    change.plan = ChangePlan(ChangeKind(ending.kind), _parts(session, takes)).as_json()
    session.add(change)
    session.flush()
    rows = [
        {
            "change_id": change.id,
            "old_id": old[one.old_code],
            "new_id": new[one.new_code],
            "is_heir": one.is_heir,
        }
        for one in ending.follows
    ]
    session.execute(insert(Succession), rows)
    _hang_below(session, [(row["old_id"], row["new_id"]) for row in rows if row["is_heir"]])


def _parts(session: Session, takes: Mapping[int, Sequence[Take]]) -> tuple[Part, ...]:
    """Return the units after the change with what each took over, in the order of the list."""
    query = select(Unit).where(Unit.id.in_(takes)).order_by(Unit.sort_no, Unit.id)
    return tuple(
        Part(unit.id, unit.type, unit.name, unit.parent_id, tuple(takes[unit.id]))
        for unit in session.scalars(query)
    )


def _change(occasion: Occasion, unit_id: int, ending: _Ending) -> UnitChange:
    return UnitChange(
        unit_id=unit_id,
        kind=ending.kind,
        state="done",
        decision_no=ending.decision.number,
        decided_on=ending.decision.decided_on,
        effective_on=CHANGES_ON,
        entered_by=occasion.actor_id,
        entered_at=occasion.now,
        done_at=occasion.now,
    )


def _hang_below(session: Session, pairs: Iterable[tuple[int, int]]) -> None:
    heirs = dict(pairs)
    paths = dict(session.execute(select(Unit.id, Unit.path).where(Unit.id.in_(heirs.values()))).all())
    ended = [{"old": old, "heir": heir, "new_path": f"{paths[heir]}{old}/"} for old, heir in heirs.items()]
    unit = cast(Table, Unit.__table__)
    session.execute(
        update(unit)
        .where(unit.c.id == bindparam("old"))
        .values(parent_id=bindparam("heir"), path=bindparam("new_path"), valid_to=CHANGES_ON),
        ended,
    )
    states = update(UnitState).where(UnitState.unit_id.in_(heirs), UnitState.valid_to.is_(None))
    session.execute(states.values(valid_to=CHANGES_ON).execution_options(synchronize_session=False))
