"""The clerk's page of codes: hamlets with their households, counters, and what a clerk elsewhere does not see."""

import re
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update

from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.prints.rules import RunState
from pledges.prints.tables import PrintRun
from pledges.staff.rules import Grant, Role
from pledges.units.tables import Unit, UnitState
from tests.paper.reading import codes_of, page_count, text_of
from tests.worlds import Village, add_commune, build_village, sign_in

CSRF = re.compile(r'name="csrf_token" value="([^"]+)"')


@pytest.fixture
def village(house: House, occasion: Occasion) -> Village:
    return build_village(house, occasion)


@pytest.fixture
def clerk(client: FlaskClient, house: House, village: Village) -> FlaskClient:
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, village.commune_id))
    return client


def token(client: FlaskClient) -> dict[str, str]:
    found = CSRF.search(client.get("/staff/prints").text)
    assert found
    return {"csrf_token": found[1]}


def runs(house: House) -> list[PrintRun]:
    with house.database.reading() as session:
        return list(session.scalars(select(PrintRun).order_by(PrintRun.id)))


def test_a_clerk_of_one_commune_is_led_to_it(clerk: FlaskClient, village: Village) -> None:
    answer = clerk.get("/staff/links")

    assert (answer.status_code, answer.location) == (303, f"/staff/links/{village.commune_id}")


def test_a_clerk_of_several_units_chooses(
    client: FlaskClient, house: House, occasion: Occasion, village: Village
) -> None:
    other = add_commune(house, occasion, village.province_id)
    grants = [Grant(Role.CAMPAIGN_CLERK, unit_id) for unit_id in (village.commune_id, other)]
    sign_in(client, house, *grants)

    page = client.get("/staff/links").text

    assert f'href="/staff/links/{village.commune_id}"' in page
    assert f'href="/staff/links/{other}"' in page


def test_the_page_shows_hamlets_with_households_and_sheets(clerk: FlaskClient, village: Village) -> None:
    page = clerk.get(f"/staff/links/{village.commune_id}").text

    assert "Thôn Phú Sơn" in page
    assert f'action="/staff/links/{village.hamlet_id}/labels"' in page
    assert 'aria-label="In nhãn: Thôn Phú Sơn"' in page
    assert "Hộ tịch, chứng thực" in page
    assert "Trung tâm Phục vụ hành chính công xã Hàm Mẫu" in page


def test_a_hamlet_of_its_own_says_how_many_labels(clerk: FlaskClient, village: Village) -> None:
    assert "3 hộ, 1 trang." in clerk.get(f"/staff/links/{village.hamlet_id}").text


def test_a_commune_without_a_register_says_what_comes_first(
    client: FlaskClient, house: House, occasion: Occasion, village: Village
) -> None:
    other = add_commune(house, occasion, village.province_id)
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, other))

    assert "Đơn vị này chưa có hộ nào" in client.get(f"/staff/links/{other}").text
    assert client.post(f"/staff/links/{other}/labels", data=token(client)).status_code == 422


def test_one_click_starts_a_run_and_leads_to_its_page(
    clerk: FlaskClient, house: House, village: Village
) -> None:
    answer = clerk.post(f"/staff/links/{village.hamlet_id}/labels", data=token(clerk))

    [run] = runs(house)
    assert (answer.status_code, answer.location) == (303, f"/staff/prints/{run.id}")
    assert (run.kind, run.total, run.carries_secrets, run.state) == ("labels", 3, True, RunState.WAITING)


@pytest.mark.document
def test_a_counters_poster_leads_to_the_counter(clerk: FlaskClient, house: House, village: Village) -> None:
    answer = clerk.post(f"/staff/links/counters/{village.counter_id}/poster", data=token(clerk))

    assert codes_of(answer.data) == [f"HTTP://127.0.0.1:8189/S/{village.counter_code}"]
    assert page_count(answer.data) == 1
    assert "Hộ tịch, chứng thực" in text_of(answer.data)
    assert "ap-phich-quay-ho-tich-chung-thuc-1.pdf" in answer.headers["Content-Disposition"]


@pytest.mark.document
def test_a_poster_stands_in_the_ledger_but_not_on_the_disk(
    clerk: FlaskClient, house: House, village: Village
) -> None:
    clerk.post(f"/staff/links/counters/{village.counter_id}/poster", data=token(clerk))

    [run] = runs(house)
    page = clerk.get(f"/staff/prints/{run.id}").text
    assert (run.kind, run.state, run.pages) == ("poster", RunState.DESTROYED, 1)
    assert "Tệp đã tải và đã hủy" in page


def test_a_clerk_of_another_commune_reaches_none_of_it(
    client: FlaskClient, house: House, occasion: Occasion, village: Village
) -> None:
    other = add_commune(house, occasion, village.province_id)
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, other))
    form = token(client)

    assert client.get(f"/staff/links/{village.hamlet_id}").status_code == 404
    assert client.post(f"/staff/links/{village.hamlet_id}/labels", data=form).status_code == 404
    assert client.post(f"/staff/links/counters/{village.counter_id}/poster", data=form).status_code == 404
    assert runs(house) == []


def test_a_unit_that_is_no_more_has_nothing_to_print(
    clerk: FlaskClient, house: House, village: Village
) -> None:
    with house.database.writing() as session:
        session.get_one(Unit, village.hamlet_id).valid_to = date(2026, 1, 1)
        ended = update(UnitState).where(UnitState.unit_id == village.hamlet_id)
        session.execute(ended.values(valid_to=date(2026, 1, 1)))

    assert clerk.get(f"/staff/links/{village.hamlet_id}").status_code == 404
    assert "Thôn Phú Sơn" not in clerk.get(f"/staff/links/{village.commune_id}").text


def test_a_counter_that_never_was_is_not_found(clerk: FlaskClient) -> None:
    assert clerk.post("/staff/links/counters/999/poster", data=token(clerk)).status_code == 404
