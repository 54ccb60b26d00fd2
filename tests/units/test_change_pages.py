"""The steps of a change of units, as an administrator walks them."""

import re

import pytest
from flask.testing import FlaskClient

from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.staff.rules import Grant, Role
from pledges.units.acts.changing import fail_change
from pledges.units.rules import UnitThereAlready
from tests.units.walking import (
    NEXT_YEARS,
    PAPER,
    PHU_LOC,
    TODAY,
    confirmed,
    preview,
    token,
)
from tests.units.worlds import (
    Commune,
    add,
    appoint,
    build_commune,
    decided,
    household_units,
    rename,
    unit,
    unit_named,
)
from tests.worlds import run_campaign, sign_in


@pytest.fixture
def commune(house: House, occasion: Occasion) -> Commune:
    return build_commune(house, occasion)


@pytest.fixture
def administrator(client: FlaskClient, house: House, commune: Commune) -> FlaskClient:
    sign_in(client, house, Grant(Role.ADMINISTRATOR, commune.id))
    return client


def test_every_kind_of_change_is_explained(administrator: FlaskClient, commune: Commune) -> None:
    page = administrator.get(f"/staff/units/{commune.hamlet_id}/change").text

    assert re.findall(rf'href="/staff/units/{commune.hamlet_id}/change/([a-z]+)"', page) == [
        "merge",
        "split",
        "rename",
        "move",
        "upgrade",
    ]


@pytest.mark.parametrize("kind", ["merge", "split", "rename", "move", "upgrade"])
def test_every_kind_has_its_form(administrator: FlaskClient, commune: Commune, kind: str) -> None:
    answer = administrator.get(f"/staff/units/{commune.hamlet_id}/change/{kind}")

    assert answer.status_code == 200
    assert "Thôn Phú Sơn" in answer.text


def test_there_is_no_other_kind(administrator: FlaskClient, commune: Commune) -> None:
    assert administrator.get(f"/staff/units/{commune.hamlet_id}/change/abolish").status_code == 404


def test_the_preview_of_a_merge_shows_all_that_moves(
    administrator: FlaskClient, house: House, occasion: Occasion, commune: Commune
) -> None:
    appoint(house, occasion, "Nguyễn Thị Hạnh", Role.HAMLET_HEAD, commune.hamlet_id)
    run_campaign(house, occasion, commune.hamlet_id)

    page = preview(
        administrator, commune.hamlet_id, "merge", beside=commune.other_id, **PHU_LOC, **TODAY
    ).text

    assert "Thôn Phú Lộc" in page
    assert "Nguyễn Thị Hạnh (Trưởng thôn, khu phố)" in page
    assert "Xóm Giữa: 1" in page
    assert "Tổ 1: 2; Tổ 2: 2" in page
    assert "Mã QR đã cấp (mã cũ vẫn dùng được)" in page
    assert "Đợt vận động đang mở hoặc đang soạn" in page
    assert "Thực hiện ngay khi xác nhận" in page


def test_nothing_is_done_by_looking(administrator: FlaskClient, house: House, commune: Commune) -> None:
    preview(administrator, commune.hamlet_id, "rename", name="Hàm Phú", **TODAY)

    assert unit(house, commune.hamlet_id).name == "Thôn Phú Sơn"


def test_a_merge_is_walked_to_its_end(administrator: FlaskClient, house: House, commune: Commune) -> None:
    answer = confirmed(administrator, commune.hamlet_id, "merge", beside=commune.other_id, **PHU_LOC, **TODAY)

    heir = unit_named(house, "Thôn Phú Lộc").id
    assert "Đã thực hiện" in answer.text
    assert f'href="/staff/units/{heir}"' in answer.text
    assert set(household_units(house).values()) == {heir}


def test_a_hamlet_joins_another_that_goes_on(
    administrator: FlaskClient, house: House, commune: Commune
) -> None:
    into = commune.other_id

    confirmed(
        administrator, commune.hamlet_id, "merge", beside=into, into=into, type="thon", name="", **TODAY
    )

    assert unit(house, commune.hamlet_id).parent_id == into
    assert unit(house, into).name == "Thôn Phú Hòa"


def test_a_hamlet_becomes_a_quarter(administrator: FlaskClient, house: House, commune: Commune) -> None:
    confirmed(administrator, commune.hamlet_id, "upgrade", type="khu_pho", name="Phú Sơn", **TODAY)

    assert unit(house, commune.hamlet_id).name == "Khu phố Phú Sơn"


def test_a_hamlet_moves_to_another_commune(
    client: FlaskClient, house: House, occasion: Occasion, commune: Commune
) -> None:
    elsewhere = add(house, occasion, "xa", "Xã Đức Linh", commune.village.province_id)
    sign_in(client, house, Grant(Role.ADMINISTRATOR, commune.village.province_id))

    confirmed(client, commune.third_id, "move", parent_id=elsewhere, **TODAY)

    assert unit(house, commune.third_id).parent_id == elsewhere


def test_what_is_missing_is_said_and_what_was_typed_is_kept(
    administrator: FlaskClient, commune: Commune
) -> None:
    answer = preview(
        administrator, commune.hamlet_id, "merge", into="new", type="thon", name="", effective_on="mai"
    )

    assert answer.status_code == 422
    for words in (
        "Chọn ít nhất một đơn vị để sáp nhập",
        "Ghi tên đơn vị mới",
        "Ghi “Ngày có hiệu lực” theo dạng",
    ):
        assert words in answer.text
    assert 'value="166/NQ-HĐND"' in answer.text


