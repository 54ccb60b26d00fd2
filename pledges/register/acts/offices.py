"""What can be done to offices: enter them and their counters, name a counter anew."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pledges.foundation.audit import Change, record
from pledges.foundation.moments import Occasion
from pledges.foundation.vietnamese.cleaning import clean
from pledges.register.tables import Counter, Office
from pledges.units.acts.adding import add_unit
from pledges.units.queries.tree import by_id
from pledges.units.rules import NewUnit, UnitKind

_OFFICE_TYPE = "co_quan"


@dataclass(frozen=True)
class NewOffice:
    """An office to be entered with its counters, in their order; ``staff_count`` is None where nobody said."""

    name: str
    staff_count: int | None = None
    counters: Sequence[str] = ()


def enter_office(session: Session, occasion: Occasion, seat_unit_id: int, new: NewOffice) -> Office:
    """Enter an office that sits in a territory: its own place in the tree of organisations, and its counters."""
    seat = by_id(session, seat_unit_id)
    organisation = NewUnit(UnitKind.ORGANISATION, _OFFICE_TYPE, new.name, occasion.today)
    unit = add_unit(session, occasion, organisation, is_sample=seat.is_sample)
    office = add_office(session, occasion, unit.id, seat_unit_id, new.staff_count)
    for number, name in enumerate(new.counters, start=1):
        add_counter(session, occasion, office, number, name)
    return office


def add_office(
    session: Session, occasion: Occasion, unit_id: int, seat_unit_id: int, staff_count: int | None
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


def add_next_counter(session: Session, occasion: Occasion, office: Office, name: str) -> Counter:
    """Enter one more counter, numbered on from the last."""
    # Two at once must not get the same number.
    session.execute(select(Office.id).where(Office.id == office.id).with_for_update(key_share=True))
    last = session.scalar(select(func.max(Counter.number)).where(Counter.office_id == office.id)) or 0
    return add_counter(session, occasion, office, last + 1, name)


def rename_counter(session: Session, occasion: Occasion, counter: Counter, name: str) -> bool:
    """Name a counter anew and return whether the name was another; its code and its answers stay."""
    before, after = counter.name, clean(name)
    if before == after:
        return False
    counter.name = after
    session.flush()
    seat = session.get_one(Office, counter.office_id).seat_unit_id
    change = Change(seat, "register.rename-counter", f"counter:{counter.id}", before, after)
    record(session, occasion, change)
    return True
