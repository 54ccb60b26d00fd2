"""Staff propose, approve, decline and lift exclusions within their units, and see them beside the tally."""

import csv
import io
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from pledges.campaigns.tables import Campaign, Exclusion
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion, present
from pledges.register.tables import Household
from pledges.staff.rules import Grant, Role
from tests.access.doors import token_on
from tests.certificates.pledging import sign
from tests.tallies.worlds import add_hamlet
from tests.worlds import Village, add_commune, build_village, run_campaign, sign_in

TAG = re.compile(r"<[^>]+>")


@pytest.fixture
def today() -> Occasion:
    """The pages ask the real clock."""
    return present()


@pytest.fixture
def village(house: House, today: Occasion) -> Village:
    return build_village(house, today)


@pytest.fixture
def campaign(house: House, today: Occasion, village: Village) -> Campaign:
    """A campaign in which nobody approves what they proposed."""
    opened = run_campaign(house, today, village.commune_id)
    with house.database.writing() as session:
        session.execute(update(Campaign).values(exclusions_need_two=True))
    return opened


@pytest.fixture
def head(app: Flask, house: House, village: Village) -> FlaskClient:
    browser = app.test_client()
    sign_in(browser, house, Grant(Role.HAMLET_HEAD, village.hamlet_id), name="Nguyễn Văn Trưởng")
    return browser


@pytest.fixture
def clerk(app: Flask, house: House, village: Village) -> FlaskClient:
    browser = app.test_client()
    sign_in(browser, house, Grant(Role.CAMPAIGN_CLERK, village.commune_id), name="Trần Thị Hòa")
    return browser


def proposal_of(campaign: Campaign, household_id: object) -> str:
    return f"/staff/exclusions/new?campaign={campaign.id}&kind=household&subject={household_id}"


def post(client: FlaskClient, where: str, **typed: str) -> TestResponse:
    token = token_on(client.get("/staff/").get_data(as_text=True))
    return client.post(where, data={"csrf_token": token, **typed})


def text(client: FlaskClient, where: str) -> str:
    answer = client.get(where)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def words(page: str) -> str:
    return " ".join(TAG.sub(" ", page).split())


def states(house: House) -> list[str]:
    with house.database.reading() as session:
        return list(session.scalars(select(Exclusion.state).order_by(Exclusion.id)))


def test_a_head_proposes_and_a_clerk_approves(
    house: House, head: FlaskClient, clerk: FlaskClient, campaign: Campaign, village: Village
) -> None:
    where = proposal_of(campaign, village.household_ids[1])
    sent = post(head, where, reason="empty_house", since="01/11/2026")
    assert (sent.status_code, sent.headers["Location"]) == (303, "/staff/exclusions?done=proposed")
    assert "Nhà không người ở" in words(text(head, "/staff/exclusions"))

    waiting = text(clerk, "/staff/exclusions/waiting")
    approved = post(clerk, "/staff/exclusions/1/approve")

    assert "K&#39;Brơi" in waiting
    assert "Nguyễn Văn Trưởng" in waiting
    assert "01/11/2026" in waiting
    assert approved.headers["Location"] == "/staff/exclusions/waiting?done=approved"
    assert states(house) == ["approved"]


def test_the_reason_and_who_did_it_stand_beside_the_tally_and_in_a_file(
    head: FlaskClient, clerk: FlaskClient, campaign: Campaign, village: Village
) -> None:
    post(head, proposal_of(campaign, village.household_ids[1]), reason="empty_house")
    post(clerk, "/staff/exclusions/1/approve")

    tally = f"/staff/tallies/{campaign.id}/{village.commune_id}"
    page = words(text(clerk, tally))
    file = clerk.get(f"{tally}/changes.csv").get_data().decode("utf-8-sig")

    assert "Loại trừ theo lý do Đơn vị Nhà không người ở Loại trừ Trên tổng số" in page
    assert "Thôn Phú Sơn 1 1 33,3% quá năm phần trăm" in page
    assert "Thôn Phú Sơn Loại trừ 1 Nhà không người ở Nguyễn Văn Trưởng Trần Thị Hòa" in page
    rows = list(csv.reader(io.StringIO(file), delimiter=";"))
    assert rows[0] == ["Lúc", "Đơn vị", "Thay đổi", "Số lượng", "Lý do", "Người ghi", "Người duyệt"]
    assert rows[1][1:] == [
        "Thôn Phú Sơn",
        "Loại trừ",
        "1",
        "Nhà không người ở",
        "Nguyễn Văn Trưởng",
        "Trần Thị Hòa",
    ]
    assert "Brơi" not in page + file


