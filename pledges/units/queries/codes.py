"""Questions to the official codes of units: a code means something only within its scheme and on a day."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pledges.units.queries.tree import valid_on
from pledges.units.tables import Unit, UnitCode, UnitState


def by_code(session: Session, code: str, on: date, scheme: str | None = None) -> list[Unit]:
    """Return the units that carried a code on a day, by the name of the scheme; mostly one.

    Codes are re-used with another meaning: 22978 is Xã Phong Phú in NSO-2024 and Xã Tuy Phong in NSO-2025.
    """
    query = select(Unit).join(UnitCode, UnitCode.unit_id == Unit.id)
    query = query.where(UnitCode.code == code, *valid_on(Unit, on)).order_by(UnitCode.scheme, Unit.id)
    if scheme is not None:
        query = query.where(UnitCode.scheme == scheme)
    # A unit that goes on may carry the same code in two schemes.
    return list(dict.fromkeys(session.scalars(query)))


def codes_in(session: Session, scheme: str) -> dict[str, int]:
    """Return every code of a scheme and whose it is."""
    query = select(UnitCode.code, UnitCode.unit_id).where(UnitCode.scheme == scheme)
    return dict(session.execute(query).all())


def codes_of_unit(session: Session, unit_id: int) -> list[tuple[str, str]]:
    """Return (scheme, code) of a unit, by scheme."""
    query = select(UnitCode.scheme, UnitCode.code).where(UnitCode.unit_id == unit_id)
    return [(scheme, code) for scheme, code in session.execute(query.order_by(UnitCode.scheme))]


def name_on(session: Session, unit_id: int, on: date) -> str | None:
    """Return what a unit was called on a day, None when it did not stand."""
    query = select(UnitState.name).where(UnitState.unit_id == unit_id, *valid_on(UnitState, on))
    return session.scalar(query)
