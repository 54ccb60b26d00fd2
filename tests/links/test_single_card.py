"""One household's folded card, handed over from the household's page with the code and the PIN in force."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.links.rules import pin_of
from pledges.prints.tables import PrintRun
from pledges.register.rules import SubjectKind
from pledges.staff.rules import Grant, Role
from tests.paper.reading import codes_of, page_count, text_of
from tests.worlds import Village, add_commune, build_village, sign_in

pytestmark = pytest.mark.document
CSRF = re.compile(r'name="csrf_token" value="([^"]+)"')


@pytest.fixture
def village(house: House, occasion: Occasion) -> Village:
    return build_village(house, occasion)


def token(client: FlaskClient, address: str) -> dict[str, str]:
    found = CSRF.search(client.get(address).text)
    assert found
    return {"csrf_token": found[1]}


def test_the_card_bears_the_code_and_pin_in_force(
    client: FlaskClient, house: House, village: Village
) -> None:
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, village.commune_id))
    one = village.household_ids[0]
    address, page = f"/staff/links/households/{one}/card", f"/staff/households/{one}"

    answer = client.post(address, data=token(client, page))

    pin = pin_of(house.keys, SubjectKind.HOUSEHOLD, one, 1)
    assert f'action="{address}"' in client.get(page).text
    assert page_count(answer.data) == 1
    assert codes_of(answer.data)[0].endswith(f"/S/{village.codes[0]}")
    assert f"{pin[:3]} {pin[3:]}" in text_of(answer.data)
    with house.database.reading() as session:
        run = session.scalars(select(PrintRun)).one()
    assert (run.kind, run.total, run.state) == ("door_cards", 1, "destroyed")


def test_a_clerk_of_another_commune_gets_no_card(
    client: FlaskClient, house: House, village: Village, occasion: Occasion
) -> None:
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, add_commune(house, occasion, village.province_id)))

    address = f"/staff/links/households/{village.household_ids[0]}/card"
    answer = client.post(address, data=token(client, "/staff/prints"))

    assert answer.status_code == 404