def test_without_exclusions_and_changes_the_tally_says_so(
    clerk: FlaskClient, campaign: Campaign, village: Village
) -> None:
    page = text(clerk, f"/staff/tallies/{campaign.id}/{village.commune_id}")

    assert "Chưa có thay đổi nào: danh sách vẫn như lúc mở đợt." in page
    assert "Loại trừ theo lý do" not in page


def test_newcomers_are_noted_beside_the_tally(
    house: House, today: Occasion, clerk: FlaskClient, campaign: Campaign, village: Village
) -> None:
    add_hamlet(house, today, village.commune_id, "=Khu phố 3", 12)
    post(clerk, f"/staff/campaigns/{campaign.id}/newcomers")

    tally = f"/staff/tallies/{campaign.id}/{village.commune_id}"
    assert "=Khu phố 3 Đưa thêm vào 12 Trần Thị Hòa" in words(text(clerk, tally))
    assert "'=Khu phố 3" in clerk.get(f"{tally}/changes.csv").get_data().decode("utf-8-sig")


def test_whoever_proposed_is_told_to_ask_somebody_else(
    house: House, clerk: FlaskClient, campaign: Campaign, village: Village
) -> None:
    post(clerk, proposal_of(campaign, village.household_ids[1]), reason="deceased")

    page = text(clerk, "/staff/exclusions/waiting")
    refused = post(clerk, "/staff/exclusions/1/approve")

    assert "cần một người khác duyệt" in page
    assert "Duyệt loại trừ" not in page
    assert refused.status_code == 403
    assert states(house) == ["proposed"]


def test_a_clerk_declines_and_lifts(
    house: House, head: FlaskClient, clerk: FlaskClient, campaign: Campaign, village: Village
) -> None:
    for household_id in village.household_ids[:2]:
        post(head, proposal_of(campaign, household_id), reason="long_absence")
    assert post(clerk, "/staff/exclusions/1/decline").headers["Location"].endswith("waiting?done=declined")
    post(clerk, "/staff/exclusions/2/approve")

    lifted = post(clerk, "/staff/exclusions/2/lift")

    assert lifted.headers["Location"] == "/staff/exclusions?done=lifted"
    assert states(house) == ["declined", "lifted"]
    assert post(clerk, "/staff/exclusions/2/lift").status_code == 409


def test_a_head_neither_approves_nor_lifts(
    house: House, head: FlaskClient, campaign: Campaign, village: Village
) -> None:
    post(head, proposal_of(campaign, village.household_ids[0]), reason="duplicate")

    answers = [post(head, f"/staff/exclusions/1/{act}").status_code for act in ("approve", "decline", "lift")]

    assert answers == [403, 403, 403]
    assert head.get("/staff/exclusions/waiting").status_code == 403
    assert "Bỏ loại trừ" not in text(head, "/staff/exclusions")


def test_a_form_without_a_reason_comes_back_with_what_was_typed(
    house: House, head: FlaskClient, campaign: Campaign, village: Village
) -> None:
    answer = post(head, proposal_of(campaign, village.household_ids[0]), since="01/01/2999")

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Chọn một lý do loại trừ" in page
    assert "phải là hôm nay hoặc một ngày đã qua" in page
    assert 'value="01/01/2999"' in page
    assert states(house) == []


