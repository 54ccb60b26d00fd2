"""The register: households numbered on, lists in two steps, telephone numbers sealed, nothing else kept."""

from collections.abc import Iterator

import pytest
from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.register.acts.households import HouseholdSource, add_households
from pledges.register.acts.importing import ReadList, discard_import, stage_import, store_import
from pledges.register.phones import open_phones
from pledges.register.queries.households import household_counts, household_page, households_in
from pledges.register.rules import ImportEnded, NewHousehold, NotATerritoryLeaf, NothingToStore
from pledges.register.tables import Household, RegisterImport
from tests.worlds import Village, build_village

NEWCOMERS = (NewHousehold("Đặng Thị Ánh", "Tổ 1", 1972, 5, phones=("+842523812345", "+84987654321")),)


@pytest.fixture
def village(house: House, occasion: Occasion) -> Village:
    return build_village(house, occasion)


@pytest.fixture
def session(house: House, village: Village) -> Iterator[Session]:
    with house.database.writing() as session:
        yield session


def _read_list(village: Village) -> ReadList:
    return ReadList(
        village.hamlet_id, "Danh sách hộ.xlsx", "ab" * 32, takes_phones=True, reading={"households": []}
    )


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


@pytest.mark.parametrize("words", ["duc nguyen", "Đức", "NGUYEN VAN DUC", "3", "nguyễn đức"])
def test_search_needs_neither_diacritics_nor_order(session: Session, village: Village, words: str) -> None:
    found, total = household_page(session, [village.hamlet_id], words, 0, 10)

    assert total == 1
    assert found[0].head_name == "Nguyễn Văn Đức"


@pytest.mark.parametrize("words", ["%", "_", "' OR 1=1", "đức%", "zzz"])
def test_search_takes_signs_as_text(session: Session, village: Village, words: str) -> None:
    found, _total = household_page(session, [village.hamlet_id], words, 0, 10)

    assert len(found) in (0, 1, 3)
    assert all(household.unit_id == village.hamlet_id for household in found)


def test_a_list_enters_the_register_only_when_it_is_stored(
    session: Session, house: House, village: Village, occasion: Occasion
) -> None:
    staged = stage_import(session, occasion, _read_list(village))
    before = household_counts(session, [village.hamlet_id])

    store_import(session, occasion, house.keys, staged, NEWCOMERS)

    assert before == {village.hamlet_id: 3}
    assert household_counts(session, [village.hamlet_id]) == {village.hamlet_id: 4}
    assert staged.reading is None


def test_a_second_tap_stores_nothing_twice(
    session: Session, house: House, village: Village, occasion: Occasion
) -> None:
    staged = stage_import(session, occasion, _read_list(village))
    store_import(session, occasion, house.keys, staged, NEWCOMERS)

    with pytest.raises(ImportEnded):
        store_import(session, occasion, house.keys, staged, NEWCOMERS)


def test_a_discarded_list_is_erased(session: Session, village: Village, occasion: Occasion) -> None:
    staged = stage_import(session, occasion, _read_list(village))

    discard_import(session, occasion, staged)

    assert session.scalars(select(RegisterImport.state)).all() == ["discarded"]
    assert staged.reading is None
    with pytest.raises(ImportEnded):
        discard_import(session, occasion, staged)


def test_a_list_without_households_is_not_stored(
    session: Session, house: House, village: Village, occasion: Occasion
) -> None:
    staged = stage_import(session, occasion, _read_list(village))

    with pytest.raises(NothingToStore):
        store_import(session, occasion, house.keys, staged, ())


def test_the_register_has_a_place_for_nothing_else(house: House) -> None:
    columns = {column["name"] for column in inspect(house.database.engine).get_columns("household")}

    assert columns == {
        "id", "unit_id", "number", "head_name", "folded_name", "sort_key", "address",
        "birth_year", "people_count", "adult_count", "phone_sealed", "import_id",
    }  # fmt: skip
