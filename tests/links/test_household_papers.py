"""A clerk chooses what every household gets: labels on which sheet, or folded cards with the PIN inside."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.prints.tables import PrintRun
from pledges.staff.rules import Grant, Role
from tests.worlds import Village, add_commune, build_village, sign_in

CSRF = re.compile(r'name="csrf_token" value="([^"]+)"')
CHOSEN = {"paper": "door_cards", "stock": "a4-24", "order": "street", "file": "zip"}


@pytest.fixture
def village(house: House, occasion: Occasion) -> Village:
    return build_village(house, occasion)


@pytest.fixture
def clerk(client: FlaskClient, house: House, village: Village) -> FlaskClient:
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, village.commune_id))
    return client


def address(village: Village) -> str:
    return f"/staff/links/{village.hamlet_id}/papers"


def sent(client: FlaskClient, to: str, **changed: str) -> dict[str, str]:
    found = CSRF.search(client.get(to).text)
    assert found
    return CHOSEN | changed | {"csrf_token": found[1]}


def test_the_units_page_leads_to_the_choices(clerk: FlaskClient, village: Village) -> None:
    assert f'href="{address(village)}"' in clerk.get(f"/staff/links/{village.hamlet_id}").text


def test_the_page_offers_sheets_for_doors_and_says_which_are_too_small(
    clerk: FlaskClient, village: Village
) -> None:
    page = clerk.get(address(village)).text

    assert 'value="a4-21-gap"' in page
    assert 'value="a4-65"' not in page
    assert "Không in được trên loại: 65 nhãn một trang, mỗi nhãn 38,1 × 21,2 mm" in page
    assert "3 hộ, xếp theo từng thôn" in page


def test_cards_by_street_in_a_zip_become_a_run(clerk: FlaskClient, house: House, village: Village) -> None:
    answer = clerk.post(address(village), data=sent(clerk, address(village)))

    with house.database.reading() as session:
        run = session.scalars(select(PrintRun)).one()
    assert (answer.status_code, answer.location) == (303, f"/staff/prints/{run.id}")
    assert (run.kind, run.total, run.carries_secrets) == ("door_cards", 3, True)
    assert run.choices == {"order": "street", "file": "zip"}


def test_labels_keep_the_sheet_that_was_chosen(clerk: FlaskClient, house: House, village: Village) -> None:
    clerk.post(
        address(village), data=sent(clerk, address(village), paper="labels", stock="a4-14", file="one")
    )

    with house.database.reading() as session:
        run = session.scalars(select(PrintRun)).one()
    assert (run.kind, run.choices) == ("labels", {"order": "street", "file": "one", "stock": "a4-14"})


@pytest.mark.parametrize("changed", [{"stock": "a4-65"}, {"paper": "poster"}, {"order": ""}, {"file": "exe"}])
def test_a_choice_that_was_not_offered_is_refused_and_the_rest_kept(
    clerk: FlaskClient, house: House, village: Village, changed: dict[str, str]
) -> None:
    answer = clerk.post(address(village), data=sent(clerk, address(village), **changed))

    with house.database.reading() as session:
        assert session.scalars(select(PrintRun)).all() == []
    assert answer.status_code == 422
    assert "Theo đường, tổ rồi số nhà" in answer.text


def test_a_unit_without_households_says_what_comes_first(
    client: FlaskClient, house: House, occasion: Occasion, village: Village
) -> None:
    other = add_commune(house, occasion, village.province_id)
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, other))

    assert "Đơn vị này chưa có hộ nào" in client.get(f"/staff/links/{other}/papers").text


def test_a_clerk_of_another_commune_reaches_none_of_it(
    client: FlaskClient, house: House, occasion: Occasion, village: Village
) -> None:
    other = add_commune(house, occasion, village.province_id)
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, other))

    form = sent(client, "/staff/prints")

    assert client.get(address(village)).status_code == 404
    assert client.post(address(village), data=form).status_code == 404
