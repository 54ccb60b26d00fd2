"""Each member of 16 and over speaks for themselves: by the own link, or by the household's code on the own phone."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Row, select

from pledges.campaigns.acts.life import close_campaign
from pledges.campaigns.tables import Campaign
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.responses.counting import SignedByLeaf
from pledges.responses.tables import Member
from pledges.tallies.acts.recounting import recount
from pledges.tallies.tables import LeafCount
from tests.filling import REPRESENTATIVE, reference_in, sign
from tests.worlds import Village

NAMED = {
    "members-0-name": "Phạm Thị Hòa",
    "members-0-birth_year": "1970",
    "members-1-name": "H'Hen Niê",
}
OWN_BOXES = {"member_box": "y", "member_consent": "y"}


@pytest.fixture
def reference(client: FlaskClient, village: Village, campaign: Campaign) -> str:
    """Of a pledge that names two members."""
    return reference_in(sign(client, village.codes[0], **NAMED))


def links_on(client: FlaskClient, reference: str) -> list[str]:
    """The own links that the receipt shows, in its order."""
    page = client.get(f"/R/{reference}").get_data(as_text=True)
    return re.findall(r'href="(/M/[^"]+)"', page)


def named(house: House) -> dict[str, str | None]:
    """Name → how the member confirmed."""
    with house.database.reading() as session:
        query = select(Member.name, Member.confirmed_by).order_by(Member.position)
        return dict(session.execute(query).all())


def counted(house: House, campaign: Campaign) -> Row[int, int]:
    """Members and confirmed ones in the counters, which a recount must agree with."""
    with house.database.writing() as session:
        assert recount(session, campaign.id, SignedByLeaf()) == []
        return session.execute(select(LeafCount.members, LeafCount.members_confirmed)).one()


def test_a_typed_name_confirms_for_nobody(house: House, campaign: Campaign, reference: str) -> None:
    assert named(house) == {"Phạm Thị Hòa": None, "H'Hen Niê": None}
    assert counted(house, campaign) == (2, 0)


def test_a_member_confirms_by_the_own_link(
    client: FlaskClient, house: House, campaign: Campaign, reference: str
) -> None:
    link = links_on(client, reference)[0]

    answer = client.post(link, data={**OWN_BOXES, "choice": "confirm"})

    assert answer.headers["Location"] == link
    assert named(house) == {"Phạm Thị Hòa": "link", "H'Hen Niê": None}
    assert counted(house, campaign) == (2, 1)


def test_confirming_twice_counts_once(
    client: FlaskClient, house: House, campaign: Campaign, reference: str
) -> None:
    link = links_on(client, reference)[0]

    for _ in range(2):
        client.post(link, data={**OWN_BOXES, "choice": "confirm"})

    assert counted(house, campaign) == (2, 1)


def test_the_own_page_shows_the_own_name_masked_and_no_other(client: FlaskClient, reference: str) -> None:
    page = client.get(links_on(client, reference)[0]).get_data(as_text=True)

    assert "P*** T*** Hòa" in page
    assert "Phạm" not in page
    assert "Niê" not in page
    assert REPRESENTATIVE not in page
    assert "Không điều khiển phương tiện sau khi đã uống rượu, bia." in page


@pytest.mark.parametrize("left_out", ["member_box", "member_consent"])
def test_without_both_own_boxes_nothing_is_confirmed(
    client: FlaskClient, house: House, reference: str, left_out: str
) -> None:
    ticked = {name: value for name, value in OWN_BOXES.items() if name != left_out}

    answer = client.post(links_on(client, reference)[0], data={**ticked, "choice": "confirm"})

    assert answer.status_code == 422
    assert set(named(house).values()) == {None}


def test_reading_the_own_page_confirms_nothing(client: FlaskClient, house: House, reference: str) -> None:
    client.get(links_on(client, reference)[0])

    assert set(named(house).values()) == {None}


def test_a_member_who_refuses_leaves_without_a_trace(
    client: FlaskClient, house: House, campaign: Campaign, reference: str
) -> None:
    link = links_on(client, reference)[0]

    answer = client.post(link, data={"choice": "refuse"})

    assert answer.headers["Location"] == "/left"
    assert named(house) == {"H'Hen Niê": None}
    assert counted(house, campaign) == (1, 0)
    assert "Phạm Thị Hòa" not in client.get(f"/R/{reference}").get_data(as_text=True)


def test_who_confirmed_takes_it_back_on_the_same_page(
    client: FlaskClient, house: House, campaign: Campaign, reference: str
) -> None:
    link = links_on(client, reference)[0]
    client.post(link, data={**OWN_BOXES, "choice": "confirm"})

    answers = [client.post(link, data={"choice": "refuse"}) for _ in range(2)]

    assert [answer.headers["Location"] for answer in answers] == ["/left", "/left"]
    assert counted(house, campaign) == (1, 0)
    assert client.get(link).status_code == 404


def test_a_link_of_nobody_says_so(client: FlaskClient, village: Village) -> None:
    answer = client.get(f"/M/{village.codes[0]}")

    assert answer.status_code == 404
    assert "Đường dẫn riêng này không còn dùng" in answer.get_data(as_text=True)


def test_a_withdrawn_pledge_ends_its_members_links(client: FlaskClient, reference: str) -> None:
    link = links_on(client, reference)[0]
    client.post(f"/R/{reference}/withdraw")

    assert client.get(link).status_code == 404
    assert client.post(link, data={**OWN_BOXES, "choice": "confirm"}).status_code == 404


def test_after_the_campaign_a_member_can_leave_but_not_confirm(
    client: FlaskClient, house: House, campaign: Campaign, reference: str
) -> None:
    first, second = links_on(client, reference)
    with house.database.writing() as session:
        close_campaign(session, present(), campaign.id)

    assert client.post(first, data={**OWN_BOXES, "choice": "confirm"}).status_code == 410
    assert client.post(second, data={"choice": "refuse"}).status_code == 303
    assert counted(house, campaign) == (1, 0)
