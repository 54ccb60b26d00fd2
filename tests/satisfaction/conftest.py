"""A village whose counter asks in a campaign that runs today."""

import pytest
from flask.testing import FlaskClient

from pledges.campaigns.tables import Campaign
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.satisfaction.rules import SurveyRound
from pledges.staff.rules import Grant, Role
from tests.worlds import Village, build_village, run_campaign, sign_in


@pytest.fixture
def village(house: House) -> Village:
    return build_village(house, present())


@pytest.fixture
def campaign(house: House, village: Village) -> Campaign:
    return run_campaign(house, present(), village.commune_id)


@pytest.fixture
def at_counter(village: Village, campaign: Campaign) -> SurveyRound:
    """The answers of the village's counter."""
    return SurveyRound(campaign.id, village.counter_id, "KS-MC")


@pytest.fixture
def clerk(client: FlaskClient, house: House, village: Village) -> FlaskClient:
    """A browser of the commune's campaign clerk."""
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, village.commune_id))
    return client
