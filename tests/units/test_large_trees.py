"""Pages of a tree too large for one page: level by level, with everything below counted, in few statements."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event

from pledges.campaigns.tables import Campaign
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.register.acts.households import HouseholdSource, add_households
from pledges.staff.rules import Grant, Role
from pledges.units.acts.adding import add_unit
from pledges.units.acts.lists import ReadUnitList, stage_list, store_list
from pledges.units.official_list.columns import columns_of
from pledges.units.official_list.rows import read_rows
from pledges.units.queries.codes import codes_in
from pledges.units.rules import NewUnit, UnitKind
from tests.access.doors import token_on
from tests.units.lists import new_list, sheet
from tests.units.test_unit_lists import SINCE
from tests.worlds import HOUSEHOLDS, run_campaign, sign_in


@dataclass(frozen=True)
class Country:
    """Two provinces of 170 communes; one commune has a hamlet of three households."""

    browser: FlaskClient
    house: House
    root_id: int
    hamlet_id: int
    ids: dict[str, int]

    def page(self, address: str) -> str:
        """Return the page at an address."""
        answer = self.browser.get(address)
        assert answer.status_code == 200
        return answer.get_data(as_text=True)


@pytest.fixture
def country(client: FlaskClient, house: House, occasion: Occasion) -> Country:
    read = sheet(*new_list(340, provinces=2))
    columns = columns_of(read)
    assert columns is not None
    listed = read_rows(read, columns)
    with house.database.writing() as session:
        root_id = add_unit(session, occasion, NewUnit(UnitKind.TERRITORY, "toan_quoc", "Việt Nam", SINCE)).id
        kept = stage_list(session, occasion, ReadUnitList("a", "0" * 64, "NSO-2025", root_id, SINCE, listed))
        store_list(session, occasion, kept.id)
        ids = codes_in(session, "NSO-2025")
        new = NewUnit(UnitKind.TERRITORY, "thon", "Thôn Phú Sơn", SINCE, ids["00042"])
        hamlet_id = add_unit(session, occasion, new).id
        add_households(session, occasion, hamlet_id, HouseholdSource(house.keys), HOUSEHOLDS)
    sign_in(client, house, Grant(Role.ADMINISTRATOR, root_id))
    return Country(client, house, root_id, hamlet_id, ids)


@contextmanager
def statements(house: House) -> Iterator[list[str]]:
    """Collect what is asked of the database."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_others: object) -> None:
        asked.append(statement)

    with house.database.reading() as session:
        engine = session.get_bind().engine
    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


def rows(page: str) -> list[tuple[str, str]]:
    """Name and figure of each row of the page's table of units."""
    found = re.findall(
        r'<th scope="row"[^>]*><a[^>]*>([^<]+)</a></th><td class="table__figure">([^<]*)</td>', page
    )
    return [(name, figure) for name, figure in found]


def test_the_register_begins_with_the_uppermost_level(country: Country) -> None:
    page = country.page("/staff/register")

    assert rows(page) == [("Tỉnh Số 01", ""), ("Tỉnh Số 02", "3")]
    assert '<tfoot><tr><th scope="row">Tổng cộng</th><td class="table__figure">3</td>' in page


def test_each_level_counts_all_below_and_leads_up_again(country: Country) -> None:
    province = country.page(f"/staff/register/units/{country.ids['02']}")
    commune = country.page(f"/staff/register/units/{country.ids['00042']}")

    assert len(rows(province)) == 170
    assert [row for row in rows(province) if row[1] != "0"] == [("Xã Hàm Mẫu 41", "3")]
    assert rows(commune) == [("Thôn Phú Sơn", "3")]
    assert re.findall(r'class="path__link" href="[^"]+">([^<]+)', commune) == [
        "Danh sách",
        "Việt Nam",
        "Tỉnh Số 02",
    ]


