"""What can be done to offices: enter them and their counters."""

from sqlalchemy.orm import Session

from pledges.foundation.audit import Change, record
from pledges.foundation.moments import Occasion
from pledges.foundation.vietnamese.cleaning import clean
from pledges.register.tables import Counter, Office


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
