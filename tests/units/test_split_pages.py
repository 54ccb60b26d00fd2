"""The pages by which a unit is divided into parts."""

import re

import pytest
from flask.testing import FlaskClient

from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.staff.rules import Grant, Role
from tests.units.walking import (
    TODAY,
    confirmed,
    preview,
)
from tests.units.worlds import (
    Commune,
    build_commune,
    household_units,
    unit,
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


def test_a_split_is_walked_to_its_end(administrator: FlaskClient, house: House, commune: Commune) -> None:
    form = administrator.get(f"/staff/units/{commune.other_id}/change/split").text
    groups = re.findall(r'<select[^>]*name="(group_[0-9a-f]+)"', form)
    parts = {
        "parts": 2,
        "part_1_unit": commune.other_id,
        "part_1_type": "thon",
        "part_1_name": "",
        "part_2_unit": "new",
        "part_2_type": "thon",
        "part_2_name": "Phú Hòa 2",
    }

    went = dict(zip(groups, "12", strict=True))
    answer = confirmed(administrator, commune.other_id, "split", **parts, **went, **TODAY)

    second = unit_named(house, "Thôn Phú Hòa 2").id
    assert "Đã thực hiện" in answer.text
    assert {household_units(house)[name] for name in ("Đỗ Thị Ơn", "Võ Ái Như")} == {second}
    assert household_units(house)["Lê Văn Út"] == commune.other_id


def test_a_commune_is_split_by_its_hamlets(client: FlaskClient, house: House, commune: Commune) -> None:
    sign_in(client, house, Grant(Role.ADMINISTRATOR, commune.village.province_id))
    parts = {"parts": 2}
    for place, name in (("1", "Hàm Mẫu 1"), ("2", "Hàm Mẫu 2")):
        parts |= {f"part_{place}_unit": "new", f"part_{place}_type": "xa", f"part_{place}_name": name}
    children = {
        f"child_{commune.hamlet_id}": 1,
        f"child_{commune.other_id}": 2,
        f"child_{commune.third_id}": 2,
    }

    page = preview(client, commune.id, "split", **parts, **children, **TODAY).text
    confirmed(client, commune.id, "split", **parts, **children, **TODAY)

    assert "Thôn Phú Hòa, Thôn Phú Cường" in page
    assert unit(house, commune.other_id).parent_id == unit_named(house, "Xã Hàm Mẫu 2").id
    assert unit(house, commune.id).parent_id == unit_named(house, "Xã Hàm Mẫu 1").id


def test_more_parts_are_offered(administrator: FlaskClient, commune: Commune) -> None:
    page = administrator.get(f"/staff/units/{commune.other_id}/change/split?parts=3").text

    assert "Phần 3" in page
    assert "parts=4" in page
    assert "Phần 6" in administrator.get(f"/staff/units/{commune.other_id}/change/split?parts=99").text


def test_a_new_part_needs_a_name(administrator: FlaskClient, commune: Commune) -> None:
    typed = {
        "parts": 2,
        "part_1_unit": "new",
        "part_2_unit": "new",
        "part_1_type": "thon",
        "part_2_type": "thon",
    }

    answer = preview(administrator, commune.third_id, "split", **typed, **TODAY)

    assert answer.status_code == 422
    assert "Ghi tên đơn vị mới" in answer.text


@pytest.mark.parametrize("said", ["99999999999", "1", "-1", "²", "", "two"])
def test_a_number_of_parts_that_no_form_offers_is_no_fault(
    administrator: FlaskClient, commune: Commune, said: str
) -> None:
    typed = {"part_1_unit": "new", "part_2_unit": "new", "part_1_type": "thon", "part_2_type": "thon"}
    names = {"part_1_name": "Phú Cường 1", "part_2_name": "Phú Cường 2"}

    answer = preview(administrator, commune.third_id, "split", parts=said, **typed, **names, **TODAY)

    assert answer.status_code == 200
    assert "Thôn Phú Cường 2" in answer.text
