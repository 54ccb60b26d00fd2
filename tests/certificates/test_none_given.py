"""A campaign for which it was settled that it gives no certificates: nothing of them is offered, and none is made."""

import re
from dataclasses import dataclass, replace
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from pledges.campaigns.rules import Certificates
from pledges.certificates.acts import issue, issue_many
from pledges.certificates.jobs import CertificateMaker
from pledges.certificates.rules import CERTIFICATES
from pledges.certificates.tables import Certificate
from pledges.certificates.turned_away import CertificatesNotGiven
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.prints.rules import Order, Piece
from pledges.prints.tables import PrintRun
from pledges.staff.rules import Grant, Role
from tests.certificates.pledging import keys_of, sign
from tests.worlds import Village, build_village, opening_for, run_campaign, sign_in

CSRF = re.compile(r'name="csrf_token" value="([^"]+)"')
WORDS = "Đợt vận động này không cấp giấy ghi nhận"


@dataclass(frozen=True)
class Signed:
    """The village after the household of Nguyễn Văn Đức signed."""

    village: Village
    campaign_id: int
    response_id: int
    reference: str

    @property
    def list_page(self) -> str:
        return f"/staff/certificates/{self.campaign_id}/{self.village.hamlet_id}"


@pytest.fixture
def signed(house: House) -> Signed:
    village = build_village(house, present())
    opening = replace(opening_for(present().today), certificates=Certificates.NONE, signer_title="")
    campaign = run_campaign(house, present(), village.commune_id, opening)
    response_id, reference = sign(house, present(), campaign.id, village.household_ids[2])
    return Signed(village, campaign.id, response_id, reference)


@pytest.fixture
def clerk(client: FlaskClient, house: House, signed: Signed) -> FlaskClient:
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, signed.village.commune_id))
    return client


def token(client: FlaskClient) -> dict[str, str]:
    found = CSRF.search(client.get("/staff/prints").text)
    assert found
    return {"csrf_token": found[1]}


def nothing_was_made(house: House) -> bool:
    with house.database.reading() as session:
        return not session.scalars(select(Certificate)).all() and not session.scalars(select(PrintRun)).all()


def test_no_act_issues_one(house: House, signed: Signed) -> None:
    with pytest.raises(CertificatesNotGiven), house.database.writing() as session:
        issue(session, present(), keys_of(house), signed.response_id)
    with pytest.raises(CertificatesNotGiven), house.database.writing() as session:
        issue_many(session, present(), keys_of(house), [signed.response_id])

    assert nothing_was_made(house)


def test_one_such_pledge_among_others_stops_the_whole_order(house: House, signed: Signed) -> None:
    other = run_campaign(house, present(), signed.village.commune_id)
    response_id, _ = sign(house, present(), other.id, signed.village.household_ids[0])

    with pytest.raises(CertificatesNotGiven), house.database.writing() as session:
        issue_many(session, present(), keys_of(house), [response_id, signed.response_id])

    assert nothing_was_made(house)


def test_a_print_run_of_before_makes_none_either(house: House, signed: Signed) -> None:
    order = Order(1, CERTIFICATES.code, signed.village.hamlet_id, signed.campaign_id, 1, None, present().now)

    pieces = [Piece(1, "household", signed.village.household_ids[2], signed.village.hamlet_id, "Hộ số 3")]

    with pytest.raises(CertificatesNotGiven):
        CertificateMaker(house).make(order, pieces, BytesIO(), lambda _done: None)

    assert nothing_was_made(house)


def test_the_campaign_is_not_offered_for_printing(clerk: FlaskClient, house: House, signed: Signed) -> None:
    assert "Chưa có đợt vận động nào cấp giấy ghi nhận" in clerk.get("/staff/certificates").text

    other = run_campaign(house, present(), signed.village.commune_id)
    page = clerk.get("/staff/certificates").text

    assert f"/staff/certificates/{other.id}/" in page
    assert f"/staff/certificates/{signed.campaign_id}/" not in page


def test_its_pages_and_buttons_say_so(clerk: FlaskClient, house: House, signed: Signed) -> None:
    form = token(clerk)
    answers = [
        clerk.get(signed.list_page),
        clerk.post(signed.list_page, data=form),
        clerk.post(f"/staff/certificates/pledges/{signed.response_id}", data=form),
    ]

    assert [answer.status_code for answer in answers] == [409, 409, 409]
    assert [WORDS in answer.text for answer in answers] == [True, True, True]
    assert nothing_was_made(house)


def test_the_receipt_does_not_speak_of_one(client: FlaskClient, house: House, signed: Signed) -> None:
    other = run_campaign(house, present(), signed.village.commune_id)
    _, reference = sign(house, present(), other.id, signed.village.household_ids[2])

    assert "Giấy ghi nhận cam kết" in client.get(f"/R/{reference}").text
    assert "Giấy ghi nhận cam kết" not in client.get(f"/R/{signed.reference}").text


def test_the_signer_reads_that_the_pledge_counts_all_the_same(client: FlaskClient, signed: Signed) -> None:
    answer = client.get(f"/R/{signed.reference}/certificate")

    assert answer.status_code == 409
    assert WORDS in answer.text
    assert "Bản cam kết vẫn được ghi nhận và tính như mọi bản khác" in answer.text
