"""Mistakes and mischief: everything typed is kept, every mistake is named, nothing half is stored."""

import unicodedata

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from pledges.campaigns.tables import Campaign
from pledges.foundation.house import House
from pledges.responses.tables import Member, Response
from tests.filling import open_page, sign
from tests.worlds import Village

HOSTILE = (
    '<script>alert("x")</script>',
    "'; DROP TABLE response; --",
    "{{ 7*7 }}",
    "=HYPERLINK(1)",
    "%s%n",
    "../../x",
)


def stored(house: House) -> int:
    with house.database.reading() as session:
        return session.scalar(select(func.count()).select_from(Response)) or 0


def test_an_empty_form_names_everything_that_is_missing(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    page = open_page(client, village.codes[0])

    answer = client.post(page.action, data={**page.marks, "choice": "sign"})

    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "<title>Lỗi:" in text
    assert "Còn 5 mục cần xem lại" in text
    assert '<a href="#items">Đánh dấu ít nhất một điều gia đình mình cam kết</a>' in text
    assert '<a href="#nguoi_dai_dien">Ghi họ và tên người đại diện hộ</a>' in text
    assert '<a href="#duty">' in text
    assert '<a href="#pledge">' in text
    assert '<a href="#C1">' in text
    assert stored(house) == 0


def test_what_was_typed_is_kept(client: FlaskClient, village: Village, campaign: Campaign) -> None:
    answer = sign(
        client, village.codes[0], C1="", nam_sinh="mười", tong_so_nguoi="5", **{"members-1-name": "H'Hen Niê"}
    )

    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'value="mười"' in text
    assert 'value="H&#39;Hen Niê"' in text
    assert text.count(" checked") == 4


def test_the_page_sent_back_can_be_corrected_and_sent(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    page = open_page(client, village.codes[0])
    refused = client.post(page.action, data=page.filled(nguoi_dai_dien=""))

    answer = client.post(page.action, data=page.filled())

    assert page.attempt in refused.get_data(as_text=True)
    assert answer.status_code == 303
    assert stored(house) == 1


def test_pressing_neither_button_asks_to_choose(
    client: FlaskClient, village: Village, campaign: Campaign
) -> None:
    answer = sign(client, village.codes[0], choice="")

    assert answer.status_code == 422
    assert "Bấm “Cam kết tất cả”, “Cam kết một phần” hoặc “Không cam kết”" in answer.get_data(as_text=True)


def test_more_rows_are_added_without_script(
    client: FlaskClient, village: Village, campaign: Campaign
) -> None:
    answer = sign(client, village.codes[0], choice="", add_member="1", **{"members-0-name": "H'Hen Niê"})

    text = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert 'name="members-2-name"' in text
    assert 'value="H&#39;Hen Niê"' in text
    assert "Lỗi:" not in text


def test_twelve_members_fit(client: FlaskClient, house: House, village: Village, campaign: Campaign) -> None:
    twelve = {f"members-{row}-name": f"Nguyễn Thị Bích {row}" for row in range(12)}

    answer = sign(client, village.codes[0], **twelve)

    with house.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Member)) == 12
    assert answer.status_code == 303


def test_a_thirteenth_member_is_told_not_dropped(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    thirteen = {f"members-{row}-name": f"Nguyễn Thị Bích {row}" for row in range(13)}

    answer = sign(client, village.codes[0], **thirteen)

    assert answer.status_code == 422
    assert "Ghi tối đa 12 thành viên" in answer.get_data(as_text=True)
    assert stored(house) == 0


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_shown_as_text(
    client: FlaskClient, village: Village, campaign: Campaign, hostile: str
) -> None:
    answer = sign(client, village.codes[0], nguoi_dai_dien=f"Đức {hostile}")

    receipt = client.get(answer.headers["Location"]).get_data(as_text=True)
    assert answer.status_code == 303
    assert "<script>alert" not in receipt
    assert "Đức" in receipt


@pytest.mark.parametrize("typed", ["\x00", "\ud7ff" * 3, "9" * 5000, "١٩٦٨", "-1", "<b>"])
def test_no_field_breaks_on_strange_text(
    client: FlaskClient, house: House, village: Village, campaign: Campaign, typed: str
) -> None:
    fields = (
        "nam_sinh",
        "so_dien_thoai",
        "tong_so_nguoi",
        "items",
        "C1",
        "members-0-birth_year",
        "members-0-x",
    )

    answer = sign(client, village.codes[0], **dict.fromkeys(fields, typed))

    assert answer.status_code == 422
    assert stored(house) == 0


def test_names_typed_in_pieces_are_stored_whole(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    sign(
        client, village.codes[0], nguoi_dai_dien=unicodedata.normalize("NFD", "  Nguyễn\u00a0Văn  Ðức\u200b ")
    )

    with house.database.reading() as session:
        assert session.scalars(select(Response.signer_name)).one() == "Nguyễn Văn Đức"


def test_a_name_longer_than_any_name_is_refused_with_its_length(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    answer = sign(client, village.codes[0], nguoi_dai_dien="Nguyễn " * 40)

    assert answer.status_code == 422
    assert stored(house) == 0


def test_a_campaign_that_does_not_ask_the_household_is_no_address(
    client: FlaskClient, village: Village, campaign: Campaign
) -> None:
    page = open_page(client, village.codes[0])

    answer = client.post(f"/S/{village.codes[0]}/sign/999", data=page.filled())

    assert answer.status_code == 404
    assert "Mã này hiện không có phiếu nào để điền" in answer.get_data(as_text=True)


@pytest.mark.parametrize("attempt", ["", "x", "á", "A" * 38, "A" * 5000])
def test_a_page_whose_mark_is_spoilt_comes_back_with_everything_typed(
    client: FlaskClient, house: House, village: Village, campaign: Campaign, attempt: str
) -> None:
    page = open_page(client, village.codes[0])

    answer = client.post(page.action, data=page.filled(attempt=attempt, nguoi_dai_dien="Trần Thị Hòa"))

    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'value="Trần Thị Hòa"' in text
    assert "Trang này đã mở quá lâu" in text
    assert stored(house) == 0


def test_a_page_with_a_spoilt_mark_can_be_sent_again_as_it_came_back(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    page = open_page(client, village.codes[0])
    back = client.post(page.action, data=page.filled(attempt="spoilt")).get_data(as_text=True)
    fresh = back.partition('name="attempt" value="')[2].partition('"')[0]

    answer = client.post(page.action, data=page.filled(attempt=fresh))

    assert answer.status_code == 303
    assert stored(house) == 1


def test_a_form_of_another_site_is_refused(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    page = open_page(client, village.codes[0])

    answer = client.post(page.action, data=page.filled(), headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403
    assert stored(house) == 0


def test_a_counters_code_signs_no_pledge(client: FlaskClient, village: Village, campaign: Campaign) -> None:
    answer = client.post(f"/S/{village.counter_code}/sign/{campaign.id}", data={"choice": "sign"})

    assert answer.status_code == 404


def test_items_of_another_form_are_refused(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    answer = sign(client, village.codes[0], items=["T07", "G01"])

    assert answer.status_code == 422
    assert stored(house) == 0


def test_mistakes_on_a_page_left_open_by_a_signed_household_lead_to_its_status(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    page = open_page(client, village.codes[0])
    sign(client, village.codes[0])

    answer = client.post(page.action, data=page.filled(nguoi_dai_dien=""))

    assert answer.status_code == 409
    assert "Hộ này đã ký cam kết" in answer.get_data(as_text=True)
