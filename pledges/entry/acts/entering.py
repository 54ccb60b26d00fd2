"""Enters a pledge that was given on paper or with help, or adds the paper to the pledge that is there."""

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from pledges.campaigns.tables import Invitation
from pledges.entry.queries import was_sent, withdrawn_on
from pledges.entry.refusals import NotSignedYet, PaperOvertaken, check_entry
from pledges.entry.rules import Period, channel_of, moment_of
from pledges.foundation.keys import Keys
from pledges.foundation.moments import Occasion
from pledges.responses.acts.proving import add_proof
from pledges.responses.acts.signing import submit
from pledges.responses.queries.pledges import active_of_invitation
from pledges.responses.rules import NewProof, Receipt, Submission
from pledges.responses.tables import Proof, Response


def enter(
    session: Session, occasion: Occasion, keys: Keys, submission: Submission, period: Period
) -> Receipt:
    """Enter a pledge with its proof, which says when it was given. The same page sent again changes nothing.

    :raises EntryOver: when the campaign takes no entries today.
    :raises DayNotTaken: when it was not given in the campaign's time.
    :raises PaperOvertaken: when the household took its pledge back on that day or later.
    :raises AlreadySigned: when the household has a pledge; the paper can be added to it.
    :raises AttemptUsed: when the same page was sent before with other content.
    :raises NotAsked: when the household is out of the campaign's base.
    """
    proof = _checked(session, occasion, submission, period)
    signed_at = moment_of(proof.signed_on, occasion.now)
    return submit(
        session, occasion, keys, replace(submission, channel=channel_of(proof.kind), signed_at=signed_at)
    )


def add_paper(
    session: Session, occasion: Occasion, invitation_id: int, proof: NewProof, period: Period
) -> bool:
    """Keep a paper as a further proof of the pledge that is there; False when the same one was added before.

    :raises EntryOver: when the campaign takes no entries today.
    :raises DayNotTaken: when the paper is not of the campaign's time.
    :raises NotSignedYet: when there is no pledge (any more).
    """
    check_entry(period, proof.signed_on, occasion.today)
    # One after the other, so that the same page sent twice finds what the first one added.
    session.execute(
        select(Invitation.id).where(Invitation.id == invitation_id).with_for_update(key_share=True)
    )
    pledge = active_of_invitation(session, invitation_id)
    if pledge is None:
        raise NotSignedYet
    if _has(session, pledge, proof):
        return False
    add_proof(session, occasion, pledge.id, proof)
    return True


def _checked(session: Session, occasion: Occasion, submission: Submission, period: Period) -> NewProof:
    proof = submission.proof
    if proof is None:
        raise ValueError("nothing is entered without a proof")
    check_entry(period, proof.signed_on, occasion.today)
    last = withdrawn_on(session, submission.asking.invitation_id)
    if last and proof.signed_on <= last and not was_sent(session, submission.attempt):
        raise PaperOvertaken
    return proof


def _has(session: Session, pledge: Response, proof: NewProof) -> bool:
    same = select(Proof.id).where(
        Proof.response_id == (pledge.root_id or pledge.id),
        Proof.kind == proof.kind.value,
        Proof.signed_on == proof.signed_on,
        Proof.sheet_id.is_not_distinct_from(proof.sheet_id),
        Proof.row_number.is_not_distinct_from(proof.row_number),
        Proof.kept_at.is_not_distinct_from(proof.kept_at or None),
        Proof.witness.is_not_distinct_from(proof.witness or None),
    )
    return session.scalar(same.limit(1)) is not None
