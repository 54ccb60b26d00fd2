"""The rows that come back: a workbook of texts with reasons, fetched for a purpose, and a list again."""

from io import BytesIO

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import select

from pledges.foundation.audit import AuditEvent
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.staff.rules import Grant, Role
from tests.register.importing import (
    ANH,
    names,
    stored,
    workbook,
)
from tests.register.list_browser import HOSTILE, NOBODY, previewed, sent_with_formulas, token
from tests.worlds import Village, build_village, sign_in


@pytest.fixture
def village(house: House, occasion: Occasion, client: FlaskClient) -> Village:
    village = build_village(house, occasion)
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, village.commune_id))
    return village


@pytest.fixture
def rejected(client: FlaskClient, village: Village) -> str:
    return sent_with_formulas(client, village.hamlet_id)


def test_rejected_rows_come_back_with_their_reason(client: FlaskClient, rejected: str) -> None:
    answer = client.post(
        f"{rejected}/rejected",
        data={"csrf_token": token(client, rejected), "purpose": "sửa lại rồi nhập tiếp"},
    )

    sheet = load_workbook(BytesIO(answer.data)).active
    assert sheet is not None
    heads, row = ([cell.value for cell in line] for line in sheet.iter_rows(min_row=3, max_row=4))
    told = dict(zip(heads, row, strict=True))
    assert "dong-tra-lai-thon-phu-son" in answer.headers["Content-Disposition"]
    assert (told["Lý do"], told["Dòng trong tệp"]) == ("Thiếu họ tên", "2")
    assert told["Địa chỉ"] == HOSTILE
    assert "không chia sẻ qua Zalo" in str(sheet["A1"].value)
    assert "không chia sẻ qua Zalo" in sheet.oddFooter.center.text


def test_texts_in_the_workbook_are_no_formulas_and_no_links(client: FlaskClient, rejected: str) -> None:
    answer = client.post(
        f"{rejected}/rejected", data={"csrf_token": token(client, rejected), "purpose": "sửa lại"}
    )

    sheet = load_workbook(BytesIO(answer.data)).active
    assert sheet is not None
    cells = [cell for line in sheet.iter_rows() for cell in line if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.coordinate for cell in cells if cell.hyperlink] == []


def test_fetching_them_needs_a_purpose_which_is_written_down(
    client: FlaskClient, house: House, rejected: str
) -> None:
    form = client.get(f"{rejected}/rejected").text
    without = client.post(f"{rejected}/rejected", data={"csrf_token": token(client, rejected)})
    client.post(
        f"{rejected}/rejected",
        data={"csrf_token": token(client, rejected), "purpose": "sửa lại rồi nhập tiếp"},
    )

    with house.database.reading() as session:
        whys = session.scalars(
            select(AuditEvent.why).where(AuditEvent.action == "register.fetch-rejected")
        ).all()
    assert "Tải tệp để làm gì" in form
    assert without.status_code == 422
    assert whys == ["sửa lại rồi nhập tiếp"]


def test_without_rejected_rows_there_is_no_workbook(client: FlaskClient, village: Village) -> None:
    address = previewed(client, village.hamlet_id, workbook(ANH))

    answer = client.post(f"{address}/rejected", data={"csrf_token": token(client, address), "purpose": "xem"})

    assert answer.status_code == 404


def test_the_workbook_of_rejected_rows_is_a_list_again(
    client: FlaskClient, house: House, village: Village
) -> None:
    address = previewed(client, village.hamlet_id, workbook(ANH, NOBODY))
    answer = client.post(
        f"{address}/rejected", data={"csrf_token": token(client, address), "purpose": "sửa lại"}
    )
    book = load_workbook(BytesIO(answer.data))
    sheet = book.active
    assert sheet is not None
    column = [cell.value for cell in sheet[3]].index("Họ và tên chủ hộ") + 1
    sheet.cell(4, column, "Trần Thị Hòa")
    corrected = BytesIO()
    book.save(corrected)

    stored(house, village.hamlet_id, corrected.getvalue())

    assert names(house, village.hamlet_id)[3:] == ["Trần Thị Hòa"]


def test_a_returned_row_of_a_whole_commune_knows_its_hamlet_when_it_is_entered_again(
    client: FlaskClient, village: Village
) -> None:
    commune = f"/staff/register/units/{village.commune_id}"
    hamlet = {"csrf_token": token(client, commune), "type": "thon", "name": "Tân Lập 1"}
    assert client.post(f"{commune}/hamlets", data=hamlet).status_code == 303
    listed = (
        "STT;Họ và tên chủ hộ;Năm sinh;Địa chỉ\n;I. Thôn Phú Sơn;;\n1;;1955;Tổ 1\n2;Đặng Thị Ánh;1972;Tổ 1\n"
    )
    first = previewed(client, village.commune_id, listed.encode())

    answer = client.post(
        f"{first}/rejected", data={"csrf_token": token(client, first), "purpose": "hỏi lại tên chủ hộ"}
    )
    book = load_workbook(BytesIO(answer.data))
    sheet = book.active
    assert sheet is not None
    heads = [cell.value for cell in sheet[3]]
    assert sheet.cell(4, heads.index("Đơn vị") + 1).value == "Thôn Phú Sơn"
    sheet.cell(4, heads.index("Họ và tên chủ hộ") + 1).value = "Trần Thị Hòa"
    corrected = BytesIO()
    book.save(corrected)
    again = client.get(previewed(client, village.commune_id, corrected.getvalue())).text
    assert "Có dòng chưa rõ thuộc thôn" not in again
    assert "Trần Thị Hòa" in again
