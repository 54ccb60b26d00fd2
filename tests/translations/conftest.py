"""A village with something on every page, and the names that stand in it."""

import pytest
from flask.testing import FlaskClient

from pledges.campaigns.tables import Campaign
from pledges.certificates.acts import issue
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.links.rules import LABELS
from pledges.prints.acts import start_run
from pledges.prints.rules import NewRun
from pledges.staff.acts import invite
from pledges.staff.rules import Grant, Role
from tests.certificates.pledging import sign
from tests.translations.world import World, send_list
from tests.worlds import Village, build_village, run_campaign, sign_in


@pytest.fixture
def village(house: House) -> Village:
    return build_village(house, present())


@pytest.fixture
def campaign(house: House, village: Village) -> Campaign:
    """Running today."""
    return run_campaign(house, present(), village.commune_id)


@pytest.fixture
def clerk(house: House, village: Village, client: FlaskClient) -> FlaskClient:
    """The browser of somebody who may open every page."""
    sign_in(client, house, Grant(Role.ADMINISTRATOR, village.commune_id))
    return client


@pytest.fixture
def world(house: House, village: Village, campaign: Campaign, clerk: FlaskClient) -> World:
    now = present()
    response_id, reference = sign(house, now, campaign.id, village.household_ids[0])
    with house.database.writing() as session:
        number = issue(session, now, response_id).number
        run_id = start_run(session, now, NewRun(LABELS, village.hamlet_id, 3)).id
        grant = Grant(Role.HAMLET_HEAD, village.hamlet_id)
        secret = invite(session, now, "lan.nguyen", "Trần Thị Hòa", grant)
    import_id = send_list(clerk, village.hamlet_id).headers["Location"].rpartition("/")[2]
    values = {
        "code": village.codes[1],
        "survey.show:code": village.counter_code,
        "campaign_id": campaign.id,
        "slug": campaign.slug,
        "form_code": "HO-ATGT",
        "unit_id": village.commune_id,
        "imports.choose_list:unit_id": village.hamlet_id,
        "reference": reference,
        "number": number,
        "run_id": run_id,
        "secret": secret,
        "import_id": int(import_id),
    }
    return World(village, campaign, values)
