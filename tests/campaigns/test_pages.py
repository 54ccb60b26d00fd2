"""Staff prepare, open and close a campaign on its pages; a hamlet head only reads what has opened."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from pledges.campaigns.queries import by_id, visible_to
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion, present
from pledges.foundation.vietnamese.dates import short_date
from pledges.register.acts.households import HouseholdSource, add_households
from pledges.register.rules import NewHousehold
from pledges.staff.rules import Grant, Role
from tests.worlds import Village, add_commune, build_village, draft, run_campaign, sign_in

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@pytest.fixture
def today() -> Occasion:
    """The pages ask the real clock."""
    return present()


@pytest.fixture
def village(house: House, today: Occasion) -> Village:
    return build_village(house, today)


@pytest.fixture
def clerk(client: FlaskClient, house: House, village: Village) -> FlaskClient:
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, village.commune_id))
    return client


def page(client: FlaskClient, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.get_data(as_text=True)


def token(client: FlaskClient) -> str:
    found = TOKEN.search(page(client, "/staff/campaigns"))
    assert found
    return found[1]


def settings(client: FlaskClient, today: Occasion, **typed: str) -> dict[str, str]:
    """Return what a clerk types to open a campaign tomorrow."""
    first = today.today + timedelta(days=1)
    return {
        "csrf_token": token(client),
        "opens_on": short_date(first),
        "closes_on": short_date(first + timedelta(days=30)),
        "kept_until": short_date(first + timedelta(days=400)),
        "controller": "Ủy ban nhân dân xã Hàm Mẫu",
        "controller_address": "Thôn Phú Sơn, xã Hàm Mẫu, tỉnh Lâm Đồng",
        "controller_phone": "0252 3812 345",
        "data_contact": "bà Trần Thị Hòa, công chức văn hóa - xã hội",
        "posted_at": "nhà văn hóa thôn, khu phố",
        "law_name": "pháp luật về trật tự, an toàn giao thông đường bộ",
        "law_name_english": "the law on road order and safety",
        "certificates": "issued",
        "signer_title": "Phó Chủ tịch",
        **typed,
    }


def confirm(client: FlaskClient, campaign_id: int) -> str:
    """Say that the lists are complete; return the page that follows."""
    fields = {"csrf_token": token(client)}
    answer = client.post(f"/staff/campaigns/{campaign_id}/base", data=fields, follow_redirects=True)
    return answer.get_data(as_text=True)


def new_campaign(client: FlaskClient, unit_id: int, **said: str | list[str]) -> dict[str, str | list[str]]:
    """Return what a clerk sends to prepare a campaign."""
    titles: dict[str, str | list[str]] = {"title_vi": "Ký cam kết đợt 2", "title_en": "Second round"}
    choice: dict[str, str | list[str]] = {
        "code": "4K",
        "unit_id": str(unit_id),
        "forms": ["HO-ATGT", "KS-MC"],
    }
    return {"csrf_token": token(client), **titles, **choice, **said}


def state(house: House, campaign_id: int) -> str:
    with house.database.reading() as session:
        return by_id(session, campaign_id).state


def test_a_ready_campaign_is_offered_with_its_forms_ticked_and_prepared(
    house: House, clerk: FlaskClient, village: Village
) -> None:
    assert "Đợt vận động thực hiện nội dung “4 không”" in page(clerk, "/staff/campaigns")
    offered = page(clerk, "/staff/campaigns/new?code=4K")
    assert offered.count(" checked") == 2
    assert 'value="Đợt vận động thực hiện nội dung “4 không”"' in offered

    fields = new_campaign(clerk, village.commune_id)
    answer = clerk.post("/staff/campaigns/new", data=fields, follow_redirects=True)

    assert answer.status_code == 200
    assert "Đã tạo bản nháp. Chưa ai được mời." in answer.get_data(as_text=True)
    with house.database.reading() as session:
        found = visible_to(session, [village.commune_id])
        assert [(each.state, each.title_vi) for each in found] == [("draft", "Ký cam kết đợt 2")]


def test_a_campaign_cannot_be_prepared_for_a_unit_out_of_reach_or_without_a_form(
    house: House, today: Occasion, clerk: FlaskClient, village: Village
) -> None:
    neighbour = add_commune(house, today, village.province_id)

    answer = clerk.post("/staff/campaigns/new", data=new_campaign(clerk, neighbour, forms=[]))

    assert answer.status_code == 422
    assert "Còn 2 mục cần xem lại" in answer.get_data(as_text=True)


def test_a_draft_lists_what_is_still_to_be_done(
    house: House, today: Occasion, clerk: FlaskClient, village: Village
) -> None:
    shown = page(clerk, f"/staff/campaigns/{draft(house, today, village.commune_id)}")

    assert shown.count("Cần làm</span>") == 8
    assert shown.count("Đã xong</span>") == 4
    assert 'href="#opens_on"' in shown
    assert "Danh sách hiện có 3" in shown
    assert "Bản 1 đang soạn, chưa công bố." in shown


def test_a_draft_is_saved_half_done(
    house: House, today: Occasion, clerk: FlaskClient, village: Village
) -> None:
    campaign = draft(house, today, village.commune_id)
    half = settings(clerk, today, kept_until="", data_contact="", decision="save")

    answer = clerk.post(f"/staff/campaigns/{campaign}", data=half, follow_redirects=True)

    shown = answer.get_data(as_text=True)
    assert "Đợt vận động vẫn là bản nháp" in shown
    assert shown.count("Cần làm</span>") == 3
    assert state(house, campaign) == "draft"


def test_opening_is_refused_until_nothing_is_missing_and_keeps_what_was_typed(
    house: House, today: Occasion, clerk: FlaskClient, village: Village
) -> None:
    campaign = draft(house, today, village.commune_id)
    confirm(clerk, campaign)
    half = settings(clerk, today, posted_at="", decision="open")

    answer = clerk.post(f"/staff/campaigns/{campaign}", data=half)

    shown = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "<title>Lỗi:" in shown
    assert "Còn 1 việc chưa xong trong danh sách việc cần làm." in shown
    assert 'value="0252 3812 345"' in shown
    assert state(house, campaign) == "draft"


def test_a_wrong_date_is_pointed_at(
    house: House, today: Occasion, clerk: FlaskClient, village: Village
) -> None:
    campaign = draft(house, today, village.commune_id)

    answer = clerk.post(f"/staff/campaigns/{campaign}", data=settings(clerk, today, opens_on="31/02/2026"))

    shown = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert '<a href="#opens_on">Ghi “Ngày bắt đầu nhận cam kết” theo dạng ngày/tháng/năm' in shown
    assert 'value="31/02/2026"' in shown


def test_a_complete_campaign_opens(
    house: House, today: Occasion, clerk: FlaskClient, village: Village
) -> None:
    campaign = draft(house, today, village.commune_id)
    assert "Danh sách đã được xác nhận là đủ." in confirm(clerk, campaign)

    fields = settings(clerk, today, decision="open")
    answer = clerk.post(f"/staff/campaigns/{campaign}", data=fields, follow_redirects=True)

    shown = answer.get_data(as_text=True)
    assert "Đã mở đợt vận động." in shown
    assert "Sắp bắt đầu" in shown
    assert '<dt class="facts__term">Hộ gia đình</dt><dd class="facts__value">3</dd>' in shown
    assert "Ai có trong danh sách đều đã được mời." in shown
    assert "có cấp, Phó Chủ tịch ký" in shown


def test_an_opened_campaign_tells_what_was_published_and_cannot_be_changed(
    house: House, today: Occasion, clerk: FlaskClient, village: Village
) -> None:
    campaign = run_campaign(house, today, village.commune_id).id

    answer = clerk.post(f"/staff/campaigns/{campaign}", data=settings(clerk, today, decision="save"))

    assert answer.status_code == 409
    assert "bà Trần Thị Hòa" in page(clerk, f"/staff/campaigns/{campaign}")
    assert "Lưu bản nháp" not in page(clerk, f"/staff/campaigns/{campaign}")


def test_newcomers_are_told_of_and_brought_in_by_one_button(
    house: House, today: Occasion, clerk: FlaskClient, village: Village
) -> None:
    campaign = run_campaign(house, today, village.commune_id).id
    with house.database.writing() as session:
        new = [NewHousehold("Trần Thị Mười", "Xóm Mới")]
        add_households(session, today, village.hamlet_id, HouseholdSource(house.keys), new)
    assert "1 hộ, người hoặc cơ quan được nhập sau khi mở" in page(clerk, f"/staff/campaigns/{campaign}")

    fields = {"csrf_token": token(clerk)}
    answer = clerk.post(f"/staff/campaigns/{campaign}/newcomers", data=fields, follow_redirects=True)

    assert '<dd class="facts__value">4</dd>' in answer.get_data(as_text=True)
    assert "được nhập sau khi mở" not in answer.get_data(as_text=True)


def test_closing_is_one_deliberate_act(
    house: House, today: Occasion, clerk: FlaskClient, village: Village
) -> None:
    campaign = run_campaign(house, today, village.commune_id).id

    fields = {"csrf_token": token(clerk)}
    answer = clerk.post(f"/staff/campaigns/{campaign}/close", data=fields, follow_redirects=True)

    shown = answer.get_data(as_text=True)
    assert "Đã kết thúc đợt vận động." in shown
    assert "Tôi muốn kết thúc đợt này" not in shown
    assert state(house, campaign) == "closed"


def test_a_hamlet_head_reads_the_communes_campaign_and_can_do_nothing_to_it(
    client: FlaskClient, house: House, today: Occasion, village: Village
) -> None:
    campaign = run_campaign(house, today, village.commune_id).id
    sign_in(client, house, Grant(Role.HAMLET_HEAD, village.hamlet_id))

    shown = page(client, f"/staff/campaigns/{campaign}")

    assert "Thông tin đã công bố" in shown
    assert "Kết thúc" not in shown
    assert "Chuẩn bị" not in page(client, "/staff/campaigns")
    assert "Soạn bản mới" not in shown
    found = TOKEN.search(shown)
    assert found
    for_head = {"csrf_token": found[1]}
    assert client.post(f"/staff/campaigns/{campaign}/close", data=for_head).status_code == 403


def test_a_hamlet_head_finds_no_draft(
    client: FlaskClient, house: House, today: Occasion, village: Village
) -> None:
    campaign = draft(house, today, village.commune_id)
    sign_in(client, house, Grant(Role.HAMLET_HEAD, village.hamlet_id))

    page(client, f"/staff/campaigns/{campaign}", status=404)
    page(client, f"/staff/campaigns/{campaign}/forms/HO-ATGT", status=404)
    assert "Chưa có đợt vận động nào" in page(client, "/staff/campaigns")


@pytest.mark.parametrize(
    "act", ["", "/newcomers", "/close", "/closing", "/archive", "/base", "/codes", "/forms"]
)
def test_a_clerk_cannot_touch_the_neighbours_campaign(
    house: House, today: Occasion, clerk: FlaskClient, village: Village, act: str
) -> None:
    campaign = run_campaign(house, today, add_commune(house, today, village.province_id)).id

    answer = clerk.post(f"/staff/campaigns/{campaign}{act}", data=settings(clerk, today, decision="save"))

    assert answer.status_code == 404
    assert state(house, campaign) == "open"


def test_the_pages_stand_in_english_too(
    house: House, today: Occasion, clerk: FlaskClient, village: Village
) -> None:
    run_campaign(house, today, village.commune_id)

    assert "Campaign for the four “không”" in page(clerk, "/en/staff/campaigns")
