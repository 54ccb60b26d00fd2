"""A village, and the ready campaign of its commune, as the tests of the desk need them."""

import pytest

from pledges.campaigns.tables import Campaign
from pledges.foundation.house import House
from pledges.foundation.moments import present
from tests.worlds import Village, build_village, run_campaign


@pytest.fixture
def village(house: House) -> Village:
    return build_village(house, present())


@pytest.fixture
def campaign(house: House, village: Village) -> Campaign:
    """Running today."""
    return run_campaign(house, present(), village.commune_id)
