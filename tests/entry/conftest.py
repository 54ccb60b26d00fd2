"""A village whose campaign began three days ago, and the people who enter what was signed on paper."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from pledges.campaigns.tables import Campaign
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion, present
from pledges.staff.rules import Grant, Role
from tests.responses.offices import OfficeWorld, ask_offices, build_office
from tests.worlds import Village, build_village, opening_for, run_campaign, sign_in


@pytest.fixture
def now() -> Occasion:
    """The pages ask the real clock; somebody is signed in."""
    return present(1)


@pytest.fixture
def village(house: House, now: Occasion) -> Village:
    return build_village(house, now)


@pytest.fixture
def campaign(house: House, now: Occasion, village: Village) -> Campaign:
    """Running since five days, so that paper of several days can be entered."""
    opening = replace(opening_for(now.today), opens_on=now.today - timedelta(days=5))
    return run_campaign(house, now, village.commune_id, opening)


@pytest.fixture
def head(client: FlaskClient, house: House, village: Village, campaign: Campaign) -> FlaskClient:
    """The browser of the hamlet's head."""
    sign_in(client, house, Grant(Role.HAMLET_HEAD, village.hamlet_id))
    return client


@pytest.fixture
def office(house: House, now: Occasion, village: Village) -> OfficeWorld:
    return build_office(house, now, village)


@pytest.fixture
def asked(house: House, now: Occasion, village: Village, office: OfficeWorld) -> Campaign:
    """The ready campaign of officials and offices, running."""
    return ask_offices(house, now, village)
