"""The hamlet head's way from door to door: one household at a time, and no trace of who answered what."""

import re
from html import escape, unescape

import pytest
from flask.testing import FlaskClient

from pledges.campaigns.tables import Campaign
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion, present
from pledges.foundation.vietnamese.dates import short_date
from pledges.staff.rules import Grant, Role
from pledges.tallies.rules import door_at, place_after
from tests.access.doors import token_on
from tests.certificates.pledging import sign
from tests.entry.desk import filled, hidden
from tests.tallies.worlds import add_hamlet
from tests.worlds import LONG_NAME, Village, build_village, run_campaign, sign_in

NAME = re.compile(r'id="next-door-name">([^<]+)<')
FIRST, SECOND, THIRD = LONG_NAME, "K&#39;Brơi", "Nguyễn Văn Đức"


@pytest.fixture
def today() -> Occasion:
    """The pages ask the real clock."""
    return present()


@pytest.fixture
def village(house: House, today: Occasion) -> Village:
    return build_village(house, today)


@pytest.fixture
def campaign(house: House, today: Occasion, village: Village) -> Campaign:
    return run_campaign(house, today, village.commune_id)


@pytest.fixture
def head(client: FlaskClient, house: House, village: Village, campaign: Campaign) -> FlaskClient:
    sign_in(client, house, Grant(Role.HAMLET_HEAD, village.hamlet_id))
    return client


@pytest.fixture
def doors(campaign: Campaign, village: Village) -> str:
    return f"/staff/tonight/{campaign.id}/{village.hamlet_id}"


def shown(client: FlaskClient, where: str) -> list[str]:
    answer = client.get(where)
    assert answer.status_code == 200
    return NAME.findall(answer.text)


def reach(client: FlaskClient, where: str) -> str:
    """Press “Đã tiếp cận” at the door that is shown; return the address of the next one."""
    page = client.get(where).text
    button = re.search(r'name="household" value="(\d+)"', page)
    number = re.search(r'name="number" value="(\d+)"', page)
    assert button
    assert number
    fields = {"csrf_token": token_on(page), "household": button[1], "number": number[1]}
    answer = client.post(where.partition("?")[0], data=fields)
    assert answer.status_code == 303
    return str(answer.headers["Location"])


def test_help_given_at_the_door_leads_back_to_the_way_from_door_to_door(
    head: FlaskClient, doors: str
) -> None:
    page = head.get(doors).text
    entry = re.search(r'href="([^"]+)">Giúp ký tại chỗ', page)
    assert entry
    form = head.get(unescape(entry[1])).text
    assert f'href="{doors}"' in form

    day, back = short_date(present().today), hidden(form, "back")
    typed = filled(form, day, kind="in_person", kept_at="", witness="Lê Thị Mận", back=back)
    entered = head.post(entry[1].partition("?")[0], data=typed)

    assert entered.status_code == 200
    assert "Về “Thôn tôi tối nay”" in entered.text
    assert f'href="{doors}"' in entered.text
    assert shown(head, doors) == [SECOND]


def test_a_visit_noted_on_the_entry_page_leads_back_too(head: FlaskClient, doors: str) -> None:
    page = head.get(doors).text
    entry = re.search(r'href="([^"]+)">Giúp ký tại chỗ', page)
    assert entry
    form = head.get(unescape(entry[1])).text
    where = re.search(r'action="([^"]+/reached)"', form)
    assert where

    answer = head.post(where[1], data={"csrf_token": token_on(form), "back": "tonight"})

    assert (answer.status_code, answer.headers["Location"]) == (303, doors)


def next_of(client: FlaskClient, where: str) -> str:
    found = re.search(r'href="([^"]+\?at=\d+)">Nhà tiếp theo', client.get(where).text)
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("asked", "doors", "found"),
    [
        (1, 3, (1, 2)),
        (3, 3, (3, 1)),
        (4, 3, (1, 2)),
        (0, 3, (1, 2)),
        (-2, 3, (1, 2)),
        (1, 1, (1, None)),
        (1, 0, (1, None)),
    ],
)
def test_after_the_last_door_comes_the_first(asked: int, doors: int, found: tuple[int, int | None]) -> None:
    assert door_at(asked, doors) == found


@pytest.mark.parametrize(("number", "place"), [(0, 1), (1, 1), (2, 2), (5, 3), (9, 1), (-1, 1)])
def test_the_way_goes_on_behind_the_house_number(number: int, place: int) -> None:
    assert place_after([2, 5, 9], number) == place


def test_the_head_of_one_hamlet_stands_before_the_first_door_at_once(head: FlaskClient, doors: str) -> None:
    answer = head.get("/staff/tonight")

    assert answer.headers["Location"] == doors
    assert shown(head, doors) == [FIRST]


