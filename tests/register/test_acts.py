"""The register: households numbered on, lists in two steps, telephone numbers sealed, nothing else kept."""

from collections.abc import Iterator

import pytest
from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.register.acts.households import HouseholdSource, add_households
from pledges.register.phones import open_phones
from pledges.register.queries.households import households_in
from pledges.register.rules import NewHousehold, NotATerritoryLeaf
from pledges.register.tables import Household
from tests.worlds import Village, build_village

NEWCOMERS = (NewHousehold("Đặng Thị Ánh", "Tổ 1", 1972, 5, phones=("+842523812345", "+84987654321")),)


@pytest.fixture
def village(house: House, occasion: Occasion) -> Village:
    return build_village(house, occasion)


@pytest.fixture
def session(house: House, village: Village) -> Iterator[Session]:
    with house.database.writing() as session:
        yield session


def test_households_are_numbered_on_from_the_last(
    session: Session, house: House, village: Village, occasion: Occasion
) -> None:
    add_households(session, occasion, village.hamlet_id, HouseholdSource(house.keys), NEWCOMERS)

    newest = session.scalars(select(Household).order_by(Household.number.desc())).first()
    assert newest is not None
    assert (newest.number, newest.head_name) == (4, "Đặng Thị Ánh")


def test_households_belong_to_a_hamlet_not_to_a_commune(
    session: Session, house: House, village: Village, occasion: Occasion
) -> None:
    with pytest.raises(NotATerritoryLeaf):
        add_households(session, occasion, village.commune_id, HouseholdSource(house.keys), NEWCOMERS)


def test_telephone_numbers_are_sealed_at_rest(
    session: Session, house: House, village: Village, occasion: Occasion
) -> None:
    add_households(session, occasion, village.hamlet_id, HouseholdSource(house.keys), NEWCOMERS)

    sealed = session.scalar(select(Household.phone_sealed).where(Household.number == 4))
    assert sealed is not None
    assert b"987654321" not in sealed
    assert open_phones(house.keys, sealed) == ("+842523812345", "+84987654321")


def test_lists_are_in_the_order_of_given_names(session: Session, village: Village) -> None:
    names = [household.head_name for household in households_in(session, [village.hamlet_id])]

    assert names[0] == "K'Brơi"
    assert names[1:] == ["Nguyễn Văn Đức", "Nguyễn Hoàng Thùy Phương Khánh Ngọc Thảo Nguyên"]


def test_the_register_has_a_place_for_nothing_else(house: House) -> None:
    columns = {column["name"] for column in inspect(house.database.engine).get_columns("household")}

    assert columns == {
        "id", "unit_id", "number", "head_name", "folded_name", "sort_key", "address",
        "birth_year", "people_count", "adult_count", "phone_sealed", "import_id",
        "entered_on", "ended_on", "end_reason", "merged_into_id",
    }  # fmt: skip
