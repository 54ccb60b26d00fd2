"""Messages with each household's own link: for every household alike, for a stated purpose, easy to paste."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from pledges.campaigns.tables import Campaign
from pledges.foundation.audit import AuditEvent
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.links.messages import filled, in_sentence, sms_parts, unknown_blanks, without_marks
from pledges.staff.rules import Grant, Role
from tests.filling import sign
from tests.worlds import LONG_NAME, Village, add_commune, build_village, run_campaign, sign_in

TEXT = "Kính gửi {ten_chu_ho}: {duong_dan}"


@pytest.fixture
def village(house: House) -> Village:
    return build_village(house, present())


@pytest.fixture
def campaign(house: House, village: Village) -> Campaign:
    return run_campaign(house, present(), village.commune_id)


@pytest.fixture
def head(house: House, village: Village, campaign: Campaign, client: FlaskClient) -> FlaskClient:
    """The phone of the hamlet's head, while the campaign runs."""
    sign_in(client, house, Grant(Role.HAMLET_HEAD, village.hamlet_id))
    return client


def sent(browser: FlaskClient, village: Village, campaign: Campaign, **typed: str) -> str:
    """What comes back when the messages are made."""
    address = f"/staff/messages/{campaign.id}/{village.hamlet_id}"
    token = browser.get(address).text.partition('name="csrf_token" value="')[2].partition('"')[0]
    form = {"text": TEXT, "purpose": "nhắn Zalo cho từng hộ", "as": "page", "csrf_token": token, **typed}
    return browser.post(address, data=form).text


def test_every_household_has_its_own_link_signed_or_not(
    head: FlaskClient, village: Village, campaign: Campaign
) -> None:
    before = sent(head, village, campaign)
    sign(head.application.test_client(), village.codes[0])

    after = sent(head, village, campaign)

    assert after == before
    assert [after.count(f"/S/{code}</textarea>") for code in village.codes] == [1, 1, 1]
    assert f"Kính gửi {LONG_NAME}: " in after


def test_the_trail_keeps_purpose_and_number_and_neither_code_nor_name(
    head: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    sent(head, village, campaign)

    with house.database.reading() as session:
        event = session.scalars(select(AuditEvent).where(AuditEvent.action == "links.messages")).one()
    assert event.why == "nhắn Zalo cho từng hộ"
    assert event.subject == f"campaign:{campaign.id}"


def test_without_a_purpose_nothing_leaves(head: FlaskClient, village: Village, campaign: Campaign) -> None:
    page = sent(head, village, campaign, purpose="")

    assert "Ghi mục đích lấy đường dẫn của các hộ" in page
    assert village.codes[0] not in page


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Mời ông/bà {ten} mở {duong_dan}", "Không có chỗ trống {ten}"),
        ("Kính gửi {ten_chu_ho}", "Nội dung phải có chỗ trống {duong_dan}"),
    ],
)
def test_a_text_that_cannot_be_filled_is_refused_by_the_blank(
    head: FlaskClient, village: Village, campaign: Campaign, text: str, told: str
) -> None:
    assert told in sent(head, village, campaign, text=text)


def test_the_file_holds_all_messages_and_a_warning(
    head: FlaskClient, village: Village, campaign: Campaign
) -> None:
    content = sent(head, village, campaign, **{"as": "file", "is_plain": "y"})

    assert content.count("/S/") == 3
    assert "Kinh gui Nguyen Van Duc: " in content
    assert content.count("không đưa vào nhóm chung") == 2


def test_another_communes_head_finds_nothing(
    house: House, village: Village, campaign: Campaign, client: FlaskClient
) -> None:
    elsewhere = add_commune(house, present(), village.province_id)
    sign_in(client, house, Grant(Role.HAMLET_HEAD, elsewhere))

    assert client.get(f"/staff/messages/{campaign.id}/{village.hamlet_id}").status_code == 404


def test_blanks_are_filled_once_and_what_fills_them_is_not_read_again() -> None:
    assert filled("{thon} {duong_dan}", {"thon": "{duong_dan}", "duong_dan": "x"}) == "{duong_dan} x"
    assert unknown_blanks("{thon} {ho} {}") == ["ho", ""]


def test_a_title_begins_small_inside_a_sentence_and_a_name_does_not() -> None:
    assert (
        in_sentence("Đợt vận động thực hiện nội dung “4 không”")
        == "đợt vận động thực hiện nội dung “4 không”"
    )
    assert in_sentence("Hàm Mẫu chung tay vì an toàn giao thông") == "Hàm Mẫu chung tay vì an toàn giao thông"


def test_marks_are_taken_off_for_a_plain_sms() -> None:
    assert without_marks("Đường dẫn của K'Brơi, ỷ") == "Duong dan cua K'Broi, y"


@pytest.mark.parametrize(
    ("text", "parts"),
    [("a" * 160, 1), ("a" * 161, 2), ("a" * 306, 2), ("ệ" * 70, 1), ("ệ" * 71, 2), ("{" * 81, 2)],
)
def test_a_message_takes_as_many_sms_as_its_letters_need(text: str, parts: int) -> None:
    assert sms_parts(text) == parts
