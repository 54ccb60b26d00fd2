"""A village with something on every page, and the names that stand in it."""

import pytest
from flask.testing import FlaskClient

from pledges.campaigns.tables import Campaign
from pledges.certificates.acts import issue
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.register.acts.officials import NewOfficial, add_officials
from pledges.register.queries.offices import counter_by_id, office_by_id
from pledges.register.queries.officials import officials_in
from pledges.staff.acts import invite
from pledges.staff.rules import Grant, Role
from pledges.units.acts.lists import ReadUnitList, stage_list
from pledges.units.official_list.rows import OfficialList
from tests.access.building_doors import PARTS_OF_FORM, write_form
from tests.access.entry_doors import ask_offices, make_sheet
from tests.access.print_doors import made_run
from tests.access.unit_doors import plan_rename
from tests.certificates.pledging import keys_of, sign
from tests.register.importing import ANH, Sent, stored, workbook
from tests.responses.naming import member_link_of
from tests.translations.world import World, send_list
from tests.worlds import HOUSEHOLDS, SINCE, Village, build_village, run_campaign, sign_in


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
    sign_in(
        client,
        house,
        Grant(Role.ADMINISTRATOR, village.commune_id),
        Grant(Role.HAMLET_HEAD, village.hamlet_id),
    )
    return client


@pytest.fixture
def world(house: House, village: Village, campaign: Campaign, clerk: FlaskClient) -> World:
    now = present()
    response_id, reference = sign(house, now, campaign.id, village.household_ids[0])
    with house.database.writing() as session:
        number = issue(session, now, keys_of(house), response_id).number
        grant = Grant(Role.HAMLET_HEAD, village.hamlet_id)
        secret = invite(session, now, "lan.nguyen", "Trần Thị Hòa", grant)
        office = office_by_id(session, counter_by_id(session, village.counter_id).office_id)
        add_officials(session, now, office.unit_id, None, [NewOfficial("Lê Thị Lan", "", 1985)])
        official_id = officials_in(session, [office.unit_id])[0].id
        read = ReadUnitList(
            "danh-muc.xlsx", "0" * 64, "NSO-2025", village.hamlet_id, SINCE, OfficialList((), ())
        )
        list_id = stage_list(session, now, read).id
    run_id = made_run(house, village.hamlet_id)
    write_form(house, campaign.id)
    import_id = send_list(clerk, village.hamlet_id).headers["Location"].rpartition("/")[2]
    stored_id = stored(house, village.hamlet_id, workbook(ANH), Sent(name="danh-sach.xlsx"))
    values = {
        **of_village(village),
        **OF_PAPERS,
        "campaign_id": campaign.id,
        "slug": campaign.slug,
        "form_code": "HO-ATGT",
        **PARTS_OF_FORM,
        "reference": reference,
        "number": number,
        "run_id": run_id,
        "secret": secret,
        "import_id": int(import_id),
        "stored_lists.ask_to_take_back:import_id": stored_id,
        "change_id": plan_rename(house, village.hamlet_id),
        "kind": "split",
        "office_id": office.id,
        "official_id": official_id,
        "list_id": list_id,
        **after_signing(house, village, response_id),
        **values_of_entry(house, village, campaign),
    }
    return World(village, campaign, values, asked_beside(village, campaign))


OF_PAPERS = {
    "paper": "certificate",
    "block": "lead",
    "position": 2,
    "letters.show_form:kind": "apology",
}


def of_village(village: Village) -> dict[str, object]:
    """Return what stands in the addresses of the village's own pages."""
    return {
        "code": village.codes[1],
        "survey.show:code": village.counter_code,
        "unit_id": village.commune_id,
        "imports.choose_list:unit_id": village.hamlet_id,
        "household_id": village.household_ids[0],
        "counter_id": village.counter_id,
        "kept_id": village.household_ids[0],
        "gone_id": village.household_ids[1],
    }


def after_signing(house: House, village: Village, response_id: int) -> dict[str, object]:
    """Return what stands in the addresses of pages that only a signed household has."""
    return {
        "response_id": response_id,
        "members.show:code": member_link_of(house, response_id, HOUSEHOLDS[1].head_name),
        "members.thank:code": village.codes[1],
        "members.ask_to_join:code": village.codes[0],
    }


_PAPERS_OF_OFFICES = (
    "entry_places.show_office:campaign_id",
    "office_entering.show_official:campaign_id",
    "office_entering.show_registration:campaign_id",
)


def values_of_entry(house: House, village: Village, campaign: Campaign) -> dict[str, object]:
    """What stands in the addresses of the pages of entry."""
    return {
        "sheet_id": make_sheet(house, campaign.id, village.hamlet_id),
        "entering.show:household_id": village.household_ids[1],
        "entry_places.show_hamlet:unit_id": village.hamlet_id,
        "sheets.show_hamlet:unit_id": village.hamlet_id,
        "blank_forms.show_unit:unit_id": village.hamlet_id,
        **dict.fromkeys(_PAPERS_OF_OFFICES, ask_offices(house, village.commune_id)),
    }


def asked_beside(village: Village, campaign: Campaign) -> dict[str, dict[str, object]]:
    """What the addresses of some pages ask for beside their route."""
    ticked: dict[str, object] = {"unit_id": village.hamlet_id, "id": village.household_ids[1]}
    return {
        "moving.choose_hamlet": ticked,
        "leaving.choose_reason": ticked,
        "correcting.choose_address": ticked,
        "exclusions.show_proposal": {"campaign": campaign.id, "subject": village.household_ids[1]},
        "worklist.show_worklist": {"unit_id": village.hamlet_id},
        "tonight.show_door": {"unit_id": village.hamlet_id},
        "messages.show_form": {"unit_id": village.hamlet_id},
    }
