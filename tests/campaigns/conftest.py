"""A village whose clerk writes the form of a running campaign."""

import pytest
from flask.testing import FlaskClient

from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.staff.rules import Grant, Role
from tests.campaigns.building import Builder
from tests.worlds import Village, build_village, run_campaign, sign_in


@pytest.fixture
def village(house: House) -> Village:
    return build_village(house, present())


@pytest.fixture
def clerk(client: FlaskClient, house: House, village: Village) -> FlaskClient:
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, village.commune_id))
    return client


@pytest.fixture
def builder(house: House, village: Village, clerk: FlaskClient) -> Builder:
    """Of a campaign that people sign."""
    return Builder(clerk, run_campaign(house, present(), village.commune_id).id, "HO-ATGT")
