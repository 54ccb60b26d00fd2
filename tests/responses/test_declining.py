"""Answers without a name: as easy as saying yes, one mark that they share, never an answer tied to the household."""

import logging
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select, text
from werkzeug.test import TestResponse

from pledges.campaigns.acts.life import close_campaign
from pledges.campaigns.tables import Campaign, Invitation
from pledges.foundation.audit import AuditEvent
from pledges.foundation.base import Base
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.responses.acts.answering import refusals_of
from pledges.responses.tables import Response
from pledges.tallies.tables import LeafCount
from tests.filling import REPRESENTATIVE, open_page, sign
from tests.worlds import Village

# All that leaves no name, by the button's value.
NAMELESS = ("decline", "later", "unnamed")
COLUMNS = [column for column in Invitation.__table__.c if column.name not in ("id", "subject_id")]


def answer(client: FlaskClient, code: str, choice: str) -> TestResponse:
    """Fill in the page and press one of the buttons."""
    page = open_page(client, code)
    answered = client.post(page.action, data=page.filled(choice=choice))
    assert answered.status_code in (200, 303)
    return answered


def everything_in(house: House) -> dict[str, list[Any]]:
    """Return all rows of the main database, by table."""
    with house.database.reading() as session:
        return {
            name: sorted(map(repr, session.execute(select(table)).all()))
            for name, table in Base.metadata.tables.items()
        }


def decline(client: FlaskClient, code: str) -> str:
    """Open the page and press "Không cam kết" with nothing filled in; return where it leads."""
    page = open_page(client, code)
    answer = client.post(page.action, data={**page.marks, "choice": "decline"})
    assert answer.status_code == 303
    return answer.headers["Location"]


def test_declining_needs_nothing_and_leads_to_a_quiet_page(
    client: FlaskClient, village: Village, campaign: Campaign
) -> None:
    address = decline(client, village.codes[0])

    page = client.get(address).get_data(as_text=True)
    assert address == "/noted"
    assert "Cảm ơn ông/bà đã đọc và trả lời" in page
    assert "cam kết" not in page.partition("<main")[2].partition("</main>")[0]


