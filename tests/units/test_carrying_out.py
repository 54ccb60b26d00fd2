"""What stands in the tree, and where things hang, after a change was carried out."""

from datetime import date

import pytest
from sqlalchemy import select

from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.register.tables import Household, SubjectMove
from pledges.staff.queries import grants_of
from pledges.staff.rules import Grant, Role
from pledges.units.acts.changing import carry_out
from pledges.units.plans import ChangeKind, ChangePlan, Part, Take
from pledges.units.queries.history import states_of
from pledges.units.queries.tree import branches, by_id, ids_within
from pledges.units.rules import HangsOnUnits
from tests.units.worlds import (
    TODAY,
    Commune,
    add,
    appoint,
    build_commune,
    decided,
    done,
    household_units,
    merge,
    move,
    of,
    rename,
    split,
    unit,
    unit_named,
)

YESTERDAY = date(2026, 11, 22)
TOMORROW = date(2026, 11, 24)


@pytest.fixture
def commune(house: House, occasion: Occasion) -> Commune:
    return build_commune(house, occasion)


def names_on(house: House, root_id: int, on: date) -> list[str]:
    with house.database.reading() as session:
        return [branch.name for branch in branches(session, root_id, on)]


def below(house: House, root_id: int) -> set[int]:
    with house.database.reading() as session:
        return set(session.scalars(ids_within([root_id])))


def merged(house: House, occasion: Occasion, commune: Commune) -> int:
    """Phú Sơn and Phú Hòa become Phú Lộc; returns the change."""
    plan = merge(commune.id, "Thôn Phú Lộc", commune.hamlet_id, commune.other_id)
    return done(house, occasion, commune.administrator, plan)


def test_merged_hamlets_end_below_their_heir(house: House, occasion: Occasion, commune: Commune) -> None:
    merged(house, occasion, commune)

    heir = unit_named(house, "Thôn Phú Lộc")
    old = unit(house, commune.hamlet_id)
    assert (old.valid_to, old.parent_id, old.path) == (TODAY, heir.id, f"{heir.path}{old.id}/")
    assert heir.path == f"{unit(house, commune.id).path}{heir.id}/"
    assert below(house, heir.id) == {heir.id, commune.hamlet_id, commune.other_id}


