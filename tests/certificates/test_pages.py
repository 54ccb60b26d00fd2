"""Certificates on screen: the clerk's list, what a stranger may check, what the signer fetches."""

import re
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from pledges.campaigns.acts.life import close_campaign
from pledges.certificates.acts import issue, void
from pledges.certificates.rules import number_of
from pledges.certificates.tables import Certificate
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.prints.tables import PrintRun
from pledges.responses.acts.withdrawing import withdraw
from pledges.staff.rules import Grant, Role
from tests.certificates.pledging import keys_of, number_at, sign
from tests.paper.reading import page_size_mm, text_of
from tests.worlds import Village, add_commune, build_village, opening_for, run_campaign, sign_in

CSRF = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass(frozen=True)
class Signed:
    """The village after the household of Nguyễn Văn Đức signed."""

    village: Village
    campaign_id: int
    response_id: int
    reference: str

    @property
    def list_page(self) -> str:
        return f"/staff/certificates/{self.campaign_id}/{self.village.hamlet_id}"


@pytest.fixture
def signed(house: House) -> Signed:
    village = build_village(house, present())
    campaign = run_campaign(house, present(), village.commune_id)
    response_id, reference = sign(house, present(), campaign.id, village.household_ids[2])
    return Signed(village, campaign.id, response_id, reference)


@pytest.fixture
def clerk(client: FlaskClient, house: House, signed: Signed) -> FlaskClient:
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, signed.village.commune_id))
    return client


def token(client: FlaskClient) -> dict[str, str]:
    found = CSRF.search(client.get("/staff/prints").text)
    assert found
    return {"csrf_token": found[1]}


def issued(house: House, response_id: int) -> str:
    with house.database.writing() as session:
        return issue(session, present(), keys_of(house), response_id).number


def test_a_clerk_chooses_among_the_campaigns(clerk: FlaskClient, signed: Signed) -> None:
    page = clerk.get("/staff/certificates").text

    assert f'href="/staff/certificates/{signed.campaign_id}/{signed.village.commune_id}"' in page
    assert "Đợt vận động thực hiện nội dung" in page


def test_a_commune_shows_its_hamlets_with_pledges(clerk: FlaskClient, signed: Signed) -> None:
    page = clerk.get(f"/staff/certificates/{signed.campaign_id}/{signed.village.commune_id}").text

    assert f'href="{signed.list_page}"' in page
    assert 'aria-label="In tất cả: Thôn Phú Sơn"' in page


def test_a_hamlet_shows_who_signed_and_nobody_else(clerk: FlaskClient, signed: Signed) -> None:
    page = clerk.get(signed.list_page).text

    assert "Nguyễn Văn Đức" in page
    assert "chưa cấp" in page
    assert "K&#39;Brơi" not in page


def test_a_withdrawn_pledge_leaves_the_list(clerk: FlaskClient, house: House, signed: Signed) -> None:
    with house.database.writing() as session:
        withdraw(session, present(), signed.response_id)

    assert "Chưa có ai ký trong đợt này" in clerk.get(signed.list_page).text


def test_one_click_starts_a_run_for_the_hamlet(clerk: FlaskClient, house: House, signed: Signed) -> None:
    answer = clerk.post(signed.list_page, data=token(clerk))

    with house.database.reading() as session:
        [run] = session.scalars(select(PrintRun))
    assert (answer.status_code, answer.location) == (303, f"/staff/prints/{run.id}")
    assert (run.kind, run.total, run.campaign_id) == ("certificates", 1, signed.campaign_id)


def test_what_was_chosen_goes_into_the_ledger(clerk: FlaskClient, house: House, signed: Signed) -> None:
    choices = {"size": "two_a5", "sorting": "street", "file": "zip"}

    clerk.post(signed.list_page, data={**token(clerk), **choices})

    with house.database.reading() as session:
        [run] = session.scalars(select(PrintRun))
    assert run.choices == choices


def test_a_paper_that_there_is_not_is_not_printed(clerk: FlaskClient, house: House, signed: Signed) -> None:
    answer = clerk.post(signed.list_page, data={**token(clerk), "size": "a3"})

    with house.database.reading() as session:
        assert session.scalars(select(PrintRun)).all() == []
    assert answer.status_code == 422


@pytest.mark.document
def test_one_can_be_printed_on_a5(clerk: FlaskClient, signed: Signed) -> None:
    answer = clerk.post(
        f"/staff/certificates/pledges/{signed.response_id}", data={**token(clerk), "size": "a5"}
    )

    assert page_size_mm(answer.data) == pytest.approx((210, 148), abs=0.5)


@pytest.mark.document
def test_one_click_gives_one_households_certificate(clerk: FlaskClient, house: House, signed: Signed) -> None:
    answer = clerk.post(f"/staff/certificates/pledges/{signed.response_id}", data=token(clerk))

    number = number_at(house, present().today.year, signed.village.hamlet_id, 1)
    assert answer.headers["Content-Disposition"] == f"attachment; filename=giay-ghi-nhan-{number}.pdf"
    assert "Nguyễn Văn Đức" in text_of(answer.data)
    assert number in text_of(answer.data)
    assert number in clerk.get(signed.list_page).text


@pytest.mark.document
def test_printing_one_again_keeps_its_number_and_its_bytes(
    clerk: FlaskClient, house: House, signed: Signed
) -> None:
    form = token(clerk)
    first = clerk.post(f"/staff/certificates/pledges/{signed.response_id}", data=form)
    second = clerk.post(f"/staff/certificates/pledges/{signed.response_id}", data=form)

    with house.database.reading() as session:
        certificates = session.scalars(select(Certificate)).all()
    assert first.data == second.data
    assert len(certificates) == 1


