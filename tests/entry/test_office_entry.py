"""Papers of officials and of offices: typed in like a household's, and no page tells who has not registered."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from pledges.campaigns.tables import Campaign
from pledges.entry.findings import PACES, Oddity, Pace
from pledges.foundation.audit import AuditEvent
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.register.tables import Official
from pledges.responses.acts.withdrawing import withdraw
from pledges.staff.rules import Grant, Role
from pledges.tallies.tables import LeafCount
from tests.entry.office_papers import of_official
from tests.entry.papers import KEPT, pledges_in, proofs_in
from tests.responses.offices import (
    OFFICE,
    PEOPLE,
    OfficeWorld,
    register_official,
)
from tests.worlds import Village, add_commune, sign_in

MARKS = re.compile(r'(name="(?:attempt|csrf_token)" value=")[^"]+')


@pytest.fixture
def clerk(client: FlaskClient, house: House, village: Village, asked: Campaign) -> FlaskClient:
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, village.commune_id))
    return client


@pytest.fixture
def registration(office: OfficeWorld, asked: Campaign) -> str:
    """Where the registration of the office is entered."""
    return f"/staff/enter/office/{office.office_id}/{asked.id}"


@pytest.fixture
def lan(office: OfficeWorld, asked: Campaign) -> str:
    """Where the paper of Lê Thị Lan is entered."""
    return f"/staff/enter/official/{office.official_ids[2]}/{asked.id}"


@pytest.fixture
def officials(office: OfficeWorld, asked: Campaign) -> str:
    """The list of the office's officials."""
    return f"/staff/enter/offices/{asked.id}/{office.office_id}"


@pytest.fixture
def lan_by_phone(app: Flask, office: OfficeWorld, asked: Campaign) -> None:
    """Lê Thị Lan has registered by herself."""
    register_official(app.test_client(), office.codes[2])


@pytest.fixture
def stranger(app: Flask, house: House, now: Occasion, village: Village) -> FlaskClient:
    """The browser of a clerk of the commune next to it."""
    browser = app.test_client()
    sign_in(browser, house, Grant(Role.CAMPAIGN_CLERK, add_commune(house, now, village.province_id)))
    return browser


def test_an_officials_paper_is_entered_with_its_proof(
    house: House, clerk: FlaskClient, office: OfficeWorld, lan: str
) -> None:
    answer = clerk.post(lan, data=of_official(clerk.get(lan).text))

    assert answer.status_code == 200
    assert "Giao mã biên nhận cho người ký" in answer.text
    (pledge,), (proof,) = pledges_in(house), proofs_in(house)
    assert (pledge.channel, pledge.form_code, pledge.unit_id) == ("paper", "CB-4K", office.unit_id)
    assert (pledge.signer_name, pledge.more) == (
        "Lê Thị Lan",
        {"chuc_vu_vi_tri": "Công chức", "doi_tuong": "cong_chuc"},
    )
    assert (proof.kind, proof.kept_at, proof.entered_by) == ("signed_paper", KEPT, pledge.entered_by)


def test_an_entered_paper_counts_as_paper_and_stands_in_the_trail(
    house: House, clerk: FlaskClient, office: OfficeWorld, lan: str
) -> None:
    clerk.post(lan, data=of_official(clerk.get(lan).text))

    with house.database.reading() as session:
        line = session.scalars(select(LeafCount).where(LeafCount.form_code == "CB-4K")).one()
        acts = session.scalars(select(AuditEvent.action).where(AuditEvent.unit_id == office.unit_id)).all()
    assert (line.signed_paper, line.signed_self) == (1, 0)
    assert "response.submit" in acts


def test_the_receipt_of_a_paper_opens_it_with_the_whole_text(
    app: Flask, house: House, clerk: FlaskClient, lan: str
) -> None:
    entered = clerk.post(lan, data=of_official(clerk.get(lan).text)).text
    reference = re.search(r'class="receipt__code" translate="no">([^<]+)<', entered)
    assert reference

    receipt = app.test_client().get(f"/R/{reference[1].replace('-', '')}").text

    assert "Lê Thị Lan" in receipt
    assert "Công chức" in receipt


