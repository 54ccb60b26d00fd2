"""Entering one household's paper: the pages, what they refuse, and what they say."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from pledges.campaigns.tables import Campaign, Invitation
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion, present
from pledges.foundation.vietnamese.dates import short_date
from pledges.responses.tables import Member
from pledges.staff.rules import Grant, Role
from tests.access.doors import token_on
from tests.certificates.pledging import sign
from tests.entry.desk import enter_paper, entry_address, filled
from tests.entry.papers import KEPT, counted, days_ago, pledges_in, proofs_in
from tests.worlds import Village, add_commune, sign_in

TODAY = short_date(present().today)


@pytest.fixture
def first(village: Village, campaign: Campaign) -> str:
    """Where the first household's paper is entered."""
    return entry_address(village.household_ids[0], campaign)


def test_the_form_offers_the_head_and_chooses_nothing_else(
    head: FlaskClient, village: Village, campaign: Campaign
) -> None:
    page = head.get(entry_address(village.household_ids[2], campaign)).text

    assert 'value="Nguyễn Văn Đức"' in page
    assert " checked" not in page
    assert 'name="signed_on" type="text" value=""' in page


def test_at_a_door_today_is_offered_and_can_be_seen(
    head: FlaskClient, village: Village, campaign: Campaign
) -> None:
    page = head.get(entry_address(village.household_ids[2], campaign) + "?kind=in_person").text

    assert f'name="signed_on" type="text" value="{TODAY}"' in page
    assert page.count(" checked") == 1


def test_a_paper_is_entered_and_its_reference_shown_once(
    house: House, head: FlaskClient, village: Village, campaign: Campaign
) -> None:
    answer = enter_paper(head, entry_address(village.household_ids[0], campaign), TODAY)

    assert answer.status_code == 200
    assert "Giao mã biên nhận cho gia đình" in answer.text
    (pledge,) = pledges_in(house)
    assert (pledge.channel, len(pledge.items), pledge.consents, pledge.language) == (
        "paper",
        14,
        ["C1"],
        "vi",
    )


def test_the_page_sent_again_is_the_same_success(
    house: House, head: FlaskClient, village: Village, campaign: Campaign
) -> None:
    address = entry_address(village.household_ids[0], campaign)
    fields = filled(head.get(address).text, TODAY)

    first, again = (head.post(address, data=fields) for _ in range(2))

    assert (first.status_code, again.status_code) == (200, 200)
    assert first.text == again.text
    assert len(pledges_in(house)) == 1


def test_other_content_under_the_same_mark_loses_nothing(
    house: House, head: FlaskClient, village: Village, campaign: Campaign
) -> None:
    address = entry_address(village.household_ids[0], campaign)
    fields = filled(head.get(address).text, TODAY)
    head.post(address, data=fields)

    answer = head.post(address, data={**fields, "extent": "part", "items": ["T01"]})

    assert answer.status_code == 409
    assert "lần đầu giữ nguyên" in answer.text
    assert len(pledges_in(house)[0].items) == 14


