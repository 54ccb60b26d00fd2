"""Signing in does not hold up the pledges of others, and leads nowhere else."""

import pytest
from flask.testing import FlaskClient

from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.staff.acts import invite, staff_behind, take_up
from pledges.staff.rules import Grant, Role
from tests.worlds import PASSWORD, build_village, sign_in


@pytest.fixture
def secret(house: House) -> str:
    """Of a one-time link."""
    village = build_village(house, present())
    with house.database.writing() as session:
        return invite(session, present(), "lan.nguyen", "Lan", Grant(Role.CAMPAIGN_CLERK, village.commune_id))


def test_a_password_is_checked_where_nothing_can_be_written(house: House, secret: str) -> None:
    """Checking takes a tenth of a second; on the embedded database nobody else could write meanwhile."""
    with house.database.writing() as session:
        take_up(session, present(), secret, PASSWORD)

    with house.database.reading() as session:
        assert staff_behind(session, "Lan.Nguyen", PASSWORD) > 0


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "/staff/\r\nSet-Cookie: a=b", "/staff/\x00"]
)
def test_signing_in_leads_to_a_staff_page_of_ours(client: FlaskClient, secret: str, target: str) -> None:
    typed = {"password": PASSWORD, "confirmation": PASSWORD, "next": target}

    answer = client.post(f"/staff/link/{secret}", data=typed)

    assert answer.status_code == 303
    assert answer.headers["Location"] == "/staff/"


@pytest.mark.parametrize("token", ["", "x", "mã giả", "\x00", "x" * 10_000])
def test_a_made_up_form_token_is_refused(client: FlaskClient, house: House, token: str) -> None:
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, build_village(house, present()).commune_id))

    assert client.post("/staff/campaigns/new", data={"csrf_token": token}).status_code == 403
