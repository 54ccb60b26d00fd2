"""Of an approval, another approval and a pledge of the same second, one stands."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import update

from pledges.campaigns.rules import (
    HasPledge,
)
from pledges.campaigns.tables import Campaign
from pledges.foundation.errors import DomainError, NotFound
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.responses.counting import SignedByLeaf
from pledges.responses.rules import NotAsked
from pledges.tallies.acts.recounting import recount
from tests.certificates.pledging import sign
from tests.tallies.excluding import approve, changes, line, propose
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


def outcome(act: object) -> str:
    """Do it and tell how it ended."""
    try:
        act()  # type: ignore[operator]  # a function without arguments
    except DomainError as refusal:
        return type(refusal).__name__
    return "done"


def test_two_who_approve_at_once_exclude_once(
    house: House, occasion: Occasion, village: Village, campaign: Campaign
) -> None:
    exclusion_id = propose(house, occasion, campaign, village.household_ids[0])

    with ThreadPoolExecutor(4) as crowd:
        ends = list(crowd.map(outcome, [lambda: approve(house, occasion, exclusion_id)] * 4))

    assert sorted(ends) == ["AlreadyDecided"] * 3 + ["done"]
    assert line(house, campaign, village.hamlet_id).excluded == 1
    assert len(changes(house)) == 1


@pytest.mark.slow
@pytest.mark.parametrize("order", [1, -1])
def test_a_pledge_and_an_exclusion_of_the_same_second_never_both_stand(
    house: House, occasion: Occasion, village: Village, campaign: Campaign, order: int
) -> None:
    ids = village.household_ids
    waiting = [propose(house, occasion, campaign, household_id) for household_id in ids]
    pledging = [lambda one=one: sign(house, occasion, campaign.id, one) for one in ids]
    deciding = [lambda one=one: approve(house, occasion, one) for one in waiting]
    acts = [act for pair in zip(pledging, deciding, strict=True) for act in pair][::order]

    with ThreadPoolExecutor(6) as crowd:
        ends = list(crowd.map(outcome, acts))

    assert ends.count("done") == len(ids)
    assert {end for end in ends if end != "done"} <= {
        HasPledge.__name__,
        NotAsked.__name__,
        NotFound.__name__,
    }
    found = line(house, campaign, village.hamlet_id)
    assert found.signed_self + found.excluded == 3
    with house.database.writing() as session:
        assert recount(session, campaign.id, SignedByLeaf()) == []
