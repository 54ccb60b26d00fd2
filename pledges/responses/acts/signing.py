"""Handing in a pledge: once, whatever the line, the finger or a second phone does."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from pledges.foundation.audit import Change, record
from pledges.foundation.errors import DomainError
from pledges.foundation.keys import Keys
from pledges.foundation.moments import Occasion
from pledges.foundation.vietnamese.dates import local_date
from pledges.responses.acts.locking import is_outside_base, lock_and_reach
from pledges.responses.acts.proving import keep_proof
from pledges.responses.acts.rows import (
    digest_of,
    insert_first,
    insert_members,
    insert_signature,
    member_rows,
    row_of,
)
from pledges.responses.queries.asking import bare
from pledges.responses.references import reference_of
from pledges.responses.rules import (
    AlreadySigned,
    AttemptUsed,
    NotAsked,
    Receipt,
    Submission,
)
from pledges.responses.tables import Response
from pledges.tallies.acts import counters as tallies
from pledges.tallies.rules import Deltas

_response = bare(Response)


def submit(session: Session, occasion: Occasion, keys: Keys, submission: Submission) -> Receipt:
    """Keep a pledge and return its receipt. The same page sent again gives the same receipt and changes nothing.

    The rows are touched in one order (invitation, text, response, counter, trail), so that two submissions, or
    a submission and a household's move, never wait for each other in a circle. Where the pledge counts is taken from
    the invitation once it is locked: the household may have moved since its page was read.

    :raises CampaignNotOpen: when the campaign takes no pledges on this day, or no paper any more.
    :raises SignedOutsidePeriod: when it was signed before the campaign began, or is said to be signed after today.
    :raises NotAsked: when the household was taken out of the campaign's base since its page was read.
    :raises AttemptUsed: when the same page was sent before with other content; the first stays.
    :raises AlreadySigned: when the household has an active pledge from another page.
    """
    asking = submission.asking
    signed_on = local_date(submission.signed_at) if submission.signed_at else occasion.today
    hindrance = asking.hindrance(submission.channel, signed_on, occasion.today)
    if hindrance is not None:
        return _sent_before(session, keys, submission, hindrance)
    row = row_of(occasion, keys, submission, _reference(keys, submission))
    row["unit_id"], is_newly_reached = lock_and_reach(
        session, asking.invitation_id, is_reached=asking.is_reached
    )
    response_id = insert_first(session, row, submission.signed_text)
    if response_id is None:
        why = NotAsked if is_outside_base(session, asking.invitation_id) else AlreadySigned
        return _sent_before(session, keys, submission, why)
    _keep_the_rest(session, occasion, keys, response_id, submission)
    _count(session, submission, row["unit_id"], is_newly_reached=is_newly_reached)
    change = Change(row["unit_id"], "response.submit", f"response:{response_id}", after=row["content_digest"])
    record(session, occasion, change)
    return Receipt(_reference(keys, submission), is_new=True)


def receipt_of(session: Session, keys: Keys, submission: Submission) -> Receipt | None:
    """Return the receipt of a page that was sent before; None when it never was.

    :raises AttemptUsed: when it was sent with other content; the first stays.
    """
    query = select(_response.c.content_digest).where(_response.c.attempt == submission.attempt)
    digest = session.scalar(query)
    if digest is None:
        return None
    # Of a pledge that was taken back no digest is kept.
    if digest not in ("", digest_of(keys, submission)):
        raise AttemptUsed
    return Receipt(_reference(keys, submission), is_new=False)


def _reference(keys: Keys, submission: Submission) -> str:
    return reference_of(keys, submission.attempt, submission.asking.invitation_id)


def _sent_before(
    session: Session, keys: Keys, submission: Submission, otherwise: type[DomainError]
) -> Receipt:
    """Tell a resend, which gets its receipt again, from a new pledge that cannot be taken."""
    receipt = receipt_of(session, keys, submission)
    if receipt is None:
        raise otherwise
    return receipt


def _keep_the_rest(
    session: Session, occasion: Occasion, keys: Keys, response_id: int, submission: Submission
) -> None:
    insert_members(session, member_rows(occasion, keys, response_id, submission.members))
    insert_signature(session, keys, response_id, submission.strokes)
    if submission.proof is not None:
        keep_proof(session, occasion, response_id, submission.proof)


def _count(session: Session, submission: Submission, unit_id: int, *, is_newly_reached: bool) -> None:
    deltas = Deltas(
        reached=1 if is_newly_reached else 0,
        members=len(submission.members),
        members_confirmed=sum(1 for member in submission.members if member.confirmed_by),
        **{f"signed_{submission.channel.value}": 1},
    )
    tallies.add(session, submission.asking.campaign_id, submission.asking.form_code, unit_id, deltas)
