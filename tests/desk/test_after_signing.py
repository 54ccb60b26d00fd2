"""What staff see and do after a household has signed: take the pledge back for it, and look into alerts."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from pledges.foundation.audit import AuditEvent
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.responses.tables import Response
from pledges.staff.rules import Grant, Role
from tests.access.doors import token_on
from tests.certificates.pledging import sign
from tests.register.moving import Commune, build_commune
from tests.worlds import add_commune, sign_in

WHY = "Người đại diện đến trụ sở đề nghị ngày 20/11"


@pytest.fixture
def commune(house: House) -> Commune:
    return build_commune(house, present())


@pytest.fixture
def clerk(client: FlaskClient, house: House, commune: Commune) -> FlaskClient:
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, commune.village.commune_id))
    return client


@pytest.fixture
def response_id(house: House, commune: Commune) -> int:
    return sign(house, present(), commune.campaign_id, commune.households[0])[0]


def withdraw_for(browser: FlaskClient, response_id: int, reason: str) -> int:
    token = token_on(browser.get("/staff/").get_data(as_text=True))
    sent = {"csrf_token": token, "reason": reason}
    return browser.post(f"/staff/pledges/{response_id}/withdraw", data=sent).status_code


def state_of(house: House, response_id: int) -> str:
    with house.database.reading() as session:
        return session.get_one(Response, response_id).state


def test_the_households_page_leads_to_withdrawing_for_it(
    clerk: FlaskClient, commune: Commune, response_id: int
) -> None:
    page = clerk.get(f"/staff/households/{commune.households[0]}").get_data(as_text=True)

    assert f'href="/staff/pledges/{response_id}/withdraw"' in page


def test_staff_take_a_pledge_back_with_a_reason_in_the_trail(
    clerk: FlaskClient, house: House, response_id: int
) -> None:
    assert withdraw_for(clerk, response_id, WHY) == 303

    with house.database.reading() as session:
        event = session.scalars(select(AuditEvent).where(AuditEvent.action == "response.withdraw")).one()
        response = session.get_one(Response, response_id)
    assert (event.why, event.actor_id is not None) == (WHY, True)
    assert (response.state, response.signer_name) == ("withdrawn", None)


@pytest.mark.parametrize("reason", ["", "   ", "xin rút"])
def test_without_a_reason_nothing_is_taken_back(
    clerk: FlaskClient, house: House, response_id: int, reason: str
) -> None:
    assert withdraw_for(clerk, response_id, reason) == 422
    assert state_of(house, response_id) == "active"


def test_a_pledge_that_was_taken_back_is_not_asked_about(clerk: FlaskClient, response_id: int) -> None:
    withdraw_for(clerk, response_id, WHY)

    assert clerk.get(f"/staff/pledges/{response_id}/withdraw").status_code == 409


def test_elsewhere_there_is_no_such_pledge(
    client: FlaskClient, house: House, commune: Commune, response_id: int
) -> None:
    sign_in(
        client, house, Grant(Role.CAMPAIGN_CLERK, add_commune(house, present(), commune.village.province_id))
    )

    assert client.get(f"/staff/pledges/{response_id}/withdraw").status_code == 404
    assert withdraw_for(client, response_id, WHY) == 404
    assert state_of(house, response_id) == "active"


def test_an_alert_stands_on_the_front_page_and_on_the_households(
    clerk: FlaskClient, commune: Commune, house: House
) -> None:
    clerk.post(f"/S/{commune.village.codes[0]}/not-mine")

    front = clerk.get("/staff/").get_data(as_text=True)
    page = clerk.get(f"/staff/households/{commune.households[0]}").get_data(as_text=True)

    assert "Giấy đến nhầm nhà: 1 việc chờ xem" in front
    assert "báo “không phải hộ tôi”" in page
