"""Questions about offices and their counters."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from pledges.foundation.errors import NotFound
from pledges.register.queries.households import Units
from pledges.register.tables import Counter, Office, Official
from pledges.units.queries.tree import ancestors
from pledges.units.tables import Unit


def office_by_id(session: Session, office_id: int) -> Office:
    """Return the office.

    :raises NotFound: when there is none.
    """
    office = session.get(Office, office_id)
    if office is None:
        raise NotFound
    return office


def offices_seated_in(session: Session, units: Units) -> list[Office]:
    """Return the offices that sit in the territories."""
    return list(session.scalars(select(Office).where(Office.seat_unit_id.in_(units)).order_by(Office.id)))


@dataclass(frozen=True)
class OfficeLine:
    """An office as a list shows it: its name, where it sits, its counters and officials by number."""

    id: int
    unit_id: int
    name: str
    seat_id: int
    seat_name: str
    staff_count: int | None
    counters: int
    officials: int


def office_lines(session: Session, units: Units) -> list[OfficeLine]:
    """Return the offices that sit in the territories, or are units of the tree of organisations among them."""
    seat, counters = aliased(Unit), select(func.count(Counter.id)).where(Counter.office_id == Office.id)
    on_list = (Official.unit_id == Office.unit_id, Official.ended_on.is_(None))
    officials = select(func.count(Official.id)).where(*on_list)
    query = (
        select(
            Office.id, Office.unit_id, Unit.name, seat.id, seat.name, Office.staff_count,
            counters.scalar_subquery(), officials.scalar_subquery(),
        )
        .join(Unit, Unit.id == Office.unit_id)
        .join(seat, seat.id == Office.seat_unit_id)
        .where(or_(Office.seat_unit_id.in_(units), Office.unit_id.in_(units)), Unit.valid_to.is_(None))
        .order_by(seat.path, Unit.sort_no, Unit.name, Office.id)
    )  # fmt: skip
    return [OfficeLine(*row) for row in session.execute(query)]


def counter_by_id(session: Session, counter_id: int) -> Counter:
    """Return the counter.

    :raises NotFound: when there is none.
    """
    counter = session.get(Counter, counter_id)
    if counter is None:
        raise NotFound
    return counter


def counters_of(session: Session, office_ids: Collection[int]) -> list[Counter]:
    """Return the counters of the offices, by office and number."""
    query = (
        select(Counter).where(Counter.office_id.in_(office_ids)).order_by(Counter.office_id, Counter.number)
    )
    return list(session.scalars(query))


def seat_of(session: Session, unit_id: int) -> int | None:
    """Return the territory in which a unit of the organisational tree sits: its own office's, or the nearest above."""
    line = [unit.id for unit in ancestors(session, unit_id)]
    seats = {office.unit_id: office.seat_unit_id for office in offices_of(session, line)}
    return next((seats[one] for one in reversed(line) if one in seats), None)


def offices_of(session: Session, unit_ids: Collection[int]) -> list[Office]:
    """Return the offices that are units of the organisational tree themselves."""
    return list(session.scalars(select(Office).where(Office.unit_id.in_(unit_ids)).order_by(Office.id)))
