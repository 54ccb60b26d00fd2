"""Staff void a certificate, with a reason, and may have another take its place."""

import re
from dataclasses import dataclass

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from pledges.certificates.acts import issue
from pledges.certificates.tables import Certificate
from pledges.foundation.audit import AuditEvent
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.responses.acts.withdrawing import withdraw
from pledges.staff.rules import Grant, Role
from tests.certificates.pledging import keys_of, sign
from tests.worlds import add_commune, build_village, run_campaign, sign_in

CSRF = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass(frozen=True)
class Issued:
    """A certificate of the village, the page that voids it, and the list it stands in."""

    province_id: int
    response_id: int
    number: str
    page: str
    list_page: str


@pytest.fixture
def issued(client: FlaskClient, house: House) -> Issued:
    village = build_village(house, present())
    campaign = run_campaign(house, present(), village.commune_id)
    response_id, _ = sign(house, present(), campaign.id, village.household_ids[2])
    with house.database.writing() as session:
        number = issue(session, present(), keys_of(house), response_id).number
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, village.commune_id))
    page, listed = (
        f"/staff/certificates/void/{number}",
        f"/staff/certificates/{campaign.id}/{village.hamlet_id}",
    )
    return Issued(village.province_id, response_id, number, page, listed)


def form(client: FlaskClient, **typed: str) -> dict[str, str]:
    found = CSRF.search(client.get("/staff/prints").text)
    assert found
    return {"csrf_token": found[1], **typed}


def numbers(house: House) -> list[tuple[str, bool]]:
    with house.database.reading() as session:
        rows = session.scalars(select(Certificate).order_by(Certificate.id))
        return [(row.number, row.voided_at is None) for row in rows]


def test_the_list_leads_to_the_page_that_says_what_happens(client: FlaskClient, issued: Issued) -> None:
    assert f'href="{issued.page}"' in client.get(issued.list_page).text

    page = client.get(issued.page).text

    assert "Nguyễn Văn Đức" in page
    assert "Giấy đã hủy không dùng lại được" in page


def test_a_voided_one_is_void_and_the_pledge_has_none(
    client: FlaskClient, house: House, issued: Issued
) -> None:
    answer = client.post(issued.page, data=form(client, reason="in nhầm địa chỉ", way="void"))

    assert (answer.status_code, answer.location) == (303, f"{issued.list_page}?said=void")
    assert numbers(house) == [(issued.number, False)]
    assert "Đã hủy giấy." in client.get(answer.location).text
    assert "Giấy ghi nhận đã bị hủy" in client.get(f"/V/{issued.number}").text


def test_a_reissued_one_has_another_number_and_its_own_proof(
    client: FlaskClient, house: House, issued: Issued
) -> None:
    answer = client.post(issued.page, data=form(client, reason="giấy bị rách", way="reissue"))

    (old, is_valid), (new, is_new_valid) = numbers(house)
    assert (old, is_valid, is_new_valid) == (issued.number, False, True)
    assert new in client.get(answer.location).text
    assert "đã được thay bằng giấy mới" in client.get(f"/V/{old}").text


def test_the_reason_stands_in_the_trail(client: FlaskClient, house: House, issued: Issued) -> None:
    client.post(issued.page, data=form(client, reason="giấy bị rách", way="void"))

    with house.database.reading() as session:
        [event] = session.scalars(select(AuditEvent).where(AuditEvent.action == "certificate.void"))
    assert event.subject == f"certificate:{issued.number}"


@pytest.mark.parametrize(("reason", "words"), [("", "Ghi lý do hủy giấy"), ("sai", "Ghi rõ hơn lý do hủy")])
def test_without_a_reason_nothing_is_voided(
    client: FlaskClient, house: House, issued: Issued, reason: str, words: str
) -> None:
    answer = client.post(issued.page, data=form(client, reason=reason, way="void"))

    assert (answer.status_code, words in answer.text) == (422, True)
    assert numbers(house) == [(issued.number, True)]


def test_one_that_is_void_is_not_voided_again(client: FlaskClient, issued: Issued) -> None:
    client.post(issued.page, data=form(client, reason="giấy bị rách", way="void"))

    assert client.get(issued.page).status_code == 409
    assert client.post(issued.page, data=form(client, reason="giấy bị rách", way="void")).status_code == 409


def test_of_a_withdrawn_pledge_the_paper_is_voided_only(
    client: FlaskClient, house: House, issued: Issued
) -> None:
    with house.database.writing() as session:
        withdraw(session, present(), issued.response_id)

    assert "Cấp giấy mới" not in client.get(issued.page).text
    assert client.post(issued.page, data=form(client, reason="đã rút lại", way="void")).status_code == 303


def test_a_clerk_of_another_commune_reaches_none_of_it(
    client: FlaskClient, house: House, issued: Issued
) -> None:
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, add_commune(house, present(), issued.province_id)))

    assert client.get(issued.page).status_code == 404
    assert client.post(issued.page, data=form(client, reason="giấy bị rách")).status_code == 404
    assert numbers(house) == [(issued.number, True)]


def test_a_number_that_never_was_is_not_found(client: FlaskClient, issued: Issued) -> None:
    assert client.get("/staff/certificates/void/2026-0003-000123N").status_code == 404
