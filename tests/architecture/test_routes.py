"""No door is open by accident: every route says who may use it."""

import re

import pytest
from flask import Flask

from pledges.foundation.access import PUBLIC, SIGNED_IN, access_rule_of
from pledges.staff.rules import Permission
from tests.architecture.sources import found

pytestmark = pytest.mark.architecture

# Where staff come in, before anybody knows who they are.
DOORS_OF_STAFF = {"/staff/sign-in", "/staff/link/<secret>"}


def asked_for(app: Flask) -> tuple[tuple[str, str], ...]:
    """Address and what it asks for, of every route; "nothing" where it is not marked."""
    rules = [
        (route.rule, access_rule_of(app.view_functions[route.endpoint])) for route in app.url_map.iter_rules()
    ]
    return found(tuple((address, str(rule.asks) if rule else "nothing") for address, rule in rules))


def test_every_route_says_who_may_use_it(app: Flask) -> None:
    assert [address for address, asks in asked_for(app) if asks == "nothing"] == []


def test_every_route_asks_for_something_that_a_role_can_hold(app: Flask) -> None:
    known = {PUBLIC, SIGNED_IN, *map(str, Permission)}

    assert {asks for _, asks in asked_for(app)} <= known


def test_of_the_pages_for_staff_only_the_doors_are_public(app: Flask) -> None:
    public = {address for address, asks in asked_for(app) if asks == PUBLIC and address.startswith("/staff")}

    assert public == DOORS_OF_STAFF


def test_everything_else_is_public(app: Flask) -> None:
    assert [
        address for address, asks in asked_for(app) if asks != PUBLIC and not address.startswith("/staff")
    ] == []


def test_a_route_without_a_mark_answers_nobody(app: Flask) -> None:
    app.add_url_rule("/unmarked", view_func=lambda: "open")

    assert app.test_client().get("/unmarked").status_code == 404


def test_addresses_are_written_in_one_way(app: Flask) -> None:
    """One capital for what is printed on paper; small words and hyphens for the rest."""
    part = r"(?:[a-z0-9-]+|<(?:[a-z]+:)?[a-z_]+>)"
    one_way = re.compile(rf"^/(?:[A-Z]/)?(?:{part}/)*(?:{part}(?:\.[a-z]+)?)?$")

    assert [address for address, _ in asked_for(app) if not one_way.match(address)] == []


@pytest.mark.parametrize(
    "address",
    ["/", "/S/<code>", "/R/<reference>", "/V/<number>", "/C/<slug>", "/staff/", "/healthz", "/readyz"],
)
def test_an_address_that_people_and_papers_rely_on_is_there(app: Flask, address: str) -> None:
    assert address in dict(asked_for(app))