def test_a_refusal_is_counted_with_those_of_the_commune(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    decline(client, village.codes[0])

    assert house.sealed.count(refusals_of(campaign.id, village.commune_id)) == 1


@pytest.mark.parametrize("choice", NAMELESS)
def test_of_the_household_no_more_is_kept_than_that_it_was_reached(
    client: FlaskClient, house: House, village: Village, campaign: Campaign, choice: str
) -> None:
    before = everything_in(house)

    answer(client, village.codes[0], choice)

    after = everything_in(house)
    changed = {table for table in after if after[table] != before[table]}
    with house.database.reading() as session:
        reached = session.scalars(select(Invitation.subject_id).where(Invitation.is_reached)).all()
        leaf = session.scalars(select(LeafCount)).one()
    assert changed == {"invitation", "leaf_count"}
    assert reached == [village.household_ids[0]]
    assert (leaf.reached, leaf.signed_self, leaf.withdrawn) == (1, 0, 0)


def test_all_answers_without_a_name_leave_the_same_rows(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    for code, choice in zip(village.codes, NAMELESS, strict=True):
        answer(client, code, choice)

    with house.database.reading() as session:
        rows = session.execute(select(*COLUMNS)).all()
    assert rows == [rows[0]] * 3


def test_only_a_refusal_goes_into_the_sealed_store(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    for choice in ("later", "unnamed"):
        answer(client, village.codes[0], choice)

    assert house.sealed.counts("") == {}


@pytest.mark.parametrize("choice", NAMELESS)
def test_an_answer_given_twice_counts_its_household_once(
    client: FlaskClient, house: House, village: Village, campaign: Campaign, choice: str
) -> None:
    for _ in range(2):
        answer(client, village.codes[0], choice)

    with house.database.reading() as session:
        assert session.scalars(select(LeafCount.reached)).all() == [1]


def test_a_pledge_without_a_name_shows_what_was_ticked_to_keep(
    client: FlaskClient, village: Village, campaign: Campaign
) -> None:
    page = answer(client, village.codes[0], "unnamed").get_data(as_text=True)

    assert "Lời cam kết để ông/bà giữ" in page
    assert "Đội mũ bảo hiểm" in page
    assert "Không vượt đèn đỏ" not in page
    assert REPRESENTATIVE not in page


def test_a_pledge_without_a_name_needs_its_items_and_its_box(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    page = open_page(client, village.codes[0])

    refused = client.post(page.action, data={**page.marks, "choice": "unnamed"})

    assert refused.status_code == 422
    with house.database.reading() as session:
        assert session.scalars(select(LeafCount.reached)).all() == [0]


def test_a_refusal_leaves_no_trail(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    with house.database.reading() as session:
        before = session.scalar(select(func.count()).select_from(AuditEvent))

    decline(client, village.codes[0])

    with house.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(AuditEvent)) == before


def test_what_was_typed_before_declining_is_not_kept(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    page = open_page(client, village.codes[0])

    client.post(page.action, data=page.filled(choice="decline", nguoi_dai_dien="Nguyễn Văn Đức"))

    with house.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Response)) == 0


def test_declining_twice_from_one_page_counts_once(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    page = open_page(client, village.codes[0])

    for _ in range(2):
        client.post(page.action, data={**page.marks, "choice": "decline"})

    assert house.sealed.count(refusals_of(campaign.id, village.commune_id)) == 1
    with house.database.reading() as session:
        assert session.scalars(select(LeafCount.reached)).all() == [1]


def numbers_given(house: House) -> list[Any]:
    """How many ids each table has given, used or not: a number that was used up would tell of a row that is gone."""
    embedded, server = (
        "SELECT name, seq FROM sqlite_sequence",
        "SELECT sequencename, last_value FROM pg_sequences",
    )
    with house.database.reading() as session:
        return sorted(map(tuple, session.execute(text(embedded if house.database.is_embedded else server))))


@pytest.mark.usefixtures("campaign")
@pytest.mark.parametrize("choice", NAMELESS)
def test_an_answer_without_a_name_uses_up_no_number_logs_no_line_and_queues_nothing(
    client: FlaskClient, house: House, village: Village, choice: str, caplog: pytest.LogCaptureFixture
) -> None:
    open_page(client, village.codes[0])
    given, files = numbers_given(house), {path.name for path in house.config.data.iterdir()}
    caplog.set_level(logging.DEBUG)

    answer(client, village.codes[0], choice)

    assert numbers_given(house) == given
    assert [line.getMessage() for line in caplog.records if line.name.startswith("pledges")] == []
    assert {path.name for path in house.config.data.iterdir()} - files <= {"answers.sqlite3", "keys"}
    assert house.background.run_queued() == 0


def test_whoever_declined_can_scan_again_and_sign(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    decline(client, village.codes[0])

    answer = sign(client, village.codes[0])

    with house.database.reading() as session:
        leaf = session.scalars(select(LeafCount)).one()
    assert answer.status_code == 303
    assert (leaf.reached, leaf.signed_self) == (1, 1)


def test_a_page_left_open_does_not_decline_for_a_household_that_has_signed(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    page = open_page(client, village.codes[0])
    sign(client, village.codes[0])

    answer = client.post(page.action, data={**page.marks, "choice": "decline"})

    assert answer.status_code == 409
    assert house.sealed.count(refusals_of(campaign.id, village.commune_id)) == 0


def test_when_refusals_cannot_be_kept_the_page_comes_back_as_it_was(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    page = open_page(client, village.codes[0])
    (house.config.data / "answers.sqlite3").mkdir()

    answer = client.post(page.action, data=page.filled(choice="decline"))

    text = answer.get_data(as_text=True)
    assert answer.status_code == 503
    assert "Hệ thống đang bận, nội dung vừa gửi chưa được lưu" in text
    assert page.attempt in text
    with house.database.reading() as session:
        assert session.scalars(select(LeafCount.reached)).all() == [0]


def test_a_page_left_open_until_the_campaign_has_closed_declines_nothing(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    page = open_page(client, village.codes[0])
    with house.database.writing() as session:
        close_campaign(session, present(), campaign.id)

    answer = client.post(page.action, data={**page.marks, "choice": "decline"})

    assert answer.status_code == 410
    assert house.sealed.count(refusals_of(campaign.id, village.commune_id)) == 0
