"""Staff settle what a campaign lacks, change its forms and versions, close it in steps, and add local items."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from pledges.campaigns.acts.campaigns import create_campaign
from pledges.campaigns.acts.life import archive_campaign, begin_closing, close_campaign
from pledges.campaigns.acts.versions import draft_of, save_draft
from pledges.campaigns.rules import NewCampaign
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion, present
from pledges.register.acts.households import HouseholdSource, add_households
from pledges.register.rules import NewHousehold
from pledges.staff.rules import Grant, Role
from tests.campaigns.test_pages import confirm, page, token
from tests.worlds import Village, add_commune, build_village, draft, open_complete, run_campaign, sign_in


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


def test_lists_that_changed_say_from_how_many_to_how_many(
    house: House, today: Occasion, clerk: FlaskClient, village: Village
) -> None:
    campaign = draft(house, today, village.commune_id)
    confirm(clerk, campaign)
    with house.database.writing() as session:
        new = [NewHousehold("Trần Thị Mười", "Xóm Mới")]
        add_households(session, today, village.hamlet_id, HouseholdSource(house.keys), new)

    shown = page(clerk, f"/staff/campaigns/{campaign}")

    assert "Danh sách đã đổi từ 3 thành 4 sau khi xác nhận" in shown
    assert "Còn 1 chưa có mã" in shown


def test_missing_codes_are_made_by_one_button(
    house: House, today: Occasion, clerk: FlaskClient, village: Village
) -> None:
    campaign = draft(house, today, village.commune_id)
    with house.database.writing() as session:
        new = [NewHousehold("Trần Thị Mười", "Xóm Mới")]
        add_households(session, today, village.hamlet_id, HouseholdSource(house.keys), new)

    fields = {"csrf_token": token(clerk)}
    answer = clerk.post(f"/staff/campaigns/{campaign}/codes", data=fields, follow_redirects=True)

    shown = answer.get_data(as_text=True)
    assert "Đã tạo mã cho những hộ, người và cơ quan chưa có." in shown
    assert "Tạo những mã còn thiếu" not in shown


def test_forms_are_taken_in_and_out_on_the_page(
    house: House, today: Occasion, clerk: FlaskClient, village: Village
) -> None:
    campaign = draft(house, today, village.commune_id)
    here, fields = f"/staff/campaigns/{campaign}/forms", {"csrf_token": token(clerk)}

    taken = clerk.post(here, data={**fields, "form_code": "CB-4K"}, follow_redirects=True)
    shown = clerk.post(f"{here}/KS-MC/remove", data=fields, follow_redirects=True).get_data(as_text=True)

    assert "Đã thêm phiếu vào đợt vận động." in taken.get_data(as_text=True)
    assert f'href="{here}/CB-4K"' in shown
    assert f'href="{here}/KS-MC"' not in shown


def test_a_second_pledge_of_the_same_people_is_not_offered_and_is_refused_in_words(
    house: House, today: Occasion, clerk: FlaskClient, village: Village
) -> None:
    campaign = draft(house, today, village.commune_id)
    here, fields = f"/staff/campaigns/{campaign}", {"csrf_token": token(clerk)}

    refused = clerk.post(f"{here}/forms", data={**fields, "form_code": "HO-4K"})

    offered = page(clerk, here)
    assert '<option value="CB-4K">' in offered
    assert '<option value="KS-5YT">' in offered
    assert '<option value="HO-4K">' not in offered
    assert refused.status_code == 409
    assert "Mỗi đợt chỉ có một bản cam kết cho một loại đối tượng" in refused.text
    assert "Đợt này đã có phiếu HO-ATGT cho đúng đối tượng ấy." in refused.text


def test_a_version_written_beside_the_live_one_is_published_or_thrown_away_on_the_page(
    house: House, today: Occasion, clerk: FlaskClient, village: Village
) -> None:
    campaign = run_campaign(house, today, village.commune_id).id
    fields, here = {"csrf_token": token(clerk)}, f"/staff/campaigns/{campaign}"
    version = rewrite(house, today, campaign)
    assert "Bản 2 đang soạn bên cạnh bản 1 đang dùng." in page(clerk, here)

    thrown = clerk.post(f"{here}/versions/{version}/discard", data=fields, follow_redirects=True)
    again = rewrite(house, today, campaign)
    shown = clerk.post(f"{here}/versions/{again}/publish", data=fields, follow_redirects=True)

    assert "Đã bỏ bản đang soạn." in thrown.get_data(as_text=True)
    assert "Bản 2 đang dùng, câu chữ giữ nguyên." in shown.get_data(as_text=True)
    assert "Đi chậm qua trường học." in page(clerk, f"{here}/forms/HO-ATGT")
    assert "Đi chậm qua trường học." not in page(clerk, f"{here}/forms/HO-ATGT?version=1")


def rewrite(house: House, today: Occasion, campaign_id: int) -> int:
    """Write a new version of the households' form; return its id."""
    with house.database.writing() as session:
        version = draft_of(session, today, campaign_id, "HO-ATGT")
        content: dict[str, Any] = dict(version.content)
        words = {"vi": "Đi chậm qua trường học.", "en": "Slow down near schools."}
        items = [{**content["items"][0], "text": words}, *content["items"][1:]]
        return save_draft(session, today, version.id, {**content, "items": items}, version.digest).id


