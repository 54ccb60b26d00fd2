"""The front page leads from whatever code is in somebody's hand to its page."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from pledges.campaigns.acts.life import close_campaign
from pledges.campaigns.tables import Campaign
from pledges.certificates.rules import number_of
from pledges.foundation.codes import grouped_code
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.responses.references import member_code
from pledges.responses.tables import Member
from tests.filling import reference_in, sign
from tests.responses.offices import build_office
from tests.worlds import Village, draft


def test_a_households_code_leads_to_its_pledge(client: FlaskClient, village: Village) -> None:
    answer = client.post("/find", data={"code": f" {grouped_code(village.codes[0]).lower()} "})

    assert (answer.status_code, answer.headers["Location"]) == (303, f"/S/{village.codes[0]}")


def test_a_counters_code_leads_to_its_survey(client: FlaskClient, village: Village) -> None:
    answer = client.post("/find", data={"code": village.counter_code})

    assert answer.headers["Location"] == f"/S/{village.counter_code}"


def test_a_reference_leads_to_its_receipt(client: FlaskClient, village: Village, campaign: Campaign) -> None:
    reference = reference_in(sign(client, village.codes[0]))

    answer = client.post("/find", data={"code": grouped_code(reference)})

    assert answer.headers["Location"] == f"/R/{reference}"


def test_the_codes_of_officials_and_offices_lead_to_their_pages(
    client: FlaskClient, house: House, village: Village
) -> None:
    office = build_office(house, present(), village)
    codes = [office.codes[0], office.code]

    answers = [client.post("/find", data={"code": code}) for code in codes]

    assert [answer.headers["Location"] for answer in answers] == [f"/S/{code}" for code in codes]


def test_a_members_own_code_leads_to_the_members_page(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    sign(client, village.codes[0], **{"members-0-name": "H'Hen Niê"})
    with house.database.reading() as session:
        code = member_code(house.keys, session.scalars(select(Member.nonce)).one())

    answer = client.post("/find", data={"code": grouped_code(code)})

    assert answer.headers["Location"] == f"/M/{code}"


def test_a_number_leads_to_its_certificate(client: FlaskClient) -> None:
    number = number_of(2026, 3, 123)

    answer = client.post("/find", data={"code": number.replace("-", " ").lower()})

    assert answer.headers["Location"] == f"/V/{number}"


def test_a_number_with_its_proof_leads_there_too(client: FlaskClient) -> None:
    number = number_of(2026, 3, 123)

    answer = client.post("/find", data={"code": f"{number}.PROOF"})

    assert answer.headers["Location"] == f"/V/{number}.PROOF"


@pytest.mark.parametrize(
    "tail", ["", "/", "?zarsrc=30&utm_source=zalo", "/?fbclid=IwAR0", "#main", "?to=/R/"]
)
def test_a_whole_address_is_taken_for_the_code_in_it(
    client: FlaskClient, village: Village, tail: str
) -> None:
    answer = client.post("/find", data={"code": f"HTTPS://CAMKET.EXAMPLE/S/{village.codes[0]}{tail}"})

    assert answer.headers["Location"] == f"/S/{village.codes[0]}"


def test_in_english_it_leads_to_english_pages(client: FlaskClient, village: Village) -> None:
    codes = [village.codes[0], number_of(2026, 3, 123)]

    answers = [client.post("/en/find", data={"code": code}) for code in codes]

    assert [answer.headers["Location"] for answer in answers] == [f"/en/S/{codes[0]}", f"/en/V/{codes[1]}"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Ghi mã ở dưới hình QR"),
        ("ABC", "Mã này gõ chưa đúng"),
        ("2222222222222", "Không có phiếu nào mang mã này"),
        ("2026-0003-000123Z", "Số giấy ghi nhận này gõ chưa đúng"),
        ("x" * 400, "Chỉ ghi một mã"),
        ("<script>alert(1)</script>", "Mã này gõ chưa đúng"),
        ("\x00", "Ghi mã ở dưới hình QR"),
    ],
)
def test_what_cannot_be_found_is_told_beside_the_box(client: FlaskClient, typed: str, words: str) -> None:
    answer = client.post("/find", data={"code": typed})

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert words in page
    assert "<script>alert" not in page


def test_what_was_typed_is_kept(client: FlaskClient) -> None:
    page = client.post("/find", data={"code": "7K3M-9QXT"}).get_data(as_text=True)

    assert 'value="7K3M-9QXT"' in page


def test_running_campaigns_stand_on_the_front_page(client: FlaskClient, campaign: Campaign) -> None:
    page = client.get("/").get_data(as_text=True)

    assert f'href="/C/{campaign.slug}"' in page
    assert "Xã Hàm Mẫu" in page


def test_without_a_campaign_the_front_page_says_so(
    client: FlaskClient, house: House, village: Village
) -> None:
    draft(house, present(), village.commune_id)

    assert "Hiện không có đợt vận động hay khảo sát nào đang mở." in client.get("/").get_data(as_text=True)


def test_the_front_page_leads_to_help_data_notice_staff_and_english(client: FlaskClient) -> None:
    page = client.get("/").get_data(as_text=True)

    assert [link for link in ("/help", "/privacy", "/staff/", "/en/") if f'href="{link}"' not in page] == []


def test_a_campaigns_page_has_every_word_of_the_pledge(client: FlaskClient, campaign: Campaign) -> None:
    page = client.get(f"/C/{campaign.slug}").get_data(as_text=True)

    assert "Đang mở" in page
    assert page.count("(Luật đã quy định)") == 10
    assert "Ký là tự nguyện" in page
    assert "bà Trần Thị Hòa, công chức văn hóa - xã hội" in page


def test_a_campaigns_page_is_found_in_any_writing(client: FlaskClient, campaign: Campaign) -> None:
    assert client.get(f"/C/{campaign.slug.upper()}").status_code == 200


def test_a_closed_campaigns_page_stays(client: FlaskClient, house: House, campaign: Campaign) -> None:
    with house.database.writing() as session:
        close_campaign(session, present(), campaign.id)

    assert "Đã kết thúc" in client.get(f"/C/{campaign.slug}").get_data(as_text=True)


def test_a_campaign_in_preparation_has_no_page(client: FlaskClient, house: House, village: Village) -> None:
    draft(house, present(), village.commune_id)

    assert client.get("/C/4k-2026-xa-ham-mau").status_code == 404


@pytest.mark.parametrize("address", ["/", "/privacy", "/help", "/en/", "/en/privacy", "/en/help", "/noted"])
def test_public_pages_answer_everyone_and_set_no_cookie(
    client: FlaskClient, campaign: Campaign, address: str
) -> None:
    answer = client.get(address)

    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
