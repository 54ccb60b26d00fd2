"""The page behind an office's code: what it plans, and numbers of its officials, never who is missing."""

import pytest
from flask.testing import FlaskClient

from pledges.campaigns.tables import Campaign
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.tallies.queries.offices import registered_in
from pledges.tallies.tables import LeafCount
from tests.responses.offices import (
    HEAD,
    PEOPLE,
    OfficeWorld,
    ask_offices,
    build_office,
    register_office,
    register_official,
)
from tests.worlds import Village

LAN = 2


@pytest.fixture
def office(house: House, village: Village) -> OfficeWorld:
    return build_office(house, present(), village)


@pytest.fixture
def asked(house: House, village: Village, office: OfficeWorld) -> Campaign:
    """A campaign that asks the officials and the office, running today."""
    return ask_offices(house, present(), village)


def text_of(client: FlaskClient, address: str) -> str:
    return client.get(address).get_data(as_text=True)


def test_an_offices_page_shows_its_plan_without_the_names_in_it(
    client: FlaskClient, office: OfficeWorld, asked: Campaign
) -> None:
    register_office(client, office.code)

    page = text_of(client, f"/S/{office.code}")

    assert "Điểm phân loại rác và thu gom pin" in page
    assert "Giải quyết thủ tục hành chính đúng hẹn" in page
    assert [name for name in ("Trần Văn Phước", HEAD) if name in page] == []


def test_the_offices_page_gives_numbers_of_its_officials_and_no_names(
    client: FlaskClient, office: OfficeWorld, asked: Campaign
) -> None:
    register_office(client, office.code)
    register_official(client, office.codes[LAN])

    page = text_of(client, f"/S/{office.code}")

    assert "Đã đăng ký: 1/5 người" in page
    assert [one.name for one in PEOPLE if one.name in page] == []


def test_a_small_office_gives_no_number(client: FlaskClient, house: House, village: Village) -> None:
    small = build_office(house, present(), village, people=4)
    ask_offices(house, present(), village)
    register_office(client, small.code)

    page = text_of(client, f"/S/{small.code}")

    assert "Dưới 5 người: không nêu số" in page
    assert "/4 người" not in page


def test_numbers_leave_out_who_is_out_of_the_base(
    house: House, office: OfficeWorld, asked: Campaign, client: FlaskClient
) -> None:
    with house.database.writing() as session:
        leaf = session.get_one(LeafCount, (asked.id, "CB-4K", office.unit_id))
        leaf.excluded, leaf.signed_paper = 1, 2
    with house.database.reading() as session:
        [numbers] = registered_in(session, office.unit_id)

    assert (numbers.signed, numbers.due, numbers.is_told) == (2, 4, False)