def test_a_pledge_withdrawn_meanwhile_gets_no_paper(clerk: FlaskClient, house: House, signed: Signed) -> None:
    with house.database.writing() as session:
        withdraw(session, present(), signed.response_id)

    answer = clerk.post(f"/staff/certificates/pledges/{signed.response_id}", data=token(clerk))

    assert answer.status_code == 409
    assert "đã được rút lại" in answer.text


def test_a_clerk_of_another_commune_reaches_none_of_it(
    client: FlaskClient, house: House, signed: Signed
) -> None:
    other = add_commune(house, present(), signed.village.province_id)
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, other))
    form = token(client)

    assert client.get(signed.list_page).status_code == 404
    assert client.post(signed.list_page, data=form).status_code == 404
    assert client.post(f"/staff/certificates/pledges/{signed.response_id}", data=form).status_code == 404
    assert client.get(f"/staff/certificates/{signed.campaign_id}/{other}").status_code == 404
    assert "Đợt vận động thực hiện" not in client.get("/staff/certificates").text


def test_a_pledge_that_never_was_is_not_found(clerk: FlaskClient) -> None:
    assert clerk.post("/staff/certificates/pledges/999", data=token(clerk)).status_code == 404


def test_anyone_can_check_a_number(client: FlaskClient, house: House, signed: Signed) -> None:
    number = issued(house, signed.response_id)

    page = client.get(f"/V/{number}")

    assert page.status_code == 200
    assert "Giấy ghi nhận còn hiệu lực" in page.text
    assert "N*** V*** Đức" in page.text
    assert "Bản cam kết của hộ gia đình về chấp hành trật tự" in page.text
    assert "Thôn Phú Sơn" in page.text


def test_a_stranger_learns_neither_name_nor_address(
    client: FlaskClient, house: House, signed: Signed
) -> None:
    page = client.get(f"/V/{issued(house, signed.response_id)}").text

    assert "Nguyễn" not in page
    assert "Xóm Giữa" not in page


def test_capitals_and_hyphens_do_not_count(client: FlaskClient, house: House, signed: Signed) -> None:
    number = issued(house, signed.response_id)

    assert client.get(f"/v/{number.lower()}").status_code == 200
    assert client.get(f"/V/{number.replace('-', '')}").status_code == 200


def test_the_page_is_there_in_english(client: FlaskClient, house: House, signed: Signed) -> None:
    page = client.get(f"/en/V/{issued(house, signed.response_id)}").text

    assert "Household pledge on road order and safety" in page
    assert 'lang="en"' in page


def test_a_withdrawn_pledge_shows_as_withdrawn_and_without_a_name(
    client: FlaskClient, house: House, signed: Signed
) -> None:
    number = issued(house, signed.response_id)
    with house.database.writing() as session:
        withdraw(session, present(), signed.response_id)

    page = client.get(f"/V/{number}").text

    assert "Cam kết đã được rút lại" in page
    assert "Người được ghi nhận" not in page


def test_a_void_certificate_shows_as_void(client: FlaskClient, house: House, signed: Signed) -> None:
    number = issued(house, signed.response_id)
    with house.database.writing() as session:
        void(session, present(), number, "ghi sai họ tên")

    page = client.get(f"/V/{number}").text

    assert "Giấy ghi nhận đã bị hủy" in page
    assert "ghi sai họ tên" not in page


def test_a_closed_campaigns_certificate_runs_out(client: FlaskClient, house: House) -> None:
    last_month = replace(present(), now=present().now - timedelta(days=40))
    village = build_village(house, last_month)
    campaign = run_campaign(house, last_month, village.commune_id, opening_for(last_month.today, days=10))
    response_id, _reference = sign(house, last_month, campaign.id, village.household_ids[0])
    number = issued(house, response_id)
    with house.database.writing() as session:
        close_campaign(session, present(), campaign.id)

    assert "Giấy ghi nhận đã hết thời hạn" in client.get(f"/V/{number}").text


def test_an_unknown_and_a_mistyped_number_have_pages_of_their_own(client: FlaskClient) -> None:
    unknown = client.get(f"/V/{number_of(2026, 1, 1)}")
    mistyped = client.get("/V/2026-0001-000001A")

    assert (unknown.status_code, mistyped.status_code) == (404, 404)
    assert "Không có giấy ghi nhận nào mang số này" in unknown.text
    assert "gõ chưa đúng" in mistyped.text


@pytest.mark.document
def test_a_signer_fetches_their_own_certificate(client: FlaskClient, house: House, signed: Signed) -> None:
    number = issued(house, signed.response_id)

    answer = client.get(f"/R/{signed.reference}/certificate")

    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert number in text_of(answer.data)
    assert "Set-Cookie" not in answer.headers


def test_a_signer_without_one_reads_how_to_get_one(client: FlaskClient, signed: Signed) -> None:
    answer = client.get(f"/R/{signed.reference.lower()}/certificate")

    assert answer.status_code == 404
    assert "Chưa có giấy ghi nhận cho biên nhận này" in answer.text
    assert "Trưởng thôn" in answer.text


def test_a_withdrawn_pledges_certificate_cannot_be_fetched(
    client: FlaskClient, house: House, signed: Signed
) -> None:
    issued(house, signed.response_id)
    with house.database.writing() as session:
        withdraw(session, present(), signed.response_id)

    assert client.get(f"/R/{signed.reference}/certificate").status_code == 404
