"""Many sendings at the same moment: one page is one pledge, and counters and trail agree with the pledges."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from pledges.campaigns.tables import Campaign
from pledges.foundation.audit import AuditEvent, broken_links
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.responses.counting import SignedByLeaf
from pledges.tallies.acts.recounting import recount
from pledges.tallies.tables import LeafCount
from tests.filling import OpenedPage, open_page
from tests.responses.crowds import responses_in, send_at_once
from tests.worlds import Village, run_campaign

AT_ONCE = 20


def test_a_resend_moves_no_counter_and_leaves_no_trail(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    page = open_page(client, village.codes[0])
    client.post(page.action, data=page.filled())

    client.post(page.action, data=page.filled())

    submitted = select(func.count()).where(AuditEvent.action == "response.submit")
    with house.database.reading() as session:
        assert session.scalars(select(LeafCount.signed_self)).all() == [1]
        assert session.scalar(submitted) == 1


def test_twenty_sendings_of_one_page_at_once_are_one_pledge(
    app: Flask, client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    page = open_page(client, village.codes[0])

    answers = send_at_once(app, [(page, page.filled())] * AT_ONCE)

    assert {answer.status_code for answer in answers} == {303}
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert responses_in(house) == 1


def test_two_pages_of_one_household_at_once_are_one_pledge(
    app: Flask, client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    pages = [open_page(client, village.codes[0]) for _ in range(AT_ONCE)]

    answers = send_at_once(app, [(page, page.filled()) for page in pages])

    assert sorted(answer.status_code for answer in answers) == [303] + [409] * (AT_ONCE - 1)
    assert responses_in(house) == 1


def test_ten_members_signing_at_once_for_one_household_are_one_pledge_and_nine_are_told(
    app: Flask, client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    pages = [open_page(client, village.codes[0]) for _ in range(10)]
    names = [f"Nguyễn Thị Bích {number}" for number in range(10)]

    answers = send_at_once(
        app, [(page, page.filled(nguoi_dai_dien=name)) for page, name in zip(pages, names, strict=True)]
    )

    told = [answer for answer in answers if answer.status_code == 409]
    assert len(told) == 9
    assert all("Hộ này đã ký cam kết" in answer.get_data(as_text=True) for answer in told)
    assert responses_in(house) == 1
    with house.database.reading() as session:
        assert session.scalars(select(LeafCount.signed_self)).all() == [1]


def test_one_page_with_two_contents_at_once_is_one_pledge(
    app: Flask, client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    page = open_page(client, village.codes[0])
    contents = [page.filled(nam_sinh="1968"), page.filled(nam_sinh="1986")] * 5

    answers = send_at_once(app, [(page, content) for content in contents])

    assert sorted(answer.status_code for answer in answers) == [303] * 5 + [409] * 5
    assert responses_in(house) == 1


def test_after_a_rush_counters_and_trail_agree_with_the_pledges(
    app: Flask, client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    pages = [open_page(client, code) for code in village.codes for _ in range(7)]

    send_at_once(app, [(page, page.filled()) for page in pages])

    with house.database.writing() as session:
        assert session.scalars(select(LeafCount.signed_self)).all() == [3]
        assert recount(session, campaign.id, SignedByLeaf()) == []
        assert broken_links(session) == []


@pytest.mark.parametrize("purpose", ["another household's", "another campaign's"])
def test_a_page_counts_only_where_it_was_opened(
    client: FlaskClient, house: House, village: Village, campaign: Campaign, purpose: str
) -> None:
    second = run_campaign(house, present(), village.commune_id)
    page = open_page_of(client, village.codes[0], campaign.id)
    elsewhere = {
        "another household's": f"/S/{village.codes[1]}/sign/{campaign.id}",
        "another campaign's": f"/S/{village.codes[0]}/sign/{second.id}",
    }

    answer = client.post(elsewhere[purpose], data=page.filled())

    assert answer.status_code == 422
    assert responses_in(house) == 0


def open_page_of(client: FlaskClient, code: str, campaign_id: int) -> OpenedPage:
    """Open one of several campaigns' pages."""
    return open_page(client, f"{code}/sign/{campaign_id}")


def test_two_campaigns_are_signed_independently(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    second = run_campaign(house, present(), village.commune_id)
    pages = [open_page_of(client, village.codes[0], one.id) for one in (campaign, second)]

    answers = [client.post(page.action, data=page.filled()) for page in pages]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert responses_in(house) == 2