def test_the_tree_of_every_day_is_told_as_it_stood(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    merged(house, occasion, commune)

    assert names_on(house, commune.id, YESTERDAY) == [
        "Xã Hàm Mẫu",
        "Thôn Phú Sơn",
        "Thôn Phú Hòa",
        "Thôn Phú Cường",
    ]
    assert names_on(house, commune.id, TODAY) == ["Xã Hàm Mẫu", "Thôn Phú Cường", "Thôn Phú Lộc"]


def test_households_go_to_the_merged_hamlet_and_are_numbered_on(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    change_id = merged(house, occasion, commune)

    heir_id = unit_named(house, "Thôn Phú Lộc").id
    with house.database.reading() as session:
        numbers = session.scalars(select(Household.number).where(Household.unit_id == heir_id)).all()
        moves = session.scalars(select(SubjectMove).where(SubjectMove.change_id == change_id)).all()
    assert sorted(numbers) == [1, 2, 3, 4, 5, 6, 7]
    assert {(one.from_unit_id, one.moved_on) for one in moves} == {
        (commune.hamlet_id, TODAY),
        (commune.other_id, TODAY),
    }


def test_a_hamlet_that_goes_on_takes_the_other_one_in(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    takes = (Take(commune.hamlet_id), Take(commune.other_id))
    plan = ChangePlan(ChangeKind.MERGE, (Part(commune.hamlet_id, "thon", "Thôn Phú Sơn", commune.id, takes),))

    done(house, occasion, commune.administrator, plan)

    assert unit(house, commune.hamlet_id).valid_to is None
    assert unit(house, commune.other_id).parent_id == commune.hamlet_id
    assert set(household_units(house).values()) == {commune.hamlet_id}


def test_roles_go_to_the_heir_and_nobody_holds_one_twice(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    both = appoint(house, occasion, "hoa.tran", Role.HAMLET_HEAD, commune.hamlet_id)
    appoint(house, occasion, "hoa.tran", Role.HAMLET_HEAD, commune.other_id)
    one = appoint(house, occasion, "duc.nguyen", Role.FRONT_MONITOR, commune.other_id)

    merged(house, occasion, commune)

    heir_id = unit_named(house, "Thôn Phú Lộc").id
    with house.database.reading() as session:
        assert grants_of(session, both) == [Grant(Role.HAMLET_HEAD, heir_id)]
        assert grants_of(session, one) == [Grant(Role.FRONT_MONITOR, heir_id)]


def test_a_split_hamlet_gives_each_part_its_addresses(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    plan = split(commune.id, commune.other_id, ("Thôn Phú Hòa 1", ()), ("Thôn Phú Hòa 2", ("to 2",)))

    done(house, occasion, commune.administrator, plan)

    first, second = unit_named(house, "Thôn Phú Hòa 1").id, unit_named(house, "Thôn Phú Hòa 2").id
    went = household_units(house)
    assert [went[name] for name in ("Phạm Thị Én", "Lê Văn Út")] == [first, first]
    assert [went[name] for name in ("Đỗ Thị Ơn", "Võ Ái Như")] == [second, second]
    assert unit(house, commune.other_id).parent_id == first


def test_a_hamlet_can_give_a_part_away_and_go_on(house: House, occasion: Occasion, commune: Commune) -> None:
    stays = Part(commune.other_id, "thon", "Thôn Phú Hòa", commune.id, (Take(commune.other_id),))
    gives = Take(commune.other_id, is_heir=False, addresses=("to 2",))
    takes = Part(commune.third_id, "thon", "Thôn Phú Cường", commune.id, (gives,))

    done(house, occasion, commune.administrator, ChangePlan(ChangeKind.SPLIT, (stays, takes)))

    went = household_units(house)
    assert went["Phạm Thị Én"] == commune.other_id
    assert went["Võ Ái Như"] == commune.third_id
    assert unit(house, commune.other_id).valid_to is None


def test_a_renamed_hamlet_is_the_same_unit(house: House, occasion: Occasion, commune: Commune) -> None:
    done(house, occasion, commune.administrator, rename(house, commune.hamlet_id, "Thôn Hàm Phú"))

    with house.database.reading() as session:
        states = states_of(session, commune.hamlet_id)
    assert [(one.name, one.valid_from, one.valid_to) for one in states] == [
        ("Thôn Hàm Phú", TODAY, None),
        ("Thôn Phú Sơn", date(2025, 7, 1), TODAY),
    ]
    assert unit(house, commune.hamlet_id).folded_name == "ham phu"


def test_a_second_name_on_the_same_day_takes_the_place_of_the_first(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    done(house, occasion, commune.administrator, rename(house, commune.hamlet_id, "Thôn Hàm Phú"))

    done(house, occasion, commune.administrator, rename(house, commune.hamlet_id, "Thôn Hàm Phước"))

    with house.database.reading() as session:
        assert [one.name for one in states_of(session, commune.hamlet_id)] == [
            "Thôn Hàm Phước",
            "Thôn Phú Sơn",
        ]


def test_a_commune_becomes_a_ward(house: House, occasion: Occasion, commune: Commune) -> None:
    part = Part(commune.id, "phuong", "Phường Hàm Mẫu", commune.village.province_id, (Take(commune.id),))

    done(house, occasion, commune.administrator, ChangePlan(ChangeKind.UPGRADE, (part,)))

    ward = unit(house, commune.id)
    assert (ward.type, ward.name) == ("phuong", "Phường Hàm Mẫu")
    assert names_on(house, commune.id, YESTERDAY)[0] == "Xã Hàm Mẫu"


def test_a_moved_hamlet_takes_everything_below_it_along(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    elsewhere = add(house, occasion, "xa", "Xã Đức Linh", commune.village.province_id)
    group = add(house, occasion, "to_dan_pho", "Tổ 1", commune.third_id)
    province = commune.village.province_id

    done(house, occasion, of(province), move(house, commune.third_id, elsewhere))

    assert unit(house, group).path == f"/{province}/{elsewhere}/{commune.third_id}/{group}/"
    assert names_on(house, elsewhere, TODAY) == ["Xã Đức Linh", "Thôn Phú Cường", "Tổ 1"]
    assert "Tổ 1" in names_on(house, commune.id, YESTERDAY)
    assert "Tổ 1" not in names_on(house, commune.id, TODAY)


def test_whoever_looked_at_a_unit_before_sees_it_as_it_is_after(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    change_id = decided(
        house, occasion, commune.administrator, rename(house, commune.hamlet_id, "Thôn Hàm Phú")
    )

    with house.database.writing() as session:
        known = by_id(session, commune.hamlet_id)
        carry_out(session, occasion, house.handed(HangsOnUnits), change_id)

        assert known.name == "Thôn Hàm Phú"
