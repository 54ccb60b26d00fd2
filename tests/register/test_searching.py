"""Looking for a household as people do: some words in any order, without marks, a number, a telephone."""

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.register.acts.correcting import Correction, correct_household
from pledges.register.acts.ending import end_subjects
from pledges.register.acts.households import HouseholdSource, add_households
from pledges.register.queries.searching import MOST_FOUND, Found, search_households
from pledges.register.rules import EndReason, NewHousehold, SubjectKind
from pledges.register.subjects import SubjectsLeaving
from tests.worlds import Village, build_village

NEIGHBOURS = (
    NewHousehold("Trần Thị Thoa", "Tổ 1", 1970),
    NewHousehold("Lê Thị Hoa", "Tổ 2", 1980),
    NewHousehold("Lê Thị Hòa", "Tổ 2", 1981),
    NewHousehold("Lê Thị Hoà", "Tổ 3", 1982),
    NewHousehold("Ánh", "Tổ 3", 1982),
)


@pytest.fixture
def village(house: House, occasion: Occasion) -> Village:
    village = build_village(house, occasion)
    with house.database.writing() as session:
        add_households(session, occasion, village.hamlet_id, HouseholdSource(house.keys), NEIGHBOURS)
    return village


@pytest.fixture
def session(house: House, village: Village) -> Iterator[Session]:
    with house.database.writing() as session:
        yield session


def search(session: Session, house: House, village: Village, text: str, *, with_ended: bool = False) -> Found:
    return search_households(session, [village.hamlet_id], text, house.keys, with_ended=with_ended)


def names(found: Found) -> list[str]:
    return [household.head_name for household in found.households]


@pytest.mark.parametrize(
    "words", ["duc nguyen", "Đức", "NGUYEN VAN DUC", "3", "nguyễn đức", "van  duc", "Đức 3"]
)
def test_neither_diacritics_nor_order_are_needed(
    session: Session, house: House, village: Village, words: str
) -> None:
    assert names(search(session, house, village, words)) == ["Nguyễn Văn Đức"]


def test_a_word_begins_where_a_word_of_the_name_begins(
    session: Session, house: House, village: Village
) -> None:
    found = names(search(session, house, village, "hoa"))

    assert "Trần Thị Thoa" not in found
    assert {"Lê Thị Hoa", "Lê Thị Hòa", "Lê Thị Hoà"} <= set(found)


def test_what_is_typed_is_found_before_it_is_whole(session: Session, house: House, village: Village) -> None:
    assert names(search(session, house, village, "tran tho")) == ["Trần Thị Thoa"]


@pytest.mark.parametrize("word", ["hòa", "Hoà", "HÒA"])
def test_the_spelling_that_was_typed_comes_first(
    session: Session, house: House, village: Village, word: str
) -> None:
    found = names(search(session, house, village, f"le thi {word}"))

    assert set(found[:2]) == {"Lê Thị Hòa", "Lê Thị Hoà"}
    assert found[2:] == ["Lê Thị Hoa"]


def test_a_small_letter_finds_a_capital_with_its_mark(
    session: Session, house: House, village: Village
) -> None:
    assert names(search(session, house, village, "ánh")) == ["Ánh"]


@pytest.mark.parametrize(
    "words", ["%", "_", "' OR 1=1 --", "zzz", "a" * 100_000, "99999999999999999999", "🙂"]
)
def test_signs_are_text_and_find_nobody(session: Session, house: House, village: Village, words: str) -> None:
    assert names(search(session, house, village, words)) == []


def test_whoever_left_is_found_only_when_asked_for(
    session: Session, house: House, village: Village, occasion: Occasion
) -> None:
    leaving = SubjectsLeaving(
        SubjectKind.HOUSEHOLD, village.household_ids[2:], EndReason.MOVED_AWAY, occasion.today
    )
    end_subjects(session, occasion, leaving)

    assert names(search(session, house, village, "duc")) == []
    found = search(session, house, village, "duc", with_ended=True)
    assert [household.ended_on for household in found.households] == [occasion.today]


@pytest.mark.parametrize("typed", ["0912345678", "0912 345 678", "+84 912.345.678"])
def test_a_telephone_number_finds_its_household(
    session: Session, house: House, village: Village, occasion: Occasion, typed: str
) -> None:
    told = NewHousehold("K'Brơi", "Tổ 4", phones=("+84912345678",))
    correction = Correction(told, phone_purpose="nhắc lịch họp thôn")
    correct_household(session, occasion, house.keys, village.household_ids[1], correction)

    assert names(search(session, house, village, typed)) == ["K'Brơi"]
    assert names(search(session, house, village, "0912345679")) == []


def test_a_common_name_stops_early_and_says_so(
    session: Session, house: House, village: Village, occasion: Occasion
) -> None:
    many = [NewHousehold(f"Phạm Văn {number}", "") for number in range(MOST_FOUND + 5)]
    add_households(session, occasion, village.hamlet_id, HouseholdSource(house.keys), many)

    found = search(session, house, village, "pham")

    assert (found.number, found.has_more) == (MOST_FOUND, True)


def test_only_units_in_reach_are_searched(session: Session, house: House, village: Village) -> None:
    assert search_households(session, [village.commune_id], "duc", house.keys).number == 0


def test_a_number_that_came_with_a_household_finds_it(
    session: Session, house: House, village: Village, occasion: Occasion
) -> None:
    new = [
        NewHousehold("Đặng Thị Ánh", "Tổ 1", phones=("+842523812345",)),
        NewHousehold("Đặng Văn Út", "Tổ 1"),
    ]
    add_households(session, occasion, village.hamlet_id, HouseholdSource(house.keys), new)

    assert names(search(session, house, village, "0252 381 2345")) == ["Đặng Thị Ánh"]
