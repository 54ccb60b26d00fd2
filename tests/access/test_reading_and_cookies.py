"""Asking for a page changes nothing, and no page for the public leaves anything in a browser."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from pledges.foundation.base import Base
from pledges.foundation.house import House
from pledges.staff.rules import Grant, Role
from tests.access.doors import (
    Commune,
    Door,
    addresses_of_staff,
    build_commune,
    knock,
    lists_of_staff,
    public_addresses,
)
from tests.filling import open_page, sign
from tests.worlds import sign_in

SEALED = ("answers:", "declined:")


@pytest.fixture
def commune(house: House) -> Commune:
    return build_commune(house)


@pytest.fixture
def administrator(app: Flask, house: House, commune: Commune) -> FlaskClient:
    browser = app.test_client()
    sign_in(browser, house, Grant(Role.ADMINISTRATOR, commune.village.province_id))
    return browser


def everything_kept(house: House) -> dict[str, Any]:
    """Every row of every table, and how many envelopes the sealed store holds."""
    with house.database.reading() as session:
        rows: dict[str, Any] = {
            table.name: sorted(map(repr, session.execute(select(table))))
            for table in Base.metadata.sorted_tables
        }
    return rows | {prefix: house.sealed.counts(prefix) for prefix in SEALED}


def worklists(commune: Commune) -> set[str]:
    """The pages of whoever goes from door to door, which are no administrator's."""
    hamlet = f"{commune.campaign_id}/{commune.village.hamlet_id}"
    return {f"/staff/{page}{rest}" for page in ("worklist", "tonight") for rest in ("", f"/{hamlet}")}


def paths_of(answers: list[TestResponse], status: int) -> set[str]:
    return {answer.request.path.removeprefix("/en") for answer in answers if answer.status_code == status}


def read(named: dict[Door, str]) -> list[str]:
    return [address for (method, _), address in named.items() if method == "GET"]


def test_no_page_that_is_asked_for_writes_anything(
    administrator: FlaskClient, house: House, commune: Commune
) -> None:
    addresses = read({**public_addresses(commune), **lists_of_staff(), **addresses_of_staff(commune)})
    before = everything_kept(house)

    answers = [administrator.get(prefix + address) for address in addresses for prefix in ("", "/en")]

    assert everything_kept(house) == before
    assert paths_of(answers, 403) == worklists(commune)
    assert paths_of(answers, 409) == {f"/staff/register/imports/{commune.import_id}/take-back"}
    assert {answer.status_code for answer in answers} <= {200, 303, 403, 404, 409}


def test_nothing_public_sets_a_cookie(administrator: FlaskClient, commune: Commune) -> None:
    """Not even for staff, whose own cookie comes along."""
    named = {
        door: each for door, each in public_addresses(commune).items() if not door[1].startswith("/staff")
    }

    answers = {door: knock(administrator, door, address) for door, address in named.items()}

    assert [door for door, answer in answers.items() if "Set-Cookie" in answer.headers] == []


def test_signing_a_pledge_sets_no_cookie(client: FlaskClient, commune: Commune) -> None:
    answer = sign(client, commune.village.codes[1])

    assert answer.status_code == 303
    assert "Set-Cookie" not in answer.headers


def test_every_answer_carries_the_headers(administrator: FlaskClient, commune: Commune) -> None:
    named = {**public_addresses(commune), **lists_of_staff(), **addresses_of_staff(commune)}

    answers = {door: knock(administrator, door, address).headers for door, address in named.items()}

    bare = [
        door
        for door, headers in answers.items()
        if "default-src 'none'" not in headers.get("Content-Security-Policy", "")
        or "unsafe-inline" in headers["Content-Security-Policy"]
        or headers.get("X-Content-Type-Options") != "nosniff"
        or headers.get("Referrer-Policy") != "same-origin"
        or "Strict-Transport-Security" not in headers
    ]
    assert bare == []


def test_a_refusal_changes_the_register_by_no_more_than_that_it_was_reached(
    client: FlaskClient, house: House, commune: Commune
) -> None:
    page = open_page(client, commune.village.codes[1])
    before = everything_kept(house)

    client.post(page.action, data={**page.marks, "choice": "decline"})

    after = everything_kept(house)
    assert {name for name in after if after[name] != before[name]} == {
        "declined:",
        "invitation",
        "leaf_count",
    }


def test_the_host_that_is_asked_for_stands_on_no_paper_and_no_page(
    administrator: FlaskClient, commune: Commune
) -> None:
    addresses = read({**public_addresses(commune), **lists_of_staff(), **addresses_of_staff(commune)})
    answers = [administrator.get(address, headers={"Host": "evil.example"}) for address in addresses]

    assert [answer.request.path for answer in answers if b"evil.example" in answer.get_data()] == []
    assert [answer.request.path for answer in answers if "evil" in answer.headers.get("Location", "")] == []