def test_a_change_that_makes_no_sense_says_why(administrator: FlaskClient, commune: Commune) -> None:
    early = preview(administrator, commune.hamlet_id, "rename", name="Hàm Phú", effective_on="01/01/2025")
    same = administrator.post(
        f"/staff/units/{commune.hamlet_id}/change/rename",
        data=PAPER | TODAY | {"name": "Phú Sơn", "csrf_token": token(administrator)},
    )

    assert early.status_code == same.status_code == 422
    assert "Đơn vị có từ, hoặc thay đổi lần cuối, vào ngày 01/07/2025." in early.text
    assert "Chưa có gì thay đổi" in same.text


def test_a_confirmation_with_holes_changes_nothing(
    administrator: FlaskClient, house: House, commune: Commune
) -> None:
    answer = administrator.post(
        f"/staff/units/{commune.hamlet_id}/change/rename", data={"csrf_token": token(administrator)}
    )

    assert answer.status_code == 422
    assert unit(house, commune.hamlet_id).name == "Thôn Phú Sơn"


def test_a_planned_change_is_shown_and_taken_back(
    administrator: FlaskClient, house: House, commune: Commune
) -> None:
    planned = confirmed(administrator, commune.hamlet_id, "rename", name="Hàm Phú", **NEXT_YEARS)

    undone = administrator.post(
        f"{planned.request.path}/undo", data={"csrf_token": token(administrator)}, follow_redirects=True
    )

    assert "Chờ đến ngày" in planned.text
    assert "Bỏ thay đổi này" in planned.text
    assert "Thay đổi này không được thực hiện." in undone.text
    assert unit(house, commune.hamlet_id).name == "Thôn Phú Sơn"


def test_a_change_that_failed_says_why(
    administrator: FlaskClient, house: House, occasion: Occasion, commune: Commune
) -> None:
    change_id = decided(
        house, occasion, commune.administrator, rename(house, commune.hamlet_id, "Thôn Hàm Phú")
    )
    with house.database.writing() as session:
        fail_change(session, occasion, change_id, UnitThereAlready.title)

    page = administrator.get(f"/staff/units/changes/{change_id}").text

    assert "Không thực hiện được" in page
    assert "Đã có đơn vị cùng tên ở đây" in page


def test_hamlets_of_one_name_are_pointed_out(
    client: FlaskClient, house: House, occasion: Occasion, commune: Commune
) -> None:
    elsewhere = add(house, occasion, "xa", "Xã Đức Linh", commune.village.province_id)
    add(house, occasion, "thon", "Thôn Phú Sơn", elsewhere)
    sign_in(client, house, Grant(Role.ADMINISTRATOR, commune.village.province_id))

    page = preview(
        client, commune.id, "merge", beside=elsewhere, into="new", type="xa", name="Hàm Đức", **TODAY
    ).text

    assert "sẽ có hai nơi cùng tên: Thôn Phú Sơn" in page
    assert "Ở 3 đơn vị bên dưới, đi theo nguyên vẹn" in page


def test_a_clerk_reads_and_does_not_change(client: FlaskClient, house: House, commune: Commune) -> None:
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, commune.id))

    assert "Lập thay đổi" not in client.get(f"/staff/units/{commune.hamlet_id}").text
    assert client.get(f"/staff/units/{commune.hamlet_id}/change").status_code == 403


def test_markup_in_a_name_is_text(administrator: FlaskClient, commune: Commune) -> None:
    page = preview(administrator, commune.hamlet_id, "rename", name="<b>Phú</b>", **TODAY).text

    assert "Thôn &lt;b&gt;Phú&lt;/b&gt;" in page
    assert "<b>Phú" not in page


def test_only_what_is_managed_is_offered(
    administrator: FlaskClient, house: House, occasion: Occasion, commune: Commune
) -> None:
    add(house, occasion, "xa", "Xã Đức Linh", commune.village.province_id)

    for kind in ("merge", "move"):
        page = administrator.get(f"/staff/units/{commune.id}/change/{kind}").text
        assert "Không có đơn vị nào để chọn" in page
        assert "Đức Linh" not in page


def test_provinces_stand_beside_each_other(
    client: FlaskClient, house: House, occasion: Occasion, commune: Commune
) -> None:
    other = add(house, occasion, "tinh", "Tỉnh Bình Thuận", None)
    province = commune.village.province_id
    sign_in(client, house, Grant(Role.ADMINISTRATOR, province), Grant(Role.ADMINISTRATOR, other))

    page = client.get(f"/staff/units/{province}/change/merge").text

    assert "Tỉnh Bình Thuận" in page
    assert "Không có đơn vị nào để chọn" in client.get(f"/staff/units/{province}/change/move").text


def test_a_type_of_ones_own_can_be_renamed(
    client: FlaskClient, house: House, occasion: Occasion, commune: Commune
) -> None:
    quarter = add(house, occasion, "xom_dao", "Xóm Đạo", commune.id)
    sign_in(client, house, Grant(Role.ADMINISTRATOR, commune.id))

    confirmed(client, quarter, "rename", name="Xóm Mới", **TODAY)

    assert unit(house, quarter).name == "Xóm Mới"


def test_a_change_that_was_never_made_is_not_there(administrator: FlaskClient) -> None:
    assert administrator.get("/staff/units/changes/99").status_code == 404


def test_a_preview_of_nothing_leads_to_the_form(administrator: FlaskClient, commune: Commune) -> None:
    answer = administrator.get(f"/staff/units/{commune.hamlet_id}/change/rename/preview")

    assert (answer.status_code, answer.location) == (303, f"/staff/units/{commune.hamlet_id}/change/rename")
