"""What staff do with exclusions in these tests, and what can be seen of it afterwards."""

from dataclasses import replace
from datetime import date

from sqlalchemy import select, update

from pledges.campaigns.rules import (
    ExclusionReason,
)
from pledges.campaigns.tables import Campaign, Invitation
from pledges.foundation.audit import AuditEvent, broken_links
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.register.rules import SubjectKind
from pledges.responses.counting import SignedByLeaf
from pledges.tallies.acts.exclusions import (
    approve_exclusion,
    lift_exclusion,
    propose_exclusion,
)
from pledges.tallies.acts.recounting import recount
from pledges.tallies.queries.tally import Asked, tally_at
from pledges.tallies.rules import Proposal, TallyLine
from pledges.tallies.tables import BaseChange, LeafCount
from tests.tallies.worlds import FORM

CLERK, HEAD = 7, 8


def propose(
    house: House,
    occasion: Occasion,
    campaign: Campaign,
    household_id: int,
    reason: ExclusionReason = ExclusionReason.EMPTY_HOUSE,
) -> int:
    proposal = Proposal(campaign.id, SubjectKind.HOUSEHOLD, household_id, reason, date(2026, 11, 1))
    with house.database.writing() as session:
        made = propose_exclusion(session, replace(occasion, actor_id=HEAD), proposal, SignedByLeaf())
        return made[0].id


def approve(house: House, occasion: Occasion, exclusion_id: int, actor_id: int = CLERK) -> None:
    with house.database.writing() as session:
        approve_exclusion(session, replace(occasion, actor_id=actor_id), exclusion_id, SignedByLeaf())


def lift(house: House, occasion: Occasion, exclusion_id: int) -> None:
    with house.database.writing() as session:
        lift_exclusion(session, replace(occasion, actor_id=CLERK), exclusion_id, SignedByLeaf())


def line(house: House, campaign: Campaign, unit_id: int) -> LeafCount:
    with house.database.reading() as session:
        return session.get_one(LeafCount, (campaign.id, FORM, unit_id))


def shown(house: House, occasion: Occasion, campaign: Campaign, unit_id: int) -> TallyLine:
    with house.database.reading() as session:
        return tally_at(session, Asked(campaign.id, unit_id, None, occasion.today)).tally.total


def changes(house: House) -> list[tuple[str, int, str | None, int | None, int | None]]:
    with house.database.reading() as session:
        rows = session.scalars(select(BaseChange).order_by(BaseChange.id)).all()
        return [(row.kind, row.number, row.why, row.made_by, row.approved_by) for row in rows]


def trail(house: House) -> list[tuple[str, str, str | None]]:
    with house.database.reading() as session:
        assert broken_links(session) == []
        events = session.scalars(select(AuditEvent).where(AuditEvent.action.startswith("exclusion."))).all()
        return [(event.action, event.subject.partition(":")[0], event.why) for event in events]


def mark(house: House, household_ids: list[int] | tuple[int, ...]) -> None:
    """Mark households as reached, as visits do, and count them."""
    with house.database.writing() as session:
        chosen = Invitation.subject_id.in_(household_ids)
        session.execute(update(Invitation).where(chosen).values(is_reached=True))
        recount(session, session.scalars(select(Campaign.id)).one(), SignedByLeaf())
