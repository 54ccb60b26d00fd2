"""What must be true after a storm: every promise kept, nothing twice, counters and trail in agreement."""

from collections.abc import Iterator, Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pledges.foundation.audit import AuditEvent, broken_links
from pledges.foundation.house import House
from pledges.responses.counting import SignedByLeaf
from pledges.responses.queries.members import people_named
from pledges.responses.queries.pledges import by_reference
from pledges.responses.tables import Response
from pledges.responses.turned_away import ReceiptUnknown
from pledges.tallies.acts.recounting import recount
from pledges.tallies.tables import LeafCount
from tests.endurance.signers import Sent


def faults_after(house: House, campaign_id: int, promised: Mapping[str, Sent]) -> list[str]:
    """Return everything that is not as it was promised; empty is whole."""
    with house.database.reading() as session:
        found = [*_broken_promises(house, session, promised), *_wrong_numbers(session, len(promised))]
        found += broken_links(session)
    with house.database.writing() as session:
        differences = recount(session, campaign_id, SignedByLeaf())
        session.rollback()
    return found + [f"counters: {difference}" for difference in differences]


def _broken_promises(house: House, session: Session, promised: Mapping[str, Sent]) -> Iterator[str]:
    for reference, sent in promised.items():
        try:
            pledge = by_reference(session, house.keys, reference)
        except ReceiptUnknown:
            yield f"{reference} is lost"
            continue
        members = people_named(session, house.keys, pledge.response_id)
        kept = Sent(
            pledge.signer_name, pledge.birth_year or 0, pledge.items, members[0].name if members else ""
        )
        if kept != sent or len(members) > 1:
            yield f"{reference} was altered: {sent} -> {kept}"


def _wrong_numbers(session: Session, promised: int) -> Iterator[str]:
    counts = {
        "responses": select(func.count()).select_from(Response),
        "households that signed": select(func.count(Response.invitation_id.distinct())),
        "events in the trail": select(func.count()).where(AuditEvent.action == "response.submit"),
        "counted as signed": select(func.sum(LeafCount.signed_self)),
        "counted as reached": select(func.sum(LeafCount.reached)),
    }
    for what, query in counts.items():
        number = session.scalar(query)
        if number != promised:
            yield f"{what}: {number} for {promised} promises"
