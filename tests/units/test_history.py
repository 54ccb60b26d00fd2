"""What followed what, who inherits, and what places were called on a day."""

from dataclasses import replace
from datetime import date

import pytest

from pledges.foundation.errors import NotFound
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.units.acts.adding import add_unit
from pledges.units.acts.facts import load_binh_thuan
from pledges.units.plans import ChangeKind, ChangePlan, Part, Take
from pledges.units.queries.codes import by_code
from pledges.units.queries.history import (
    BothNames,
    address_on,
    both_names,
    heir_on,
    name_on,
    predecessors,
    successors,
)
from pledges.units.queries.tree import branches
from pledges.units.rules import NewUnit, UnitKind
from pledges.units.tables import UnitCode
from tests.units.worlds import (
    DECISION,
    TODAY,
    Commune,
    add,
    build_commune,
    done,
    merge,
    move,
    of,
    rename,
    unit_named,
)

YESTERDAY = date(2026, 11, 22)
OLD_DAYS, NEW_DAYS = date(2024, 12, 31), date(2025, 7, 2)
FIRST_OF_JULY = replace(
    DECISION, number="1671/NQ-UBTVQH15", decided_on=date(2025, 6, 16), effective_on=date(2025, 7, 1)
)


@pytest.fixture
def commune(house: House, occasion: Occasion) -> Commune:
    return build_commune(house, occasion)


@pytest.fixture
def tuy_phong(house: House, occasion: Occasion) -> dict[str, int]:
    """Part of huyện Tuy Phong before 1 July 2025, changed as Resolution 1671/NQ-UBTVQH15 did; name → id."""
    since = date(2024, 12, 1)
    with house.database.writing() as session:

        def old(type_: str, name: str, parent_id: int | None, code: str | None = None) -> int:
            scheme = "NSO-2024" if code else None
            new = NewUnit(UnitKind.TERRITORY, type_, name, since, parent_id, code=code, code_scheme=scheme)
            return add_unit(session, occasion, new).id

        district = old("huyen", "Huyện Tuy Phong", None)
        phong_phu = old("xa", "Xã Phong Phú", district, "22978")
        ids = {
            "Huyện Tuy Phong": district,
            "Xã Phong Phú": phong_phu,
            "Thị trấn Liên Hương": old("thi_tran", "Thị trấn Liên Hương", district, "22969"),
            "Thị trấn Phan Rí Cửa": old("thi_tran", "Thị trấn Phan Rí Cửa", district, "22972"),
            "Thôn Nha Mé": old("thon", "Thôn Nha Mé", phong_phu),
            "Thôn Tuy Tịnh 1": old("thon", "Thôn Tuy Tịnh 1", phong_phu),
        }
    to_tuy_phong = (Take(ids["Thị trấn Liên Hương"]), Take(phong_phu))
    nha_me = Take(phong_phu, is_heir=False, children=(ids["Thôn Nha Mé"],), share=0.12)
    parts = (
        Part(None, "xa", "Xã Tuy Phong", district, to_tuy_phong),
        Part(None, "xa", "Xã Phan Rí Cửa", district, (Take(ids["Thị trấn Phan Rí Cửa"]), nha_me)),
    )
    done(house, occasion, of(district), ChangePlan(ChangeKind.SPLIT, parts), FIRST_OF_JULY)
    for name, code in (("Xã Tuy Phong", "22978"), ("Xã Phan Rí Cửa", "22972")):
        ids[name] = unit_named(house, name).id
        with house.database.writing() as session:
            session.add(UnitCode(unit_id=ids[name], scheme="NSO-2025", code=code))
    return ids


def test_a_code_means_another_commune_after_the_first_of_july(
    house: House, tuy_phong: dict[str, int]
) -> None:
    with house.database.reading() as session:
        then, now = by_code(session, "22978", OLD_DAYS), by_code(session, "22978", NEW_DAYS)

        assert [name_on(session, one.id, OLD_DAYS) for one in then] == ["Xã Phong Phú"]
        assert [name_on(session, one.id, NEW_DAYS) for one in now] == ["Xã Tuy Phong"]


def test_one_commune_can_become_part_of_two(house: House, tuy_phong: dict[str, int]) -> None:
    with house.database.reading() as session:
        followed = successors(session, tuy_phong["Xã Phong Phú"])

    assert [(one.name, one.is_heir, one.share) for one in followed] == [
        ("Xã Tuy Phong", True, None),
        ("Xã Phan Rí Cửa", False, 0.12),
    ]
    assert {(one.decision_no, one.effective_on) for one in followed} == {
        ("1671/NQ-UBTVQH15", date(2025, 7, 1))
    }


def test_one_commune_can_come_from_two(house: House, tuy_phong: dict[str, int]) -> None:
    with house.database.reading() as session:
        came = predecessors(session, tuy_phong["Xã Phan Rí Cửa"])

    assert {(one.name, one.share) for one in came} == {("Thị trấn Phan Rí Cửa", 1.0), ("Xã Phong Phú", 0.12)}