def test_a_campaign_is_closed_in_steps_and_put_into_the_archive(
    house: House, today: Occasion, clerk: FlaskClient, village: Village
) -> None:
    campaign = run_campaign(house, today, village.commune_id).id
    fields, here = {"csrf_token": token(clerk)}, f"/staff/campaigns/{campaign}"

    closing = clerk.post(f"{here}/closing", data=fields, follow_redirects=True).get_data(as_text=True)
    clerk.post(f"{here}/close", data=fields)
    archived = clerk.post(f"{here}/archive", data=fields, follow_redirects=True).get_data(as_text=True)

    assert "Điện thoại không nhận cam kết nữa." in closing
    assert "Đợt này nằm trong lưu trữ" in archived
    assert here not in page(clerk, "/staff/campaigns")
    assert here in page(clerk, "/staff/campaigns?archive=1")


def test_a_clerk_adds_items_for_a_hamlet_and_what_is_not_whole_is_refused_with_what_was_typed(
    house: House, today: Occasion, clerk: FlaskClient, village: Village
) -> None:
    campaign = run_campaign(house, today, village.commune_id).id
    here = f"/staff/campaigns/{campaign}/forms/HO-ATGT/local/{village.hamlet_id}"
    assert "Các điều chung, không sửa ở đây" in page(clerk, here)
    fields = {"csrf_token": token(clerk), "items-0-vi": "Thắp đèn ngõ từ 18 giờ.", "items-0-en": ""}

    refused = clerk.post(here, data=fields)
    kept = clerk.post(here, data={**fields, "items-0-en": "Keep the alley lamp on."}, follow_redirects=True)

    assert refused.status_code == 422
    assert 'value="Thắp đèn ngõ từ 18 giờ."' in refused.get_data(as_text=True)
    assert "Đã lưu nội dung riêng của địa phương." in kept.get_data(as_text=True)
    assert f'href="{here}">Thôn Phú Sơn</a> (1 điều)' in kept.get_data(as_text=True)
    assert 'value="Thắp đèn ngõ từ 18 giờ."' in page(clerk, here)


def test_a_row_that_is_too_long_is_pointed_at(
    house: House, today: Occasion, clerk: FlaskClient, village: Village
) -> None:
    campaign = run_campaign(house, today, village.commune_id).id
    here = f"/staff/campaigns/{campaign}/forms/HO-ATGT/local/{village.hamlet_id}"

    answer = clerk.post(
        here, data={"csrf_token": token(clerk), "items-0-vi": "dài " * 100, "items-0-en": "long"}
    )

    assert answer.status_code == 422
    assert "Còn 1 mục cần xem lại" in answer.get_data(as_text=True)


def test_a_commune_adds_items_to_the_provinces_campaign_for_itself_alone(
    house: House, today: Occasion, clerk: FlaskClient, village: Village
) -> None:
    neighbour = add_commune(house, today, village.province_id)
    campaign = run_campaign(house, today, village.province_id).id
    here = f"/staff/campaigns/{campaign}"

    shown = page(clerk, here)

    assert f"{here}/forms/HO-ATGT/local/{village.commune_id}" in shown
    assert "/build" not in shown
    page(clerk, f"{here}/forms/HO-ATGT/local/{village.commune_id}")
    page(clerk, f"{here}/forms/HO-ATGT/local/{neighbour}", status=404)


def test_a_unit_outside_the_campaign_adds_nothing_to_it(
    house: House, today: Occasion, clerk: FlaskClient, village: Village, client: FlaskClient
) -> None:
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, village.province_id))
    neighbour = add_commune(house, today, village.province_id)
    campaign = run_campaign(house, today, village.commune_id).id

    page(client, f"/staff/campaigns/{campaign}/forms/HO-ATGT/local/{neighbour}", status=404)


@pytest.mark.parametrize("form", ["HO-4K", "CB-ATGT", "CB-4K", "CQ-4K", "KS-5YT", "PA-GY", "DX-TTHC"])
def test_every_form_of_the_catalogue_is_read_by_staff_and_told_of_in_public(
    house: House, today: Occasion, clerk: FlaskClient, village: Village, form: str
) -> None:
    with house.database.writing() as session:
        campaign = create_campaign(session, today, village.commune_id, NewCampaign("4K", (form,)))
        open_complete(session, house, today, campaign)
        title = campaign.title_vi

    assert "{" not in page(clerk, f"/staff/campaigns/{campaign.id}/forms/{form}")
    assert title in page(clerk, f"/c/{campaign.slug}")


def test_the_public_page_of_a_campaign_that_closes_says_that_late_paper_is_still_taken(
    house: House, today: Occasion, clerk: FlaskClient, village: Village
) -> None:
    campaign = run_campaign(house, today, village.commune_id)
    with house.database.writing() as session:
        begin_closing(session, today, campaign.id)

    assert "Đang nhận giấy ký muộn" in page(clerk, f"/c/{campaign.slug}")
    with house.database.writing() as session:
        close_campaign(session, today, campaign.id)
        archive_campaign(session, today, campaign.id)
    assert "Đã kết thúc" in page(clerk, f"/c/{campaign.slug}")


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("HO-ATGT", ("Không vượt đèn đỏ.", "Do not run red lights.")),
        ("KS-MC", ("Rất hài lòng", "Very satisfied")),
    ],
)
def test_the_text_of_a_form_is_read_in_both_languages(
    house: House, clerk: FlaskClient, village: Village, form: str, words: tuple[str, str]
) -> None:
    campaign = run_campaign(house, present(), village.commune_id).id

    shown = page(clerk, f"/staff/campaigns/{campaign}/forms/{form}")

    assert words[0] in shown
    assert words[1] in shown
    assert "{" not in shown


def test_a_draft_can_be_read_before_anything_is_settled(
    house: House, today: Occasion, clerk: FlaskClient, village: Village
) -> None:
    shown = page(clerk, f"/staff/campaigns/{draft(house, today, village.commune_id)}/forms/HO-ATGT")

    assert "Thời hạn cam kết: từ ngày …… đến ngày ……" in shown
    assert "Câu chữ như người dân sẽ đọc." in shown
