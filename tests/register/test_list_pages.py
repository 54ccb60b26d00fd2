"""A clerk brings a list in on the pages: choose, follow, store, find again, throw away, take back."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from pledges.foundation.house import House
from pledges.foundation.moments import Occasion, present
from pledges.register.acts import importing
from pledges.register.lists import SMALL_FILE_BYTES
from pledges.staff.rules import Grant, Role
from pledges.units.acts.adding import add_unit
from pledges.units.rules import NewUnit, UnitKind
from tests.register.importing import (
    ANH,
    HOA,
    OFFICIAL_HEADS,
    households,
    long_after,
    officials,
    sent_to,
    workbook,
)
from tests.register.list_browser import pressed, previewed, sent, token
from tests.register.reading.lists import example
from tests.worlds import SINCE, Village, build_village, sign_in

HOSTILE = "=cmd|'/c calc'!A0 <script>alert(1)</script>"


@pytest.fixture
def village(house: House, occasion: Occasion, client: FlaskClient) -> Village:
    village = build_village(house, occasion)
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, village.commune_id))
    return village


def example_file(tmp_path: Path) -> bytes:
    path = tmp_path / "danh-sach.xlsx"
    example().save(path)
    return path.read_bytes()


@pytest.fixture
def rejected(client: FlaskClient, village: Village) -> str:
    """A list of which one row comes back: two formulas and a link among its cells."""
    listed = f"STT;Họ và tên chủ hộ;Năm sinh;Địa chỉ;Số nhân khẩu\n1;;=1+1;{HOSTILE};http://a.example\n"
    return previewed(client, village.hamlet_id, listed.encode())


def test_a_small_list_is_read_while_one_waits(client: FlaskClient, house: House, village: Village) -> None:
    answer = sent(client, village.hamlet_id, workbook(ANH))

    page = client.get(answer.headers["Location"])
    assert answer.status_code == 303
    assert "Đặng Thị Ánh" in page.text
    assert "Refresh" not in page.headers
    assert len(households(house, village.hamlet_id)) == 3


def test_a_large_list_is_read_by_the_worker_and_its_page_refreshes_itself(
    client: FlaskClient, house: House, village: Village
) -> None:
    large = "STT;Họ và tên;Năm sinh;Ghi chú\n1;Đặng Thị Ánh;1972;" + "nhà xa " * (SMALL_FILE_BYTES // 7)
    address = previewed(client, village.hamlet_id, large.encode())
    waiting = client.get(address)

    house.background.run_queued()

    assert waiting.headers["Refresh"] == "2"
    assert "Đang chờ đọc tệp" in waiting.text
    assert "Đặng Thị Ánh" in client.get(address).text


def test_the_printed_example_gives_exactly_its_households(
    client: FlaskClient, house: House, village: Village, tmp_path: Path
) -> None:
    address = previewed(
        client, village.hamlet_id, example_file(tmp_path), take_phones="y", phone_purpose="nhắc lịch họp thôn"
    )
    page = client.get(f"{address}?tab=rejected").text
    pressed(client, address, "again", converts="y")

    pressed(client, address, "store")

    there = households(house, village.hamlet_id)
    new = [(one.head_name, one.birth_year, one.address, one.people_count) for one in there]
    assert "TrÇn ThÞ Hoµ" in page
    assert "Nguyễn Văn Mẫu" not in page
    assert new[2:] == [
        ("Nguyễn Văn Đức", 1968, "Tổ 1", 4),
        ("Trần Thị Hoà", 1955, "Tổ 1", 3),
        ("Trần Thị Hoà", 1955, "Tổ 1", 2),
        ("Đặng Thị Ánh", 1972, "Tổ 1", 5),
    ]


def test_telephone_numbers_need_a_purpose(client: FlaskClient, village: Village) -> None:
    answer = sent(client, village.hamlet_id, workbook(ANH), take_phones="y")

    assert answer.status_code == 422
    assert "Ghi mục đích dùng số điện thoại" in answer.text


def test_a_list_is_found_again_from_its_unit(client: FlaskClient, village: Village) -> None:
    address = previewed(client, village.hamlet_id, workbook(ANH))

    page = client.get(f"/staff/register/units/{village.hamlet_id}/import").text

    assert f'href="{address}"' in page
    assert "Chờ xem và đồng ý" in page


def test_a_list_can_be_thrown_away(client: FlaskClient, house: House, village: Village) -> None:
    address = previewed(client, village.hamlet_id, workbook(ANH))

    answer = pressed(client, address, "discard")

    assert answer.status_code == 303
    assert "Danh sách này đã được bỏ" in client.get(address).text
    assert len(households(house, village.hamlet_id)) == 3


def test_a_list_whose_worker_died_can_be_continued(
    client: FlaskClient, house: House, village: Village
) -> None:
    import_id = sent_to(house, village.hamlet_id, workbook(ANH))
    with house.database.writing() as session:
        importing.claim(session, long_after(minutes=-5), import_id)
    address = f"/staff/register/imports/{import_id}"
    page = client.get(address)

    pressed(client, address, "continue")
    house.background.run_queued()

    assert "Việc này dừng giữa chừng" in page.text
    assert "Refresh" not in page.headers
    assert "Đặng Thị Ánh" in client.get(address).text


@pytest.mark.parametrize(("done", "words"), [(0, "Đang mở tệp"), (5, "đọc từng dòng")])
def test_progress_is_told(client: FlaskClient, house: House, village: Village, done: int, words: str) -> None:
    import_id = sent_to(house, village.hamlet_id, workbook(ANH))
    with house.database.writing() as session:
        order = importing.claim(session, present(), import_id)
        assert order
        importing.beat(session, present(), order, done, done * 2)

    assert words in client.get(f"/staff/register/imports/{import_id}").text


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04broken"])
def test_what_is_no_workbook_is_refused_with_advice(
    client: FlaskClient, village: Village, content: bytes
) -> None:
    page = client.get(previewed(client, village.hamlet_id, content)).text

    assert "Nhập tệp khác" in page
    assert "tải lên lại" in page


def test_no_file_at_all_is_told_beside_the_field(client: FlaskClient, village: Village) -> None:
    address = f"/staff/register/units/{village.hamlet_id}/import"

    answer = client.post(address, data={"csrf_token": token(client, address)})

    assert answer.status_code == 422
    assert "Chọn tệp danh sách trên máy" in answer.text


def test_a_list_for_a_province_is_refused_on_the_form(
    client: FlaskClient, house: House, village: Village
) -> None:
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, village.province_id))

    answer = sent(client, village.province_id, workbook(ANH))

    assert answer.status_code == 422
    assert "Không nhập danh sách cho đơn vị này được" in answer.text


def test_a_second_tap_is_refused_kindly(client: FlaskClient, village: Village) -> None:
    address = previewed(client, village.hamlet_id, workbook(ANH))
    pressed(client, address, "store")

    again = pressed(client, address, "store")

    assert again.status_code == 409


def test_a_clerk_of_another_commune_finds_nothing(
    client: FlaskClient, house: House, village: Village, occasion: Occasion
) -> None:
    address = previewed(client, village.hamlet_id, workbook(ANH))
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, build_village(house, occasion).commune_id))

    answers = [client.get(address), client.get(f"/staff/register/units/{village.hamlet_id}/import")]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_a_hamlet_head_may_not_import(client: FlaskClient, house: House, village: Village) -> None:
    sign_in(client, house, Grant(Role.HAMLET_HEAD, village.hamlet_id))

    assert client.get(f"/staff/register/units/{village.hamlet_id}/import").status_code == 403


def test_a_list_of_officials_comes_in_on_the_same_pages(
    client: FlaskClient, house: House, village: Village
) -> None:
    new = NewUnit(UnitKind.ORGANISATION, "co_quan", "Trạm Y tế xã Hàm Mẫu", SINCE)
    with house.database.writing() as session:
        office_id = add_unit(session, present(), new, is_sample=False).id
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, office_id))
    form = client.get(f"/staff/register/units/{office_id}/import").text
    address = previewed(
        client, office_id, workbook((1, "Lê Thị Thu", 1985, "Y sĩ", "x"), heads=OFFICIAL_HEADS)
    )

    page = client.get(address).text
    pressed(client, address, "store")

    assert "take_phones" not in form
    assert "Y sĩ" in page
    assert officials(house, office_id) == [("Lê Thị Thu", "Y sĩ", 1985)]


def test_a_stored_list_is_taken_back_after_a_look(
    client: FlaskClient, house: House, village: Village
) -> None:
    address = previewed(client, village.hamlet_id, workbook(ANH, HOA))
    pressed(client, address, "store")
    asked = client.get(f"{address}/take-back").text
    token_there = token(client, f"{address}/take-back")

    answer = client.post(f"{address}/take-back", data={"csrf_token": token_there})

    assert "Nếu rút lại" in asked
    assert answer.status_code == 303
    assert "Đã rút lại danh sách này" in client.get(address).text
    assert len(households(house, village.hamlet_id)) == 3


def test_a_list_that_is_not_stored_cannot_be_taken_back(client: FlaskClient, village: Village) -> None:
    address = previewed(client, village.hamlet_id, workbook(ANH))

    assert client.get(f"{address}/take-back").status_code == 409
