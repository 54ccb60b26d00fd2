"""What can be done to households: enter them into a hamlet."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from pledges.foundation.audit import Change, record
from pledges.foundation.keys import Keys
from pledges.foundation.moments import Occasion
from pledges.foundation.vietnamese.cleaning import clean
from pledges.foundation.vietnamese.folding import fold
from pledges.foundation.vietnamese.sorting import name_sort_key
from pledges.register.phones import seal_phones
from pledges.register.queries.households import last_number
from pledges.register.rules import NewHousehold, NotATerritoryLeaf
from pledges.register.tables import Household
from pledges.units.queries.tree import by_id, has_children
from pledges.units.rules import UnitKind
from pledges.units.tables import Unit


@dataclass(frozen=True)
class HouseholdSource:
    """Where households come from: the keys that seal their telephone numbers, and the import, if any."""

    keys: Keys
    import_id: int | None = None


def add_households(
    session: Session, occasion: Occasion, unit_id: int, source: HouseholdSource, new: Sequence[NewHousehold]
) -> int:
    """Enter households into a hamlet, numbered on from its last number, and return how many.

    Numbers follow the order of the list, as hamlets keep it.

    :raises NotATerritoryLeaf: when the unit is no hamlet.
    """
    check_leaf(session, occasion, unit_id)
    # Two lists entered into one hamlet at once must not get the same numbers.
    session.execute(select(Unit.id).where(Unit.id == unit_id).with_for_update())
    first = last_number(session, unit_id) + 1
    rows = [_row(unit_id, first + step, source, household) for step, household in enumerate(new)]
    if rows:
        session.execute(insert(Household), rows)
    after = f"{len(rows)} households from number {first}"
    record(session, occasion, Change(unit_id, "register.add-households", f"unit:{unit_id}", after=after))
    return len(rows)


def check_leaf(session: Session, occasion: Occasion, unit_id: int) -> None:
    unit = by_id(session, unit_id)
    if unit.kind != UnitKind.TERRITORY or has_children(session, unit_id, occasion.today):
        raise NotATerritoryLeaf


def _row(unit_id: int, number: int, source: HouseholdSource, new: NewHousehold) -> dict[str, object]:
    name = clean(new.head_name)
    return {
        "unit_id": unit_id,
        "number": number,
        "head_name": name,
        "folded_name": fold(name),
        "sort_key": name_sort_key(name),
        "address": clean(new.address),
        "birth_year": new.birth_year,
        "people_count": new.people_count,
        "adult_count": new.adult_count,
        "phone_sealed": seal_phones(source.keys, new.phones),
        "import_id": source.import_id,
    }
