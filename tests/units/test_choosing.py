"""Choosing a unit: a small tree is offered whole, a large one level by level or by a search."""

from dataclasses import dataclass

import pytest
from sqlalchemy.orm import Session

from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.staff.rules import UnitAsked, UnitOffer
from pledges.units.acts.lists import ReadUnitList, stage_list, store_list
from pledges.units.official_list.columns import columns_of
from pledges.units.official_list.rows import read_rows
from pledges.units.queries.choosing import TreeChoices, is_small
from pledges.units.queries.codes import codes_in
from tests.units.lists import new_list, sheet
from tests.units.test_unit_lists import SINCE
from tests.worlds import build_village


@dataclass(frozen=True)
class Country:
    """Two provinces of 170 communes each, ids by code."""

    house: House
    occasion: Occasion
    ids: dict[str, int]

    def offer(self, *roots: str, **asked: object) -> UnitOffer:
        """What somebody is offered who reaches these roots."""
        reached = [self.ids[root] for root in roots]
        with self.house.database.reading() as session:
            return TreeChoices().offer(session, reached, self.occasion.today, UnitAsked(**asked))  # type: ignore[arg-type]  # by name


@pytest.fixture
def country(house: House, occasion: Occasion) -> Country:
    read = sheet(*new_list(340, provinces=2))
    columns = columns_of(read)
    assert columns is not None
    listed = read_rows(read, columns)
    with house.database.writing() as session:
        kept = stage_list(session, occasion, ReadUnitList("a", "0" * 64, "NSO-2025", None, SINCE, listed))
        store_list(session, occasion, kept.id)
        return Country(house, occasion, codes_in(session, "NSO-2025"))


def small(session: Session, country: Country, *roots: str) -> bool:
    return is_small(session, [country.ids[root] for root in roots], country.occasion.today)


def test_a_village_is_offered_whole(house: House, occasion: Occasion) -> None:
    village = build_village(house, occasion)

    with house.database.reading() as session:
        offer = TreeChoices().offer(session, [village.province_id], occasion.today, UnitAsked())

    assert offer.is_whole
    assert [name.strip() for _, name in offer.choices] == ["Tỉnh Lâm Đồng", "Xã Hàm Mẫu", "Thôn Phú Sơn"]


def test_a_tree_is_large_from_301_units_on(country: Country) -> None:
    with country.house.database.reading() as session:
        assert small(session, country, "01")
        assert not small(session, country, "01", "02")


def test_who_reaches_two_large_provinces_is_offered_both_and_goes_down(country: Country) -> None:
    first = country.offer("01", "02")
    inside = country.offer("01", "02", at=country.ids["02"])

    assert [name for _, name in first.choices] == ["Tỉnh Số 01", "Tỉnh Số 02"]
    assert [name for _, name in first.below] == ["Tỉnh Số 01", "Tỉnh Số 02"]
    assert (inside.above, len(inside.choices), inside.below) == (
        ((country.ids["02"], "Tỉnh Số 02"),),
        171,
        (),
    )
    assert inside.choices[0][0] == country.ids["02"]


def test_a_unit_is_found_by_words_of_its_name_or_its_code(country: Country) -> None:
    by_name = country.offer("01", "02", text="Xã Hàm mẫu 17")
    in_any_order = country.offer("01", "02", text="17 mẫu ham")
    common = country.offer("01", "02", text="hàm")
    by_code = country.offer("01", "02", text=" 00042 ")
    nothing = country.offer("01", "02", text="!?")

    assert by_name.choices[0] == (country.ids["00018"], "Xã Hàm Mẫu 17, Tỉnh Số 02")
    assert set(in_any_order.choices) == set(by_name.choices)
    assert (len(by_name.choices), len(common.choices)) == (14, 30)
    assert by_code.choices[0][0] == country.ids["00042"]
    assert [unit_id for unit_id, _ in nothing.choices] == [country.ids["01"], country.ids["02"]]


def test_what_was_chosen_stays_among_the_choices(country: Country) -> None:
    chosen = country.ids["00042"]

    offer = country.offer("01", "02", chosen=chosen)

    assert offer.choices[-1] == (chosen, "Xã Hàm Mẫu 41")


def test_out_of_reach_nothing_is_offered_looked_at_or_found(house: House, country: Country) -> None:
    village = build_village(house, country.occasion)
    asked = {"at": village.commune_id, "text": "Phú Sơn", "chosen": village.hamlet_id}

    offer = country.offer("01", "02", **asked)

    assert [unit_id for unit_id, _ in offer.choices] == [country.ids["01"], country.ids["02"]]
    assert (offer.above, offer.found_nothing) == ((), True)
