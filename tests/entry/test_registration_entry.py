"""An office's registration of works on paper: typed in with its rows, once, and one with what came by phone."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from pledges.campaigns.tables import Campaign
from pledges.foundation.house import House
from pledges.staff.rules import Grant, Role
from tests.entry.office_papers import of_office, proof_on
from tests.entry.papers import KEPT, pledges_in, proofs_in
from tests.responses.offices import HEAD, OFFICE, WORK, OfficeWorld, register_office
from tests.worlds import Village, sign_in


@pytest.fixture
def clerk(client: FlaskClient, house: House, village: Village, asked: Campaign) -> FlaskClient:
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, village.commune_id))
    return client


@pytest.fixture
def registration(office: OfficeWorld, asked: Campaign) -> str:
    """Where the registration of the office is entered."""
    return f"/staff/enter/office/{office.office_id}/{asked.id}"


def test_a_registration_is_entered_with_its_works(
    house: House, clerk: FlaskClient, office: OfficeWorld, registration: str
) -> None:
    answer = clerk.post(registration, data=of_office(clerk.get(registration).text))

    assert answer.status_code == 200
    (pledge,) = pledges_in(house)
    assert (pledge.form_code, pledge.channel, pledge.signer_name) == ("CQ-4K", "paper", HEAD)
    assert pledge.more
    (work,) = pledge.more["cong_trinh"]
    assert (work["ten"], work["ngay_hoan_thanh"]) == (WORK["cong_trinh-0-ten"], "2026-12-31")


def test_a_further_work_keeps_what_was_typed(house: House, clerk: FlaskClient, registration: str) -> None:
    fields = of_office(clerk.get(registration).text, add_row="cong_trinh")

    answer = clerk.post(registration, data=fields)

    assert answer.status_code == 200
    assert 'name="cong_trinh-1-ten"' in answer.text
    assert WORK["cong_trinh-0-mo_ta"] in answer.text
    assert pledges_in(house) == []


def test_general_commitments_may_all_be_left_out_but_not_every_work(
    house: House, clerk: FlaskClient, registration: str
) -> None:
    without_works = dict.fromkeys(WORK, "")

    refused = clerk.post(registration, data=of_office(clerk.get(registration).text, **without_works))
    taken = clerk.post(registration, data=of_office(clerk.get(registration).text, extent="part"))

    assert "Ghi ít nhất một công trình" in refused.text
    assert (refused.status_code, taken.status_code) == (422, 200)
    assert [pledge.items for pledge in pledges_in(house)] == [[]]


def test_the_head_is_not_guessed_from_the_offices_name(clerk: FlaskClient, registration: str) -> None:
    assert f'value="{OFFICE}"' not in clerk.get(registration).text


def test_an_office_that_has_registered_is_offered_to_keep_the_paper(
    app: Flask, house: House, clerk: FlaskClient, office: OfficeWorld, registration: str
) -> None:
    earlier = of_office(clerk.get(registration).text)
    register_office(app.test_client(), office.code)
    page = clerk.get(registration).text

    meanwhile = clerk.post(registration, data=earlier)
    answer = clerk.post(f"{registration}/proof", data=proof_on(page))

    assert "Cơ quan này đã có bản đăng ký" in page
    assert (meanwhile.status_code, answer.status_code) == (409, 303)
    assert [pledge.channel for pledge in pledges_in(house)] == ["self"]
    assert [proof.kept_at for proof in proofs_in(house)] == [KEPT]


def test_a_proof_of_an_office_needs_its_place(
    app: Flask, house: House, clerk: FlaskClient, office: OfficeWorld, registration: str
) -> None:
    register_office(app.test_client(), office.code)

    answer = clerk.post(f"{registration}/proof", data=proof_on(clerk.get(registration).text, kept_at=""))

    assert (answer.status_code, proofs_in(house)) == (422, [])
