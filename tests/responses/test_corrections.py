"""A pledge that is corrected: a further version, the first never overwritten, found by every reference."""

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, Engine, event, select

from pledges.campaigns.acts.life import close_campaign
from pledges.campaigns.tables import Campaign
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.foundation.vietnamese.dates import short_date
from pledges.responses.acts.rows import insert_signature
from pledges.responses.acts.withdrawing import withdraw
from pledges.responses.counting import SignedByLeaf
from pledges.responses.queries.pledges import by_reference
from pledges.responses.tables import Member, Response, Signature
from pledges.tallies.acts.recounting import recount
from pledges.tallies.tables import LeafCount
from tests.filling import REPRESENTATIVE, OpenedPage, reference_in, sign
from tests.responses.test_members import OWN_BOXES, links_on
from tests.worlds import Village

MEMBERS = {"members-0-name": "Phạm Thị Hòa", "members-1-name": "H'Hen Niê"}
STROKES = "10,10 60,80 120,20;200,40 260,90"


@pytest.fixture
def reference(client: FlaskClient, village: Village, campaign: Campaign) -> str:
    """Of a pledge of two items that names two members."""
    return reference_in(sign(client, village.codes[0], nam_sinh="1968", C2="y", **MEMBERS))


def open_correction(client: FlaskClient, reference: str) -> OpenedPage:
    page = client.get(f"/R/{reference}/correct").get_data(as_text=True)
    marks = [re.search(rf'name="{name}" value="([^"]+)"', page) for name in ("attempt", "version")]
    attempt, version = (found[1] for found in marks if found)
    return OpenedPage(f"/R/{reference}/correct", attempt, version)


@contextmanager
def taken_back_before_reading(house: House, reference: str, how_far: int) -> Iterator[None]:
    """Take the pledge back from another phone when a request opens the database for the so-manieth time."""
    begun: list[Connection] = []

    def note(connection: Connection) -> None:
        begun.append(connection)
        if len(begun) == how_far:
            with house.database.writing() as session:
                withdraw(session, present(), by_reference(session, house.keys, reference).response_id)

    event.listen(Engine, "begin", note)
    yield
    event.remove(Engine, "begin", note)
    assert len(begun) > how_far


def states(house: House) -> list[str]:
    with house.database.reading() as session:
        return list(session.scalars(select(Response.state).order_by(Response.id)))


def test_the_form_holds_what_was_given(client: FlaskClient, reference: str) -> None:
    page = html.unescape(client.get(f"/R/{reference}/correct").get_data(as_text=True))

    assert "Sửa bản cam kết" in page
    assert f'value="{REPRESENTATIVE}"' in page
    assert 'value="1968"' in page
    assert 'value="H\'Hen Niê"' in page
    assert (
        len(
            re.findall(
                r'<input[^>]* checked[^>]* value="T0[47]"|<input[^>]*value="T0[47]"[^>]* checked', page
            )
        )
        == 2
    )


def test_no_phone_keeps_a_form_that_holds_names(client: FlaskClient, reference: str) -> None:
    answers = [client.get(f"/R/{reference}/{page}", follow_redirects=True) for page in ("correct", "renew")]

    assert [answer.headers["Cache-Control"] for answer in answers] == ["private, no-store", "no-store"]


def test_duty_and_pledge_are_ticked_anew(client: FlaskClient, reference: str) -> None:
    page = client.get(f"/R/{reference}/correct").get_data(as_text=True)

    boxes = [
        tag for name in ("duty", "pledge") for tag in re.findall(rf'<input[^>]*name="{name}"[^>]*>', page)
    ]
    assert len(boxes) == 2
    assert [tag for tag in boxes if "checked" in tag] == []


def test_a_correction_offers_no_refusal(client: FlaskClient, reference: str) -> None:
    page = client.get(f"/R/{reference}/correct").get_data(as_text=True)

    assert [
        value for value in ("decline", "later", "unnamed", "sign_all") if f'value="{value}"' in page
    ] == []


def test_a_correction_is_a_further_version(client: FlaskClient, house: House, reference: str) -> None:
    page = open_correction(client, reference)

    answer = client.post(page.action, data=page.filled(items=["T04"], nguoi_dai_dien="Phạm Thị Thu"))

    receipt = client.get(answer.headers["Location"]).get_data(as_text=True)
    assert answer.headers["Location"] == f"/R/{reference}"
    assert states(house) == ["replaced", "active"]
    assert "Phạm Thị Thu" in receipt
    assert "Đã cam kết 1/14 điều" in receipt
    assert f"Sửa ngày {short_date(present().today)}" in receipt


def test_the_first_version_is_never_overwritten(client: FlaskClient, house: House, reference: str) -> None:
    page = open_correction(client, reference)

    client.post(page.action, data=page.filled(items=["T04"], nguoi_dai_dien="Phạm Thị Thu"))

    with house.database.reading() as session:
        first = session.scalars(select(Response).order_by(Response.id)).first()
        assert first is not None
        assert (first.signer_name, first.items, first.birth_year) == (REPRESENTATIVE, ["T04", "T07"], 1968)


