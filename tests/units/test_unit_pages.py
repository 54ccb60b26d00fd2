"""The pages of units: what is in reach, and one unit as of a day."""

import pytest
from flask.testing import FlaskClient

from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.staff.rules import Grant, Role
from tests.units.walking import (
    NEXT_YEARS,
    SINCE_OCTOBER,
    confirmed,
)
from tests.units.worlds import (
    Commune,
    build_commune,
    done,
    merge,
    unit_named,
)
from tests.worlds import sign_in


@pytest.fixture
def commune(house: House, occasion: Occasion) -> Commune:
    return build_commune(house, occasion)


@pytest.fixture
def administrator(client: FlaskClient, house: House, commune: Commune) -> FlaskClient:
    sign_in(client, house, Grant(Role.ADMINISTRATOR, commune.id))
    return client


def test_the_section_leads_to_what_is_in_reach(administrator: FlaskClient, commune: Commune) -> None:
    page = administrator.get("/staff/units").text

    assert f'href="/staff/units/{commune.id}"' in page
    assert "Chưa có thay đổi nào" in page
    assert "Tỉnh Lâm Đồng" not in page


def test_a_unit_shows_what_is_below_it(administrator: FlaskClient, commune: Commune) -> None:
    page = administrator.get(f"/staff/units/{commune.id}").text

    assert 'Xã Hàm Mẫu</h1><p class="tools__about">Tỉnh Lâm Đồng</p>' in page
    assert all(name in page for name in ("Thôn Phú Sơn", "Thôn Phú Hòa", "Thôn Phú Cường"))


def test_a_unit_shows_the_tree_of_another_day(
    administrator: FlaskClient, house: House, occasion: Occasion, commune: Commune
) -> None:
    plan = merge(commune.id, "Thôn Phú Lộc", commune.hamlet_id, commune.other_id)
    done(house, occasion, commune.administrator, plan, SINCE_OCTOBER)

    now = administrator.get(f"/staff/units/{commune.id}").text
    then = administrator.get(f"/staff/units/{commune.id}?on=30/09/2025").text

    assert "Thôn Phú Lộc" in now
    assert "Thôn Phú Sơn" not in now
    assert "vào ngày 30/09/2025" in then
    assert "Thôn Phú Sơn" in then
    assert "Thôn Phú Lộc" not in then


def test_a_day_that_cannot_be_read_is_said_kindly(administrator: FlaskClient, commune: Commune) -> None:
    page = administrator.get(f"/staff/units/{commune.id}?on=hom+qua").text

    assert "theo dạng ngày/tháng/năm" in page


def test_a_unit_that_ended_says_what_it_is_now(
    administrator: FlaskClient, house: House, occasion: Occasion, commune: Commune
) -> None:
    plan = merge(commune.id, "Thôn Phú Lộc", commune.hamlet_id, commune.other_id)
    done(house, occasion, commune.administrator, plan, SINCE_OCTOBER)
    heir = unit_named(house, "Thôn Phú Lộc").id

    old = administrator.get(f"/staff/units/{commune.hamlet_id}").text
    new = administrator.get(f"/staff/units/{heir}").text

    assert "Đơn vị này đã chấm dứt từ ngày 01/10/2025" in old
    assert f'Nay là <a href="/staff/units/{heir}">Thôn Phú Lộc</a>' in old
    assert "Lập thay đổi" not in old
    assert "Kế thừa từ" in new
    assert "166/NQ-HĐND" in new


def test_a_unit_says_what_waits_for_it(
    administrator: FlaskClient, house: House, occasion: Occasion, commune: Commune
) -> None:
    confirmed(administrator, commune.hamlet_id, "rename", name="Hàm Phú", **NEXT_YEARS)

    assert "Sẽ thay đổi từ ngày 01/01/2099" in administrator.get(f"/staff/units/{commune.hamlet_id}").text
    assert "Sẽ thay đổi" not in administrator.get(f"/staff/units/{commune.other_id}").text
