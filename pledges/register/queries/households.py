"""Questions about households."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from pledges.foundation.errors import NotFound
from pledges.foundation.vietnamese.folding import fold
from pledges.register.tables import Household

Units = Select[int] | Collection[int]

_SEARCH_WORDS = 8


def household_by_id(session: Session, household_id: int) -> Household:
    """Return the household.

    :raises NotFound: when there is none.
    """
    household = session.get(Household, household_id)
    if household is None:
        raise NotFound
    return household


def households_in(session: Session, units: Units) -> list[Household]:
    """Return the households of the units: by unit, then in the order of given names."""
    query = select(Household).where(Household.unit_id.in_(units))
    return list(session.scalars(query.order_by(Household.unit_id, Household.sort_key, Household.number)))


def household_page(
    session: Session, units: Units, text: str, offset: int, limit: int
) -> tuple[list[Household], int]:
    """Return one page of households whose name holds every word of the text, and how many there are in all.

    Words are matched in any order and without diacritics; a word of digits is the household's number.
    """
    matching = [Household.unit_id.in_(units), *_matches(text)]
    total = session.scalar(select(func.count()).select_from(Household).where(*matching)) or 0
    query = (
        select(Household).where(*matching).order_by(Household.unit_id, Household.sort_key, Household.number)
    )
    return list(session.scalars(query.offset(offset).limit(limit))), total


def _matches(text: str) -> list[ColumnElement[bool]]:
    words = fold(text).split()[:_SEARCH_WORDS]
    return [
        Household.number == int(word)
        if word.isascii() and word.isdigit() and len(word) < 7
        else Household.folded_name.contains(word, autoescape=True)
        for word in words
    ]


def household_counts(session: Session, units: Units) -> dict[int, int]:
    """Return unit id → number of households, for units that have any."""
    query = (
        select(Household.unit_id, func.count())
        .where(Household.unit_id.in_(units))
        .group_by(Household.unit_id)
    )
    return dict(session.execute(query).all())


def last_number(session: Session, unit_id: int) -> int:
    """Return the highest household number of a unit, 0 when it has none."""
    return session.scalar(select(func.max(Household.number)).where(Household.unit_id == unit_id)) or 0


def names_there(session: Session, unit_id: int) -> set[tuple[str, int | None]]:
    """Return (folded name, year of birth) of every household of a unit, to warn of a list entered twice."""
    query = select(Household.folded_name, Household.birth_year).where(Household.unit_id == unit_id)
    return {(name, year) for name, year in session.execute(query)}