def test_who_reaches_several_large_units_sees_them_with_their_sums(
    country: Country, client: FlaskClient
) -> None:
    browser = client.application.test_client()
    units = [Grant(Role.CAMPAIGN_CLERK, country.ids[code]) for code in ("01", "02", "00042")]
    sign_in(browser, country.house, *units)

    register = browser.get("/staff/register").get_data(as_text=True)
    labels = browser.get("/staff/links").get_data(as_text=True)
    front = browser.get("/staff/").get_data(as_text=True)

    assert rows(register) == [("Tỉnh Số 01", ""), ("Tỉnh Số 02", "3")]
    assert rows(labels) == [("Tỉnh Số 01", "0"), ("Tỉnh Số 02", "3"), ("Xã Hàm Mẫu 41", "3")]
    assert "3" in front


def test_labels_are_offered_level_by_level(country: Country) -> None:
    page = country.page(f"/staff/links/{country.root_id}")

    assert "Tỉnh Số 02" in page
    assert "Xã Hàm Mẫu 41" not in page
    assert "Mở từng xã, phường để in áp phích" in page


def test_a_unit_to_invite_somebody_for_is_searched_for(country: Country) -> None:
    page = country.page("/staff/people?unit=ham mau 41")
    nothing = country.page("/staff/people?unit=Đức Linh")

    assert f'<option value="{country.ids["00042"]}">Xã Hàm Mẫu 41, Tỉnh Số 02</option>' in page
    assert page.count("<option") < 30
    assert "Không tìm thấy đơn vị nào" in nothing


def test_somebody_is_invited_for_a_unit_that_was_found(country: Country) -> None:
    address = "/staff/people?unit=00042"
    token = token_on(country.page(address))
    said = {"login_name": "duc.nv", "display_name": "Nguyễn Văn Đức", "role": "hamlet_head"}

    answer = country.browser.post(
        "/staff/people", data={"csrf_token": token, "unit_id": country.ids["00042"], **said}
    )
    page = answer.get_data(as_text=True)

    assert answer.status_code == 200
    assert "Đã tạo đường dẫn đăng nhập một lần" in page
    assert "<td>Xã Hàm Mẫu 41</td>" in page


def test_a_campaign_is_prepared_for_a_unit_that_was_found(country: Country) -> None:
    page = country.page("/staff/campaigns/new?code=4K&unit=00042")
    said = {"code": "4K", "forms": ["HO-ATGT"], "title_vi": "Bốn không", "title_en": "Four do-nots"}

    token, unit_id = token_on(page), country.ids["00042"]
    answer = country.browser.post(
        "/staff/campaigns/new", data={"csrf_token": token, "unit_id": unit_id, **said}
    )

    assert answer.status_code == 303
    with country.house.database.reading() as session:
        assert session.get(Campaign, 1).unit_id == country.ids["00042"]  # type: ignore[union-attr]  # just made


@pytest.mark.parametrize("asked", ["at=99999999999999999999", "at=-1", "at=Đức", "unit=%2525", "at=1&unit=_"])
def test_an_address_that_makes_no_sense_offers_the_uppermost_level(country: Country, asked: str) -> None:
    page = country.page(f"/staff/people?{asked}")

    assert "Tỉnh Số 01" in page


@pytest.mark.parametrize(
    "address",
    [
        "/staff/",
        "/staff/register",
        "/staff/register/units/{root}",
        "/staff/people",
        "/staff/people?unit=ham+mau",
        "/staff/campaigns",
        "/staff/campaigns/new?unit=ham+mau",
        "/staff/links/{root}",
        "/staff/certificates/1/{root}",
        "/staff/tallies/1/{root}",
        "/staff/units/lists",
        "/staff/units/{root}",
    ],
)
def test_no_page_asks_unit_by_unit(country: Country, occasion: Occasion, address: str) -> None:
    run_campaign(country.house, occasion, country.root_id)
    place = address.format(root=country.root_id)
    country.page(place)

    with statements(country.house) as asked:
        page = country.page(place)

    assert 0 < len(asked) < 40
    assert page.count("<option") + page.count("<tr>") < 60
