"""Where households and officials can be sent: the other hamlets of the commune, the other offices in reach."""

from collections.abc import Collection
from datetime import date

from sqlalchemy.orm import Session

from pledges.register.queries.offices import office_lines
from pledges.units.queries.tree import ancestors, ids_within, is_within, leaves_within
from pledges.units.unit_types import Level, level_of


def hamlets_beside(session: Session, unit_id: int, roots: Collection[int], on: date) -> list[tuple[int, str]]:
    """Return (id, name) of the other hamlets of a hamlet's commune that somebody reaches, in the commune's order.

    Where the tree knows no commune above it, those below the unit above.
    """
    line = ancestors(session, unit_id)
    communes = [unit.id for unit in line if level_of(unit.type) is Level.COMMUNE]
    above = communes[-1] if communes else line[-2].id if len(line) > 1 else unit_id
    leaves = leaves_within(session, above, on)
    if not is_within(session, above, roots):
        leaves = [leaf for leaf in leaves if is_within(session, leaf.id, roots)]
    return [(leaf.id, leaf.name) for leaf in leaves if leaf.id != unit_id]


def offices_beside(session: Session, unit_id: int, roots: Collection[int]) -> list[tuple[int, str]]:
    """Return (unit id, name) of the other offices that somebody reaches."""
    lines = office_lines(session, ids_within(roots))
    return [(line.unit_id, f"{line.name}, {line.seat_name}") for line in lines if line.unit_id != unit_id]
