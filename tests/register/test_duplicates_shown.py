"""Pairs of entries that may be one household: shown side by side, decided by a person, never by machine."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from pledges.foundation.house import House
from pledges.foundation.moments import Occasion, present
from pledges.register.acts.correcting import Correction, correct_household
from pledges.register.acts.households import HouseholdSource, add_households
from pledges.register.acts.merging import tell_apart
from pledges.register.queries.duplicates import LikelyPair, likely_pairs
from pledges.register.rules import NewHousehold
from pledges.staff.rules import Grant, Role
from tests.access.doors import token_on
from tests.register.moving import Commune, build_commune, household, households_of, merge
from tests.worlds import sign_in


@pytest.fixture
def commune(house: House, occasion: Occasion) -> Commune:
    return build_commune(house, occasion)


@pytest.fixture
def session(house: House, commune: Commune) -> Iterator[Session]:
    with house.database.writing() as session:
        yield session


def enter(house: House, occasion: Occasion, unit_id: int, *new: NewHousehold) -> list[int]:
    """Enter households into a hamlet; return the ids of all of it, by number."""
    with house.database.writing() as session:
        add_households(session, occasion, unit_id, HouseholdSource(house.keys), new)
    return [one.id for one in households_of(house, unit_id)]


def shown(house: House, *units: int) -> list[LikelyPair]:
    with house.database.reading() as session:
        return likely_pairs(session, units)


def said(pair: LikelyPair) -> tuple[int, int, bool, bool, bool, bool]:
    alike = (pair.has_same_name, pair.has_same_phone, pair.is_same_hamlet, pair.is_year_known)
    return pair.first.id, pair.second.id, *alike


def test_one_name_and_year_in_one_hamlet_come_first_then_of_two_hamlets(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    there = enter(house, occasion, commune.phu_son, NewHousehold("Trần Thị Hoà", "", 1970))
    ids = enter(house, occasion, commune.tan_lap, NewHousehold("TRẦN THỊ HÒA", "Tổ 5", 1970))

    pairs = shown(house, commune.phu_son, commune.tan_lap)

    assert [said(pair) for pair in pairs] == [
        (ids[0], ids[2], True, False, True, True),
        (ids[0], there[3], True, False, False, True),
        (there[3], ids[2], True, False, False, True),
    ]


def test_another_year_is_another_household(house: House, occasion: Occasion, commune: Commune) -> None:
    enter(house, occasion, commune.tan_lap, NewHousehold("Trần Thị Hòa", "Tổ 5", 1971))

    assert shown(house, commune.tan_lap) == []


def test_an_unknown_year_is_shown_within_a_hamlet_only(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    ids = enter(house, occasion, commune.tan_lap, NewHousehold("Trần Thị Hòa", "Tổ 5"))
    enter(house, occasion, commune.phu_son, NewHousehold("Trần Thị Hòa", "Tổ 5"))

    pairs = shown(house, commune.phu_son, commune.tan_lap)

    assert [said(pair) for pair in pairs] == [(ids[0], ids[2], True, False, True, False)]


def test_one_telephone_number_is_shown_whatever_the_names(
    session: Session, house: House, occasion: Occasion, commune: Commune
) -> None:
    first, second, _ = commune.households
    for household_id, name in ((first, "Nguyễn Hoàng Thùy"), (second, "K'Brơi")):
        told = NewHousehold(name, "Tổ 4", phones=("+84912345678",))
        correct_household(
            session, occasion, house.keys, household_id, Correction(told, phone_purpose="nhắc lịch họp thôn")
        )

    pairs = likely_pairs(session, [commune.phu_son])

    assert [said(pair) for pair in pairs] == [(first, second, False, True, True, False)]


def test_what_was_decided_is_not_shown_again(
    session: Session, house: House, occasion: Occasion, commune: Commune
) -> None:
    new = [NewHousehold("Trần Thị Hòa", "Tổ 5", 1970)]
    add_households(session, occasion, commune.tan_lap, HouseholdSource(house.keys), new)
    [pair] = likely_pairs(session, [commune.tan_lap])

    tell_apart(session, occasion, pair.second.id, pair.first.id)

    assert likely_pairs(session, [commune.tan_lap]) == []


def test_what_was_merged_is_not_shown_again(house: House, occasion: Occasion, commune: Commune) -> None:
    ids = enter(house, occasion, commune.tan_lap, NewHousehold("Trần Thị Hòa", "Tổ 5", 1970))

    merge(house, occasion, ids[0], ids[2])

    assert shown(house, commune.tan_lap) == []


def test_a_clerk_looks_at_both_and_merges(client: FlaskClient, house: House, commune: Commune) -> None:
    ids = enter(house, present(), commune.tan_lap, NewHousehold("Trần Thị Hòa", "<b>Tổ 5</b>", 1970))
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, commune.village.commune_id))

    pairs = client.get(f"/staff/register/units/{commune.village.commune_id}/duplicates").get_data(
        as_text=True
    )
    address = f"/staff/register/households/{ids[2]}/merge/{ids[0]}"
    preview = client.get(address).get_data(as_text=True)
    answer = client.post(address, data={"csrf_token": token_on(preview)})

    assert address in pairs
    assert "&lt;b&gt;Tổ 5&lt;/b&gt;" in pairs
    assert "Sau khi gộp không tách lại được" in preview
    assert answer.headers["Location"] == f"/staff/households/{ids[2]}"
    assert household(house, ids[0]).merged_into_id == ids[2]
    assert client.get(address).status_code == 409


def test_a_clerk_says_that_they_are_two(client: FlaskClient, house: House, commune: Commune) -> None:
    ids = enter(house, present(), commune.tan_lap, NewHousehold("Trần Thị Hòa", "Tổ 5", 1970))
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, commune.village.commune_id))
    page = f"/staff/register/units/{commune.village.commune_id}/duplicates"
    token = token_on(client.get(page).get_data(as_text=True))

    data = {"csrf_token": token, "unit": str(commune.village.commune_id)}
    answer = client.post(f"/staff/register/households/{ids[0]}/apart/{ids[2]}", data=data)

    assert answer.headers["Location"] == page
    assert "Không có cặp hộ nào cần xem" in client.get(page).get_data(as_text=True)


def test_one_household_is_not_merged_with_itself(client: FlaskClient, house: House, commune: Commune) -> None:
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, commune.village.commune_id))
    first = commune.households[0]

    assert client.get(f"/staff/register/households/{first}/merge/{first}").status_code == 422
