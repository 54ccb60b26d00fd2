"""An administrator gives roles in their own reach, and never gets hold of an account that reaches further."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.staff.acts import invite
from pledges.staff.queries import by_login_name
from pledges.staff.rules import Grant, Role
from pledges.staff.tables import Staff
from tests.worlds import Village, add_commune, build_village, sign_in

LINK = re.compile(r"/staff/link/[\w-]+")


@pytest.fixture
def village(house: House) -> Village:
    return build_village(house, present())


@pytest.fixture
def administrator(app: Flask, house: House, village: Village) -> FlaskClient:
    """The administrator of the village's commune."""
    browser = app.test_client()
    sign_in(browser, house, Grant(Role.ADMINISTRATOR, village.commune_id))
    return browser


def send(browser: FlaskClient, unit_id: int, login_name: str = "hoa.tran") -> tuple[int, str]:
    """Invite somebody as hamlet head of a unit; return the status and the page."""
    token = re.search(
        r'name="csrf_token" value="([^"]+)"', browser.get("/staff/people").get_data(as_text=True)
    )
    assert token
    fields = {
        "login_name": login_name,
        "display_name": "Trần Thị Hòa",
        "role": "hamlet_head",
        "unit_id": str(unit_id),
    }
    answer = browser.post("/staff/people", data={**fields, "csrf_token": token[1]})
    return answer.status_code, answer.get_data(as_text=True)


def give(house: House, role: Role, unit_id: int) -> None:
    with house.database.writing() as session:
        invite(session, present(), "hoa.tran", "Trần Thị Hòa", Grant(role, unit_id))


def test_a_new_colleague_gets_a_link(administrator: FlaskClient, village: Village) -> None:
    status, page = send(administrator, village.hamlet_id)

    assert status == 200
    assert LINK.search(page)


def test_a_colleague_within_reach_is_invited_again(
    administrator: FlaskClient, house: House, village: Village
) -> None:
    give(house, Role.CAMPAIGN_CLERK, village.commune_id)

    status, page = send(administrator, village.hamlet_id)

    assert status == 200
    assert LINK.search(page)


@pytest.mark.parametrize("written", ["hoa.tran", "Hoa.Tran", " HOA.TRAN "])
def test_an_account_of_another_commune_cannot_be_taken_over(
    administrator: FlaskClient, house: House, village: Village, written: str
) -> None:
    give(house, Role.ADMINISTRATOR, add_commune(house, present(), village.province_id))

    status, page = send(administrator, village.hamlet_id, written)

    assert status == 422
    assert "Tên đăng nhập này đã có người dùng" in page
    assert not LINK.search(page)


def test_an_account_that_reaches_further_up_cannot_be_taken_over(
    administrator: FlaskClient, house: House, village: Village
) -> None:
    give(house, Role.ADMINISTRATOR, village.province_id)

    status, page = send(administrator, village.hamlet_id)

    assert status == 422
    assert not LINK.search(page)


def test_a_closed_account_is_opened_again_without_its_old_password(house: House, village: Village) -> None:
    give(house, Role.CAMPAIGN_CLERK, village.commune_id)
    closed = update(Staff).where(Staff.login_name == "hoa.tran").values(is_active=False, password_hash="cũ")
    with house.database.writing() as session:
        session.execute(closed)

    give(house, Role.CAMPAIGN_CLERK, village.commune_id)

    with house.database.reading() as session:
        account = by_login_name(session, "hoa.tran")
        assert account is not None
        assert account.password_hash is None