def test_counters_change_by_the_members_only(
    client: FlaskClient, house: House, campaign: Campaign, reference: str
) -> None:
    page = open_correction(client, reference)

    client.post(page.action, data=page.filled(**{"members-0-name": "H'Hen Niê"}))

    with house.database.writing() as session:
        leaf = session.scalars(select(LeafCount)).one()
        assert (leaf.signed_self, leaf.withdrawn, leaf.members, leaf.reached) == (1, 0, 1, 1)
        assert recount(session, campaign.id, SignedByLeaf()) == []


def test_a_member_who_stays_keeps_link_and_confirmation(
    client: FlaskClient, house: House, reference: str
) -> None:
    link = links_on(client, reference)[0]
    client.post(link, data={**OWN_BOXES, "choice": "confirm"})
    page = open_correction(client, reference)

    client.post(page.action, data=page.filled(**MEMBERS))

    assert "Ông/bà đã tự xác nhận" in client.get(link).get_data(as_text=True)


def test_a_member_who_left_is_in_no_version(client: FlaskClient, house: House, reference: str) -> None:
    link = links_on(client, reference)[0]
    page = open_correction(client, reference)
    client.post(page.action, data=page.filled(**MEMBERS))

    client.post(link, data={"choice": "refuse"})

    with house.database.reading() as session:
        assert set(session.scalars(select(Member.name))) == {"H'Hen Niê"}


def test_the_same_correction_sent_twice_is_one_version(
    client: FlaskClient, house: House, reference: str
) -> None:
    page = open_correction(client, reference)

    answers = [client.post(page.action, data=page.filled(items=["T04"])) for _ in range(2)]

    assert [answer.headers.get("Location") for answer in answers] == [f"/R/{reference}"] * 2
    assert states(house) == ["replaced", "active"]


def test_the_same_page_with_other_content_is_refused_and_gives_it_back(
    client: FlaskClient, house: House, reference: str
) -> None:
    page = open_correction(client, reference)
    client.post(page.action, data=page.filled(items=["T04"]))

    answer = client.post(page.action, data=page.filled(nguoi_dai_dien="Phạm Thị Thu"))

    assert answer.status_code == 409
    assert "Phạm Thị Thu" in answer.get_data(as_text=True)
    assert states(house) == ["replaced", "active"]


def test_of_two_pages_the_second_is_told_that_the_first_came(
    client: FlaskClient, house: House, reference: str
) -> None:
    first, second = open_correction(client, reference), open_correction(client, reference)
    client.post(first.action, data=first.filled(items=["T04"]))

    answer = client.post(second.action, data=second.filled(nguoi_dai_dien="Phạm Thị Thu"))

    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Bản cam kết vừa được sửa ở nơi khác" in page
    assert 'value="Phạm Thị Thu"' in page
    assert states(house) == ["replaced", "active"]


def test_a_spoilt_mark_gives_everything_back(client: FlaskClient, house: House, reference: str) -> None:
    page = open_correction(client, reference)

    answer = client.post(page.action, data=page.filled(attempt="spoilt", nguoi_dai_dien="Phạm Thị Thu"))

    assert answer.status_code == 422
    assert 'value="Phạm Thị Thu"' in answer.get_data(as_text=True)
    assert states(house) == ["active"]


def test_a_correction_full_of_mistakes_changes_nothing(
    client: FlaskClient, house: House, reference: str
) -> None:
    page = open_correction(client, reference)

    answer = client.post(page.action, data={**page.marks, "choice": "sign"})

    assert answer.status_code == 422
    assert states(house) == ["active"]


def test_after_the_campaign_nothing_is_corrected(
    client: FlaskClient, house: House, campaign: Campaign, reference: str
) -> None:
    page = open_correction(client, reference)
    with house.database.writing() as session:
        close_campaign(session, present(), campaign.id)

    assert client.get(page.action).status_code == 410
    assert client.post(page.action, data=page.filled(items=["T04"])).status_code == 410
    assert "/correct" not in client.get(f"/R/{reference}").get_data(as_text=True)


def test_withdrawing_erases_every_version(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    reference = reference_in(sign(client, village.codes[0], **MEMBERS))
    with house.database.writing() as session:
        insert_signature(session, house.keys, session.scalars(select(Response.id)).one(), STROKES)
    page = open_correction(client, reference)
    client.post(page.action, data=page.filled(**MEMBERS))

    client.post(f"/R/{reference}/withdraw")

    with house.database.reading() as session:
        assert set(session.scalars(select(Response.signer_name))) == {None}
        assert session.scalars(select(Member)).all() == []
        assert session.scalars(select(Signature)).all() == []
    assert states(house) == ["replaced", "withdrawn"]


def test_a_withdrawn_pledge_is_not_corrected(client: FlaskClient, house: House, reference: str) -> None:
    page = open_correction(client, reference)
    client.post(f"/R/{reference}/withdraw")

    assert client.post(page.action, data=page.filled()).status_code == 409
    assert states(house) == ["withdrawn"]


@pytest.mark.parametrize("how_far", [1, 2, 3])
def test_a_pledge_taken_back_while_its_correction_is_read_is_told_as_that(
    client: FlaskClient, house: House, reference: str, how_far: int
) -> None:
    page = open_correction(client, reference)

    with taken_back_before_reading(house, reference, how_far):
        answer = client.post(page.action, data=page.filled(nguoi_dai_dien="Phạm Thị Thu"))

    assert "Bản cam kết này đã được rút lại" in answer.get_data(as_text=True)
    assert states(house) == ["withdrawn"]
