"""Every door, every role, every relation between the actor's unit and what stands behind the door."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from pledges.foundation.access import PUBLIC, SIGNED_IN, access_rule_of
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.staff.rules import ROLE_PERMISSIONS, Grant, Role
from tests.access.building_doors import BUILDERS_OWN
from tests.access.campaign_doors import CAMPAIGNS_OWN
from tests.access.doors import (
    Commune,
    Door,
    addresses_of_staff,
    build_commune,
    doors,
    forms_of_staff,
    knock,
    lists_of_staff,
    public_addresses,
)
from tests.access.entry_doors import OFFICES_PAPERS
from tests.access.office_doors import OFFICES_OWN
from tests.access.slip_doors import COUNTERS_OWN
from tests.worlds import add_commune, sign_in

SHUT = {401, 403, 404}
# A campaign may be read by whoever it asks; to change it, and to print a counter's poster, is the commune's.
COMMUNES_OWN = {
    *BUILDERS_OWN,
    *CAMPAIGNS_OWN,
    *OFFICES_OWN,
    *OFFICES_PAPERS,
    *COUNTERS_OWN,
    "/staff/links/counters/<int:counter_id>/poster",
    "/staff/register/units/<int:unit_id>/offices/new",
    "/staff/register/offices/<int:office_id>",
    "/staff/register/offices/<int:office_id>/counters",
    "/staff/register/offices/<int:office_id>/officials/new",
    "/staff/register/counters/<int:counter_id>",
    "/staff/register/officials/<int:official_id>",
    "/staff/register/officials/<int:official_id>/transfer",
    "/staff/register/officials/<int:official_id>/leave",
}
NAMES_OF_THE_COMMUNE = ("Hàm Mẫu", "Phú Sơn", "Nguyễn Văn Đức", "K&#39;Brơi")


@pytest.fixture
def commune(house: House) -> Commune:
    return build_commune(house)


def browser_of(app: Flask, house: House, role: Role, unit_id: int) -> FlaskClient:
    browser = app.test_client()
    sign_in(browser, house, Grant(role, unit_id))
    return browser


def asks(app: Flask, door: Door) -> str:
    """What a door asks for."""
    method, route = door
    endpoints = [
        each.endpoint
        for each in app.url_map.iter_rules()
        if each.rule == route and method in (each.methods or set())
    ]
    rule = access_rule_of(app.view_functions[endpoints[0]])
    assert rule
    return str(rule.asks)


def allowed(app: Flask, role: Role, named: dict[Door, str]) -> dict[Door, str]:
    """Those of the doors that the role may open somewhere."""
    held = {*map(str, ROLE_PERMISSIONS[role]), SIGNED_IN}
    return {door: address for door, address in named.items() if asks(app, door) in held}


def forbidden(app: Flask, role: Role, named: dict[Door, str]) -> dict[Door, str]:
    return {door: named[door] for door in named.keys() - allowed(app, role, named).keys()}


def statuses(browser: FlaskClient, named: dict[Door, str]) -> dict[Door, int]:
    return {door: knock(browser, door, address).status_code for door, address in named.items()}


def for_staff(commune: Commune) -> dict[Door, str]:
    return {**lists_of_staff(), **addresses_of_staff(commune), **forms_of_staff()}


def test_every_door_is_listed(app: Flask, commune: Commune) -> None:
    """A new route fails here until it is listed, and so is tried by every role from everywhere."""
    assert doors(app) == {*public_addresses(commune), *for_staff(commune)}


def test_every_listed_door_is_what_its_list_says(app: Flask, commune: Commune) -> None:
    assert {door for door in doors(app) if asks(app, door) == PUBLIC} == set(public_addresses(commune))


def test_nobody_gets_in_without_a_sign_in(app: Flask, commune: Commune) -> None:
    answers = [knock(app.test_client(), door, address) for door, address in for_staff(commune).items()]

    assert {answer.status_code for answer in answers} == {303}
    assert {answer.headers["Location"].partition("?")[0] for answer in answers} == {"/staff/sign-in"}


@pytest.mark.parametrize("role", Role)
def test_a_role_opens_no_door_it_has_no_permission_for(
    app: Flask, house: House, commune: Commune, role: Role
) -> None:
    found = statuses(
        browser_of(app, house, role, commune.village.commune_id), forbidden(app, role, for_staff(commune))
    )

    assert set(found.values()) <= {403}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("above", [False, True])
def test_a_role_opens_its_doors_in_its_own_commune_and_from_above(
    app: Flask, house: House, commune: Commune, role: Role, above: bool
) -> None:
    unit_id = commune.village.province_id if above else commune.village.commune_id

    found = statuses(browser_of(app, house, role, unit_id), allowed(app, role, for_staff(commune)))

    assert {door: status for door, status in found.items() if status in SHUT or status >= 500} == {}


@pytest.mark.parametrize("role", Role)
def test_in_another_commune_nothing_is_there(app: Flask, house: House, commune: Commune, role: Role) -> None:
    elsewhere = add_commune(house, present(), commune.village.province_id)

    found = statuses(browser_of(app, house, role, elsewhere), allowed(app, role, addresses_of_staff(commune)))

    assert {door: status for door, status in found.items() if status != 404} == {}


@pytest.mark.parametrize("role", Role)
def test_lists_show_another_commune_nothing(app: Flask, house: House, commune: Commune, role: Role) -> None:
    elsewhere = add_commune(house, present(), commune.village.province_id)
    browser = browser_of(app, house, role, elsewhere)

    pages = [
        (address, browser.get(f"{address}?q=Đức").get_data(as_text=True))
        for address in allowed(app, role, lists_of_staff()).values()
    ]

    assert [(address, name) for address, page in pages for name in NAMES_OF_THE_COMMUNE if name in page] == []


@pytest.mark.parametrize("role", Role)
def test_a_hamlet_reaches_its_own_and_no_further_up(
    app: Flask, house: House, commune: Commune, role: Role
) -> None:
    named = allowed(app, role, addresses_of_staff(commune))
    own = {door: address for door, address in named.items() if door[1] not in COMMUNES_OWN}
    above = {
        door: address for door, address in named.items() if door[1] in COMMUNES_OWN and door[0] == "POST"
    }
    browser = browser_of(app, house, role, commune.village.hamlet_id)

    assert {status for status in statuses(browser, above).values() if status not in (404, 422)} == set()
    assert {door: status for door, status in statuses(browser, own).items() if status in SHUT} == {}


@pytest.mark.parametrize("role", Role)
def test_a_hamlet_does_not_see_the_tally_of_its_commune(
    app: Flask, house: House, commune: Commune, role: Role
) -> None:
    browser = browser_of(app, house, role, commune.village.hamlet_id)

    answer = browser.get(f"/staff/tallies/{commune.campaign_id}/{commune.village.commune_id}")

    assert answer.status_code == 404


@pytest.mark.parametrize("role", Role)
def test_a_draft_of_the_commune_is_not_for_its_hamlets(
    app: Flask, house: House, commune: Commune, role: Role
) -> None:
    browser = browser_of(app, house, role, commune.village.hamlet_id)

    assert browser.get(f"/staff/campaigns/{commune.draft_id}").status_code == 404
