"""A clerk brings a list in: choose, preview, store; others see nothing of it."""

from io import BytesIO
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.register.phones import open_phones
from pledges.register.tables import Household, RegisterImport
from pledges.staff.rules import Grant, Role
from tests.register.lists import example
from tests.worlds import Village, build_village, sign_in


@pytest.fixture
def village(house: House, occasion: Occasion, client: FlaskClient) -> Village:
    village = build_village(house, occasion)
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, village.commune_id))
    return village


def _token(client: FlaskClient, address: str) -> str:
    page = client.get(address).text
    return page.split('name="csrf_token" value="')[1].split('"')[0]


def _send(
    client: FlaskClient, village: Village, content: bytes, name: str, *, phones: bool = False
) -> TestResponse:
    address = f"/staff/register/units/{village.hamlet_id}/import"
    fields = {"csrf_token": _token(client, address), "workbook": (BytesIO(content), name)}
    ticked = {"take_phones": "y"} if phones else {}
    return client.post(address, data=fields | ticked, content_type="multipart/form-data")


def _example(tmp_path: Path) -> bytes:
    path = tmp_path / "danh-sach.xlsx"
    example().save(path)
    return path.read_bytes()


def _new_households(house: House) -> list[Household]:
    with house.database.reading() as session:
        return list(session.scalars(select(Household).where(Household.number > 3).order_by(Household.number)))


def test_the_preview_shows_what_was_read_and_stores_nothing(
    client: FlaskClient, house: House, village: Village, tmp_path: Path
) -> None:
    sent = _send(client, village, _example(tmp_path), "Danh sách hộ.xlsx")
    page = client.get(sent.headers["Location"]).text

    assert sent.status_code == 303
    assert "Nguyễn Văn Đức" in page
    assert "bảng mã cũ" in page
    assert "Nguyễn Văn Mẫu" not in page
    assert _new_households(house) == []


def test_storing_the_example_gives_exactly_its_households(
    client: FlaskClient, house: House, village: Village, tmp_path: Path
) -> None:
    preview = _send(client, village, _example(tmp_path), "Danh sách hộ.xlsx").headers["Location"]

    client.post(f"{preview}/store", data={"csrf_token": _token(client, preview)})

    found = [(one.head_name, one.birth_year, one.address, one.people_count) for one in _new_households(house)]
    assert found == [
        ("Nguyễn Văn Đức", 1968, "Tổ 1", 4),
        ("Trần Thị Hoà", 1955, "Tổ 1", 3),
        ("Đặng Thị Ánh", 1972, "Tổ 1", 5),
    ]


def test_telephone_numbers_come_only_when_ticked(
    client: FlaskClient, house: House, village: Village, tmp_path: Path
) -> None:
    without = _send(client, village, _example(tmp_path), "a.xlsx").headers["Location"]
    client.post(f"{without}/store", data={"csrf_token": _token(client, without)})
    with_phones = _send(client, village, _example(tmp_path), "b.xlsx", phones=True).headers["Location"]
    client.post(f"{with_phones}/store", data={"csrf_token": _token(client, with_phones)})

    found = [open_phones(house.keys, one.phone_sealed) for one in _new_households(house)]

    assert found[:3] == [(), (), ()]
    assert found[3:] == [("+84913456789",), ("+84793456789",), ("+842523821234", "+84987654321")]


def test_a_list_can_be_thrown_away(
    client: FlaskClient, house: House, village: Village, tmp_path: Path
) -> None:
    preview = _send(client, village, _example(tmp_path), "Danh sách hộ.xlsx").headers["Location"]

    client.post(f"{preview}/discard", data={"csrf_token": _token(client, preview)})

    assert _new_households(house) == []
    with house.database.reading() as session:
        assert session.scalars(select(RegisterImport.reading)).all() == [None]


@pytest.mark.parametrize(
    ("content", "name"), [(b"", "trong.xlsx"), (b"not a workbook", "a.xlsx"), (b"PK\x03\x04broken", "b.xlsx")]
)
def test_what_is_no_workbook_is_refused_with_advice(
    client: FlaskClient, house: House, village: Village, content: bytes, name: str
) -> None:
    answer = _send(client, village, content, name)

    assert answer.status_code == 422
    assert "Nhập danh sách hộ" in answer.text
    assert _new_households(house) == []


def test_no_file_at_all_is_told_beside_the_field(client: FlaskClient, village: Village) -> None:
    address = f"/staff/register/units/{village.hamlet_id}/import"

    answer = client.post(address, data={"csrf_token": _token(client, address)})

    assert answer.status_code == 422
    assert "Chọn tệp danh sách hộ trên máy" in answer.text


def test_a_clerk_of_another_commune_finds_nothing(
    client: FlaskClient, house: House, village: Village, occasion: Occasion, tmp_path: Path
) -> None:
    preview = _send(client, village, _example(tmp_path), "a.xlsx").headers["Location"]
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, build_village(house, occasion).commune_id))

    answers = [client.get(preview), client.get(f"/staff/register/units/{village.hamlet_id}")]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_a_hamlet_head_may_not_import(client: FlaskClient, house: House, village: Village) -> None:
    sign_in(client, house, Grant(Role.HAMLET_HEAD, village.hamlet_id))

    assert client.get(f"/staff/register/units/{village.hamlet_id}/import").status_code == 403


def test_a_clerk_adds_a_hamlet(client: FlaskClient, village: Village) -> None:
    address = f"/staff/register/units/{village.commune_id}"
    fields = {"csrf_token": _token(client, address), "type": "khu_pho", "name": "3"}

    answer = client.post(f"{address}/hamlets", data=fields)

    assert answer.status_code == 303
    assert "Khu phố 3" in client.get(answer.headers["Location"]).text


def test_a_list_that_is_sent_again_is_warned_of(
    client: FlaskClient, village: Village, tmp_path: Path
) -> None:
    first = _send(client, village, _example(tmp_path), "a.xlsx").headers["Location"]
    client.post(f"{first}/store", data={"csrf_token": _token(client, first)})

    again = _send(client, village, _example(tmp_path), "a.xlsx").headers["Location"]

    assert "Có thể danh sách này đã nhập rồi" not in client.get(first).text
    assert "3 hộ trong tệp trùng họ tên và năm sinh" in client.get(again).text


def test_a_hamlet_is_not_added_twice(client: FlaskClient, village: Village) -> None:
    address = f"/staff/register/units/{village.commune_id}"
    fields = {"csrf_token": _token(client, address), "type": "thon", "name": "Phu son"}

    answer = client.post(f"{address}/hamlets", data=fields)

    assert answer.status_code == 409
    assert "Đã có đơn vị cùng tên ở đây" in answer.text
