"""Certificates of officials and offices: whose they are, how they are worded, in which order they are printed."""

from dataclasses import dataclass
from io import BytesIO

import pytest
from flask.testing import FlaskClient

from pledges.certificates.jobs import CertificateMaker
from pledges.certificates.rules import CERTIFICATES, PAPER
from pledges.certificates.turned_away import PledgeNotActive
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.prints.rules import NewPiece, Order, Piece
from pledges.responses.acts.withdrawing import withdraw
from pledges.staff.rules import Grant, Role
from pledges.stationery.tables import PaperBlock
from tests.certificates.pledging import sign
from tests.paper.reading import page_count, page_size_mm, text_of
from tests.responses.offices import (
    OFFICE,
    PEOPLE,
    ask_offices,
    build_office,
    register_office,
    register_official,
)
from tests.worlds import Village, build_village, run_campaign, sign_in

pytestmark = pytest.mark.document


@dataclass(frozen=True)
class World:
    """The office's campaign after the office and two of its officials signed."""

    village: Village
    campaign_id: int
    office_unit: int
    official_ids: tuple[int, ...]


@pytest.fixture
def world(client: FlaskClient, house: House) -> World:
    village = build_village(house, present())
    office = build_office(house, present(), village)
    campaign = ask_offices(house, present(), village)
    register_official(client, office.codes[2])
    register_official(client, office.codes[1], ho_ten="K'Brơi", chuc_vu_vi_tri="Chuyên viên")
    register_office(client, office.code)
    return World(village, campaign.id, office.unit_id, office.official_ids)


def order_for(campaign_id: int, unit_id: int, **choices: str) -> Order:
    return Order(1, CERTIFICATES.code, unit_id, campaign_id, 3, None, present().now, choices)


def planned(house: House, order: Order) -> list[NewPiece]:
    return list(CertificateMaker(house).plan(order))


def made(house: House, order: Order) -> list[str]:
    pieces = [
        Piece(position, one.subject_kind, one.subject_id, one.unit_id, one.words)
        for position, one in enumerate(planned(house, order), start=1)
    ]
    written = BytesIO()
    CertificateMaker(house).make(order, pieces, written, lambda _done: None)
    return [text_of(written.getvalue(), page) for page in range(page_count(written.getvalue()))]


def test_a_communes_run_holds_the_offices_that_sit_there(house: House, world: World) -> None:
    pieces = planned(house, order_for(world.campaign_id, world.village.commune_id))

    assert [(one.subject_kind, one.unit_id, one.words) for one in pieces] == [
        ("office", world.office_unit, "Cơ quan"),
        ("official", world.office_unit, "Cán bộ số 2"),
        ("official", world.office_unit, "Cán bộ số 3"),
    ]


def test_an_offices_own_run_holds_the_same(house: House, world: World) -> None:
    of_commune = planned(house, order_for(world.campaign_id, world.village.commune_id))

    assert planned(house, order_for(world.campaign_id, world.office_unit)) == of_commune


def test_each_kind_is_addressed_in_its_own_way(house: House, world: World) -> None:
    office, first, second = made(house, order_for(world.campaign_id, world.village.commune_id))

    assert (
        "Ghi nhận cơ quan đã tự nguyện đăng ký công trình, phần việc, giải pháp thực hiện nội dung" in office
    )
    assert f"{OFFICE} Xã Hàm Mẫu, Tỉnh Lâm Đồng" in office
    assert "Ghi nhận ông/bà đã tự nguyện đăng ký thực hiện nội dung “4 không” trong" in first
    assert f"K'Brơi Chuyên viên, {OFFICE}" in first
    assert f"Lê Thị Lan {PEOPLE[2].position}, {OFFICE}" in second
    assert "(dành cho" not in first + second


