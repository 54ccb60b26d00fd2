"""The staff's page of slips: what may be asked for, what is told of packs, and nothing of who used them."""

from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from pledges.campaigns.rules import CampaignState
from pledges.campaigns.tables import Campaign
from pledges.foundation.audit import AuditEvent
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.satisfaction.tables import SlipPack
from pledges.staff.rules import Grant, Role
from tests.satisfaction.answering import send
from tests.satisfaction.slips import ask, old_pack, pack, page_of, token_of
from tests.worlds import Village, add_commune, sign_in


def text_of(clerk: FlaskClient, village: Village) -> str:
    return clerk.get(page_of(village)).get_data(as_text=True)


def packs(house: House) -> list[SlipPack]:
    with house.database.reading() as session:
        return list(session.scalars(select(SlipPack)))


def test_the_page_says_how_slips_are_to_be_given_out(
    clerk: FlaskClient, village: Village, campaign: Campaign
) -> None:
    page = text_of(clerk, village)

    assert "Quầy 1: Hộ tịch, chứng thực" in page
    assert "Xáo trộn tập phiếu trước khi phát" in page
    assert "Chưa có tập phiếu nào" in page


def test_a_pack_is_made_until_the_last_day_that_is_asked(
    clerk: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    answer = ask(clerk, village, slips="240", a_page="12")

    [made] = packs(house)
    assert answer.status_code == 303
    assert (made.slips, made.until_on, made.ended_on) == (240, campaign.closes_on, None)
    assert "Tập 1, tạo ngày" in text_of(clerk, village)


@pytest.mark.parametrize("slips", ["11", "5001", "", "nhiều", "-20", "²"])
def test_a_pack_too_small_or_too_large_is_not_made(
    slips: str, clerk: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    answer = ask(clerk, village, slips=slips, a_page="12")

    assert answer.status_code == 422
    assert f'value="{slips}"' in answer.get_data(as_text=True)
    assert packs(house) == []


def test_a_size_that_is_not_offered_is_refused(
    clerk: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    assert ask(clerk, village, slips="20", a_page="13").status_code == 422
    assert packs(house) == []


def test_where_nothing_is_asked_there_is_no_pack_to_make(
    clerk: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    token = token_of(clerk, village)
    with house.database.writing() as session:
        session.get_one(Campaign, campaign.id).state = CampaignState.CLOSED

    page = text_of(clerk, village)
    answer = clerk.post(page_of(village), data={**token, "slips": "20", "a_page": "12"})

    assert "Quầy này chưa có phiếu khảo sát nào" in page
    assert answer.status_code == 409
    assert packs(house) == []


def test_a_pack_is_ended_on_its_page(
    clerk: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    pack_id, _codes = pack(house, village)

    answer = clerk.post(f"/staff/satisfaction/slips/{pack_id}/end", data=token_of(clerk, village))

    assert answer.headers["Location"] == page_of(village)
    assert packs(house)[0].ended_on == present().today
    assert "đã dừng ngày" in text_of(clerk, village)


def test_a_pack_ended_twice_keeps_its_first_day(
    clerk: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    pack_id, _codes = pack(house, village)
    with house.database.writing() as session:
        session.get_one(SlipPack, pack_id).ended_on = date(2026, 11, 1)

    clerk.post(f"/staff/satisfaction/slips/{pack_id}/end", data=token_of(clerk, village))

    assert packs(house)[0].ended_on == date(2026, 11, 1)


def test_a_pack_whose_day_is_over_is_told_so(
    clerk: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    old_pack(house, village)

    assert "đã hết hạn" in text_of(clerk, village)


def test_a_used_slip_changes_nothing_on_the_page(
    clerk: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    _pack_id, codes = pack(house, village)
    before = text_of(clerk, village).partition("<main")[2].partition("csrf_token")[0]

    send(clerk, codes[0])

    assert text_of(clerk, village).partition("<main")[2].partition("csrf_token")[0] == before


def test_the_trail_tells_packs_and_no_slip(
    clerk: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    ask(clerk, village, slips="20", a_page="12")

    with house.database.reading() as session:
        actions = list(session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)))
    assert actions[-2:] == ["satisfaction.make-slips", "prints.start"]


def test_another_commune_cannot_see_or_end_a_pack(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    pack_id, _codes = pack(house, village)
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, add_commune(house, present(), village.province_id)))

    assert client.get(page_of(village)).status_code == 404
    assert client.get("/staff/satisfaction/slips/99/end").status_code == 405
    assert packs(house)[0].id == pack_id
