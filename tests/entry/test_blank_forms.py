"""Blank forms on paper: for every household a campaign asks, with its code, or for nobody in particular."""

from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from pledges.campaigns.acts.local_items import set_local_items
from pledges.campaigns.local_rules import LocalPlace
from pledges.campaigns.rules import LocalText
from pledges.campaigns.tables import Campaign
from pledges.entry.blank_making import BLANK_FORMS, BlankFormMaker
from pledges.foundation.codes import grouped_code
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.links.queries import codes_of, subject_behind
from pledges.links.rules import CodeEnded
from pledges.prints.makers import Makers
from pledges.prints.rules import MadePart, NewPiece, Order, Piece
from pledges.prints.tables import PrintRun
from pledges.register.rules import SubjectKind
from pledges.register.subjects import LeftTheList
from pledges.register.tables import Household
from pledges.staff.rules import Grant, Role
from tests.access.doors import token_on
from tests.conftest import PUBLIC_URL
from tests.filling import sign
from tests.paper.reading import codes_of as codes_on
from tests.paper.reading import page_count, text_of
from tests.responses.offices import OfficeWorld
from tests.worlds import HOUSEHOLDS, Village, sign_in

pytestmark = pytest.mark.document


def order_for(village: Village, campaign: Campaign, now: Occasion) -> Order:
    return Order(1, BLANK_FORMS.code, village.commune_id, campaign.id, 3, 1, now.now)


def numbered(pieces: list[NewPiece]) -> list[Piece]:
    return [
        Piece(number, one.subject_kind, one.subject_id, one.unit_id, one.words)
        for number, one in enumerate(pieces, start=1)
    ]


def made(house: House, order: Order) -> tuple[MadePart, bytes]:
    maker, whole = BlankFormMaker(house), BytesIO()
    part = maker.make(order, numbered([*maker.plan(order)]), whole, lambda _done: None)
    return part, whole.getvalue()


@pytest.fixture
def order(village: Village, campaign: Campaign, now: Occasion) -> Order:
    return order_for(village, campaign, now)


@pytest.fixture
def clerk(app: Flask, house: House, village: Village, campaign: Campaign) -> FlaskClient:
    browser = app.test_client()
    sign_in(browser, house, Grant(Role.CAMPAIGN_CLERK, village.commune_id))
    return browser


def test_every_household_asked_gets_a_form_by_given_name(
    house: House, order: Order, village: Village
) -> None:
    pieces = [*BlankFormMaker(house).plan(order)]

    assert [piece.words for piece in pieces] == ["Hộ số 2", "Hộ số 3", "Hộ số 1"]
    assert {piece.unit_id for piece in pieces} == {village.hamlet_id}


def test_who_has_signed_gets_one_too_so_that_no_pile_tells_who_has_not(
    client: FlaskClient, house: House, village: Village, order: Order
) -> None:
    sign(client, village.codes[0])

    assert len([*BlankFormMaker(house).plan(order)]) == 3


def test_each_code_is_the_households_own_and_is_told_to_the_scanner(
    house: House, order: Order, village: Village
) -> None:
    part, pdf = made(house, order)

    wanted = [f"{PUBLIC_URL}/S/{village.codes[place]}".upper() for place in (1, 2, 0)]
    assert (part.pages, page_count(pdf)) == (6, 6)
    assert [code.text for code in part.codes] == wanted
    assert [codes_on(pdf, page) for page in (0, 2, 4)] == [[text] for text in wanted]
    assert grouped_code(village.codes[2]) in text_of(pdf, 2)


def test_a_name_is_masked_on_paper_that_goes_from_hand_to_hand(house: House, order: Order) -> None:
    _part, pdf = made(house, order)

    text = " ".join(text_of(pdf, page) for page in range(6))
    assert [one.head_name for one in HOUSEHOLDS if one.head_name in text] == []
    assert "Hộ số 3 N*** V*** Đức Thôn Phú Sơn, Xã Hàm Mẫu, Tỉnh Lâm Đồng" in text


def test_made_again_it_is_the_same(house: House, order: Order) -> None:
    assert made(house, order)[1] == made(house, order)[1]


def test_a_household_that_has_left_stops_its_piece(
    house: House, order: Order, village: Village, now: Occasion
) -> None:
    maker = BlankFormMaker(house)
    pieces = numbered([*maker.plan(order)])
    with house.database.writing() as session:
        gone = session.get_one(Household, village.household_ids[0])
        gone.ended_on, gone.end_reason = now.today, "moved_away"

    with pytest.raises(LeftTheList):
        maker.make(order, pieces, BytesIO(), lambda _done: None)


