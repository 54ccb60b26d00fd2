"""Staff read a tally from the commune down to a hamlet, take it along as a file, and see nothing beyond their scope."""

import csv
import io
import re

import pytest
from flask.testing import FlaskClient

from pledges.foundation.house import House
from pledges.foundation.moments import Occasion, present
from pledges.staff.rules import Grant, Role
from pledges.tallies.rules import Deltas
from tests.tallies.worlds import Commune, build_commune, count, exclude_one
from tests.worlds import add_commune, draft, sign_in

CELL = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")
NOTE = re.compile(r'<span class="table__note">.*?</span>')


@pytest.fixture
def today() -> Occasion:
    """The pages ask the real clock."""
    return present()


@pytest.fixture
def commune(house: House, today: Occasion) -> Commune:
    built = build_commune(house, today)
    count(house, built, built.tan_lap, Deltas(reached=33, signed_self=10, signed_paper=8, signed_assisted=2))
    count(house, built, built.khu_pho, Deltas(reached=20, signed_self=20, members=31, members_confirmed=4))
    exclude_one(house, today, built, built.phu_son)
    return built


@pytest.fixture
def monitor(client: FlaskClient, house: House, commune: Commune) -> FlaskClient:
    sign_in(client, house, Grant(Role.FRONT_MONITOR, commune.commune_id))
    return client


def address(commune: Commune, unit_id: int) -> str:
    return f"/staff/tallies/{commune.campaign_id}/{unit_id}"


def page(client: FlaskClient, where: str, status: int = 200) -> str:
    answer = client.get(where)
    assert answer.status_code == status
    return answer.get_data(as_text=True)


def table_of(shown: str) -> list[list[str]]:
    """Return the rows of the page's table as a reader sees them, the bar's column left out."""
    rows = shown.partition("<table")[2].partition("</table>")[0].split("<tr")[1:]
    cells = [[TAG.sub("", NOTE.sub("", cell)).strip() for cell in CELL.findall(row)] for row in rows]
    return [row[:12] + row[13:] for row in cells]


def file_of(client: FlaskClient, where: str) -> list[list[str]]:
    content = client.get(f"{where}.csv").get_data().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content), delimiter=";"))


def digits(row: list[str]) -> list[str]:
    return [cell.replace(".", "") for cell in row]


def test_the_leading_number_is_the_share_that_signed_by_itself(
    monitor: FlaskClient, commune: Commune
) -> None:
    shown = page(monitor, address(commune, commune.commune_id))

    assert '<span class="figure__value">48,3%</span> <span class="figure__label">hộ tự ký</span>' in shown
    assert "30 trên 62 hộ thuộc diện; 47,6% trên tổng số 63 hộ" in shown
    assert "số liệu lúc" in shown
    assert 'aria-label="tự ký 30, ký giấy 8, nhập hộ 2, đã tiếp cận, chưa ký 10, còn lại 12"' in shown


def test_every_hamlet_has_its_row_and_its_own_page(monitor: FlaskClient, commune: Commune) -> None:
    shown = page(monitor, address(commune, commune.commune_id))

    rows = table_of(shown)
    assert rows[1][:12] == ["Thôn Phú Sơn", "3", "1", "2", "0", "0", "0", "0", "0", "0%", "0%", "0%"]
    assert rows[3][:12] == ["Khu phố 3", "20", "0", "20", "20", "20", "0", "0", "20", "100%", "100%", "100%"]
    assert rows[4][:4] == ["=Thôn Mới", "0", "0", "0"]
    assert rows[4][9:12] == ["-", "-", "-"]
    assert rows[5] == [
        "Tổng cộng",
        "63",
        "1",
        "62",
        "50",
        "30",
        "8",
        "2",
        "40",
        "48,3%",
        "64,5%",
        "63,4%",
        "0",
        "4",
    ]
    assert f'href="{address(commune, commune.khu_pho)}"' in shown


def test_silence_is_said_in_words(monitor: FlaskClient, commune: Commune) -> None:
    shown = page(monitor, address(commune, commune.commune_id))

    assert shown.count("chưa có số liệu") == 2
    assert "Đơn vị này chưa có số liệu." in page(monitor, address(commune, commune.phu_son))


def test_the_file_agrees_with_the_page_to_the_digit(monitor: FlaskClient, commune: Commune) -> None:
    rows = table_of(page(monitor, address(commune, commune.commune_id)))

    found = file_of(monitor, address(commune, commune.commune_id))

    assert [row[:14] for row in found[1:4]] == [digits(row) for row in rows[1:4]]
    assert found[5][:14] == digits(rows[5])
    assert found[0][:4] == ["Đơn vị", "Tổng số hộ", "Loại trừ", "Thuộc diện"]
    assert found[5][14] == "31"


def test_the_english_file_writes_rates_as_the_english_page(monitor: FlaskClient, commune: Commune) -> None:
    where = f"/en{address(commune, commune.commune_id)}"

    assert table_of(page(monitor, where))[5][9:12] == ["48.3%", "64.5%", "63.4%"]
    assert file_of(monitor, where)[5][9:12] == ["48.3%", "64.5%", "63.4%"]


