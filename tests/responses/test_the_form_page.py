"""The form as it is read: whose it is before anything is asked, three boxes that are never one, three equal answers."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from pledges.campaigns.tables import Campaign
from pledges.foundation.house import House
from pledges.responses.signatures import SignatureBox
from pledges.responses.tables import Response, Signature
from tests.filling import sign
from tests.worlds import Village

IN_ORDER = (
    'class="who"',
    "Ký là tự nguyện",
    "Thông báo về xử lý dữ liệu cá nhân",
    "Gia đình tôi cam kết",
    'id="nguoi_dai_dien"',
    'id="members-0-name"',
    'name="signature"',
    'id="duty"',
    'id="pledge"',
    'id="C1"',
    'value="sign_all"',
    'value="sign"',
    'value="decline"',
    'value="later"',
    'value="unnamed"',
)


@pytest.fixture
def page(client: FlaskClient, village: Village, campaign: Campaign) -> str:
    return client.get(f"/S/{village.codes[0]}").get_data(as_text=True)


def items_of(house: House) -> list[list[str]]:
    with house.database.reading() as session:
        return list(session.scalars(select(Response.items)))


def test_the_page_is_in_the_order_in_which_it_is_read(page: str) -> None:
    places = [page.find(sign) for sign in IN_ORDER]

    assert -1 not in places
    assert places == sorted(places)


def test_every_item_says_whether_the_law_asks_it_already(page: str) -> None:
    notes = re.findall(r'class="tick__note">([^<]+)<', page)

    assert len(notes) == 14
    assert {note.split(" ")[0] for note in notes} >= {"Luật", "Tự"}


def test_nothing_is_ticked_and_the_answers_look_alike(page: str) -> None:
    answers = re.findall(r'<button class="([^"]+)" name="choice" value="(\w+)"', page)

    assert " checked" not in page
    assert len({look for look, value in answers if value in ("sign_all", "sign", "decline")}) == 1


def test_the_button_of_the_whole_list_says_how_many_items_it_has(page: str) -> None:
    assert "Cam kết tất cả 14 điều" in page


def test_who_holds_a_strangers_paper_finds_the_way_to_say_so(page: str, village: Village) -> None:
    assert f'href="/S/{village.codes[0]}/not-mine"' in page


def test_the_whole_list_is_signed_with_nothing_ticked(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    answer = sign(client, village.codes[0], choice="sign_all", items=[])

    assert answer.status_code == 303
    assert [len(items) for items in items_of(house)] == [14]


def test_the_whole_list_with_a_part_ticked_asks_which_is_meant(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    answer = sign(client, village.codes[0], choice="sign_all")

    assert answer.status_code == 422
    assert "Ông/bà mới đánh dấu một số điều" in answer.get_data(as_text=True)
    assert items_of(house) == []


def test_a_part_is_signed_as_it_was_ticked(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    answer = sign(client, village.codes[0], items=["T13"])

    assert answer.status_code == 303
    assert items_of(house) == [["T13"]]


@pytest.mark.parametrize("box", ["duty", "pledge", "C1"])
def test_each_of_the_three_boxes_is_asked_for_by_itself(
    client: FlaskClient, house: House, village: Village, campaign: Campaign, box: str
) -> None:
    answer = sign(client, village.codes[0], **{box: ""})

    assert answer.status_code == 422
    assert f'<a href="#{box}">' in answer.get_data(as_text=True)
    assert items_of(house) == []


def test_who_withholds_the_consent_is_told_of_the_way_without_a_name(
    client: FlaskClient, village: Village, campaign: Campaign
) -> None:
    answer = sign(client, village.codes[0], C1="").get_data(as_text=True)

    assert "“Cam kết không lưu tên”" in answer.partition("<form")[0]


def test_a_drawn_signature_is_kept_sealed(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    sign(client, village.codes[0], signature="10,10 20,40 60,20")

    with house.database.reading() as session:
        kept = session.scalars(select(Signature)).one()
    assert SignatureBox(house.keys).opened(kept.strokes_sealed) == "10,10 20,40 60,20"


def test_without_a_drawing_no_signature_is_kept(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    sign(client, village.codes[0])

    with house.database.reading() as session:
        assert session.scalars(select(Signature)).all() == []