def test_hamlets_go_with_the_part_that_names_them(house: House, tuy_phong: dict[str, int]) -> None:
    with house.database.reading() as session:
        now = {one.name for one in branches(session, tuy_phong["Xã Phan Rí Cửa"], NEW_DAYS)}
        then = {one.name for one in branches(session, tuy_phong["Xã Phong Phú"], OLD_DAYS)}
        rest = {one.name for one in branches(session, tuy_phong["Xã Tuy Phong"], NEW_DAYS)}

    assert now == {"Xã Phan Rí Cửa", "Thôn Nha Mé"}
    assert then == {"Xã Phong Phú", "Thôn Nha Mé", "Thôn Tuy Tịnh 1"}
    assert rest == {"Xã Tuy Phong", "Thôn Tuy Tịnh 1"}


def test_an_heir_is_found_after_a_chain_of_merges(house: House, occasion: Occasion, commune: Commune) -> None:
    first = replace(DECISION, effective_on=date(2026, 3, 1))
    plan = merge(commune.id, "Thôn Phú Lộc", commune.hamlet_id, commune.other_id)
    done(house, occasion, commune.administrator, plan, first)
    phu_loc = unit_named(house, "Thôn Phú Lộc").id
    done(
        house, occasion, commune.administrator, merge(commune.id, "Thôn Phú Thịnh", phu_loc, commune.third_id)
    )
    phu_thinh = unit_named(house, "Thôn Phú Thịnh").id

    with house.database.reading() as session:
        heirs = [
            heir_on(session, commune.hamlet_id, day) for day in (date(2026, 2, 28), date(2026, 3, 1), TODAY)
        ]
        assert heirs == [commune.hamlet_id, phu_loc, phu_thinh]
        assert heir_on(session, phu_thinh, date(2020, 1, 1)) == phu_thinh


def test_an_address_is_told_in_the_names_of_the_day(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    elsewhere = add(house, occasion, "xa", "Xã Đức Linh", commune.village.province_id)
    done(house, occasion, of(commune.village.province_id), move(house, commune.third_id, elsewhere))

    with house.database.reading() as session:
        both = both_names(session, commune.third_id, YESTERDAY, TODAY)

    assert both.then == "Thôn Phú Cường, Xã Hàm Mẫu, Tỉnh Lâm Đồng"
    assert both.now == "Thôn Phú Cường, Xã Đức Linh, Tỉnh Lâm Đồng"


def test_a_place_that_is_called_as_ever_has_one_name(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    with house.database.reading() as session:
        both = both_names(session, commune.hamlet_id, YESTERDAY, TODAY)

    assert (both.then, both.now) == ("Thôn Phú Sơn, Xã Hàm Mẫu, Tỉnh Lâm Đồng", "")


def test_a_day_before_the_unit_is_told_in_the_names_of_today(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    with house.database.reading() as session:
        assert (
            address_on(session, commune.hamlet_id, date(2019, 1, 1))
            == "Thôn Phú Sơn, Xã Hàm Mẫu, Tỉnh Lâm Đồng"
        )
        assert name_on(session, commune.hamlet_id, date(2019, 1, 1)) is None


def test_no_unit_has_no_name(house: House) -> None:
    with house.database.reading() as session, pytest.raises(NotFound):
        both_names(session, 99, YESTERDAY, TODAY)


def test_a_rename_is_not_a_succession(house: House, occasion: Occasion, commune: Commune) -> None:
    done(house, occasion, commune.administrator, rename(house, commune.hamlet_id, "Thôn Hàm Phú"))

    with house.database.reading() as session:
        assert successors(session, commune.hamlet_id) == predecessors(session, commune.hamlet_id) == []
        assert heir_on(session, commune.hamlet_id, TODAY) == commune.hamlet_id


def test_a_hamlet_entered_late_goes_along_with_a_change_before_it(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    other = add(house, occasion, "xa", "Xã Đức Linh", commune.village.province_id)
    done(house, occasion, commune.administrator, rename(house, commune.third_id, "Thôn Hàm Phú"))
    plan = merge(commune.village.province_id, "Xã Hàm Đức", commune.id, other, type_="xa")

    done(
        house,
        occasion,
        of(commune.village.province_id),
        plan,
        replace(DECISION, effective_on=date(2026, 10, 1)),
    )

    merged = unit_named(house, "Xã Hàm Đức").id
    with house.database.reading() as session:
        for day, name in ((date(2026, 10, 1), "Thôn Phú Cường"), (TODAY, "Thôn Hàm Phú")):
            assert name in {one.name for one in branches(session, merged, day)}
        assert "Thôn Phú Cường" in {one.name for one in branches(session, commune.id, date(2026, 9, 30))}


def test_the_facts_of_2025_are_told_the_same_way(house: House, occasion: Occasion) -> None:
    with house.database.writing() as session:
        load_binh_thuan(session, occasion)

    with house.database.reading() as session:
        [phong_phu] = by_code(session, "22978", OLD_DAYS)
        [tuy_phong] = by_code(session, "22978", NEW_DAYS)
        assert name_on(session, phong_phu.id, OLD_DAYS) == "Xã Phong Phú"
        assert name_on(session, tuy_phong.id, NEW_DAYS) == "Xã Tuy Phong"
        assert {one.name for one in successors(session, phong_phu.id)} == {"Xã Tuy Phong", "Xã Phan Rí Cửa"}
        assert heir_on(session, phong_phu.id, NEW_DAYS) == tuy_phong.id
        assert both_names(session, phong_phu.id, OLD_DAYS, NEW_DAYS) == BothNames(
            "Xã Phong Phú, Huyện Tuy Phong, Tỉnh Bình Thuận", "Xã Tuy Phong, Tỉnh Lâm Đồng"
        )
