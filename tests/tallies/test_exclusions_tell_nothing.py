"""No figure tells whoever excludes a household whether it had been reached."""

from dataclasses import replace

import pytest
from sqlalchemy import select, update

from pledges.campaigns.tables import Campaign, Invitation
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.register.tables import Household
from pledges.responses.acts.withdrawing import withdraw
from pledges.responses.counting import SignedByLeaf
from pledges.tallies.acts.recounting import recount
from pledges.tallies.rules import TallyLine, broken_identities
from tests.certificates.pledging import sign
from tests.tallies.excluding import approve, line, mark, propose, shown
from tests.tallies.worlds import add_hamlet
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


@pytest.mark.parametrize("reached", [False, True])
def test_it_makes_no_difference_whether_the_household_was_reached(
    house: House, occasion: Occasion, village: Village, campaign: Campaign, reached: bool
) -> None:
    mark(house, village.household_ids[:1] if reached else ())

    approve(house, occasion, propose(house, occasion, campaign, village.household_ids[0]))

    found = shown(house, occasion, campaign, village.hamlet_id)
    assert (found.base, found.due, found.reached, found.remaining) == (3, 2, 0, 2)


def test_excluding_one_household_after_another_tells_nothing_of_who_was_reached(
    house: House, occasion: Occasion, village: Village, campaign: Campaign
) -> None:
    """Somebody excludes a whole hamlet, one by one, and watches every figure: reached and not reached look the same."""
    lines = [
        excluded_one_by_one(house, occasion, village.commune_id, is_reached) for is_reached in (True, False)
    ]

    assert lines[0] == lines[1]
    assert len(lines[0]) == 12


def excluded_one_by_one(
    house: House, occasion: Occasion, commune_id: int, is_reached: bool
) -> list[TallyLine]:
    """Twelve were reached in a hamlet of forty; exclude twelve of those, or of the others."""
    hamlet = add_hamlet(house, occasion, commune_id, f"Thôn {is_reached}", 40)
    campaign = run_campaign(house, occasion, commune_id)
    with house.database.writing() as session:
        households = session.scalars(select(Household.id).where(Household.unit_id == hamlet)).all()
        chosen = Invitation.subject_id.in_(households[:12])
        session.execute(update(Invitation).where(chosen).values(is_reached=True))
        recount(session, campaign.id, SignedByLeaf())
    found = []
    for household_id in households[:12] if is_reached else households[12:24]:
        propose(house, occasion, campaign, household_id)
        found.append(replace(shown(house, occasion, campaign, hamlet)))
    return found


def test_no_more_are_shown_as_reached_than_are_due(
    house: House, occasion: Occasion, village: Village, campaign: Campaign
) -> None:
    hamlet = add_hamlet(house, occasion, village.commune_id, "Thôn Tân Lập 1", 12)
    later = run_campaign(house, occasion, village.commune_id)
    with house.database.writing() as session:
        households = session.scalars(select(Household.id).where(Household.unit_id == hamlet)).all()
        session.execute(update(Invitation).where(Invitation.campaign_id == later.id).values(is_reached=True))
        recount(session, later.id, SignedByLeaf())
    assert shown(house, occasion, later, hamlet).reached == 10

    for household_id in households[:3]:
        propose(house, occasion, later, household_id)

    found = shown(house, occasion, later, hamlet)
    assert (found.due, found.reached, found.remaining) == (9, 0, 9)
    assert broken_identities(found) == []


def test_a_withdrawal_that_happened_stays_counted_when_the_household_is_excluded(
    house: House, occasion: Occasion, village: Village, campaign: Campaign
) -> None:
    response_id, _ = sign(house, occasion, campaign.id, village.household_ids[0])
    with house.database.writing() as session:
        withdraw(session, occasion, response_id)

    approve(house, occasion, propose(house, occasion, campaign, village.household_ids[0]))

    found = line(house, campaign, village.hamlet_id)
    assert (found.withdrawn, found.excluded, found.reached) == (1, 1, 1)
