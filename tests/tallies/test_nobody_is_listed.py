"""No page, file or record that staff can reach tells that a household was reached and has not signed."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from pledges.campaigns.tables import Invitation
from pledges.foundation.base import Base
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.staff.rules import ROLE_PERMISSIONS, Grant, Role
from pledges.tallies.acts.worklist import mark_reached
from pledges.tallies.queries.counters import lock_leaves
from pledges.tallies.rules import Visit
from tests.access.doors import Commune, addresses_of_staff, build_commune, lists_of_staff, public_addresses
from tests.access.test_matrix import asks
from tests.paper.reading import text_of
from tests.worlds import sign_in

# The time of day, and the mark by which a form is taken once.
FLEETING = re.compile(r'\d{2}( giờ |:)\d{2}( phút|:[\d.]+)?|name="attempt" value="[^"]+"')
OWN_LISTS = {f"/staff/{page}/<int:campaign_id>/<int:unit_id>" for page in ("worklist", "tonight")}
# What an operator with SQL sees of a visit, and nobody else: said in docs/honesty.md.
KNOWN_TO_OPERATORS = {"invitation", "leaf_count", "audit_event", "audit_chain"}


@pytest.fixture
def commune(house: House) -> Commune:
    """One household has signed, one is excluded, one nobody has reached."""
    return build_commune(house)


def visit(house: House, commune: Commune) -> None:
    """Somebody goes to the household that nobody has reached; it signs nothing."""
    with house.database.writing() as session:
        household_id = commune.village.household_ids[1]
        mark_reached(session, present(1), Visit(commune.campaign_id, commune.village.hamlet_id, household_id))


def addresses(app: Flask, commune: Commune, role: Role) -> dict[str, str]:
    """Every page the role may ask for, those of each household among them: route → address."""
    listed = {**lists_of_staff(), **addresses_of_staff(commune), **public_addresses(commune)}
    held = {*map(str, ROLE_PERMISSIONS[role]), "signed in", "public"}
    named = {
        door[1]: address for door, address in listed.items() if door[0] == "GET" and asks(app, door) in held
    }
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.arguments == {"household_id"}:
            for household_id in commune.village.household_ids:
                named[f"{rule.rule} {household_id}"] = rule.rule.replace(
                    "<int:household_id>", str(household_id)
                )
    return named


def shown(browser: FlaskClient, named: dict[str, str]) -> dict[str, str]:
    """What each page shows, without what is new each time."""
    pages = {route: words_of(browser.get(where).get_data()) for route, where in named.items()}
    return {route: FLEETING.sub("", page) for route, page in pages.items()}


def words_of(content: bytes) -> str:
    """Return a page as text; of a paper what is read on it, for its time of making is hidden in compressed bytes."""
    return text_of(content) if content.startswith(b"%PDF") else content.decode(errors="replace")


@pytest.mark.slow
@pytest.mark.parametrize("at", ["hamlet_id", "commune_id"])
@pytest.mark.parametrize("role", Role)
def test_a_visit_changes_nothing_that_anybody_can_see_but_the_heads_own_list(
    app: Flask, house: House, commune: Commune, role: Role, at: str
) -> None:
    browser = app.test_client()
    sign_in(browser, house, Grant(role, getattr(commune.village, at)))
    named = addresses(app, commune, role)
    before = shown(browser, named)

    visit(house, commune)
    after = shown(browser, named)

    changed = {route for route in named if before[route] != after[route]}
    assert changed == (OWN_LISTS if role is Role.HAMLET_HEAD else set())
    assert len(named) > 20


def rows(house: House) -> dict[str, list[str]]:
    with house.database.reading() as session:
        return {
            table.name: sorted(map(repr, session.execute(select(table))))
            for table in Base.metadata.sorted_tables
        }


def test_a_visit_writes_the_household_into_one_column_and_nowhere_else(
    house: House, commune: Commune
) -> None:
    before = rows(house)

    visit(house, commune)

    after = rows(house)
    assert {table for table in after if after[table] != before[table]} == KNOWN_TO_OPERATORS
    new = set(after["audit_event"]) - set(before["audit_event"])
    assert len(new) == 1
    assert f"campaign:{commune.campaign_id}" in new.pop()


def test_a_second_visit_of_the_day_leaves_no_second_line(house: House, commune: Commune) -> None:
    visit(house, commune)
    with house.database.writing() as session:
        session.execute(update(Invitation).values(is_reached=False))
        lock_leaves(session, commune.campaign_id)
    before = rows(house)

    visit(house, commune)

    after = rows(house)
    assert {table for table in after if after[table] != before[table]} == {"invitation", "leaf_count"}
