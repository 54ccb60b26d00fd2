"""What can be done with a pledge: hand it in once, say no, take it back."""

import hashlib
from typing import Any, cast

from sqlalchemy import Table, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from pledges.campaigns.tables import Invitation
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
)
# All that is kept of a refusal: that there was one.
_REFUSAL = b"declined"


def submit(session: Session, occasion: Occasion, keys: Keys, submission: Submission) -> Receipt:
    """Keep a pledge and return its receipt. The same page sent again gives the same receipt and changes nothing.

    The rows are touched in one order (text, response, invitation, counter, trail), so that two submissions
    never wait for each other in a circle.

    :raises CampaignNotOpen: when the campaign takes no pledges on this day.
    :raises AttemptUsed: when the same page was sent before with other content; the first stays.
    :raises AlreadySigned: when the household has an active pledge from another page.
    """
    asking = submission.asking
    reference = reference_of(keys, submission.attempt, asking.invitation_id)
    row = _row(occasion, keys, submission, reference)
    if asking.standing(occasion.today) not in (Standing.OPEN, Standing.SIGNED):
        return _sent_before(session, row, reference, CampaignNotOpen)
    insert_unless_there(session, SignedText, digest=row["text_digest"], content=submission.signed_text)
    # The database's unique constraints decide who was first, in whichever process; nothing is asked before.
    response_id = insert_for_id(session, Response, **row)
    if response_id is None:
        return _sent_before(session, row, reference, AlreadySigned)
    _name_members(session, response_id, submission)
    _count(session, submission)
    subject = f"response:{response_id}"
    record(session, occasion, Change(asking.unit_id, "response.submit", subject, after=row["content_digest"]))
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

    The household stays reached and may sign again.

    :raises AlreadyWithdrawn: when it was taken back before.
    """
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
    tallies.add(session, row.campaign_id, row.form_code, row.unit_id, deltas)
    record(session, occasion, Change(row.unit_id, "response.withdraw", f"response:{response_id}"))


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
        "unit_id": asking.unit_id,
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


def _count(session: Session, submission: Submission) -> None:
    asking = submission.asking
    deltas = Deltas(
        reached=1 if _mark_reached(session, asking) else 0,
        members=len(submission.members),
        **_signed(submission.channel, 1),
    )
    tallies.add(session, asking.campaign_id, asking.form_code, asking.unit_id, deltas)


def _mark_reached(session: Session, asking: Asking) -> bool:
    """Mark the household as reached; return whether this was the first time, which one statement decides."""
    if asking.is_reached:
        return False
    marked: Any = session.execute(_MARK_REACHED, {"invitation_id": asking.invitation_id})
    return bool(marked.rowcount)


def _signed(channel: Channel, by: int) -> dict[str, int]:
    return {f"signed_{channel.value}": by}