def test_a_door_shows_number_name_and_address(head: FlaskClient, doors: str) -> None:
    page = head.get(doors).text

    assert "Số 12/34/56, hẻm Hai Bà Trưng nối dài" in page
    assert "</span> 1</span>" in page
    assert "Còn 3 nhà chưa đến" in page


def test_the_head_of_two_hamlets_chooses(
    house: House, today: Occasion, client: FlaskClient, village: Village
) -> None:
    other = add_hamlet(house, today, village.commune_id, "Thôn Tân Lập 1", 2)
    campaign = run_campaign(house, today, village.commune_id)
    sign_in(client, house, Grant(Role.HAMLET_HEAD, village.hamlet_id), Grant(Role.HAMLET_HEAD, other))

    page = client.get("/staff/tonight").text

    assert [f'href="/staff/tonight/{campaign.id}/{one}"' in page for one in (village.hamlet_id, other)] == [
        True,
        True,
    ]


def test_a_tap_leads_to_the_next_door(head: FlaskClient, doors: str) -> None:
    following = reach(head, doors)

    assert shown(head, following) == [SECOND]
    assert "Còn 2 nhà chưa đến" in head.get(following).text


def test_a_tap_in_the_middle_goes_on_and_comes_back_to_who_was_passed_over(
    head: FlaskClient, doors: str
) -> None:
    third = reach(head, next_of(head, doors))
    names = shown(head, third)

    assert [*names, *shown(head, reach(head, third))] == [THIRD, FIRST]


def test_passing_over_changes_nothing(head: FlaskClient, doors: str) -> None:
    second = next_of(head, doors)

    assert shown(head, second) == [SECOND]
    assert "Còn 3 nhà chưa đến" in head.get(second).text


def test_a_household_that_signs_meanwhile_costs_nobody_a_visit(
    house: House, head: FlaskClient, doors: str, campaign: Campaign, village: Village
) -> None:
    page = head.get(f"{doors}?at=2").text
    sign(house, present(), campaign.id, village.household_ids[0])

    fields = {"csrf_token": token_on(page), "household": village.household_ids[1], "number": 2}
    following = head.post(doors, data=fields).headers["Location"]

    assert shown(head, following) == [THIRD]


def test_after_the_last_tap_everybody_was_reached(head: FlaskClient, doors: str) -> None:
    where = doors
    for _ in range(3):
        where = reach(head, where)

    assert shown(head, where) == []
    assert "Đã đến mọi hộ" in head.get(where).text


def test_helping_to_sign_opens_the_households_own_page(
    head: FlaskClient, doors: str, campaign: Campaign, village: Village
) -> None:
    where = f"/staff/enter/{village.household_ids[0]}/{campaign.id}?kind=in_person&back=tonight"

    assert f'href="{escape(where)}">Giúp ký tại chỗ' in head.get(doors).text
    assert head.get(where).status_code == 200


def test_no_address_names_a_household(head: FlaskClient, doors: str) -> None:
    """A place in the row is another household's tomorrow."""
    assert re.fullmatch(r"/staff/tonight/\d+/\d+\?at=1", reach(head, doors))


@pytest.mark.parametrize("household", [1, 99, 0, -1, "", "x", 2**70])
def test_every_tap_is_answered_alike(
    house: House, head: FlaskClient, doors: str, village: Village, household: object
) -> None:
    """Whether the household had signed, is of another hamlet or was made up."""
    sign(house, present(), int(doors.split("/")[3]), village.household_ids[0])
    fields = {"csrf_token": token_on(head.get(doors).text), "household": household, "number": "x"}

    assert head.post(doors, data=fields).headers["Location"] == f"{doors}?at=1"


def test_the_page_is_not_printed_and_not_kept(head: FlaskClient, doors: str) -> None:
    answer = head.get(doors)
    sheet = re.search(r'href="(/static/[^"]+\.css)"', answer.text)
    assert sheet

    assert answer.headers["Cache-Control"] == "no-store"
    assert "@media print{.next-door{display:none" in head.get(sheet[1]).text


def test_the_list_leads_to_the_doors(head: FlaskClient, doors: str) -> None:
    assert f'href="{doors}">Đi từng nhà' in head.get(doors.replace("tonight", "worklist")).text


def test_a_hamlet_of_somebody_else_is_not_there(
    house: House, today: Occasion, client: FlaskClient, village: Village
) -> None:
    other = add_hamlet(house, today, village.commune_id, "Thôn Tân Lập 1", 2)
    campaign = run_campaign(house, today, village.commune_id)
    sign_in(client, house, Grant(Role.HAMLET_HEAD, village.hamlet_id))

    assert client.get(f"/staff/tonight/{campaign.id}/{other}").status_code == 404
