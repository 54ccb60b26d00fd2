"""A subject leaves a base for a dated reason, proposed by one, approved by another; no figure tells who was reached."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select, update

from pledges.campaigns.acts.life import close_campaign
from pledges.campaigns.rules import (
    AlreadyDecided,
    AlreadyExcluded,
    CampaignNotRunning,
    ExclusionReason,
    HasPledge,
    ReasonUnknown,
    SecondPersonNeeded,
)
from pledges.campaigns.tables import Campaign, Exclusion
from pledges.foundation.errors import NotFound
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.register.subjects import MergedAway
from pledges.register.tables import Household
from pledges.responses.counting import SignedByLeaf
from pledges.responses.tables import Member
from pledges.tallies.acts.exclusions import (
    decline_exclusion,
    exclude_duplicates,
)
from pledges.tallies.queries.tally import Asked, tally_at
from pledges.tallies.rules import Past
from tests.certificates.pledging import sign
from tests.tallies.excluding import CLERK, HEAD, approve, changes, lift, line, propose, trail
from tests.worlds import Village, build_village, run_campaign


@pytest.fixture
def village(house: House, occasion: Occasion) -> Village:
    return build_village(house, occasion)


@pytest.fixture
def campaign(house: House, occasion: Occasion, village: Village) -> Campaign:
    """A campaign in which nobody approves what they proposed."""
    opened = run_campaign(house, occasion, village.commune_id)
    with house.database.writing() as session:
        session.execute(update(Campaign).values(exclusions_need_two=True))
    return opened


def test_a_proposal_changes_nothing_until_somebody_else_approves_it(
    house: House, occasion: Occasion, village: Village, campaign: Campaign
) -> None:
    exclusion_id = propose(house, occasion, campaign, village.household_ids[0])
    assert line(house, campaign, village.hamlet_id).excluded == 0
    assert changes(house) == []

    approve(house, occasion, exclusion_id)

    found = line(house, campaign, village.hamlet_id)
    assert (found.base, found.excluded) == (3, 1)
    assert changes(house) == [("excluded", 1, "empty_house", HEAD, CLERK)]
    assert trail(house) == [
        ("exclusion.propose", "invitation", "empty_house"),
        ("exclusion.approve", "invitation", "empty_house"),
    ]


def test_nobody_approves_what_they_proposed_themselves(
    house: House, occasion: Occasion, village: Village, campaign: Campaign
) -> None:
    exclusion_id = propose(house, occasion, campaign, village.household_ids[0])

    with pytest.raises(SecondPersonNeeded):
        approve(house, occasion, exclusion_id, actor_id=HEAD)

    assert line(house, campaign, village.hamlet_id).excluded == 0


def test_where_no_second_person_is_asked_for_a_proposal_holds_at_once(
    house: House, occasion: Occasion, village: Village, campaign: Campaign
) -> None:
    with house.database.writing() as session:
        session.execute(update(Campaign).values(exclusions_need_two=False))

    propose(house, occasion, campaign, village.household_ids[0], ExclusionReason.MOVED_AWAY)

    assert line(house, campaign, village.hamlet_id).excluded == 1
    assert changes(house) == [("excluded", 1, "moved_away", HEAD, None)]
    with house.database.reading() as session:
        kept = session.scalars(select(Exclusion)).one()
    assert (kept.state, kept.since, kept.decided_by) == ("approved", date(2026, 11, 1), HEAD)


def test_a_declined_proposal_stays_on_record_and_may_be_made_again(
    house: House, occasion: Occasion, village: Village, campaign: Campaign
) -> None:
    exclusion_id = propose(house, occasion, campaign, village.household_ids[0])
    with house.database.writing() as session:
        decline_exclusion(session, replace(occasion, actor_id=CLERK), exclusion_id)

    again = propose(house, occasion, campaign, village.household_ids[0], ExclusionReason.DECEASED)
    approve(house, occasion, again)

    with house.database.reading() as session:
        states = session.scalars(select(Exclusion.state).order_by(Exclusion.id)).all()
    assert states == ["declined", "approved"]
    assert line(house, campaign, village.hamlet_id).excluded == 1


def test_a_lifted_exclusion_brings_the_household_back_and_says_so(
    house: House, occasion: Occasion, village: Village, campaign: Campaign
) -> None:
    exclusion_id = propose(house, occasion, campaign, village.household_ids[0])
    approve(house, occasion, exclusion_id)

    lift(house, occasion, exclusion_id)
    sign(house, occasion, campaign.id, village.household_ids[0])

    found = line(house, campaign, village.hamlet_id)
    assert (found.excluded, found.signed_self) == (0, 1)
    assert changes(house)[1] == ("lifted", 1, "empty_house", CLERK, None)
    with pytest.raises(AlreadyDecided):
        lift(house, occasion, exclusion_id)


def test_only_an_approved_exclusion_closes_the_door(
    house: House, occasion: Occasion, village: Village, campaign: Campaign
) -> None:
    propose(house, occasion, campaign, village.household_ids[0])

    sign(house, occasion, campaign.id, village.household_ids[0])

    assert line(house, campaign, village.hamlet_id).signed_self == 1


def test_whoever_has_a_pledge_counts(
    house: House, occasion: Occasion, village: Village, campaign: Campaign
) -> None:
    waiting = propose(house, occasion, campaign, village.household_ids[0])
    sign(house, occasion, campaign.id, village.household_ids[0])
    sign(house, occasion, campaign.id, village.household_ids[1])

    with pytest.raises(HasPledge):
        approve(house, occasion, waiting)
    with pytest.raises(HasPledge):
        propose(house, occasion, campaign, village.household_ids[1])


def test_a_duplicate_leaves_with_its_pledge_and_its_mark(
    house: House, occasion: Occasion, village: Village, campaign: Campaign
) -> None:
    signed = [sign(house, occasion, campaign.id, one)[0] for one in village.household_ids[:2]]
    with house.database.writing() as session:
        session.add_all(
            Member(
                response_id=one,
                position=1,
                name="Trần Thị Hòa",
                confirmed_at=occasion.now,
                nonce=b"n",
                lookup=b"l",
            )
            for one in signed
        )

    for _ in range(2):
        with house.database.writing() as session:
            exclude_duplicates(session, replace(occasion, actor_id=CLERK), [1], SignedByLeaf())

    found = line(house, campaign, village.hamlet_id)
    assert (found.base, found.excluded, found.reached, found.signed_self) == (3, 1, 1, 1)
    assert (found.members, found.members_confirmed) == (1, 1)
    past = Past(occasion.today, SignedByLeaf())
    with house.database.reading() as session:
        asked = Asked(campaign.id, village.hamlet_id, None, occasion.today, past)
        then = tally_at(session, asked).tally.total
    assert (then.base, then.excluded, then.signed_self) == (3, 1, 1)
    assert changes(house) == [("duplicate", 1, "duplicate", CLERK, None)]


def test_a_proposal_that_waits_is_settled_when_the_household_turns_out_to_be_a_duplicate(
    house: House, occasion: Occasion, village: Village, campaign: Campaign
) -> None:
    propose(house, occasion, campaign, village.household_ids[0])
    with house.database.writing() as session:
        exclude_duplicates(session, occasion, [1], SignedByLeaf())

    with house.database.reading() as session:
        kept = session.scalars(select(Exclusion)).one()
    assert (kept.state, kept.reason, kept.proposed_by) == ("approved", "duplicate", HEAD)


def test_a_merged_duplicate_does_not_come_back(
    house: House, occasion: Occasion, village: Village, campaign: Campaign
) -> None:
    with house.database.writing() as session:
        exclude_duplicates(session, occasion, [1], SignedByLeaf())
        merged = {
            "ended_on": occasion.today,
            "end_reason": "duplicate",
            "merged_into_id": village.household_ids[1],
        }
        session.execute(update(Household).where(Household.id == village.household_ids[0]).values(**merged))

    with pytest.raises(MergedAway):
        lift(house, occasion, 1)


def test_a_household_is_proposed_once(
    house: House, occasion: Occasion, village: Village, campaign: Campaign
) -> None:
    propose(house, occasion, campaign, village.household_ids[0])

    with pytest.raises(AlreadyExcluded):
        propose(house, occasion, campaign, village.household_ids[0])


@pytest.mark.parametrize("reason", [ExclusionReason.MATERNITY, ExclusionReason.SECONDED])
def test_a_household_is_not_on_leave(
    house: House, occasion: Occasion, village: Village, campaign: Campaign, reason: ExclusionReason
) -> None:
    with pytest.raises(ReasonUnknown):
        propose(house, occasion, campaign, village.household_ids[0], reason)


def test_whoever_was_not_invited_cannot_be_excluded(
    house: House, occasion: Occasion, campaign: Campaign
) -> None:
    with pytest.raises(NotFound):
        propose(house, occasion, campaign, 99)
    with pytest.raises(NotFound):
        approve(house, occasion, 99)


def test_a_closed_campaign_keeps_its_base(
    house: House, occasion: Occasion, village: Village, campaign: Campaign
) -> None:
    waiting = propose(house, occasion, campaign, village.household_ids[0])
    standing = propose(house, occasion, campaign, village.household_ids[1])
    approve(house, occasion, standing)
    with house.database.writing() as session:
        close_campaign(session, occasion, campaign.id)

    with pytest.raises(CampaignNotRunning):
        propose(house, occasion, campaign, village.household_ids[2])
    with pytest.raises(CampaignNotRunning):
        approve(house, occasion, waiting)
    with pytest.raises(CampaignNotRunning):
        lift(house, occasion, standing)
