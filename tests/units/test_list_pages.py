"""The pages of official lists, as an administrator of a province goes through them."""

import io
import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.staff.rules import Grant, Role
from pledges.units.tables import Unit, UnitList
from tests.access.doors import token_on
from tests.units.lists import NEW_HEADS, NEW_ROWS, workbook
from tests.worlds import Village, build_village, sign_in

LISTS = "/staff/units/lists"


@pytest.fixture
def village(house: House, occasion: Occasion) -> Village:
    return build_village(house, occasion)


@pytest.fixture
def administrator(client: FlaskClient, house: House, village: Village) -> FlaskClient:
    sign_in(client, house, Grant(Role.ADMINISTRATOR, village.province_id))
    return client


def send(browser: FlaskClient, content: bytes, **said: object) -> TestResponse:
    token = token_on(browser.get(LISTS).get_data(as_text=True))
    fields = {"scheme": "NSO-2025", "valid_from": "01/07/2025", **said}
    return browser.post(
        LISTS, data={"csrf_token": token, "workbook": (io.BytesIO(content), "xa.xlsx"), **fields}
    )


def press(browser: FlaskClient, address: str) -> TestResponse:
    token = token_on(browser.get(LISTS).get_data(as_text=True))
    return browser.post(address, data={"csrf_token": token})


def units(house: House) -> int:
    with house.database.reading() as session:
        return session.scalar(select(func.count()).select_from(Unit)) or 0


def test_a_list_is_previewed_and_then_entered_whole(
    administrator: FlaskClient, house: House, village: Village
) -> None:
    before = units(house)

    answer = send(administrator, workbook([NEW_HEADS, *NEW_ROWS]), unit_id=village.province_id)
    preview = administrator.get(answer.location).get_data(as_text=True)
    untouched = units(house)
    stored = press(administrator, f"{answer.location}/store")
    page = administrator.get(stored.location).get_data(as_text=True)

    assert (answer.status_code, stored.status_code) == (303, 303)
    assert re.findall(r'<th scope="row">([^<]+)</th>', preview) == [
        "Phường Mũi Né",
        "Xã Tuy Phong",
        "Đặc khu Phú Quý",
    ]
    assert (untouched, units(house)) == (before, before + 3)
    assert "Đã nhập danh mục" in page
    assert "xa.xlsx" in administrator.get(LISTS).get_data(as_text=True)


def test_the_preview_says_what_is_otherwise_missing_and_refused(
    administrator: FlaskClient, house: House, village: Village
) -> None:
    first = send(administrator, workbook([NEW_HEADS, *NEW_ROWS]), unit_id=village.province_id)
    press(administrator, f"{first.location}/store")
    province = ("68", "Tỉnh Lâm Đồng")
    second = [NEW_HEADS, ("22918", "Phường Mũi Né Mới", "", *province), ("1", "", "", *province)]

    answer = send(administrator, workbook(second), unit_id=village.province_id)
    page = administrator.get(answer.location).get_data(as_text=True)

    assert "Phường Mũi Né Mới" in page
    assert "Thiếu tên đơn vị" in page
    assert "Xã Tuy Phong" in page
    assert "Danh mục này không có gì mới" in page
    assert f"{answer.location}/store" not in page


def test_a_list_can_be_thrown_away_and_not_entered_afterwards(
    administrator: FlaskClient, house: House, village: Village
) -> None:
    before = units(house)
    answer = send(administrator, workbook([NEW_HEADS, *NEW_ROWS]), unit_id=village.province_id)

    thrown = press(administrator, f"{answer.location}/discard")
    late = press(administrator, f"{answer.location}/store")

    assert "Danh mục này đã được bỏ" in administrator.get(thrown.location).get_data(as_text=True)
    assert (late.status_code, units(house)) == (409, before)


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ({"scheme": "mã mới"}, "Ghi bộ mã bằng chữ in hoa và năm"),
        ({"scheme": ""}, "Ghi tên bộ mã"),
        ({"valid_from": ""}, "Ghi ngày danh mục bắt đầu có hiệu lực"),
        ({"valid_from": "31/02/2025"}, "theo dạng ngày/tháng/năm"),
        ({"valid_from": "01/01/2099"}, "Ngày hiệu lực của danh mục chưa đến"),
        ({"valid_from": "30/06/2025"}, "Đơn vị cấp trên có trong cây từ ngày 01/07/2025"),
        ({"workbook": "xa.xlsx"}, "Chọn tệp danh mục đơn vị trên máy"),
        ({"unit_id": "99999"}, "Not a valid choice"),
    ],
)
def test_what_cannot_be_taken_comes_back_with_a_word_on_why(
    administrator: FlaskClient, village: Village, said: dict[str, str], complaint: str
) -> None:
    fields = {"unit_id": str(village.province_id), "scheme": "NSO-2030"} | said

    answer = send(administrator, workbook([NEW_HEADS, *NEW_ROWS]), **fields)

    assert answer.status_code == 422
    if complaint != "Not a valid choice":
        assert complaint in answer.get_data(as_text=True)


def test_a_file_that_is_no_unit_list_is_refused_with_what_was_typed(
    administrator: FlaskClient, village: Village
) -> None:
    answer = send(administrator, workbook([("Họ và tên",)]), unit_id=village.province_id, scheme="NSO-2030")
    page = answer.get_data(as_text=True)

    assert answer.status_code == 422
    assert "Không nhận ra danh mục đơn vị trong tệp" in page
    assert 'value="NSO-2030"' in page


def test_names_come_out_escaped(administrator: FlaskClient, village: Village) -> None:
    rows = [NEW_HEADS, ("22918", "Xã <b>=1+1</b>", "", "68", "Tỉnh Lâm Đồng"), ("", "<i>", "", "", "")]

    answer = send(administrator, workbook(rows), unit_id=village.province_id)
    page = administrator.get(answer.location).get_data(as_text=True)

    assert "Xã &lt;b&gt;=1+1&lt;/b&gt;" in page
    assert "<i>" not in page


def test_a_list_of_roots_has_no_page(administrator: FlaskClient, house: House, occasion: Occasion) -> None:
    with house.database.writing() as session:
        kept = UnitList(
            file_name="a", file_sha256="0", scheme="NSO", valid_from=occasion.today, state="previewed",
            read_at=occasion.now, reading={"units": [], "refused": []},
        )  # fmt: skip
        session.add(kept)
        session.flush()

    assert administrator.get(f"{LISTS}/{kept.id}").status_code == 404
    assert press(administrator, f"{LISTS}/{kept.id}/store").status_code == 404
    assert press(administrator, f"{LISTS}/{kept.id}/discard").status_code == 404


def test_a_list_into_a_unit_out_of_reach_is_not_offered(
    client: FlaskClient, house: House, village: Village
) -> None:
    sign_in(client, house, Grant(Role.ADMINISTRATOR, village.commune_id))

    answer = send(client, workbook([NEW_HEADS, *NEW_ROWS]), unit_id=village.province_id)

    assert answer.status_code == 422
