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
from pledges.register.acts.officials import NewOfficial, add_officials
from pledges.register.queries.offices import counter_by_id, office_by_id
from pledges.register.queries.officials import officials_in
from pledges.staff.acts import invite
from pledges.staff.rules import Grant, Role
from pledges.units.acts.lists import ReadUnitList, stage_list
from pledges.units.official_list.rows import OfficialList
from tests.access.unit_doors import plan_rename
from tests.certificates.pledging import sign
from tests.register.importing import ANH, Sent, stored, workbook
from tests.translations.world import World, send_list
from tests.worlds import SINCE, Village, build_village, run_campaign, sign_in


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
    sign_in(client, house, Grant(Role.ADMINISTRATOR, village.commune_id), Grant(Role.HAMLET_HEAD, village.hamlet_id))
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
        office = office_by_id(session, counter_by_id(session, village.counter_id).office_id)
        add_officials(session, now, office.unit_id, None, [NewOfficial("Lê Thị Lan", "", 1985)])
        official_id = officials_in(session, [office.unit_id])[0].id
        read = ReadUnitList("danh-muc.xlsx", "0" * 64, "NSO-2025", village.hamlet_id, SINCE, OfficialList((), ()))
        list_id = stage_list(session, now, read).id
    import_id = send_list(clerk, village.hamlet_id).headers["Location"].rpartition("/")[2]
    stored_id = stored(house, village.hamlet_id, workbook(ANH), Sent(name="danh-sach.xlsx"))
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
        "stored_lists.ask_to_take_back:import_id": stored_id,
        "change_id": plan_rename(house, village.hamlet_id),
        "kind": "split",
        "household_id": village.household_ids[0],
        "office_id": office.id,
        "official_id": official_id,
        "counter_id": village.counter_id,
        "list_id": list_id,
        "kept_id": village.household_ids[0],
        "gone_id": village.household_ids[1],
    }
    return World(village, campaign, values, asked_beside(village, campaign))


def asked_beside(village: Village, campaign: Campaign) -> dict[str, dict[str, object]]:
    """What the addresses of some pages ask for beside their route."""
    ticked: dict[str, object] = {"unit_id": village.hamlet_id, "id": village.household_ids[1]}
    return {
        "moving.choose_hamlet": ticked,
        "leaving.choose_reason": ticked,
        "correcting.choose_address": ticked,
        "exclusions.show_proposal": {"campaign": campaign.id, "subject": village.household_ids[1]},
        "worklist.show_worklist": {"unit_id": village.hamlet_id},
    }
