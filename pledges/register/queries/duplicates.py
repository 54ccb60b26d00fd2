"""Pairs of entries that may be one household, for a person to decide. Nothing is ever merged by it."""

from dataclasses import dataclass

from sqlalchemy import Select, and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from pledges.register.queries.households import Units
from pledges.register.tables import DistinctPair, Household, PhoneMark

# A commune has a few dozen; where there are more, those decided make room for the next.
MOST_PAIRS = 1_000

_first, _second = aliased(Household), aliased(Household)


@dataclass(frozen=True)
class LikelyPair:
    """Two entries on the list and what they have in common; the year of birth of one of them may be unknown."""

    first: Household
    second: Household
    has_same_name: bool
    has_same_phone: bool

    @property
    def is_same_hamlet(self) -> bool:
        """Whether both stand on the list of one hamlet."""
        return self.first.unit_id == self.second.unit_id

    @property
    def is_year_known(self) -> bool:
        """Whether the year of birth is among what they have in common."""
        return self.first.birth_year is not None and self.second.birth_year is not None


def likely_pairs(session: Session, units: Units) -> list[LikelyPair]:
    """Return the pairs about which nobody has decided, the likeliest first.

    Alike are: the same folded name and year of birth; the same name within a hamlet where a year is unknown; the same
    telephone number, compared by its mark.
    """
    by_name = _undecided(session, units, _same_name())
    by_phone = _undecided(session, units, _same_phone())
    named, phoned = {_key(pair) for pair in by_name}, {_key(pair) for pair in by_phone}
    pairs = {_key(pair): pair for pair in [*by_name, *by_phone]}
    found = [LikelyPair(*pair, key in named, key in phoned) for key, pair in pairs.items()]
    return sorted(found, key=_likeliness)[:MOST_PAIRS]


def _undecided(
    session: Session, units: Units, alike: Select[Household, Household]
) -> list[tuple[Household, Household]]:
    told_apart = exists().where(DistinctPair.first_id == _first.id, DistinctPair.second_id == _second.id)
    query = (
        alike.where(_first.unit_id.in_(units), _second.unit_id.in_(units))
        .where(_first.ended_on.is_(None), _second.ended_on.is_(None), ~told_apart)
        .order_by(_first.folded_name, _first.id, _second.id)
        .limit(MOST_PAIRS)
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def _same_name() -> Select[Household, Household]:
    unknown = or_(_first.birth_year.is_(None), _second.birth_year.is_(None))
    alike = and_(
        _first.id < _second.id,
        _first.folded_name == _second.folded_name,
        or_(_first.birth_year == _second.birth_year, and_(unknown, _first.unit_id == _second.unit_id)),
    )
    return select(_first, _second).join(_second, alike)


def _same_phone() -> Select[Household, Household]:
    one, other = aliased(PhoneMark), aliased(PhoneMark)
    alike = and_(one.mark == other.mark, one.household_id < other.household_id)
    query = select(_first, _second).join(one, one.household_id == _first.id).join(other, alike)
    return query.join(_second, _second.id == other.household_id).distinct()


def _key(pair: tuple[Household, Household]) -> tuple[int, int]:
    return pair[0].id, pair[1].id


def _likeliness(pair: LikelyPair) -> tuple[object, ...]:
    least = (
        not (pair.has_same_name and pair.has_same_phone),
        not pair.is_same_hamlet,
        not pair.is_year_known,
    )
    return (*least, pair.first.sort_key, pair.first.id, pair.second.id)
