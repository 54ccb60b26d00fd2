"""At the door of a signed household: a member types the own name on the own phone, and the page tells nobody's."""

import re
import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from pledges.campaigns.tables import Campaign
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.responses.tables import Member
from tests.filling import REPRESENTATIVE, reference_in, sign
from tests.responses.test_members import NAMED, OWN_BOXES, counted, links_on, named
from tests.worlds import Village


@pytest.fixture
def reference(client: FlaskClient, village: Village, campaign: Campaign) -> str:
    """Of a pledge that names two members."""
    return reference_in(sign(client, village.codes[0], **NAMED))


@pytest.fixture
def door(village: Village, campaign: Campaign) -> str:
    return f"/S/{village.codes[0]}/member/{campaign.id}"


def say(client: FlaskClient, door: str, name: str, **typed: str) -> TestResponse:
    """Open the door as a member and type a name."""
    page = client.get(door).get_data(as_text=True)
    found = re.search(r'name="attempt" value="([^"]+)"', page)
    assert found, page
    return client.post(door, data={"attempt": found[1], "member_name": name, **OWN_BOXES, **typed})


def test_the_page_behind_the_code_shows_no_name(client: FlaskClient, reference: str, door: str) -> None:
    page = client.get(door).get_data(as_text=True)

    assert [name for name in ("Phạm", "Niê", "Nguyên", "Ngọc") if name in page] == []
    assert "Không điều khiển phương tiện sau khi đã uống rượu, bia." not in page


@pytest.mark.parametrize(
    "typed",
    [
        "Phạm Thị Hòa",
        "phạm thị hoà",
        "PHAM THI HOA",
        unicodedata.normalize("NFD", "Phạm Thị Hoà"),
        "Phạm  Thị Hòa ",
    ],
)
@pytest.mark.usefixtures("reference")
def test_a_member_who_types_the_own_name_confirms_the_own_row(
    client: FlaskClient, house: House, campaign: Campaign, door: str, typed: str
) -> None:
    say(client, door, typed)

    assert named(house) == {"Phạm Thị Hòa": "code", "H'Hen Niê": None}
    assert counted(house, campaign) == (2, 1)


@pytest.mark.parametrize("person", [("Phạm Thị Hoa", ""), ("Phạm Thị Hòa", "1991"), ("Lê Văn Đức", "")])
@pytest.mark.usefixtures("reference")
def test_whoever_is_not_named_joins_and_confirms_nobody_else(
    client: FlaskClient, house: House, campaign: Campaign, door: str, person: tuple[str, str]
) -> None:
    name, year = person

    say(client, door, name, member_birth_year=year)

    with house.database.reading() as session:
        ways = session.execute(select(Member.name, Member.confirmed_by).order_by(Member.position)).all()
    assert ways == [("Phạm Thị Hòa", None), ("H'Hen Niê", None), (name, "code")]
    assert counted(house, campaign) == (3, 1)


def test_the_representatives_own_name_changes_nothing(
    client: FlaskClient, house: House, campaign: Campaign, reference: str, door: str
) -> None:
    answer = say(client, door, REPRESENTATIVE)

    assert answer.status_code == 303
    assert set(named(house).values()) == {None}
    assert counted(house, campaign) == (2, 0)


def test_the_answer_is_the_same_whoever_typed(client: FlaskClient, reference: str, door: str) -> None:
    answers = [say(client, door, name) for name in ("Phạm Thị Hòa", "Lê Văn Đức", REPRESENTATIVE)]
    addresses = [answer.headers["Location"] for answer in answers]
    pages = [client.get(address).get_data(as_text=True) for address in addresses]

    codes = [address.split("/")[2] for address in addresses]
    grouped = [f"{code[:4]}-{code[4:8]}-{code[8:]}" for code in codes]
    plain = [
        page.replace(code, "").replace(words, "")
        for page, code, words in zip(pages, codes, grouped, strict=True)
    ]
    assert len(set(codes)) == 3
    assert plain[0] == plain[1] == plain[2]


def test_the_same_page_sent_twice_is_one_member(
    client: FlaskClient, house: House, campaign: Campaign, reference: str, door: str
) -> None:
    page = client.get(door).get_data(as_text=True)
    found = re.search(r'name="attempt" value="([^"]+)"', page)
    assert found
    sent = {"attempt": found[1], "member_name": "Lê Văn Đức", **OWN_BOXES}

    answers = [client.post(door, data=sent) for _ in range(3)]

    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert counted(house, campaign) == (3, 1)


def test_a_page_without_its_mark_gives_back_what_was_typed(
    client: FlaskClient, house: House, reference: str, door: str
) -> None:
    answer = client.post(door, data={"attempt": "spoilt", "member_name": "Lê Văn Đức", **OWN_BOXES})

    assert answer.status_code == 422
    assert 'value="Lê Văn Đức"' in answer.get_data(as_text=True)
    assert set(named(house).values()) == {None}


def test_a_child_is_not_named(client: FlaskClient, house: House, reference: str, door: str) -> None:
    year = str(present().today.year - 15)

    answer = say(client, door, "Lê Văn Bé", member_birth_year=year)

    assert answer.status_code == 422
    assert "chưa đủ 16 tuổi" in answer.get_data(as_text=True)
    assert len(named(house)) == 2


def test_an_unsigned_door_leads_to_the_form(
    client: FlaskClient, village: Village, campaign: Campaign
) -> None:
    answer = client.get(f"/S/{village.codes[1]}/member/{campaign.id}")

    assert answer.headers["Location"] == f"/S/{village.codes[1]}/sign/{campaign.id}"


def test_a_member_from_before_there_were_links_confirms_by_the_code(
    client: FlaskClient, house: House, reference: str, door: str
) -> None:
    with house.database.writing() as session:
        for member in session.scalars(select(Member)):
            member.lookup = b"fits no link" + bytes([member.position])
    assert links_on(client, reference) == []

    answer = say(client, door, "Phạm Thị Hòa")

    own = answer.headers["Location"].removesuffix("/thanks")
    assert "Ông/bà đã tự xác nhận" in client.get(own).get_data(as_text=True)


@pytest.mark.usefixtures("reference")
def test_ten_members_at_once_are_all_present(app: Flask, house: House, campaign: Campaign, door: str) -> None:
    others = "An Bình Cường Dũng Đức Hải Khoa Lâm".split()
    names = ["Phạm Thị Hòa", "H'Hen Niê", *(f"Nguyễn Văn {given}" for given in others)]

    with ThreadPoolExecutor(len(names)) as phones:
        answers = list(phones.map(lambda name: say(app.test_client(), door, name), names))

    assert {answer.status_code for answer in answers} == {303}
    assert named(house) == dict.fromkeys(names, "code")
    assert counted(house, campaign) == (10, 10)


def test_a_pledge_names_no_more_than_its_form_has_room_for(
    client: FlaskClient, house: House, campaign: Campaign, reference: str, door: str
) -> None:
    answers = [say(client, door, f"Lê Thị {'I' * (place + 1)}") for place in range(19)]

    statuses = [answer.status_code for answer in answers]
    assert statuses == [303] * statuses.count(303) + [409] * statuses.count(409)
    assert 409 in statuses
    assert "Bản cam kết này đã ghi đủ số người" in answers[-1].get_data(as_text=True)
