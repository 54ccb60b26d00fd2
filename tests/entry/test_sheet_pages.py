"""A sign sheet at the desk: made, printed, typed in row by row, looked at before it is stored."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from pledges.campaigns.tables import Campaign
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion, present
from pledges.foundation.vietnamese.dates import short_date
from pledges.prints.tables import PrintRun
from pledges.register.tables import Household
from pledges.staff.rules import Grant, Role
from tests.access.doors import token_on
from tests.certificates.pledging import sign
from tests.entry.desk import type_sheet
from tests.entry.papers import KEPT, pledges_in, proofs_in, sheets
from tests.tallies.worlds import add_hamlet, exclude
from tests.worlds import Village, add_commune, sign_in

TODAY = short_date(present().today)


@pytest.fixture
def sheet_id(house: House, now: Occasion, village: Village, campaign: Campaign) -> int:
    return sheets(house, now, campaign.id, village.hamlet_id)[0]


@pytest.fixture
def second_signed(house: House, now: Occasion, village: Village, campaign: Campaign) -> None:
    """The second household has signed on its phone."""
    sign(house, now, campaign.id, village.household_ids[1])


def test_sheets_are_made_once_from_the_page(head: FlaskClient, village: Village, campaign: Campaign) -> None:
    address = head.get("/staff/sheets").headers["Location"]
    token = token_on(head.get(address).text)

    first, second = (head.post(address, data={"csrf_token": token, "order": "name"}) for _ in range(2))

    assert (first.status_code, second.status_code) == (303, 422)
    assert "Đợt lập 1, tờ 1" in head.get(address).text


def test_the_key_of_rows_stands_on_the_screen(head: FlaskClient, sheet_id: int) -> None:
    page = head.get(f"/staff/sheets/{sheet_id}").text

    assert page.count('class="sheet-rows__row"') == 3
    assert "Nguyễn Văn Đức" in page


@pytest.mark.usefixtures("second_signed")
def test_a_sheet_is_shown_before_anything_is_stored(house: House, head: FlaskClient, sheet_id: int) -> None:
    page = type_sheet(
        head, sheet_id, TODAY, lines="1-3", name_3="Lê Thị Lan", items_3="1-2 14", without="1"
    ).text

    assert "Lê Thị Lan" in page
    assert "một phần: điều 1-2 14" in page
    assert "đã có bản cam kết thì dòng này được giữ làm minh chứng thêm" in page
    assert "Không nhập dòng 1" in page
    assert (len(pledges_in(house)), proofs_in(house)) == (1, [])


def test_typing_every_row_and_looking_lists_nobody_who_has_not_signed(
    house: House, head: FlaskClient, village: Village, campaign: Campaign, sheet_id: int
) -> None:
    """A head who types all rows and stores nothing reads the same before and after a household signs on its phone."""
    before = type_sheet(head, sheet_id, TODAY, lines="1-3").text

    sign(house, present(1), campaign.id, village.household_ids[1])

    assert type_sheet(head, sheet_id, TODAY, lines="1-3").text == before
    assert before.count("toàn bộ 14 điều") == 3


@pytest.mark.usefixtures("second_signed")
def test_the_rows_that_were_looked_at_are_stored(house: House, head: FlaskClient, sheet_id: int) -> None:
    answer = type_sheet(
        head, sheet_id, TODAY, lines="1-3", name_3="Lê Thị Lan", items_3="1-2 14", with_C2="3", step="store"
    )

    assert answer.status_code == 200
    stored = [(one.channel, one.signer_name, len(one.items), one.consents) for one in pledges_in(house)]
    assert stored[1:] == [
        ("paper", "Nguyễn Hoàng Thùy Phương Khánh Ngọc Thảo Nguyên", 14, ["C1"]),
        ("paper", "Lê Thị Lan", 3, ["C1", "C2"]),
    ]
    assert sorted((one.row_number or 0, one.kept_at) for one in proofs_in(house)) == [
        (1, KEPT),
        (2, KEPT),
        (3, KEPT),
    ]


def test_a_row_without_consent_is_not_stored(house: House, head: FlaskClient, sheet_id: int) -> None:
    type_sheet(head, sheet_id, TODAY, lines="1-3", without="2", step="store")

    assert [proof.row_number for proof in proofs_in(house)] == [1, 3]


def test_a_sheet_sent_twice_says_so_row_by_row(house: House, head: FlaskClient, sheet_id: int) -> None:
    type_sheet(head, sheet_id, TODAY, lines="1-3", step="store")

    again = type_sheet(head, sheet_id, TODAY, lines="1-3", step="store")

    assert again.text.count("Dòng này đã nhập trước, không ghi lần nữa") == 3
    assert len(pledges_in(house)) == 3


def test_only_typed_rows_are_entered(house: House, head: FlaskClient, sheet_id: int) -> None:
    type_sheet(head, sheet_id, TODAY, lines="2", step="store")

    assert [proof.row_number for proof in proofs_in(house)] == [2]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"lines": ""}, "Ghi số các dòng đã ký"),
        ({"lines": "1-2 x"}, "Không đọc được “x”"),
        ({"lines": "x", "without": "2"}, "Không đọc được “x”"),
        ({"lines": "1-4"}, "Tờ này không có dòng 4"),
        ({"lines": "1", "without": "2"}, "Dòng 2 không có trong"),
        ({"lines": "1", "with_C2": "y"}, "Không đọc được “y”"),
        ({"lines": "1", "name_2": "Lê Thị Lan"}, "Dòng 2 có ghi thêm"),
        ({"lines": "1", "name_1": "123"}, "Ghi họ và tên bằng chữ"),
        ({"lines": "1", "items_1": "15"}, "Không đọc được “15”"),
        ({"lines": "1", "kept_at": ""}, "Ghi nơi giữ tờ này"),
        ({"lines": "1", "signed_on": "31/12/2019"}, "ngày ký không thể sớm hơn"),
    ],
)
def test_a_slip_is_said_and_nothing_is_stored(
    house: House, head: FlaskClient, sheet_id: int, typed: dict[str, str], said: str
) -> None:
    answer = type_sheet(head, sheet_id, TODAY, **{"step": "store", **typed})

    assert answer.status_code == 422
    assert said in answer.text
    assert pledges_in(house) == []


def test_the_preview_can_be_taken_back_to_the_boxes(head: FlaskClient, sheet_id: int) -> None:
    answer = type_sheet(head, sheet_id, TODAY, lines="1 3", step="edit")

    assert answer.status_code == 200
    assert 'value="1 3"' in answer.text


def test_the_paper_of_a_series_is_handed_over_and_stands_in_the_ledger(
    house: House, head: FlaskClient, village: Village, campaign: Campaign, sheet_id: int
) -> None:
    address = f"/staff/sheets/hamlets/{campaign.id}/{village.hamlet_id}"
    token = token_on(head.get(address).text)

    answer = head.post(f"{address}/paper", data={"csrf_token": token, "series": "1"})

    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    with house.database.reading() as session:
        run = session.scalars(select(PrintRun)).one()
    assert (run.kind, run.total, run.pages, run.carries_secrets) == ("sign_sheets", 1, 2, False)


@pytest.mark.parametrize("chosen", [{"series": "7"}, {"sheet": "99"}])
def test_paper_of_no_sheet_is_not_found(
    head: FlaskClient, village: Village, campaign: Campaign, sheet_id: int, chosen: dict[str, str]
) -> None:
    address = f"/staff/sheets/hamlets/{campaign.id}/{village.hamlet_id}"
    token = token_on(head.get(address).text)

    assert head.post(f"{address}/paper", data={"csrf_token": token, **chosen}).status_code == 404


def test_another_hamlets_head_opens_no_sheet(
    app: Flask, house: House, now: Occasion, village: Village, sheet_id: int
) -> None:
    stranger = app.test_client()
    sign_in(stranger, house, Grant(Role.HAMLET_HEAD, add_commune(house, now, village.province_id)))

    assert stranger.get(f"/staff/sheets/{sheet_id}").status_code == 404


def test_nobody_without_a_sign_in_opens_a_sheet(app: Flask, sheet_id: int) -> None:
    assert app.test_client().get(f"/staff/sheets/{sheet_id}").status_code == 303


def test_a_sheet_that_never_was_is_not_found(head: FlaskClient) -> None:
    assert head.get("/staff/sheets/999").status_code == 404


def test_a_household_that_moved_out_of_reach_has_no_row_for_its_old_head(
    house: House, now: Occasion, head: FlaskClient, village: Village, sheet_id: int
) -> None:
    other = add_hamlet(house, now, village.commune_id, "Thôn Tân Lập 1", 0)
    with house.database.writing() as session:
        moved = {"unit_id": other, "number": 1}
        session.execute(update(Household).where(Household.id == village.household_ids[0]).values(**moved))

    answer = type_sheet(head, sheet_id, TODAY, lines="1-3", step="store")

    assert (answer.status_code, "Tờ này không có dòng 1" in answer.text) == (422, True)


@pytest.fixture
def first_excluded(house: House, now: Occasion, village: Village, campaign: Campaign, sheet_id: int) -> int:
    """The first household left the base after the sheet was made."""
    with house.database.writing() as session:
        exclude(session, now, campaign.id, village.household_ids[0])
    return sheet_id


def test_a_household_excluded_since_the_sheet_was_made_is_told_row_by_row(
    house: House, head: FlaskClient, first_excluded: int
) -> None:
    sheet_id = first_excluded

    answer = type_sheet(head, sheet_id, TODAY, lines="1-3", step="store")

    assert answer.text.count("không thuộc diện tính của đợt này") == 1
    assert len(pledges_in(house)) == 2


def test_a_hamlet_without_sheets_has_nothing_to_print(
    head: FlaskClient, village: Village, campaign: Campaign
) -> None:
    address = f"/staff/sheets/hamlets/{campaign.id}/{village.hamlet_id}"
    token = token_on(head.get(address).text)

    assert head.post(f"{address}/paper", data={"csrf_token": token}).status_code == 422
