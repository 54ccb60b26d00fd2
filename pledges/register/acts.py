"""What can be done to the registers: enter households, offices and counters, and lists in two steps."""

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
from pledges.register.queries import last_number
from pledges.register.rules import ImportEnded, NewHousehold, NotATerritoryLeaf, NothingToStore
from pledges.register.tables import Counter, Household, Office, RegisterImport
from pledges.units.queries import by_id, has_children
from pledges.units.rules import UnitKind
from pledges.units.tables import Unit


@dataclass(frozen=True)
class HouseholdSource:
    """Where households come from: the keys that seal their telephone numbers, and the import, if any."""

    keys: Keys
    import_id: int | None = None


@dataclass(frozen=True)
class ReadList:
    """A list as it was read: for which unit, from which file, and what the preview shows (JSON-able)."""

    unit_id: int
    file_name: str
    file_sha256: str
    takes_phones: bool
    reading: dict[str, object]


def add_households(
    session: Session, occasion: Occasion, unit_id: int, source: HouseholdSource, new: Sequence[NewHousehold]
) -> int:
    """Enter households into a hamlet, numbered on from its last number, and return how many.

    Numbers follow the order of the list, as hamlets keep it.

    :raises NotATerritoryLeaf: when the unit is no hamlet.
    """
    _check_leaf(session, occasion, unit_id)
    # Two lists entered into one hamlet at once must not get the same numbers.
    session.execute(select(Unit.id).where(Unit.id == unit_id).with_for_update())
    first = last_number(session, unit_id) + 1
    rows = [_row(unit_id, first + step, source, household) for step, household in enumerate(new)]
    if rows:
        session.execute(insert(Household), rows)
    after = f"{len(rows)} households from number {first}"
    record(session, occasion, Change(unit_id, "register.add-households", f"unit:{unit_id}", after=after))
    return len(rows)


def add_office(
    session: Session, occasion: Occasion, unit_id: int, seat_unit_id: int, staff_count: int
) -> Office:
    """Enter an office: its unit in the organisational tree and the territory it sits in."""
    office = Office(unit_id=unit_id, seat_unit_id=seat_unit_id, staff_count=staff_count)
    session.add(office)
    session.flush()
    record(session, occasion, Change(seat_unit_id, "register.add-office", f"office:{office.id}"))
    return office


def add_counter(session: Session, occasion: Occasion, office: Office, number: int, name: str) -> Counter:
    """Enter a counter of an office."""
    counter = Counter(office_id=office.id, number=number, name=clean(name))
    session.add(counter)
    session.flush()
    record(session, occasion, Change(office.seat_unit_id, "register.add-counter", f"counter:{counter.id}"))
    return counter


def stage_import(session: Session, occasion: Occasion, read: ReadList) -> RegisterImport:
    """Keep what was read for the preview; nothing enters the register yet.

    :raises NotATerritoryLeaf: when the unit is no hamlet.
    """
    _check_leaf(session, occasion, read.unit_id)
    staged = RegisterImport(
        unit_id=read.unit_id,
        file_name=clean(read.file_name),
        file_sha256=read.file_sha256,
        takes_phones=read.takes_phones,
        state="previewed",
        read_at=occasion.now,
        read_by=occasion.actor_id,
        reading=read.reading,
    )
    session.add(staged)
    session.flush()
    return staged


def store_import(
    session: Session,
    occasion: Occasion,
    keys: Keys,
    staged: RegisterImport,
    households: Sequence[NewHousehold],
) -> int:
    """Enter the previewed list whole and return how many households it brought.

    :raises ImportEnded: when it was stored or thrown away before (a second tap on the button).
    :raises NothingToStore: when no row can be entered.
    """
    if staged.state != "previewed":
        raise ImportEnded
    if not households:
        raise NothingToStore
    stored = add_households(session, occasion, staged.unit_id, HouseholdSource(keys, staged.id), households)
    _end(staged, occasion, "stored")
    change = Change(staged.unit_id, "register.store-import", f"import:{staged.id}", after=staged.file_sha256)
    record(session, occasion, change)
    return stored


def discard_import(session: Session, occasion: Occasion, staged: RegisterImport) -> None:
    """Throw the previewed list away; what was read is erased.

    :raises ImportEnded: when it was stored or thrown away before.
    """
    if staged.state != "previewed":
        raise ImportEnded
    _end(staged, occasion, "discarded")
    session.flush()


def _end(staged: RegisterImport, occasion: Occasion, state: str) -> None:
    staged.state = state
    staged.ended_at = occasion.now
    staged.reading = None


def _check_leaf(session: Session, occasion: Occasion, unit_id: int) -> None:
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
