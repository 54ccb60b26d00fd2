"""Hands out the rows that come back from a list: names leave the program, so it is written down what for."""

from sqlalchemy.orm import Session

from pledges.foundation.audit import Change, record
from pledges.foundation.errors import NotFound
from pledges.foundation.moments import Occasion
from pledges.register.queries.imports import import_by_id, rejected_rows
from pledges.register.tables import ImportRow


def hand_out_rejected(session: Session, occasion: Occasion, import_id: int, purpose: str) -> list[ImportRow]:
    """Return the rejected rows of a list, and record who fetched them and what for.

    :raises NotFound: when no row came back, or they were erased since.
    """
    rows = rejected_rows(session, import_id)
    if not rows:
        raise NotFound
    found = import_by_id(session, import_id)
    after = f"{len(rows)} rows"
    change = Change(found.unit_id, "register.fetch-rejected", f"import:{import_id}", after=after, why=purpose)
    record(session, occasion, change)
    return rows
