"""A village, and the browser of somebody who words its papers."""

import pytest
from flask.testing import FlaskClient

from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.staff.rules import Grant, Role
from tests.worlds import Village, build_village, sign_in


@pytest.fixture
def village(house: House) -> Village:
    return build_village(house, present())


@pytest.fixture
def clerk(house: House, village: Village, client: FlaskClient) -> FlaskClient:
    """Signed in for the commune."""
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, village.commune_id))
    return client
