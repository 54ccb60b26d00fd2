"""Staff pages of offices, their counters and officials."""

import re

import pytest
from flask.testing import FlaskClient

from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.staff.rules import Grant, Role
from tests.desk.sending import send
from tests.register.moving import Commune, build_commune
from tests.worlds import sign_in

TODAY = present().today.strftime("%d/%m/%Y")
Fields = dict[str, str | list[str]]


@pytest.fixture
def commune(house: House) -> Commune:
    return build_commune(house, present())


@pytest.fixture
def clerk(client: FlaskClient, house: House, commune: Commune) -> FlaskClient:
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, commune.village.commune_id))
    return client


def test_an_office_is_entered_and_its_people_with_it(clerk: FlaskClient, commune: Commune) -> None:
    seat = f"/staff/register/units/{commune.village.commune_id}/offices/new"

    _, office = send(
        clerk, seat, name="Trạm Y tế <i>xã</i>", counters="Tiếp đón\nTiêm chủng", staff_count="9"
    )
    send(clerk, f"{office}/counters", name="Phát thuốc")
    send(clerk, f"{office}/officials/new", name="Lê Thị Lan", position="Y sĩ", birth_year="1985")

    page = clerk.get(office).get_data(as_text=True)
    assert "Trạm Y tế &lt;i&gt;xã&lt;/i&gt;" in page
    assert "Phát thuốc" in page
    assert "Lê Thị Lan" in page
    assert "Trạm Y tế" in clerk.get("/staff/register/offices").get_data(as_text=True)


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("units/{commune}/offices/new", {"name": ""}),
        ("units/{commune}/offices/new", {"name": "Trạm", "counters": "quầy\n" * 41}),
        ("units/{commune}/offices/new", {"name": "Trạm", "counters": "q" * 200}),
        ("offices/1/counters", {"name": ""}),
        ("offices/1/officials/new", {"name": "12345"}),
        ("counters/1", {"name": " "}),
    ],
)
def test_a_form_of_an_office_that_is_wrong_comes_back(
    clerk: FlaskClient, commune: Commune, path: str, typed: dict[str, str]
) -> None:
    status, _ = send(clerk, f"/staff/register/{path.format(commune=commune.village.commune_id)}", **typed)

    assert status == 422


def test_an_official_is_put_right_transferred_and_leaves(clerk: FlaskClient, commune: Commune) -> None:
    seat = f"/staff/register/units/{commune.village.commune_id}/offices/new"
    send(clerk, seat, name="Trạm Y tế xã Hàm Mẫu")
    send(clerk, "/staff/register/offices/1/officials/new", name="Lê Thị Lan", position="Y sĩ")
    official = "/staff/register/officials/1"
    offered = re.findall(r'<option value="(\d+)">Trạm', clerk.get(official).get_data(as_text=True))

    answers = [
        send(clerk, official, name="Lê Thị Lan Anh", position="Y sĩ"),
        send(clerk, official, name=""),
        send(clerk, f"{official}/transfer", to="", on=TODAY),
        send(clerk, f"{official}/transfer", to=offered[0], on=TODAY),
        send(clerk, f"{official}/leave", reason="", on=TODAY),
        send(clerk, f"{official}/leave", reason="left_office", on=TODAY),
    ]

    assert [status for status, _ in answers] == [303, 422, 422, 303, 422, 303]
    assert "Không còn trong danh sách" in clerk.get(official).get_data(as_text=True)


def test_a_counter_is_named_anew(clerk: FlaskClient, commune: Commune) -> None:
    address = f"/staff/register/counters/{commune.village.counter_id}"

    asked = clerk.get(address).get_data(as_text=True)
    status, office = send(clerk, address, name="Hộ tịch")

    assert "Hộ tịch, chứng thực" in asked
    assert status == 303
    assert "Hộ tịch</th>" in clerk.get(office).get_data(as_text=True)
