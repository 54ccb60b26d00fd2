"""Questions about households. Those that have left the list are not listed and not counted."""

from collections.abc import Collection

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from pledges.foundation.errors import NotFound
from pledges.register.tables import Household

Units = Select[int] | Collection[int]
_LISTED = Household.ended_on.is_(None)


def household_by_id(session: Session, household_id: int) -> Household:
    """Return the household, on the list or not any more.

    :raises NotFound: when there is none.
    """
    household = session.get(Household, household_id)
    if household is None:
        raise NotFound
    return household


def households_in(session: Session, units: Units) -> list[Household]:
    """Return the households of the units: by unit, then in the order of given names."""
    query = select(Household).where(Household.unit_id.in_(units), _LISTED)
    return list(session.scalars(query.order_by(Household.unit_id, Household.sort_key, Household.number)))


def household_page(session: Session, unit_id: int, offset: int, limit: int) -> tuple[list[Household], int]:
    """Return one page of a hamlet's households in the order of given names, and how many there are in all."""
    there = (Household.unit_id == unit_id, _LISTED)
    total = session.scalar(select(func.count()).select_from(Household).where(*there)) or 0
    query = select(Household).where(*there).order_by(Household.sort_key, Household.number)
    return list(session.scalars(query.offset(offset).limit(limit))), total


def households_of(session: Session, unit_id: int, ids: Collection[int]) -> list[Household]:
    """Return those of the households that are on the unit's list, in the order of given names."""
    query = select(Household).where(Household.unit_id == unit_id, Household.id.in_(ids), _LISTED)
    return list(session.scalars(query.order_by(Household.sort_key, Household.number)))


def household_counts(session: Session, units: Units) -> dict[int, int]:
    """Return unit id → number of households, for units that have any."""
    query = (
        select(Household.unit_id, func.count())
        .where(Household.unit_id.in_(units), _LISTED)
        .group_by(Household.unit_id)
    )
    return dict(session.execute(query).all())


def merged_into(session: Session, household_id: int) -> list[Household]:
    """Return the entries that were merged into a household."""
    query = select(Household).where(Household.merged_into_id == household_id).order_by(Household.id)
    return list(session.scalars(query))
