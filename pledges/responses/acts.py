"""What can be done with a pledge: hand it in once, say no, take it back."""

import hashlib
from typing import Any, cast

from sqlalchemy import Table, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from pledges.campaigns.tables import Exclusion, Invitation
from pledges.foundation.audit import Change, record
from pledges.foundation.errors import DomainError
from pledges.foundation.keys import Keys
from pledges.foundation.moments import Occasion
from pledges.foundation.rows import insert_for_id, insert_unless_there
from pledges.foundation.sealed.store import SealedStore
from pledges.register.phones import seal_phones
from pledges.responses.references import reference_mark, reference_of
from pledges.responses.rules import (
    AlreadySigned,
    AlreadyWithdrawn,
    Asking,
    AttemptUsed,
    CampaignNotOpen,
    Channel,
    NotAsked,
    Receipt,
    Standing,
    Submission,
)
from pledges.responses.tables import Member, Response, SignedText
from pledges.tallies.acts import counters as tallies
from pledges.tallies.rules import Deltas

_INSERT_MEMBERS = insert(cast(Table, Member.__table__))
_invitation = cast(Table, Invitation.__table__)
_MARK_REACHED = (
    update(_invitation)
    .where(_invitation.c.id == bindparam("invitation_id"), _invitation.c.is_reached.is_(False))
    .values(is_reached=True)
    .returning(_invitation.c.unit_id)
)
_LOCK = (
    select(_invitation.c.unit_id)
    .where(_invitation.c.id == bindparam("invitation_id"))
    .with_for_update(key_share=True)
)
_exclusion = cast(Table, Exclusion.__table__)
_EXCLUDED = select(_exclusion.c.id).where(
    _exclusion.c.invitation_id == bindparam("invitation_id"), _exclusion.c.state == "approved"
)
# All that is kept of a refusal: that there was one.
_REFUSAL = b"declined"


def submit(session: Session, occasion: Occasion, keys: Keys, submission: Submission) -> Receipt:
    """Keep a pledge and return its receipt. The same page sent again gives the same receipt and changes nothing.

    The rows are touched in one order (text, invitation, response, counter, trail), so that two submissions, or
    a submission and a household's move, never wait for each other in a circle. Where the pledge counts is taken from
    the invitation once it is locked: the household may have moved since its page was read.

    :raises CampaignNotOpen: when the campaign takes no pledges on this day.
    :raises NotAsked: when the household was taken out of the campaign's base since its page was read.
    :raises AttemptUsed: when the same page was sent before with other content; the first stays.
    :raises AlreadySigned: when the household has an active pledge from another page.
    """
    asking = submission.asking
    reference = reference_of(keys, submission.attempt, asking.invitation_id)
    row = _row(occasion, keys, submission, reference)
    if asking.standing(occasion.today) not in (Standing.OPEN, Standing.SIGNED):
        return _sent_before(session, row, reference, CampaignNotOpen)
    insert_unless_there(session, SignedText, digest=row["text_digest"], content=submission.signed_text)
    unit_id, is_newly_reached = _locked(session, asking)
    # The database's unique constraints decide who was first, in whichever process; nothing is asked before.
    response_id = insert_for_id(session, Response, **row, unit_id=unit_id)
    if response_id is None:
        return _sent_before(session, row, reference, AlreadySigned)
    _name_members(session, response_id, submission)
    _count(session, submission, unit_id, is_newly_reached=is_newly_reached)
    subject = f"response:{response_id}"
    record(session, occasion, Change(unit_id, "response.submit", subject, after=row["content_digest"]))
    return Receipt(reference, is_new=True)


def decline(occasion: Occasion, sealed: SealedStore, asking: Asking, attempt: bytes) -> None:
    """Count a refusal with the campaign's others, in the sealed store, and touch nothing else.

    **why** the household is not even marked as reached: as long as only a signature or a refusal could set that
    mark, a mark without a signature would be a list of those who refused.

    :raises CampaignNotOpen: when the campaign takes no answers on this day.
    :raises AlreadySigned: when the household has an active pledge, which only its receipt takes back.
    :raises ServiceBusy: when the store is locked, full or away; nothing was kept.
    """
    standing = asking.standing(occasion.today)
    if standing is Standing.SIGNED:
        raise AlreadySigned
    if standing is not Standing.OPEN:
        raise CampaignNotOpen
    sealed.drop(refusals_of(asking.campaign_id), attempt, _REFUSAL, occasion.now)


def refusals_of(campaign_id: int) -> str:
    """Return the name of the round in the sealed store that holds a campaign's refusals.

    **why** no hamlet in it: even whoever holds the store cannot tell in which hamlet somebody refused.
    """
    return f"declined:{campaign_id}:"


