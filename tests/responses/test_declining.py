"""Saying no: as easy as saying yes, counted with the campaign's others, never tied to the household."""

from flask.testing import FlaskClient
from sqlalchemy import func, select

from pledges.campaigns.acts import close_campaign
from pledges.campaigns.tables import Campaign, Invitation
from pledges.foundation.audit import AuditEvent
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.responses.acts import refusals_of
from pledges.responses.tables import Response
from pledges.tallies.tables import LeafCount
from tests.filling import open_page, sign
from tests.worlds import Village


def decline(client: FlaskClient, code: str) -> str:
    """Open the page and press "Không cam kết" with nothing filled in; return where it leads."""
    page = open_page(client, code)
    answer = client.post(page.action, data={"attempt": page.attempt, "choice": "decline"})
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


def test_a_refusal_is_counted_for_the_campaign_only(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    decline(client, village.codes[0])

    assert house.sealed.count(refusals_of(campaign.id)) == 1


def test_of_the_household_nothing_is_kept_so_that_no_list_of_refusers_can_be_made(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    decline(client, village.codes[0])

    with house.database.reading() as session:
        reached = session.scalars(select(Invitation.subject_id).where(Invitation.is_reached)).all()
        leaf = session.scalars(select(LeafCount)).one()
        assert session.scalar(select(func.count()).select_from(Response)) == 0
    assert reached == []
    assert (leaf.reached, leaf.signed_self, leaf.withdrawn) == (0, 0, 0)


def test_a_refusal_leaves_no_trail(client: FlaskClient, house: House, village: Village, campaign: Campaign) -> None:
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
        client.post(page.action, data={"attempt": page.attempt, "choice": "decline"})

    assert house.sealed.count(refusals_of(campaign.id)) == 1
    with house.database.reading() as session:
        assert session.scalars(select(LeafCount.reached)).all() == [0]


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

    answer = client.post(page.action, data={"attempt": page.attempt, "choice": "decline"})

    assert answer.status_code == 409
    assert house.sealed.count(refusals_of(campaign.id)) == 0


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

    answer = client.post(page.action, data={"attempt": page.attempt, "choice": "decline"})

    assert answer.status_code == 410
    assert house.sealed.count(refusals_of(campaign.id)) == 0
