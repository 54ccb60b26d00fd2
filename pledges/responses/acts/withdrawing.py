"""Taking a pledge back."""

from typing import Any

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from pledges.foundation.audit import Change, record
from pledges.foundation.moments import Occasion
from pledges.responses.acts.locking import is_outside_base, lock
from pledges.responses.rules import AlreadyWithdrawn, Channel
from pledges.responses.tables import Member, Proof, Response, Signature
from pledges.tallies.acts import counters as tallies
from pledges.tallies.rules import Deltas

# The digest goes too: whoever knew the key could try names against it.
_NOTHING_PERSONAL: dict[str, Any] = {
    "signer_name": None,
    "birth_year": None,
    "people_count": None,
    "adult_count": None,
    "phone_sealed": None,
    "more": None,
    "content_digest": "",
}
_AT_ONCE = {"synchronize_session": False}


def withdraw(session: Session, occasion: Occasion, response_id: int, why: str | None = None) -> None:
    """Take a pledge back: from now on it counts as withdrawn, and what identifies people is erased at once.

    Any version of it may be named; names go from all of them, with members, signatures and witnesses. The household
    stays reached and may sign again. The invitation is locked first, as in signing. A pledge that does not count,
    because its household was merged into another that had signed too, is taken from no counter. ``why`` is staff's.

    :raises AlreadyWithdrawn: when it was taken back before.
    """
    invited = select(Response.invitation_id).where(Response.id == response_id)
    invitation_id = session.scalars(invited).one()
    lock(session, invitation_id)
    is_outside = is_outside_base(session, invitation_id)
    versions = _versions(session, response_id)
    row = _close(session, occasion, versions)
    members, confirmed = _members_of(session, row.id)
    _erase(session, versions)
    deltas = Deltas(
        withdrawn=1,
        members=-members,
        members_confirmed=-confirmed,
        **{f"signed_{Channel(row.channel).value}": -1},
    )
    # A mark stays counted outside the base (see recounting); it had left together with the pledge.
    deltas = Deltas(withdrawn=1, reached=1) if is_outside else deltas
    tallies.add(session, row.campaign_id, row.form_code, row.unit_id, deltas)
    record(session, occasion, Change(row.unit_id, "response.withdraw", f"response:{row.id}", why=why))


def _versions(session: Session, response_id: int) -> list[int]:
    """Return the ids of all versions of a pledge, the first one first."""
    first = select(func.coalesce(Response.root_id, Response.id)).where(Response.id == response_id)
    first_id = session.scalar(first)
    query = select(Response.id).where(or_(Response.id == first_id, Response.root_id == first_id))
    return list(session.scalars(query.order_by(Response.id)))


def _close(session: Session, occasion: Occasion, versions: list[int]) -> Any:
    counted = (Response.id, Response.campaign_id, Response.form_code, Response.unit_id, Response.channel)
    closing = (
        update(Response)
        .where(Response.id.in_(versions), Response.state == "active")
        .values(state="withdrawn", withdrawn_at=occasion.now)
        .returning(*counted)
        .execution_options(**_AT_ONCE)
    )
    row = session.execute(closing).one_or_none()
    if row is None:
        raise AlreadyWithdrawn
    return row


def _members_of(session: Session, response_id: int) -> tuple[int, int]:
    """Return how many members the version names, and how many of them had confirmed."""
    counting = select(func.count(Member.id), func.count(Member.confirmed_at))
    members, confirmed = session.execute(counting.where(Member.response_id == response_id)).one()
    return members, confirmed


def _erase(session: Session, versions: list[int]) -> None:
    for statement in (
        update(Response).where(Response.id.in_(versions)).values(**_NOTHING_PERSONAL),
        delete(Member).where(Member.response_id.in_(versions)),
        delete(Signature).where(Signature.response_id.in_(versions)),
        update(Proof).where(Proof.response_id.in_(versions)).values(witness=None),
    ):
        session.execute(statement, execution_options=_AT_ONCE)