def withdraw(session: Session, occasion: Occasion, response_id: int) -> None:
    """Take a pledge back: from now on it counts as withdrawn, and what identifies people is erased at once.

    The household stays reached and may sign again. The invitation is locked first, as in signing. A pledge that does
    not count, because its household was merged into another that had signed too, is taken from no counter.

    :raises AlreadyWithdrawn: when it was taken back before.
    """
    is_counted = _is_counted(session, response_id)
    counted = (Response.campaign_id, Response.form_code, Response.unit_id, Response.channel)
    erased = (
        update(Response)
        .where(Response.id == response_id, Response.state == "active")
        .values(state="withdrawn", withdrawn_at=occasion.now, **_NOTHING_PERSONAL)
        .returning(*counted)
        .execution_options(synchronize_session=False)
    )
    row = session.execute(erased).one_or_none()
    if row is None:
        raise AlreadyWithdrawn
    named = delete(Member).where(Member.response_id == response_id).returning(Member.confirmed_at)
    confirmed = session.scalars(named.execution_options(synchronize_session=False)).all()
    deltas = Deltas(
        withdrawn=1,
        members=-len(confirmed),
        members_confirmed=-sum(1 for moment in confirmed if moment),
        **_signed(Channel(row.channel), -1),
    )
    # A mark stays counted outside the base (see recounting); it had left together with the pledge.
    deltas = deltas if is_counted else Deltas(withdrawn=1, reached=1)
    tallies.add(session, row.campaign_id, row.form_code, row.unit_id, deltas)
    record(session, occasion, Change(row.unit_id, "response.withdraw", f"response:{response_id}"))


def _is_counted(session: Session, response_id: int) -> bool:
    """Lock the invitation of a pledge and tell whether it stands in the base."""
    invited = select(Response.invitation_id).where(Response.id == response_id)
    key = {"invitation_id": session.scalar(invited)}
    session.execute(_LOCK, key)
    return session.scalar(_EXCLUDED, key) is None


# The digest goes too: whoever knew the key could try names against it.
_NOTHING_PERSONAL: dict[str, Any] = {
    "signer_name": None,
    "birth_year": None,
    "people_count": None,
    "adult_count": None,
    "phone_sealed": None,
    "content_digest": "",
}


def _row(occasion: Occasion, keys: Keys, submission: Submission, reference: str) -> dict[str, Any]:
    asking = submission.asking
    return {
        "invitation_id": asking.invitation_id,
        "campaign_id": asking.campaign_id,
        "form_code": asking.form_code,
        "version_id": asking.version_id,
        "text_digest": hashlib.sha256(submission.signed_text.encode()).hexdigest(),
        "attempt": submission.attempt,
        "content_digest": keys.digest("content", submission.attempt, submission.content_digest).hex(),
        "reference": reference_mark(keys, reference),
        "channel": submission.channel.value,
        "state": "active",
        "signed_at": occasion.now,
        "entered_by": occasion.actor_id,
        "language": submission.language,
        "items": list(submission.items),
        "consents": list(submission.consents),
        "signer_name": submission.signer_name,
        "birth_year": submission.birth_year,
        "people_count": submission.people_count,
        "adult_count": submission.adult_count,
        "phone_sealed": seal_phones(keys, submission.phones),
    }


def _sent_before(
    session: Session, row: dict[str, Any], reference: str, otherwise: type[DomainError]
) -> Receipt:
    """Tell a resend, which gets its receipt again, from a new pledge that cannot be taken."""
    query = select(Response.content_digest, Response.state).where(Response.attempt == row["attempt"])
    first = session.execute(query).one_or_none()
    if first is None:
        raise otherwise
    if first.state == "active" and first.content_digest != row["content_digest"]:
        raise AttemptUsed
    return Receipt(reference, is_new=False)


def _name_members(session: Session, response_id: int, submission: Submission) -> None:
    rows = [
        {
            "response_id": response_id,
            "position": position,
            "name": member.name,
            "birth_year": member.birth_year,
            "relation": member.relation or None,
        }
        for position, member in enumerate(submission.members, start=1)
    ]
    if rows:
        session.execute(_INSERT_MEMBERS, rows)


def _locked(session: Session, asking: Asking) -> tuple[int, bool]:
    """Lock the invitation and mark it as reached; return its unit, and whether it was reached for the first time.

    :raises NotAsked: when it stands outside the base.
    """
    key = {"invitation_id": asking.invitation_id}
    unit_id = None if asking.is_reached else session.scalar(_MARK_REACHED, key)
    is_newly_reached = unit_id is not None
    if unit_id is None:
        unit_id = session.scalars(_LOCK, key).one()
    # A statement of its own, after the lock: only so does it see what was decided while this one waited.
    if session.scalar(_EXCLUDED, key) is not None:
        raise NotAsked
    return unit_id, is_newly_reached


def _count(session: Session, submission: Submission, unit_id: int, *, is_newly_reached: bool) -> None:
    deltas = Deltas(
        reached=1 if is_newly_reached else 0,
        members=len(submission.members),
        **_signed(submission.channel, 1),
    )
    tallies.add(session, submission.asking.campaign_id, submission.asking.form_code, unit_id, deltas)


def _signed(channel: Channel, by: int) -> dict[str, int]:
    return {f"signed_{channel.value}": by}
