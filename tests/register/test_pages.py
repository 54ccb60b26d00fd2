"""A clerk adds a hamlet to the register."""

import pytest
from flask.testing import FlaskClient

from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.staff.rules import Grant, Role
from tests.worlds import Village, build_village, sign_in


@pytest.fixture
def village(house: House, occasion: Occasion, client: FlaskClient) -> Village:
    village = build_village(house, occasion)
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, village.commune_id))
    return village


def _token(client: FlaskClient, address: str) -> str:
    page = client.get(address).text
    return page.split('name="csrf_token" value="')[1].split('"')[0]


def test_a_clerk_adds_a_hamlet(client: FlaskClient, village: Village) -> None:
    address = f"/staff/register/units/{village.commune_id}"
    fields = {"csrf_token": _token(client, address), "type": "khu_pho", "name": "3"}

    answer = client.post(f"{address}/hamlets", data=fields)

    assert answer.status_code == 303
    assert "Khu phố 3" in client.get(answer.headers["Location"]).text


def test_a_hamlet_is_not_added_twice(client: FlaskClient, village: Village) -> None:
    address = f"/staff/register/units/{village.commune_id}"
    fields = {"csrf_token": _token(client, address), "type": "thon", "name": "Phu son"}

    answer = client.post(f"{address}/hamlets", data=fields)

    assert answer.status_code == 409
    assert "Đã có đơn vị cùng tên ở đây" in answer.text