def test_a_name_that_looks_like_a_formula_is_disarmed(monitor: FlaskClient, commune: Commune) -> None:
    assert file_of(monitor, address(commune, commune.commune_id))[4][0] == "'=Thôn Mới"


def test_the_file_opens_in_vietnamese_excel(monitor: FlaskClient, commune: Commune) -> None:
    answer = monitor.get(f"{address(commune, commune.tan_lap)}.csv")

    assert answer.get_data().startswith(b"\xef\xbb\xbf")
    assert answer.content_type == "text/csv; charset=utf-8"
    name = (
        rf'attachment; filename="4k-{present().today.year}-xa-ham-mau-{commune.tan_lap}-\d{{8}}-\d{{4}}\.csv"'
    )
    assert re.fullmatch(name, answer.headers["Content-Disposition"])


def test_a_hamlets_file_holds_its_one_line(monitor: FlaskClient, commune: Commune) -> None:
    found = file_of(monitor, address(commune, commune.khu_pho))

    assert [row[0] for row in found] == ["Đơn vị", "Tổng cộng"]
    assert found[1][8] == "20"


def test_what_belongs_to_no_hamlet_has_a_row_of_its_own(
    house: House, monitor: FlaskClient, commune: Commune
) -> None:
    count(house, commune, commune.commune_id, Deltas(base=2))

    where = address(commune, commune.commune_id)
    assert table_of(page(monitor, where))[5][:2] == ["Chưa thuộc thôn, khu phố nào", "2"]
    assert file_of(monitor, where)[5][:2] == ["Chưa thuộc thôn, khu phố nào", "2"]


@pytest.mark.parametrize(("refusals", "shown"), [(3, "&lt;5"), (7, "&lt;10"), (23, "≥20")])
def test_refusals_stand_on_the_campaigns_own_page_in_steps(
    house: House, monitor: FlaskClient, commune: Commune, refusals: int, shown: str
) -> None:
    round_name = f"declined:{commune.campaign_id}:"
    house.sealed.drop_all(
        round_name, {bytes([one]) * 16: b"declined" for one in range(refusals)}, present().now
    )

    whole = page(monitor, address(commune, commune.commune_id))
    hamlet = page(monitor, address(commune, commune.tan_lap))

    assert f'Không cam kết</dt><dd class="facts__value">{shown}</dd>' in whole
    assert "Không cam kết</dt>" not in hamlet


def test_one_refusal_changes_nothing_that_a_hamlet_head_sees(
    client: FlaskClient, house: House, commune: Commune
) -> None:
    sign_in(client, house, Grant(Role.HAMLET_HEAD, commune.tan_lap))
    before = file_of(client, address(commune, commune.tan_lap))
    count(house, commune, commune.tan_lap, Deltas(reached=1))

    after = file_of(client, address(commune, commune.tan_lap))

    assert [row[:15] for row in after] == [row[:15] for row in before]


def test_a_hamlet_head_sees_one_hamlet(client: FlaskClient, house: House, commune: Commune) -> None:
    sign_in(client, house, Grant(Role.HAMLET_HEAD, commune.tan_lap))

    own = page(client, address(commune, commune.tan_lap))
    listed = page(client, "/staff/tallies")

    assert "25,0%" in own
    assert address(commune, commune.commune_id) not in own + listed
    assert f'<a href="{address(commune, commune.tan_lap)}">Thôn Tân Lập 1</a>' in listed
    page(client, address(commune, commune.commune_id), status=404)
    page(client, address(commune, commune.khu_pho), status=404)
    page(client, f"{address(commune, commune.khu_pho)}.csv", status=404)


def test_the_path_leads_back_up_to_the_campaigns_unit(monitor: FlaskClient, commune: Commune) -> None:
    shown = page(monitor, address(commune, commune.tan_lap))

    assert f'href="{address(commune, commune.commune_id)}">Xã Hàm Mẫu</a>' in shown
    assert "Tỉnh Lâm Đồng" not in shown


def test_a_neighbour_finds_nothing(
    client: FlaskClient, house: House, today: Occasion, commune: Commune
) -> None:
    sign_in(client, house, Grant(Role.ADMINISTRATOR, add_commune(house, today, commune.province_id)))

    page(client, address(commune, commune.commune_id), status=404)
    assert "Biểu tổng hợp hiện ở đây khi một đợt vận động được mở." in page(client, "/staff/tallies")


def test_a_draft_is_not_listed_and_has_no_tally(
    house: House, today: Occasion, monitor: FlaskClient, commune: Commune
) -> None:
    prepared = draft(house, today, commune.commune_id)

    page(monitor, f"/staff/tallies/{prepared}/{commune.commune_id}", status=404)
    assert f"/staff/tallies/{prepared}/" not in page(monitor, "/staff/tallies")


def test_a_form_that_is_not_counted_has_no_page(monitor: FlaskClient, commune: Commune) -> None:
    page(monitor, f"{address(commune, commune.commune_id)}?form=KS-MC", status=404)


def test_the_tally_stands_in_english_too(monitor: FlaskClient, commune: Commune) -> None:
    shown = page(monitor, f"/en{address(commune, commune.commune_id)}")

    assert "Campaign for the four “không”" in shown
    assert f'href="/en{address(commune, commune.khu_pho)}"' in shown
