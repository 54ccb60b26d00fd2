"""An address that no link of ours holds is told kindly that there is nothing, on whichever database."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.staff.rules import Grant, Role
from tests.worlds import build_village, sign_in

BEYOND_ANY_ID = 2**63


@pytest.fixture
def clerk(app: Flask, house: House) -> FlaskClient:
    """A clerk of the village's commune, signed in."""
    village, browser = build_village(house, present()), app.test_client()
    sign_in(browser, house, Grant(Role.CAMPAIGN_CLERK, village.commune_id))
    return browser


@pytest.mark.parametrize(
    "address",
    [
        "/staff/campaigns/{id}",
        "/staff/links/{id}",
        "/staff/prints/{id}",
        "/staff/register/imports/{id}",
        "/staff/register/units/{id}",
        "/staff/tallies/{id}/{id}.csv",
    ],
)
def test_a_number_larger_than_any_id_is_not_found(clerk: FlaskClient, address: str) -> None:
    assert clerk.get(address.format(id=BEYOND_ANY_ID)).status_code == 404


@pytest.mark.parametrize("page", ["-1", "0", "x", "9223372036854775807", "99999999999999999999999999"])
@pytest.mark.parametrize("address", ["/staff/register/units/3", "/staff/prints"])
def test_a_page_that_is_none_shows_one_all_the_same(clerk: FlaskClient, address: str, page: str) -> None:
    assert clerk.get(f"{address}?page={page}").status_code == 200


@pytest.mark.parametrize("address", ["/C/%00", "/en/C/a%00b", "/S/%00", "/V/%00", "/R/%00", "/static/%00"])
def test_an_address_with_a_null_is_not_found(client: FlaskClient, database_url: str, address: str) -> None:
    assert client.get(address).status_code == 404


def test_an_address_says_which_requests_it_takes(client: FlaskClient) -> None:
    answer = client.put("/find")

    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"OPTIONS", "POST"}