def test_with_help_counts_as_help_and_needs_a_witness(house: House, clerk: FlaskClient, lan: str) -> None:
    page = clerk.get(f"{lan}?kind=in_person").text

    alone = clerk.post(lan, data=of_official(page, kind="in_person", kept_at=""))
    witnessed = clerk.post(lan, data=of_official(page, kind="in_person", kept_at="", witness="K'Brơi"))

    assert "Ghi họ tên một người cùng có mặt" in alone.text
    assert (alone.status_code, witnessed.status_code) == (422, 200)
    assert [pledge.channel for pledge in pledges_in(house)] == ["assisted"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"ho_ten": ""}, "Ghi họ và tên của ông/bà"),
        ({"chuc_vu_vi_tri": ""}, "Ghi chức vụ hoặc vị trí việc làm"),
        ({"doi_tuong": ""}, "Chọn ông/bà là cán bộ"),
        ({"extent": "part"}, "Đánh dấu ít nhất một điều"),
        ({"C1": ""}, "Bản giấy để người ký giữ, không nhập"),
        ({"kept_at": ""}, "Ghi nơi giữ bản giấy"),
        ({"attempt": "x"}, "Trang này đã mở quá lâu"),
    ],
)
def test_what_an_officials_paper_lacks_is_said_and_nothing_is_stored(
    house: House, clerk: FlaskClient, lan: str, typed: dict[str, str], said: str
) -> None:
    answer = clerk.post(lan, data=of_official(clerk.get(lan).text, **typed))

    assert answer.status_code == 422
    assert said in answer.text
    assert pledges_in(house) == []


def test_an_officials_page_sent_twice_is_one_pledge_and_other_content_is_refused(
    house: House, clerk: FlaskClient, lan: str
) -> None:
    fields = of_official(clerk.get(lan).text)

    answers = [clerk.post(lan, data=each) for each in (fields, fields, {**fields, "bo_phan": "Một cửa"})]

    assert [answer.status_code for answer in answers] == [200, 200, 409]
    assert answers[0].text == answers[1].text
    assert "lần đầu giữ nguyên" in answers[2].text
    assert len(pledges_in(house)) == 1


@pytest.mark.usefixtures("lan_by_phone")
def test_paper_after_phone_is_one_registration_with_both_proofs(
    house: House, clerk: FlaskClient, lan: str, officials: str
) -> None:
    fields = of_official(clerk.get(lan).text)

    answers = [clerk.post(lan, data=fields) for _ in range(2)]

    place = f"{officials}?said=proof"
    assert {(each.status_code, each.headers["Location"]) for each in answers} == {(303, place)}
    assert "Đã giữ giấy này làm minh chứng thêm" in clerk.get(place).text
    assert [(pledge.channel, pledge.items) for pledge in pledges_in(house)] == [("self", ["G02", "T04"])]
    assert [proof.kept_at for proof in proofs_in(house)] == [KEPT]


@pytest.mark.usefixtures("lan_by_phone")
def test_an_old_page_sent_again_does_not_sign_for_who_took_it_back(
    house: House, now: Occasion, clerk: FlaskClient, lan: str
) -> None:
    fields = of_official(clerk.get(lan).text)
    clerk.post(lan, data=fields)
    with house.database.writing() as session:
        withdraw(session, now, pledges_in(house)[0].id)

    answer = clerk.post(lan, data=fields)

    assert answer.status_code == 409
    assert [pledge.state for pledge in pledges_in(house)] == ["withdrawn"]


def test_no_page_tells_which_official_has_registered(
    app: Flask, clerk: FlaskClient, office: OfficeWorld, asked: Campaign, lan: str
) -> None:
    addresses = [
        lan,
        f"{lan}?kind=signed_paper",
        f"/staff/enter/offices/{asked.id}/{office.office_id}",
        f"/staff/enter/offices/{asked.id}/{office.office_id}?q=lan",
    ]
    before = [MARKS.sub(r"\1", clerk.get(address).text) for address in addresses]

    register_official(app.test_client(), office.codes[2])

    assert [MARKS.sub(r"\1", clerk.get(address).text) for address in addresses] == before