def test_some_items_only(house: House, head: FlaskClient, village: Village, campaign: Campaign) -> None:
    enter_paper(
        head, entry_address(village.household_ids[0], campaign), TODAY, extent="part", items=["T04", "T01"]
    )

    assert pledges_in(house)[0].items == ["T01", "T04"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"kind": ""}, "Chọn cam kết này được ghi theo đâu"),
        ({"kind": "hearsay"}, "Chọn một trong các mục đã nêu"),
        ({"kept_at": ""}, "Ghi nơi giữ bản giấy"),
        ({"kind": "telephone"}, "Ghi họ tên một người cùng có mặt"),
        ({"signed_on": ""}, "Ghi ngày, ví dụ"),
        ({"signed_on": "hôm qua"}, "theo dạng ngày/tháng/năm"),
        ({"signed_on": "01/01/2020"}, "ngày ký không thể sớm hơn"),
        ({"signed_on": "01/01/2126"}, "hôm nay hoặc một ngày đã qua"),
        ({"extent": ""}, "Chọn: toàn bộ, hay chỉ những điều"),
        ({"extent": "part"}, "Đánh dấu ít nhất một điều"),
        ({"items": ["T01"]}, "Đã chọn toàn bộ mà vẫn đánh dấu"),
        ({"extent": "part", "items": ["X99"]}, "Phiếu vừa được cập nhật"),
        ({"nguoi_dai_dien": ""}, "Ghi họ và tên người đại diện hộ"),
        ({"C1": ""}, "Bản giấy để gia đình giữ"),
        (
            {"kind": "telephone", "witness": "K'Brơi", "members-0-name": "Lê A", "members-0-signed": "y"},
            "Chỉ bản giấy có chữ ký mới xác nhận",
        ),
        ({"attempt": "x"}, "Trang này đã mở quá lâu"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_stored(
    house: House,
    head: FlaskClient,
    first: str,
    typed: dict[str, str],
    said: str,
) -> None:
    answer = enter_paper(head, first, TODAY, **typed)

    assert answer.status_code == 422
    assert said in answer.text
    assert KEPT in answer.text or "kept_at" in typed
    assert pledges_in(house) == []


def test_only_who_signed_the_paper_is_confirmed(
    house: House, head: FlaskClient, village: Village, campaign: Campaign
) -> None:
    members = {
        "members-0-name": "Trần Thị Ngọc Ánh",
        "members-0-birth_year": "1990",
        "members-0-signed": "y",
        "members-1-name": "Nguyễn Văn Tý",
    }

    enter_paper(head, entry_address(village.household_ids[0], campaign), TODAY, **members)

    with house.database.reading() as session:
        found = session.execute(select(Member.name, Member.confirmed_by).order_by(Member.position)).all()
    assert found == [("Trần Thị Ngọc Ánh", "paper"), ("Nguyễn Văn Tý", None)]
    line = counted(house, campaign.id, village.hamlet_id)
    assert (line.members, line.members_confirmed) == (2, 1)


def test_a_further_row_for_a_member_keeps_what_was_typed(
    house: House, head: FlaskClient, village: Village, campaign: Campaign
) -> None:
    answer = enter_paper(head, entry_address(village.household_ids[0], campaign), TODAY, add_member="1")

    assert answer.status_code == 200
    assert 'name="members-3-name"' in answer.text
    assert KEPT in answer.text
    assert pledges_in(house) == []


def test_a_telephone_number_is_kept_with_its_consent_only(
    house: House, head: FlaskClient, village: Village, campaign: Campaign
) -> None:
    first, second, _third = village.household_ids
    number = {"so_dien_thoai": "0912 345 678"}

    enter_paper(head, entry_address(first, campaign), TODAY, **number)
    enter_paper(head, entry_address(second, campaign), TODAY, **number, C3="y")

    assert [pledge.phone_sealed is not None for pledge in pledges_in(house)] == [False, True]


def test_who_has_signed_is_offered_to_keep_the_paper_as_proof(
    house: House, now: Occasion, head: FlaskClient, village: Village, campaign: Campaign
) -> None:
    sign(house, now, campaign.id, village.household_ids[0])
    address = entry_address(village.household_ids[0], campaign)
    page = head.get(address).text

    answer = head.post(f"{address}/proof", data=filled(page, TODAY))

    assert "Hộ này đã có bản cam kết" in page
    assert answer.status_code == 303
    assert "Đã giữ giấy này làm minh chứng" in head.get(answer.headers["Location"]).text
    assert [proof.kept_at for proof in proofs_in(house)] == [KEPT]


def test_a_proof_needs_its_place_too(
    house: House, now: Occasion, head: FlaskClient, village: Village, campaign: Campaign
) -> None:
    sign(house, now, campaign.id, village.household_ids[0])
    address = entry_address(village.household_ids[0], campaign)

    answer = head.post(f"{address}/proof", data=filled(head.get(address).text, TODAY, kept_at=""))

    assert (answer.status_code, proofs_in(house)) == (422, [])


def test_who_signs_on_a_phone_meanwhile_gets_the_paper_as_proof(
    house: House, now: Occasion, head: FlaskClient, village: Village, campaign: Campaign
) -> None:
    address = entry_address(village.household_ids[0], campaign)
    fields = filled(head.get(address).text, TODAY)
    sign(house, now, campaign.id, village.household_ids[0])

    answer = head.post(address, data=fields)

    assert answer.status_code == 409
    assert KEPT in answer.text
    assert f'action="{address}/proof"' in answer.text


def test_a_household_that_does_not_sign_is_only_reached(
    house: House, head: FlaskClient, village: Village, campaign: Campaign
) -> None:
    address = entry_address(village.household_ids[1], campaign)
    token = token_on(head.get(address).text)

    answers = [head.post(f"{address}/reached", data={"csrf_token": token}) for _ in range(2)]

    assert {(each.status_code, each.headers["Location"]) for each in answers} == {
        (303, f"/staff/enter/hamlets/{campaign.id}/{village.hamlet_id}?said=reached")
    }
    with house.database.reading() as session:
        assert session.scalar(select(func.count()).where(Invitation.is_reached)) == 1
    assert pledges_in(house) == []


def test_an_older_paper_may_be_entered_while_it_is_of_the_campaign(
    house: House, now: Occasion, head: FlaskClient, village: Village, campaign: Campaign
) -> None:
    day = short_date(days_ago(now, 5))

    assert enter_paper(head, entry_address(village.household_ids[0], campaign), day).status_code == 200


def test_another_hamlets_head_finds_nothing(
    app: Flask, house: House, now: Occasion, village: Village, campaign: Campaign
) -> None:
    stranger = app.test_client()
    sign_in(stranger, house, Grant(Role.HAMLET_HEAD, add_commune(house, now, village.province_id)))

    assert stranger.get(entry_address(village.household_ids[0], campaign)).status_code == 404
    assert stranger.get(f"/staff/enter/hamlets/{campaign.id}/{village.hamlet_id}").status_code == 404


def test_an_unknown_version_of_the_form_is_not_found(
    head: FlaskClient, village: Village, campaign: Campaign
) -> None:
    assert head.get(entry_address(village.household_ids[0], campaign) + "?version=999").status_code == 404
