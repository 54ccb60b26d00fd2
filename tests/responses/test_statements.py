"""How often the hot pages speak to the database: what 3,000 households on one evening depend on."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, event

from pledges.campaigns.tables import Campaign
from pledges.foundation.house import House
from tests.filling import OpenedPage, open_page
from tests.worlds import Village

MEMBERS = {"members-0-name": "H'Hen Niê", "members-1-name": "Y Moan Êñuôl"}


@pytest.fixture
def page(client: FlaskClient, village: Village, campaign: Campaign) -> OpenedPage:
    """Of the first household; the questionnaire has been read once, as in any process after its first scan."""
    return open_page(client, village.codes[0])


@pytest.fixture
def statements(house: House, page: OpenedPage) -> Iterator[list[str]]:
    """The statements sent from now on, without those that only begin and end transactions."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith("BEGIN"):
            sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield sent
    event.remove(Engine, "before_cursor_execute", note)


def test_a_scan_is_one_statement(client: FlaskClient, village: Village, statements: list[str]) -> None:
    client.get(f"/S/{village.codes[1]}")

    assert len(statements) == 1


def said(statement: str) -> str:
    """Say in two words what a statement does."""
    found = re.match(r"(SELECT) .*?\sFROM (\w+)|(INSERT) INTO (\w+)|(UPDATE) (\w+)", statement, re.DOTALL)
    return " ".join(word for word in found.groups() if word) if found else statement


def test_a_pledge_is_one_question_and_what_must_be_written(
    client: FlaskClient, page: OpenedPage, statements: list[str]
) -> None:
    client.post(page.action, data=page.filled(**MEMBERS))

    assert [said(statement) for statement in statements] == [
        "SELECT code",
        # Marks it as reached, locks it and tells where it counts now, in one.
        "UPDATE invitation",
        # Only where its process has not found the same words kept before.
        "INSERT signed_text",
        # Looks at the same time whether somebody has taken the household out of the base since its page was read.
        "INSERT response",
        "INSERT member",
        "UPDATE leaf_count",
        "UPDATE audit_chain",
        "INSERT audit_event",
    ]


def test_on_an_evening_a_pledge_without_members_is_six_statements(
    client: FlaskClient, village: Village, page: OpenedPage, statements: list[str]
) -> None:
    for code in village.codes[1:]:
        neighbour = open_page(client, code)
        client.post(neighbour.action, data=neighbour.filled())
    statements.clear()

    client.post(page.action, data=page.filled())

    assert [said(statement) for statement in statements] == [
        "SELECT code",
        "UPDATE invitation",
        "INSERT response",
        "UPDATE leaf_count",
        "UPDATE audit_chain",
        "INSERT audit_event",
    ]


def test_a_receipt_is_four_statements(client: FlaskClient, page: OpenedPage, statements: list[str]) -> None:
    receipt = client.post(page.action, data=page.filled()).headers["Location"]
    statements.clear()

    client.get(receipt)

    # The pledge, its versions with what hangs on them, its members, its certificate.
    assert len(statements) == 4


def test_a_form_full_of_mistakes_writes_nothing(
    client: FlaskClient, page: OpenedPage, statements: list[str]
) -> None:
    client.post(page.action, data={**page.marks, "choice": "sign"})

    assert len(statements) == 1