@pytest.mark.parametrize("reason", ["maternity", "refused", "<b>", ""])
def test_only_reasons_of_the_list_are_taken(
    house: House, head: FlaskClient, campaign: Campaign, village: Village, reason: str
) -> None:
    assert post(head, proposal_of(campaign, village.household_ids[0]), reason=reason).status_code == 422
    assert states(house) == []


def test_who_has_signed_is_not_excluded_and_the_page_says_why(
    house: House, today: Occasion, head: FlaskClient, campaign: Campaign, village: Village
) -> None:
    sign(house, today, campaign.id, village.household_ids[0])

    answer = post(head, proposal_of(campaign, village.household_ids[0]), reason="empty_house")

    assert answer.status_code == 409
    assert "Hộ này đã có bản cam kết" in answer.get_data(as_text=True)


@pytest.mark.parametrize("query", ["", "?campaign=1", "?campaign=1&subject=99", "?campaign=x&subject=1",
                                   f"?campaign=1&subject={2**64}", "?campaign=1&subject=1&kind=counter",
                                   "?campaign=1&subject=1&kind=office", "?campaign=1&subject=-1"])  # fmt: skip
def test_an_address_that_names_nobody_finds_nothing(
    head: FlaskClient, campaign: Campaign, query: str
) -> None:
    assert head.get(f"/staff/exclusions/new{query}").status_code == 404


def test_nobody_decides_about_another_commune(
    app: Flask, house: House, head: FlaskClient, campaign: Campaign, village: Village
) -> None:
    post(head, proposal_of(campaign, village.household_ids[0]), reason="duplicate")
    stranger = app.test_client()
    elsewhere = add_commune(house, present(), village.province_id)
    sign_in(stranger, house, Grant(Role.ADMINISTRATOR, elsewhere))

    answers = [
        post(stranger, f"/staff/exclusions/1/{act}").status_code for act in ("approve", "decline", "lift")
    ]

    assert answers == [404, 404, 404]
    assert stranger.get(proposal_of(campaign, village.household_ids[0])).status_code == 404
    assert "Hẻm" not in text(stranger, "/staff/exclusions") + text(stranger, "/staff/exclusions/waiting")
    assert "Ghi trùng" not in text(stranger, "/staff/exclusions/waiting")


def test_an_exclusion_that_does_not_exist_is_not_found(clerk: FlaskClient, campaign: Campaign) -> None:
    assert post(clerk, "/staff/exclusions/99/approve").status_code == 404


def test_a_name_with_markup_is_data(
    house: House, head: FlaskClient, clerk: FlaskClient, campaign: Campaign, village: Village
) -> None:
    with house.database.writing() as session:
        session.execute(update(Household).values(head_name="<script>alert(1)</script>"))
    post(head, proposal_of(campaign, village.household_ids[0]), reason="duplicate")

    pages = text(clerk, "/staff/exclusions/waiting") + text(head, "/staff/exclusions")
    pages += text(head, proposal_of(campaign, village.household_ids[1]))
    pages += text(head, f"/staff/worklist/{campaign.id}/{village.hamlet_id}")

    assert "<script>alert" not in pages
    assert pages.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 4


def test_the_rule_of_two_is_a_tick_when_the_campaign_opens(
    house: House, clerk: FlaskClient, campaign: Campaign
) -> None:
    with house.database.writing() as session:
        session.execute(update(Campaign).values(state="draft", opened_at=None, exclusions_need_two=False))

    page = text(clerk, f"/staff/campaigns/{campaign.id}")
    post(clerk, f"/staff/campaigns/{campaign.id}", decision="save", exclusions_need_two="y")
    ticked = text(clerk, f"/staff/campaigns/{campaign.id}")

    assert 'name="exclusions_need_two"' in page
    assert not re.search(r"<input[^>]*checked[^>]*exclusions_need_two", page)
    assert re.search(r"<input[^>]*checked[^>]*exclusions_need_two", ticked)
    with house.database.reading() as session:
        assert session.get_one(Campaign, campaign.id).exclusions_need_two