def test_the_register_fills_in_who_it_is_and_nothing_that_is_answered(clerk: FlaskClient, lan: str) -> None:
    page = clerk.get(lan).text

    assert ('value="Lê Thị Lan"' in page, 'value="Công chức"' in page) == (True, True)
    assert " checked" not in page
    assert "Chỉ ghi đã tiếp cận" not in page


@pytest.mark.parametrize(("text", "shown"), [("", 5), ("2", 1), ("thi", 3), ("K'Brơi", 1), ("zz", 0)])
def test_officials_are_found_by_number_or_name(
    clerk: FlaskClient, office: OfficeWorld, asked: Campaign, text: str, shown: int
) -> None:
    address = f"/staff/enter/offices/{asked.id}/{office.office_id}"

    page = clerk.get(address, query_string={"q": text}).text

    assert page.count('class="row-list__number"') == shown
    assert f"/staff/enter/office/{office.office_id}/{asked.id}?kind=signed_paper" in page


def test_the_offices_page_of_codes_leads_to_its_papers(
    clerk: FlaskClient, office: OfficeWorld, asked: Campaign
) -> None:
    page = clerk.get(f"/staff/links/offices/{office.office_id}").text

    answer = clerk.get(f"/staff/enter?office={office.office_id}")

    assert f'href="/staff/enter?office={office.office_id}"' in page
    assert answer.headers["Location"] == f"/staff/enter/offices/{asked.id}/{office.office_id}"


def test_a_clerk_chooses_among_hamlets_and_offices(clerk: FlaskClient, campaign: Campaign) -> None:
    page = clerk.get("/staff/enter").text

    assert ("Thôn Phú Sơn" in page, OFFICE in page) == (True, True)


def test_who_left_the_office_stands_on_no_list(
    house: House, now: Occasion, clerk: FlaskClient, office: OfficeWorld, asked: Campaign
) -> None:
    left = {"ended_on": now.today, "end_reason": "left_office"}
    with house.database.writing() as session:
        session.execute(update(Official).where(Official.id == office.official_ids[2]).values(left))

    page = clerk.get(f"/staff/enter/offices/{asked.id}/{office.office_id}").text

    assert [one.name in page for one in PEOPLE[2:4]] == [False, True]


def test_a_clerk_of_another_commune_finds_nothing(stranger: FlaskClient, lan: str, officials: str) -> None:

    assert [stranger.get(address).status_code for address in (lan, officials)] == [404, 404]
    assert OFFICE not in stranger.get("/staff/enter").text


def test_a_hamlets_head_types_no_officials_paper(
    app: Flask, house: House, village: Village, lan: str, registration: str
) -> None:
    head = app.test_client()
    sign_in(head, house, Grant(Role.HAMLET_HEAD, village.hamlet_id))

    assert [head.get(address).status_code for address in (lan, registration)] == [404, 404]


def test_a_campaign_that_does_not_ask_the_official_has_no_paper_of_them(
    clerk: FlaskClient, office: OfficeWorld, campaign: Campaign
) -> None:
    assert clerk.get(f"/staff/enter/official/{office.official_ids[2]}/{campaign.id}").status_code == 404


def test_papers_of_officials_entered_all_at_once_are_listed_for_review(
    clerk: FlaskClient, office: OfficeWorld, asked: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PACES, Oddity.FAST, Pace(2, timedelta(minutes=10)))
    for official_id in office.official_ids[:2]:
        address = f"/staff/enter/official/{official_id}/{asked.id}"
        clerk.post(address, data=of_official(clerk.get(address).text))

    page = clerk.get("/staff/review").text

    assert ("Nhập dồn" in page, OFFICE in page) == (True, True)
