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
from pledges.register.phones import PhoneBox, seal_phones
from pledges.register.queries.subjects import last_number_of
from pledges.register.rules import NewHousehold, NotATerritoryLeaf, SubjectKind
from pledges.register.tables import Household, PhoneMark
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
    # Two lists entered into one hamlet at once must not get the same numbers; pledges there do not wait.
    session.execute(select(Unit.id).where(Unit.id == unit_id).with_for_update(key_share=True))
    first = last_number_of(session, SubjectKind.HOUSEHOLD, unit_id) + 1
    rows = [_row(unit_id, first + step, source, household) for step, household in enumerate(new)]
    if rows:
        session.execute(insert(Household), rows)
        _mark_phones(session, unit_id, source, {first + step: one.phones for step, one in enumerate(new)})
    after = f"{len(rows)} households from number {first}"
    record(session, occasion, Change(unit_id, "register.add-households", f"unit:{unit_id}", after=after))
    return len(rows)


def check_leaf(session: Session, occasion: Occasion, unit_id: int) -> None:
    """Accept the unit as one that households hang on.

    :raises NotATerritoryLeaf: when it is no territory, or has units below.
    """
    unit = by_id(session, unit_id)
    if unit.kind != UnitKind.TERRITORY or has_children(session, unit_id, occasion.today):
        raise NotATerritoryLeaf


def _mark_phones(
    session: Session, unit_id: int, source: HouseholdSource, phones: dict[int, tuple[str, ...]]
) -> None:
    """Keep the keyed hashes of the numbers; the new households are known by their numbers in the unit."""
    if not any(phones.values()):
        return
    box = PhoneBox(source.keys)
    query = select(Household.number, Household.id).where(
        Household.unit_id == unit_id, Household.number >= min(phones)
    )
    rows = [
        {"household_id": household_id, "mark": mark}
        for number, household_id in session.execute(query)
        for mark in sorted({box.mark(phone) for phone in phones[number]})
    ]
    session.execute(insert(PhoneMark), rows)


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
