"""Changes of units that wait for their day: who may enter them, what they wait for, and how they are taken back."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from pledges.foundation.audit import AuditEvent
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.units.acts.changing import (
    BeyondReach,
    ChangeWaiting,
    TooLateToUndo,
    undo_change,
)
from pledges.units.jobs import carry_out_due
from pledges.units.refusals import MergedIntoItself
from pledges.units.rules import UnitThereAlready
from tests.units.worlds import (
    LATER,
    ON_NEW_YEAR,
    Commune,
    add,
    build_commune,
    change,
    decided,
    done,
    merge,
    move,
    of,
    phu_loc,
    rename,
    split,
    unit,
    unit_named,
)


@pytest.fixture
def commune(house: House, occasion: Occasion) -> Commune:
    return build_commune(house, occasion)


def test_a_change_waits_for_its_day(house: House, occasion: Occasion, commune: Commune) -> None:
    change_id = decided(house, occasion, commune.administrator, phu_loc(commune), LATER)

    assert carry_out_due(house, occasion) == {}
    assert unit(house, commune.hamlet_id).valid_to is None
    assert change(house, change_id).unit_id == commune.id


def test_it_can_be_taken_back_until_its_day(house: House, occasion: Occasion, commune: Commune) -> None:
    change_id = decided(house, occasion, commune.administrator, phu_loc(commune), LATER)

    with house.database.writing() as session:
        undo_change(session, occasion, change_id)

    assert carry_out_due(house, ON_NEW_YEAR) == {}
    assert change(house, change_id).state == "undone"
    assert unit(house, commune.hamlet_id).valid_to is None


@pytest.mark.parametrize("late", [ON_NEW_YEAR, replace(ON_NEW_YEAR, now=ON_NEW_YEAR.now + timedelta(days=9))])
def test_from_its_day_on_it_is_not_taken_back(
    house: House, occasion: Occasion, commune: Commune, late: Occasion
) -> None:
    change_id = decided(house, occasion, commune.administrator, phu_loc(commune), LATER)

    with pytest.raises(TooLateToUndo), house.database.writing() as session:
        undo_change(session, late, change_id)


def test_what_was_done_is_not_taken_back(house: House, occasion: Occasion, commune: Commune) -> None:
    change_id = done(house, occasion, commune.administrator, phu_loc(commune))

    with pytest.raises(TooLateToUndo), house.database.writing() as session:
        undo_change(session, replace(occasion, now=occasion.now - timedelta(days=9)), change_id)


def test_a_second_change_of_the_same_unit_waits_for_the_first(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    decided(house, occasion, commune.administrator, phu_loc(commune), LATER)

    with pytest.raises(ChangeWaiting):
        decided(house, occasion, commune.administrator, rename(house, commune.other_id, "Thôn Hàm Phú"))


def test_neighbours_change_independently(house: House, occasion: Occasion, commune: Commune) -> None:
    decided(house, occasion, commune.administrator, phu_loc(commune), LATER)

    decided(house, occasion, commune.administrator, rename(house, commune.third_id, "Thôn Hàm Phú"), LATER)

    assert list(carry_out_due(house, ON_NEW_YEAR).values()) == [True, True]


def test_two_administrators_cannot_plan_the_same_at_once(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    refused: list[str] = []
    start = threading.Barrier(2)

    def plan(name: str) -> None:
        start.wait()
        try:
            decided(house, occasion, commune.administrator, rename(house, commune.hamlet_id, name), LATER)
        except ChangeWaiting:
            refused.append(name)

    people = [threading.Thread(target=plan, args=(name,)) for name in ("Thôn Hàm Phú", "Thôn Hàm Phước")]
    for person in people:
        person.start()
    for person in people:
        person.join()

    assert len(refused) == 1


def test_a_name_that_is_taken_is_refused(house: House, occasion: Occasion, commune: Commune) -> None:
    with pytest.raises(UnitThereAlready):
        decided(house, occasion, commune.administrator, rename(house, commune.hamlet_id, "Thôn Phú Hòa"))


def test_two_parts_do_not_get_one_name(house: House, occasion: Occasion, commune: Commune) -> None:
    plan = split(commune.id, commune.other_id, ("Thôn Phú Lộc", ()), ("Thôn Phú Lộc", ("to 2",)))

    with pytest.raises(UnitThereAlready):
        decided(house, occasion, commune.administrator, plan)


def test_the_name_of_a_unit_that_ends_is_free(house: House, occasion: Occasion, commune: Commune) -> None:
    plan = merge(commune.id, "Thôn Phú Hòa", commune.hamlet_id, commune.other_id)

    done(house, occasion, commune.administrator, plan)

    assert unit_named(house, "Thôn Phú Hòa").id != commune.other_id


def test_a_hamlet_is_not_merged_into_itself(house: House, occasion: Occasion, commune: Commune) -> None:
    with pytest.raises(MergedIntoItself):
        decided(house, occasion, commune.administrator, merge(commune.id, "Thôn Phú Lộc", commune.hamlet_id))


def test_nobody_changes_beyond_what_they_manage(house: House, occasion: Occasion, commune: Commune) -> None:
    elsewhere = add(house, occasion, "xa", "Xã Đức Linh", commune.village.province_id)

    with pytest.raises(BeyondReach):
        decided(house, occasion, commune.administrator, move(house, commune.third_id, elsewhere))
    with pytest.raises(BeyondReach):
        decided(house, occasion, of(commune.hamlet_id, commune.other_id), phu_loc(commune))


def test_provinces_are_merged_by_who_manages_them_all(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    binh_thuan = add(house, occasion, "tinh", "Tỉnh Bình Thuận", None)
    plan = merge(None, "Tỉnh Lâm Viên", commune.village.province_id, binh_thuan, type_="tinh")

    with pytest.raises(BeyondReach):
        decided(house, occasion, of(binh_thuan), plan)
    done(house, occasion, of(binh_thuan, commune.village.province_id), plan)

    heir = unit_named(house, "Tỉnh Lâm Viên")
    assert (heir.parent_id, heir.path) == (None, f"/{heir.id}/")
    assert unit(house, commune.id).path == f"/{heir.id}/{commune.id}/"


def test_every_step_is_in_the_trail(house: House, occasion: Occasion, commune: Commune) -> None:
    change_id = done(house, occasion, commune.administrator, phu_loc(commune))

    with house.database.reading() as session:
        query = select(AuditEvent.action).where(AuditEvent.subject == f"unit_change:{change_id}")
        actions = session.scalars(query.order_by(AuditEvent.id)).all()
    assert actions == ["unit.plan-change", "unit.carry-out-change"]
