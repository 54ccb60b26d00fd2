"""The signed commitment on paper: for whoever holds the receipt, and for staff in reach, one by one or in a run."""

from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from pledges.campaigns.tables import Campaign
from pledges.foundation.codes import grouped_code
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.prints.makers import Makers
from pledges.prints.rules import MadePart, NewPiece, Order, Piece
from pledges.prints.tables import PrintPiece, PrintRun
from pledges.responses.commitment_making import COMMITMENTS, CommitmentMaker
from pledges.responses.rules import AlreadyWithdrawn
from pledges.responses.tables import Response
from pledges.staff.rules import Grant, Role
from tests.access.doors import token_on
from tests.filling import REPRESENTATIVE, reference_in, sign
from tests.paper.reading import page_count, text_of
from tests.responses.offices import ask_offices, build_office, register_office
from tests.responses.test_corrections import STROKES, open_correction
from tests.responses.test_own_record import draw
from tests.worlds import HOUSEHOLDS, Village, add_commune, sign_in

pytestmark = pytest.mark.document


def whole_text(pdf: bytes) -> str:
    return " ".join(text_of(pdf, page) for page in range(page_count(pdf)))


def order_for(village: Village, campaign: Campaign) -> Order:
    return Order(1, COMMITMENTS.code, village.commune_id, campaign.id, 3, 1, present().now)


def planned(house: House, order: Order) -> list[NewPiece]:
    return [*CommitmentMaker(house).plan(order)]


def made(house: House, order: Order, pieces: list[NewPiece]) -> tuple[MadePart, bytes]:
    numbered = [
        Piece(number, one.subject_kind, one.subject_id, one.unit_id, one.words)
        for number, one in enumerate(pieces, start=1)
    ]
    whole = BytesIO()
    return CommitmentMaker(house).make(order, numbered, whole, lambda _done: None), whole.getvalue()


def response_of(house: House) -> int:
    with house.database.reading() as session:
        return session.scalars(select(Response.id).order_by(Response.id.desc())).first() or 0


@pytest.fixture
def clerk(app: Flask, house: House, village: Village, campaign: Campaign) -> FlaskClient:
    """A browser of its own: the household signs on its phone."""
    browser = app.test_client()
    sign_in(browser, house, Grant(Role.CAMPAIGN_CLERK, village.commune_id))
    return browser


@pytest.fixture
def reference(client: FlaskClient, village: Village, campaign: Campaign) -> str:
    """Of the pledge of the first household, with one member."""
    told = {"members-0-name": "Phạm Thị Hòa", "members-0-relation": "vợ", "nam_sinh": "1968"}
    return reference_in(sign(client, village.codes[0], **told))


def test_the_signer_gets_the_words_that_were_signed(client: FlaskClient, reference: str) -> None:
    answer = client.get(f"/R/{reference}/commitment.pdf")

    text = whole_text(answer.data)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert REPRESENTATIVE not in answer.headers["Content-Disposition"]
    assert f"Người đại diện hộ: {REPRESENTATIVE}. Năm sinh: 1968." in text
    assert HOUSEHOLDS[0].address in text
    assert grouped_code(reference) in text
    assert "1 Phạm Thị Hòa vợ Chưa tự xác nhận" in text
    assert "Hàm Mẫu, ngày" in text


def test_the_receipt_offers_it(client: FlaskClient, reference: str) -> None:
    page = client.get(f"/R/{reference}").text

    assert f'href="/R/{reference}/commitment.pdf"' in page
    assert "Tải bản cam kết (PDF)" in page


def test_a_corrected_pledge_is_printed_in_its_newest_version(client: FlaskClient, reference: str) -> None:
    page = open_correction(client, reference)
    client.post(page.action, data=page.filled(items=["T04"]))

    text = whole_text(client.get(f"/R/{reference}/commitment.pdf").data)

    assert "1. Đội mũ bảo hiểm" in text
    assert "2. " not in text.split("Chúng tôi hiểu")[0].split("cam kết:")[1]
    assert "đây là bản mới nhất" in text


def test_of_a_withdrawn_pledge_there_is_no_paper(client: FlaskClient, reference: str) -> None:
    client.post(f"/R/{reference}/withdraw")

    answer = client.get(f"/R/{reference}/commitment.pdf")

    assert answer.status_code == 409
    assert REPRESENTATIVE not in answer.text


def test_the_signature_is_the_one_that_was_drawn(client: FlaskClient, house: House, reference: str) -> None:
    without = client.get(f"/R/{reference}/commitment.pdf").data
    draw(house, STROKES)

    drawn = client.get(f"/R/{reference}/commitment.pdf").data

    assert "không vẽ chữ ký" in whole_text(without)
    assert "Chữ ký vẽ trên máy" in whole_text(drawn)


def test_an_offices_paper_names_the_body_its_number_is_given_by(
    client: FlaskClient, house: House, village: Village
) -> None:
    office = build_office(house, present(), village)
    ask_offices(house, present(), village)
    reference = reference_in(register_office(client, office.code))

    text = whole_text(client.get(f"/R/{reference}/commitment.pdf").data)

    assert "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG XÃ HÀM MẪU" in text
    assert "Số: ……/ĐK-……" in text
    assert "Điểm phân loại rác và thu gom pin" in text
    assert "Hàm Mẫu, ngày" in text


