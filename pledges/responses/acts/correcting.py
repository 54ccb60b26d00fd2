"""Correcting a pledge: a further version takes the place of the one before, which is kept."""

from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from pledges.foundation.audit import Change, record
from pledges.foundation.keys import Keys
from pledges.foundation.moments import Occasion
from pledges.responses.acts.locking import is_outside_base, lock
from pledges.responses.acts.rows import (
    insert_correction,
    insert_members,
    insert_signature,
    member_rows,
    row_of,
)
from pledges.responses.acts.signing import receipt_of
from pledges.responses.matching import likeliest
from pledges.responses.pledged import Pledge
from pledges.responses.queries.asking import bare
from pledges.responses.references import reference_of
from pledges.responses.rules import AlreadyWithdrawn, Receipt, Submission
from pledges.responses.tables import Member, Response
from pledges.responses.turned_away import CorrectedMeanwhile
from pledges.tallies.acts import counters as tallies
from pledges.tallies.rules import Deltas

_response, _member = bare(Response), bare(Member)
# A member who stays keeps the own link and what it confirmed.
_CARRIED = ("nonce", "lookup", "confirmed_at", "confirmed_by")
# A correction changes what was pledged, not how and when the pledge came in.
_OF_THE_FIRST = ("channel", "signed_at", "entered_at", "entered_by")


def correct(
    session: Session, occasion: Occasion, keys: Keys, current: Pledge, submission: Submission
) -> Receipt:
    """Keep a further version of a pledge and return the receipt of the first one, which leads to the newest.

    ``current`` is the version that the page showed. Rows are touched in the order of signing. The same page sent again
    gives the same receipt. Counters change by the members only.

    :raises AlreadyWithdrawn: when the pledge was taken back meanwhile.
    :raises CorrectedMeanwhile: when another page corrected it meanwhile.
    :raises AttemptUsed: when the same page was sent before with other content.
    """
    unit_id = lock(session, current.invitation_id)
    first = session.execute(select(_response).where(_response.c.id == current.first_id)).one()
    reference = reference_of(keys, first.attempt, current.invitation_id)
    if receipt_of(session, keys, submission) is not None:
        return Receipt(reference, is_new=False)
    _replace(session, current)
    row = row_of(occasion, keys, submission, reference_of(keys, submission.attempt, current.invitation_id))
    row |= {name: getattr(first, name) for name in _OF_THE_FIRST}
    row |= {"root_id": first.id, "corrected_at": occasion.now, "unit_id": unit_id}
    response_id = insert_correction(session, row, submission.signed_text)
    deltas = _carry_members(session, member_rows(occasion, keys, response_id, submission.members), current)
    insert_signature(session, keys, response_id, submission.strokes)
    if not is_outside_base(session, current.invitation_id):
        tallies.add(session, current.campaign_id, current.form_code, unit_id, deltas)
    change = Change(unit_id, "response.correct", f"response:{response_id}", after=row["content_digest"])
    record(session, occasion, change)
    return Receipt(reference, is_new=True)


def _replace(session: Session, current: Pledge) -> None:
    """Let the version that the page showed be the one before the newest; of two corrections of it one comes first."""
    replacing = update(_response).where(_response.c.id == current.response_id, _response.c.state == "active")
    found = session.execute(replacing.values(state="replaced").returning(_response.c.id)).one_or_none()
    if found is None:
        state = session.scalar(select(_response.c.state).where(_response.c.id == current.response_id))
        raise AlreadyWithdrawn if state == "withdrawn" else CorrectedMeanwhile


def _carry_members(session: Session, rows: list[dict[str, Any]], current: Pledge) -> Deltas:
    """Insert the new version's members; who stood in the one before keeps the own link and confirmation.

    A name that was changed is another person's until that person confirms.
    """
    query = select(_member).where(_member.c.response_id == current.response_id).order_by(_member.c.position)
    before = list(session.execute(query))
    leaving = list(before)
    for row in rows:
        known = next(iter(likeliest(leaving, row["name"], row["birth_year"])), None)
        if known is not None:
            leaving.remove(known)
            row |= {name: getattr(known, name) for name in _CARRIED}
    insert_members(session, rows)
    confirmed = sum(1 for row in rows if row["confirmed_at"]) - sum(1 for one in before if one.confirmed_at)
    return Deltas(members=len(rows) - len(before), members_confirmed=confirmed)
