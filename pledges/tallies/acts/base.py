"""Writes beside a tally what changed a base after it was frozen."""

from sqlalchemy.orm import Session

from pledges.foundation.moments import Occasion
from pledges.tallies.rules import NewBaseChange
from pledges.tallies.tables import BaseChange


def note_base_change(session: Session, occasion: Occasion, change: NewBaseChange) -> BaseChange:
    """Keep who changed a frozen base, when, by how many and why. It names no household; the trail is the caller's."""
    row = BaseChange(
        campaign_id=change.campaign_id,
        form_code=change.form_code,
        unit_id=change.unit_id,
        kind=change.kind.value,
        number=change.number,
        why=change.why,
        made_by=occasion.actor_id if change.made_by is None else change.made_by,
        approved_by=change.approved_by,
        made_at=occasion.now,
    )
    session.add(row)
    session.flush()
    return row
