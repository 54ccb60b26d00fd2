"""The preview of a list: tabs, columns and places to correct, and texts that stay texts."""

from dataclasses import replace
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from openpyxl import Workbook

from pledges.foundation.house import House
from pledges.foundation.moments import Occasion, present
from pledges.register.acts.households import HouseholdSource, add_households
from pledges.register.rules import NewHousehold
from pledges.staff.rules import Grant, Role
from pledges.units.acts.adding import add_unit
from pledges.units.rules import NewUnit, UnitKind
from tests.register.importing import (
    ANH,
    Sent,
    found,
    households,
    names,
    read,
    workbook,
)
from tests.register.list_browser import HOSTILE, NOBODY, pressed, previewed, sent_with_formulas, token
from tests.worlds import SINCE, Village, build_village, sign_in


@pytest.fixture
def village(house: House, occasion: Occasion, client: FlaskClient) -> Village:
    village = build_village(house, occasion)
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, village.commune_id))
    return village


@pytest.fixture
def rejected(client: FlaskClient, village: Village) -> str:
    return sent_with_formulas(client, village.hamlet_id)


def test_a_preview_shows_telephone_numbers_masked(client: FlaskClient, village: Village) -> None:
    listed = workbook((*ANH, "0913456789"))
    address = previewed(client, village.hamlet_id, listed, take_phones="y", phone_purpose="nhắc lịch họp")

    page = client.get(address).text

    assert "09•••••789" in page
    assert "0913456789" not in page


def test_each_tab_shows_its_rows(client: FlaskClient, village: Village) -> None:
    listed = workbook(ANH, (2, "K'Brơi", "", "Tổ 9", 1), NOBODY, (4, "Lê Thị Thu", "không rõ", "Tổ 1", 2))
    address = previewed(client, village.hamlet_id, listed)

    pages = {
        tab: client.get(f"{address}?tab={tab}").text
        for tab in ("new", "changed", "gone", "rejected", "warned")
    }

    assert "Đặng Thị Ánh" in pages["new"]
    assert "Tổ 4" in pages["changed"]
    assert "Tổ 9" in pages["changed"]
    assert "Nguyễn Văn Đức" in pages["gone"]
    assert "Thiếu họ tên" in pages["rejected"]
    assert "Năm sinh không rõ" in pages["warned"]


def test_rows_come_fifty_a_page(client: FlaskClient, village: Village) -> None:
    words = [f"{first}{second}" for first in ("Xuân", "Hạ", "Thu", "Đông") for second in "abcdeghiklmnopq"]
    listed = workbook(*((number, f"Lê {word}", 1960, "Tổ 1", 2) for number, word in enumerate(words)))
    address = previewed(client, village.hamlet_id, listed)

    assert "Trang 2 trên 2" in client.get(f"{address}?tab=new&page=2").text
    assert "Không có dòng nào ở mục này" in client.get(f"{address}?tab=new&page=9").text


def test_a_column_that_may_not_be_kept_is_named_with_the_reason_and_cannot_be_chosen(
    client: FlaskClient, village: Village
) -> None:
    listed = workbook((1, "Đặng Thị Ánh", 1972, "Kinh"), heads=("STT", "Họ và tên", "Năm sinh", "Dân tộc"))
    address = previewed(client, village.hamlet_id, listed)

    page = client.get(address).text

    assert "Các cột không được lưu" in page
    assert "Kinh" not in page
    assert page.count('name="column"') == 3


def test_a_clerk_corrects_a_column(client: FlaskClient, house: House, village: Village) -> None:
    listed = workbook((1, "Đặng Thị Ánh", 1972), heads=("STT", "Họ và tên", "Tuổi thật"))
    address = previewed(client, village.hamlet_id, listed)
    columns = {"column": ["STT", "Họ và tên", "Tuổi thật"], "holds": ["number", "name", "birth"]}

    client.post(f"{address}/again", data={"csrf_token": token(client, address), **columns})
    pressed(client, address, "store")

    assert households(house, village.hamlet_id)[3].birth_year == 1972


def test_groups_without_a_hamlet_are_placed_by_the_clerk(
    client: FlaskClient, house: House, village: Village
) -> None:
    new = NewUnit(UnitKind.TERRITORY, "thon", "Thôn Tân Lập", SINCE, village.commune_id)
    with house.database.writing() as session:
        hamlet_id = add_unit(session, present(), new, is_sample=False).id
    listed = workbook((1, "Đặng Thị Ánh", 1972, "Xóm Mới"), heads=("STT", "Họ và tên", "Năm sinh", "Thôn"))
    address = previewed(client, village.commune_id, listed)
    page = client.get(address).text

    pressed(client, address, "again", group="Xóm Mới", unit=str(hamlet_id))
    pressed(client, address, "store")

    assert "chưa chọn, trả lại các dòng này" in page
    assert names(house, hamlet_id) == ["Đặng Thị Ánh"]