def test_a_lost_forms_code_dies_when_it_is_printed_again(
    house: House, order: Order, village: Village
) -> None:
    maker = BlankFormMaker(house)
    piece = numbered([*maker.plan(order)])[2]
    before = maker.code_of(order, piece)

    with house.database.writing() as session:
        maker.renew(session, order, piece)

    assert maker.code_of(order, piece) != before == grouped_code(village.codes[0])
    with house.database.reading() as session, pytest.raises(CodeEnded):
        subject_behind(session, house.keys, village.codes[0])


def test_what_a_hamlet_added_stands_on_its_forms(
    house: House, order: Order, village: Village, campaign: Campaign, now: Occasion
) -> None:
    with house.database.writing() as session:
        place = LocalPlace(campaign.id, "HO-ATGT", village.hamlet_id)
        cattle = LocalText("Không thả rông gia súc.", "Keep cattle off the hamlet road.")
        set_local_items(session, now, place, [cattle])

    _part, pdf = made(house, order)

    assert "15. Không thả rông gia súc." in text_of(pdf)


def test_a_clerk_starts_a_run_that_carries_secrets(
    clerk: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    address = f"/staff/blank-forms/{campaign.id}/{village.hamlet_id}"
    page = clerk.get(address).text

    answer = clerk.post(address, data={"csrf_token": token_on(page), "form": "HO-ATGT"})

    assert "3 hộ được mời" in page
    assert [one.head_name for one in HOUSEHOLDS if one.head_name in page] == []
    with house.database.reading() as session:
        [run] = session.scalars(select(PrintRun)).all()
    assert answer.headers["Location"] == f"/staff/prints/{run.id}"
    assert (run.kind, run.total, run.carries_secrets) == ("blank_forms", 3, True)
    assert run.choices == {"form": "HO-ATGT"}


def test_a_hamlets_head_prints_loose_forms_and_no_codes(
    head: FlaskClient, village: Village, campaign: Campaign
) -> None:
    address = f"/staff/blank-forms/{campaign.id}/{village.hamlet_id}"
    page = head.get(address).text

    with_codes = head.post(address, data={"csrf_token": token_on(page), "form": "HO-ATGT"})
    loose = head.post(f"{address}/loose", data={"csrf_token": token_on(page), "form": "HO-ATGT"})

    assert "In phiếu cho từng hộ" not in page
    assert with_codes.status_code == 403
    assert codes_on(loose.data) == [f"{PUBLIC_URL}/C/{campaign.slug}".upper()]
    assert "Thôn Phú Sơn, Xã Hàm Mẫu, Tỉnh Lâm Đồng" in text_of(loose.data)


def test_the_loose_forms_code_opens_the_public_page(
    head: FlaskClient, client: FlaskClient, village: Village, campaign: Campaign
) -> None:
    answer = client.get(f"/C/{campaign.slug}".upper())

    assert answer.status_code == 200
    assert "an toàn giao thông" in answer.text


def test_officials_have_a_loose_form(
    clerk: FlaskClient, village: Village, office: OfficeWorld, asked: Campaign
) -> None:
    address = f"/staff/blank-forms/{asked.id}/{village.commune_id}"
    page = clerk.get(address).text

    answer = clerk.post(f"{address}/loose", data={"csrf_token": token_on(page), "form": "CB-4K"})

    assert "BẢN ĐĂNG KÝ" in text_of(answer.data)
    assert clerk.post(address, data={"csrf_token": token_on(page)}).status_code == 404


def test_the_way_back_is_the_clerks_face_of_the_code(
    clerk: FlaskClient, village: Village, campaign: Campaign
) -> None:
    page = clerk.get(f"/S/{village.codes[1]}").text

    assert f'href="/staff/enter/{village.household_ids[1]}/{campaign.id}"' in page


def test_the_hamlets_page_leads_to_them(head: FlaskClient, village: Village, campaign: Campaign) -> None:
    page = head.get(f"/staff/enter/hamlets/{campaign.id}/{village.hamlet_id}").text

    assert f'href="/staff/blank-forms/{campaign.id}/{village.hamlet_id}"' in page


def test_every_household_has_a_code_after_the_run(house: House, order: Order, village: Village) -> None:
    made(house, order)

    with house.database.reading() as session:
        codes = codes_of(session, house.keys, SubjectKind.HOUSEHOLD, village.household_ids)
    assert tuple(codes[one] for one in village.household_ids) == village.codes
    assert isinstance(house.handed(Makers).maker_of(BLANK_FORMS.code), BlankFormMaker)