def test_staff_print_one_without_its_reference_and_the_ledger_keeps_a_line(
    clerk: FlaskClient, house: House, reference: str, village: Village
) -> None:
    page = clerk.get(f"/staff/households/{village.household_ids[0]}").text
    address = f"/staff/pledges/{response_of(house)}/commitment"

    answer = clerk.post(address, data={"csrf_token": token_on(page)})

    text = whole_text(answer.data)
    assert f'action="{address}"' in page
    assert REPRESENTATIVE in text
    assert grouped_code(reference) not in text
    assert "(ghi ở biên nhận của người ký)" in text
    with house.database.reading() as session:
        [piece] = session.scalars(select(PrintPiece)).all()
    assert piece.words == "Hộ số 1"


def test_staff_elsewhere_find_nothing_to_print(
    client: FlaskClient, house: House, reference: str, village: Village
) -> None:
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, add_commune(house, present(), village.province_id)))
    token = token_on(client.get("/staff/prints").text)

    answer = client.post(f"/staff/pledges/{response_of(house)}/commitment", data={"csrf_token": token})

    assert answer.status_code == 404


def test_staff_cannot_print_what_was_taken_back(clerk: FlaskClient, house: House, reference: str) -> None:
    clerk.post(f"/R/{reference}/withdraw")
    token = token_on(clerk.get("/staff/prints").text)

    answer = clerk.post(f"/staff/pledges/{response_of(house)}/commitment", data={"csrf_token": token})

    assert answer.status_code == 409


def test_a_run_is_planned_by_given_name_and_names_nobody(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    sign(client, village.codes[0], nguoi_dai_dien="Nguyễn Văn Út")
    sign(client, village.codes[1], nguoi_dai_dien="K'Brơi")
    sign(client, village.codes[2], nguoi_dai_dien="Lê Thị Ánh")

    pieces = planned(house, order_for(village, campaign))

    assert [piece.words for piece in pieces] == ["Hộ số 3", "Hộ số 2", "Hộ số 1"]
    assert {piece.unit_id for piece in pieces} == {village.hamlet_id}


def test_a_run_makes_each_paper_without_the_receipts_reference(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    references = [reference_in(sign(client, code)) for code in village.codes]
    order = order_for(village, campaign)

    part, pdf = made(house, order, planned(house, order))

    assert (part.pages, page_count(pdf)) == (3, 3)
    assert part.codes == ()
    assert [grouped_code(one) for one in references if grouped_code(one) in whole_text(pdf)] == []
    assert made(house, order, planned(house, order))[1] == pdf


def test_a_correction_between_plan_and_print_is_printed(
    client: FlaskClient, house: House, village: Village, campaign: Campaign, reference: str
) -> None:
    order = order_for(village, campaign)
    pieces = planned(house, order)
    page = open_correction(client, reference)
    client.post(page.action, data=page.filled(items=["T07"], nguoi_dai_dien="Trần Văn Bảy"))

    _part, pdf = made(house, order, pieces)

    assert "Trần Văn Bảy" in whole_text(pdf)
    assert planned(house, order) == pieces


def test_one_taken_back_between_plan_and_print_is_refused(
    client: FlaskClient, house: House, village: Village, campaign: Campaign, reference: str
) -> None:
    order = order_for(village, campaign)
    pieces = planned(house, order)
    client.post(f"/R/{reference}/withdraw")

    with pytest.raises(AlreadyWithdrawn):
        made(house, order, pieces)


def test_a_clerk_starts_a_run_for_the_hamlet(
    clerk: FlaskClient, house: House, village: Village, campaign: Campaign, reference: str
) -> None:
    choice = clerk.get("/staff/commitments").text
    address = f"/staff/commitments/{campaign.id}/{village.commune_id}"
    page = clerk.get(address).text

    answer = clerk.post(address, data={"csrf_token": token_on(page), "file": "zip"})

    assert f'href="{address}"' in choice
    assert "Thôn Phú Sơn" in page
    assert REPRESENTATIVE not in page
    with house.database.reading() as session:
        [run] = session.scalars(select(PrintRun)).all()
    assert answer.headers["Location"] == f"/staff/prints/{run.id}"
    assert (run.kind, run.total, run.choices, run.carries_secrets) == (
        "commitments",
        1,
        {"file": "zip"},
        False,
    )


def test_where_nobody_signed_there_is_nothing_to_print(
    clerk: FlaskClient, village: Village, campaign: Campaign
) -> None:
    address = f"/staff/commitments/{campaign.id}/{village.hamlet_id}"
    page = clerk.get(address).text

    answer = clerk.post(address, data={"csrf_token": token_on(page)})

    assert "Chưa có ai ký trong đợt này" in page
    assert answer.status_code == 422


def test_the_press_knows_who_makes_them(house: House) -> None:
    assert isinstance(house.handed(Makers).maker_of(COMMITMENTS.code), CommitmentMaker)