def test_people_leave_the_list_only_after_a_second_question(
    client: FlaskClient, house: House, village: Village
) -> None:
    address = previewed(client, village.hamlet_id, workbook(ANH))
    asked = pressed(client, address, "store", lets_go="y")
    after_first = names(house, village.hamlet_id)

    pressed(client, address, "store", lets_go="y", is_sure="y")

    assert asked.status_code == 200
    assert "Cho 3 hộ rời danh sách?" in asked.text
    assert len(after_first) == 3
    assert names(house, village.hamlet_id) == ["Đặng Thị Ánh"]


def test_a_change_by_somebody_else_is_told(client: FlaskClient, house: House, village: Village) -> None:
    address = previewed(client, village.hamlet_id, workbook(ANH))
    with house.database.writing() as session:
        newcomer = [NewHousehold("Lê Thị Thu", "Tổ 2", 1990)]
        add_households(session, present(), village.hamlet_id, HouseholdSource(house.keys), newcomer)

    pressed(client, address, "store")

    assert "Danh sách vừa có người khác thay đổi" in client.get(address).text


@pytest.mark.parametrize("name", [HOSTILE, "a\nb.xlsx", "x" * 400, ""])
def test_a_files_name_is_data(client: FlaskClient, house: House, village: Village, name: str) -> None:
    import_id = read(house, village.hamlet_id, workbook(ANH), replace(Sent(), name=name))

    page = client.get(f"/staff/register/imports/{import_id}")

    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert len(found(house, import_id).file_name) <= 200


def test_markup_in_cells_and_heads_is_text(client: FlaskClient, village: Village) -> None:
    heads = ("STT", "Họ và tên", "<script>alert(1)</script>", "Địa chỉ")
    listed = workbook((1, "Đặng Thị <b>Ánh</b>", 1972, HOSTILE), (2, "Lê Thị Thu", 1, HOSTILE), heads=heads)
    address = previewed(client, village.hamlet_id, listed)

    pages = [client.get(f"{address}?tab={tab}").text for tab in ("new", "rejected", "warned")]

    assert "&lt;script&gt;alert(1)" in pages[0]
    assert [page for page in pages if "<script>alert" in page or "<b>Ánh" in page] == []


@pytest.mark.parametrize("tab", ["", "?tab=nothing", "?tab=%3Cscript%3E", "?page=-5", "?page=zzz"])
def test_an_address_that_no_link_holds_shows_the_first_tab(
    client: FlaskClient, village: Village, tab: str
) -> None:
    address = previewed(client, village.hamlet_id, workbook(ANH))

    answer = client.get(f"{address}{tab}")

    assert answer.status_code == 200
    assert "Đặng Thị Ánh" in answer.text


def test_what_is_said_of_several_sheets_is_said_once_and_samples_name_their_sheet(
    client: FlaskClient, village: Village
) -> None:
    book = Workbook()
    book.remove(book["Sheet"])
    for name in ("Thôn Phú Sơn", "Thôn Tân Lập"):
        sheet = book.create_sheet(name)
        sheet.append(["STT", "Họ và tên chủ hộ", "Năm sinh", "Địa chỉ", "SĐT"])
        sheet.append([1, "TrÇn ThÞ Hoµ", 1955, "Tæ 1", "0912345678"])
    content = BytesIO()
    book.save(content)

    page = client.get(previewed(client, village.commune_id, content.getvalue())).text

    assert page.count("Cột số điện thoại không được lấy") == 1
    samples = page.split('id="samples-caption"')[1].split("</table>")[0]
    assert "Thôn Phú Sơn" in samples
    assert "Thôn Tân Lập" in samples


def test_a_page_says_where_it_stands_from_the_uppermost_unit_in_reach(
    client: FlaskClient, village: Village
) -> None:
    page = client.get(f"/staff/register/units/{village.hamlet_id}/import").text

    path = page.split('<nav class="path"')[1].split("</nav>")[0]
    assert f'href="/staff/register/units/{village.commune_id}"' in path
    assert f'href="/staff/register/units/{village.hamlet_id}"' in path
    assert f'href="/staff/register/units/{village.province_id}"' not in path
