"""The units in reach with their numbers of households: a small tree whole, of a large one its uppermost level."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from pledges.register.queries.households import household_counts
from pledges.register.queries.rolled import rolled_up_counts
from pledges.units.queries.choosing import is_small
from pledges.units.queries.rolling import below_each, parts_of
from pledges.units.queries.tree import Branch, branches, children_of, ids_within, outermost, tops_on
from pledges.units.rules import UnitKind
from pledges.units.unit_types import unit_types


@dataclass(frozen=True)
class Overview:
    """Territories with the numbers of households that the page writes beside them; ``total`` is all in reach."""

    branches: Sequence[Branch]
    counts: dict[int, int]

    @property
    def total(self) -> int:
        """All households in reach, those of units without a line of their own too."""
        return sum(self.counts.values())


def overview_of(session: Session, roots: Collection[int], on: date) -> Overview:
    """Return the tree below the roots as it stands on a day, or its uppermost level where a page cannot hold it."""
    roots = outermost(session, roots)
    if is_small(session, roots, on):
        trees = [branch for root in roots for branch in branches(session, root, on)]
        return Overview(_territories(trees), household_counts(session, ids_within(roots)))
    if len(roots) > 1:
        return Overview(
            _territories(tops_on(session, roots, on)), rolled_up_counts(session, below_each(roots))
        )
    (root,) = roots
    return Overview(_territories(children_of(session, root, on)), rolled_up_counts(session, parts_of(root)))


def _territories(found: Sequence[Branch]) -> list[Branch]:
    known = unit_types()
    return [one for one in found if one.type not in known or known[one.type].kind is UnitKind.TERRITORY]
