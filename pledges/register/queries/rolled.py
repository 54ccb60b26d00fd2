"""Numbers of households by the unit above, with everything below it."""

from sqlalchemy import Subquery, func, select
from sqlalchemy.orm import Session

from pledges.register.tables import Household


def rolled_up_counts(session: Session, parts: Subquery) -> dict[int, int]:
    """Return top unit → households that are there in its part, of (top_id, unit_id) as ``rolling`` gives them."""
    query = (
        select(parts.c.top_id, func.count())
        .join(Household, Household.unit_id == parts.c.unit_id)
        .where(Household.ended_on.is_(None))
        .group_by(parts.c.top_id)
    )
    return dict(session.execute(query).all())
