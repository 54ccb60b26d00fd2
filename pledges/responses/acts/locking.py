"""The first step of every act on a pledge: the invitation is locked, and then asked whether it stands in the base."""

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from pledges.campaigns.tables import Exclusion, Invitation
from pledges.responses.queries.asking import bare, fixed

_invitation, _exclusion = bare(Invitation), bare(Exclusion)
_LOCK = (
    select(_invitation.c.unit_id)
    .where(_invitation.c.id == bindparam("invitation_id"))
    .with_for_update(key_share=True)
)
_MARK_REACHED = (
    update(_invitation)
    .where(_invitation.c.id == bindparam("invitation_id"), _invitation.c.is_reached.is_(False))
    .values(is_reached=True)
    .returning(_invitation.c.unit_id)
)
_EXCLUDED = select(_exclusion.c.id).where(
    _exclusion.c.invitation_id == bindparam("invitation_id"), _exclusion.c.state == fixed("approved")
)


def lock(session: Session, invitation_id: int) -> int:
    """Lock an invitation until the transaction ends; return the unit where it counts now."""
    unit_id: int = session.scalars(_LOCK, {"invitation_id": invitation_id}).one()
    return unit_id


def lock_and_reach(session: Session, invitation_id: int, *, is_reached: bool) -> tuple[int, bool]:
    """Lock an invitation and mark it as reached; return its unit, and whether it was reached for the first time.

    ``is_reached`` is what its page said: a mark is never taken away.
    """
    unit_id = None if is_reached else session.scalar(_MARK_REACHED, {"invitation_id": invitation_id})
    return (lock(session, invitation_id), False) if unit_id is None else (unit_id, True)


def is_outside_base(session: Session, invitation_id: int) -> bool:
    """Tell whether a locked invitation is excluded, or was merged into another.

    A statement of its own, after the lock: only so does it see what was decided while this one waited.
    """
    return session.scalar(_EXCLUDED, {"invitation_id": invitation_id}) is not None