def test_words_of_the_seat_and_of_the_office_itself_hold_for_it_and_its_officials(
    house: House, world: World
) -> None:
    said = {"paper": PAPER, "saved_at": present().now}
    with house.database.writing() as session:
        seat, office = world.village.commune_id, world.office_unit
        session.add(PaperBlock(unit_id=seat, block="lead", source="Xã Hàm Mẫu ghi nhận", **said))
        session.add(PaperBlock(unit_id=seat, block="note", source="Lời của xã.", **said))
        session.add(PaperBlock(unit_id=office, block="note", source="Lời của cơ quan.", **said))

    office_paper, official_paper, _ = made(house, order_for(world.campaign_id, world.village.commune_id))

    assert "Xã Hàm Mẫu ghi nhận" in office_paper
    assert "Xã Hàm Mẫu ghi nhận" in official_paper
    assert "Lời của cơ quan." in office_paper
    assert "Lời của cơ quan." in official_paper
    assert "Lời của xã." not in office_paper


def test_an_officials_certificate_opens_the_page_that_masks_the_name(
    client: FlaskClient, house: House, world: World
) -> None:
    order = order_for(world.campaign_id, world.village.commune_id)
    pieces = [
        Piece(position, one.subject_kind, one.subject_id, one.unit_id, one.words)
        for position, one in enumerate(planned(house, order), start=1)
    ]
    part = CertificateMaker(house).make(order, pieces, BytesIO(), lambda _done: None)
    pages = [client.get(code.text.removeprefix("HTTP://127.0.0.1:8189")).text for code in part.codes]

    assert [OFFICE in page for page in pages] == [True, True, True]
    assert "Cơ quan được ghi nhận" in pages[0]
    assert "L*** T*** Lan" in pages[2]
    assert [f"/V/{part.marks[position]}." in code.text for position, code in enumerate(part.codes, 1)] == [
        True
    ] * 3


def test_staff_see_the_office_among_the_communes_parts(
    client: FlaskClient, house: House, world: World
) -> None:
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, world.village.commune_id))
    commune = f"/staff/certificates/{world.campaign_id}/{world.village.commune_id}"
    office = f"/staff/certificates/{world.campaign_id}/{world.office_unit}"

    assert f'href="{office}"' in client.get(commune).text
    assert "Lê Thị Lan" in client.get(office).text
    assert "In tất cả: 3 giấy" in client.get(commune).text


def test_by_street_a_hamlet_comes_in_the_order_of_its_addresses(house: House) -> None:
    village = build_village(house, present())
    campaign = run_campaign(house, present(), village.commune_id)
    [sign(house, present(), campaign.id, one) for one in village.household_ids]

    by_name = planned(house, order_for(campaign.id, village.commune_id))
    by_street = planned(house, order_for(campaign.id, village.commune_id, sorting="street"))

    # K'Brơi of Tổ 4, Đức of Xóm Giữa, Thảo Nguyên of Số 12/34/56.
    assert [one.words for one in by_name] == ["Hộ số 2", "Hộ số 3", "Hộ số 1"]
    assert [one.words for one in by_street] == ["Hộ số 1", "Hộ số 2", "Hộ số 3"]


@pytest.mark.parametrize(
    ("size", "pages", "sheet"), [("a4", 3, (297, 210)), ("a5", 3, (210, 148)), ("two_a5", 2, (210, 297))]
)
def test_the_run_is_made_on_the_paper_that_was_chosen(
    house: House, world: World, size: str, pages: int, sheet: tuple[int, int]
) -> None:
    order, written = order_for(world.campaign_id, world.office_unit, size=size), BytesIO()
    pieces = [
        Piece(position, one.subject_kind, one.subject_id, one.unit_id, one.words)
        for position, one in enumerate(planned(house, order), start=1)
    ]

    part = CertificateMaker(house).make(order, pieces, written, lambda _done: None)

    assert (part.pages, page_count(written.getvalue()), len(part.codes)) == (pages, pages, 3)
    assert page_size_mm(written.getvalue()) == pytest.approx(sheet, abs=0.5)


def test_who_withdrew_meanwhile_stops_the_part(house: House) -> None:
    village = build_village(house, present())
    campaign = run_campaign(house, present(), village.commune_id)
    response_id, _ = sign(house, present(), campaign.id, village.household_ids[0])
    order = order_for(campaign.id, village.commune_id)
    [piece] = planned(house, order)
    with house.database.writing() as session:
        withdraw(session, present(), response_id)

    pieces = [Piece(1, piece.subject_kind, piece.subject_id, piece.unit_id, piece.words)]
    with pytest.raises(PledgeNotActive):
        CertificateMaker(house).make(order, pieces, BytesIO(), lambda _done: None)
