"""Offices with their counters, and officials who come, are put right, go to another office and leave."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import select

from pledges.foundation.errors import NotFound
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.register.acts.ending import end_subjects
from pledges.register.acts.moving import move_subjects
from pledges.register.acts.offices import (
    NewOffice,
    add_counter,
    add_next_counter,
    add_office,
    enter_office,
    rename_counter,
)
from pledges.register.acts.officials import NewOfficial, add_officials, correct_official
from pledges.register.queries.offices import counter_by_id, counters_of, office_by_id, office_lines, seat_of
from pledges.register.queries.officials import official_by_id, officials_in
from pledges.register.rules import (
    CounterNumberTaken,
    EndReason,
    MoveReason,
    OfficeThereAlready,
    SubjectKind,
)
from pledges.register.scope import check_office_reached, official_in_scope
from pledges.register.subjects import (
    LeavesBeforeEntering,
    LeftTheList,
    NotAnOfficeLeaf,
    SubjectsLeaving,
    SubjectsToMove,
)
from pledges.register.tables import Official, SubjectMove
from pledges.staff.rules import Permission
from pledges.units.acts.adding import add_unit
from pledges.units.rules import NewUnit, UnitKind
from tests.register.moving import FOLLOWS
from tests.worlds import SINCE, Village, add_commune, build_village

LAN = NewOfficial("Lê Thị Lan", "Công chức văn hóa - xã hội", 1985)
BROI = NewOfficial("K'Brơi", "Công chức tư pháp - hộ tịch")


@pytest.fixture
def village(house: House, occasion: Occasion) -> Village:
    return build_village(house, occasion)


def office_unit(house: House, village: Village) -> int:
    """The unit of the village's one-stop office."""
    with house.database.reading() as session:
        return office_by_id(session, counter_by_id(session, village.counter_id).office_id).unit_id


def enter(house: House, occasion: Occasion, village: Village, *new: NewOfficial) -> list[Official]:
    unit_id = office_unit(house, village)
    with house.database.writing() as session:
        add_officials(session, occasion, unit_id, None, new)
        return officials_in(session, [unit_id])


def second_office(house: House, occasion: Occasion, village: Village) -> int:
    """Enter the health station with two counters; return its unit's id."""
    with house.database.writing() as session:
        new = NewOffice("Trạm Y tế xã Hàm Mẫu", 9, ("Tiếp đón", "Tiêm chủng"))
        return enter_office(session, occasion, village.commune_id, new).unit_id


def test_officials_are_numbered_and_listed_by_given_name(
    house: House, occasion: Occasion, village: Village
) -> None:
    officials = enter(house, occasion, village, LAN, BROI)

    assert [(one.number, one.name) for one in officials] == [(2, "K'Brơi"), (1, "Lê Thị Lan")]
    assert {one.entered_on for one in officials} == {occasion.today}


def test_nobody_entered_is_nothing_entered(house: House, occasion: Occasion, village: Village) -> None:
    assert enter(house, occasion, village) == []


def test_officials_belong_to_an_office_not_to_a_hamlet(
    house: House, occasion: Occasion, village: Village
) -> None:
    with house.database.writing() as session, pytest.raises(NotAnOfficeLeaf):
        add_officials(session, occasion, village.hamlet_id, None, [LAN])


def test_officials_belong_to_the_part_where_an_office_has_parts(
    house: House, occasion: Occasion, village: Village
) -> None:
    unit_id = office_unit(house, village)
    with house.database.writing() as session:
        new = NewUnit(UnitKind.ORGANISATION, "phong", "Phòng Văn hóa - Xã hội", SINCE, unit_id)
        part_id = add_unit(session, occasion, new).id

        with pytest.raises(NotAnOfficeLeaf):
            add_officials(session, occasion, unit_id, None, [LAN])
        assert add_officials(session, occasion, part_id, None, [LAN]) == 1
        assert seat_of(session, part_id) == village.commune_id


def test_an_official_is_put_right(house: House, occasion: Occasion, village: Village) -> None:
    [lan] = enter(house, occasion, village, LAN)

    with house.database.writing() as session:
        told = NewOfficial("Lê Thị Lan Anh", LAN.position, 1986)
        assert correct_official(session, occasion, lan.id, told)
        assert not correct_official(session, occasion, lan.id, told)

    with house.database.reading() as session:
        right = official_by_id(session, lan.id)
        assert (right.name, right.folded_name, right.birth_year) == ("Lê Thị Lan Anh", "le thi lan anh", 1986)


def test_an_official_goes_to_another_office(house: House, occasion: Occasion, village: Village) -> None:
    [lan] = enter(house, occasion, village, LAN)
    station = second_office(house, occasion, village)

    with house.database.writing() as session:
        why = MoveReason.TRANSFERRED
        words = SubjectsToMove(SubjectKind.OFFICIAL, [lan.id], station, occasion.today, why)
        assert move_subjects(session, occasion, FOLLOWS, words) == 1

    with house.database.reading() as session:
        assert [each.name for each in officials_in(session, [station])] == [lan.name]
        assert officials_in(session, [lan.unit_id]) == []
        assert session.scalars(select(SubjectMove.subject_kind)).all() == ["official"]


def test_an_official_who_left_is_not_listed_nor_put_right(
    house: House, occasion: Occasion, village: Village
) -> None:
    [lan] = enter(house, occasion, village, LAN)
    leaving = SubjectsLeaving(SubjectKind.OFFICIAL, [lan.id], EndReason.LEFT_OFFICE, occasion.today)

    with house.database.writing() as session:
        end_subjects(session, occasion, leaving)

        assert officials_in(session, [lan.unit_id]) == []
        assert len(officials_in(session, [lan.unit_id], with_ended=True)) == 1
        with pytest.raises(LeftTheList):
            correct_official(session, occasion, lan.id, BROI)


def test_an_office_is_entered_with_its_counters(house: House, occasion: Occasion, village: Village) -> None:
    station = second_office(house, occasion, village)

    with house.database.reading() as session:
        line = next(one for one in office_lines(session, [village.commune_id]) if one.unit_id == station)
        named = [(one.number, one.name) for one in counters_of(session, [line.id])]
    assert (line.name, line.seat_id, line.counters, line.officials) == (
        "Trạm Y tế xã Hàm Mẫu",
        village.commune_id,
        2,
        0,
    )
    assert named == [(1, "Tiếp đón"), (2, "Tiêm chủng")]


def test_a_counter_is_added_and_named_anew(house: House, occasion: Occasion, village: Village) -> None:
    with house.database.writing() as session:
        counter = counter_by_id(session, village.counter_id)
        office = office_by_id(session, counter.office_id)
        added = add_next_counter(session, occasion, office, "Đất đai")

        assert added.number == 2
        assert rename_counter(session, occasion, counter, "Hộ tịch")
        assert not rename_counter(session, occasion, counter, " Hộ  tịch ")


@dataclass(frozen=True)
class Reader:
    """Somebody who may read the registers of some units."""

    reaches: dict[str, frozenset[int]]
    id: int = 1
    display_name: str = "Trần Thị Hòa"
    csrf_key: str = ""


def actor(*roots: int) -> Reader:
    return Reader({Permission.READ_REGISTER.value: frozenset(roots)})


def test_an_office_is_reached_by_its_seat_or_its_own_place(
    house: House, occasion: Occasion, village: Village
) -> None:
    [lan] = enter(house, occasion, village, LAN)
    elsewhere = add_commune(house, occasion, village.province_id)

    with house.database.reading() as session:
        for root in (village.province_id, village.commune_id, lan.unit_id):
            assert official_in_scope(session, actor(root), Permission.READ_REGISTER, lan.id).id == lan.id
        with pytest.raises(NotFound):
            official_in_scope(session, actor(elsewhere), Permission.READ_REGISTER, lan.id)


def test_a_unit_without_an_office_is_reached_in_its_own_tree_only(
    house: House, occasion: Occasion, village: Village
) -> None:
    with house.database.writing() as session:
        new = NewUnit(UnitKind.ORGANISATION, "co_quan", "Hội Nông dân", SINCE)
        unit_id = add_unit(session, occasion, new).id

        check_office_reached(session, actor(unit_id), Permission.READ_REGISTER, unit_id)
        with pytest.raises(NotFound):
            check_office_reached(session, actor(village.province_id), Permission.READ_REGISTER, unit_id)


def test_nobody_is_there(house: House, village: Village) -> None:
    with house.database.reading() as session, pytest.raises(NotFound):
        official_by_id(session, 999)


def test_dates_are_checked_for_officials_too(house: House, occasion: Occasion, village: Village) -> None:
    [lan] = enter(house, occasion, village, LAN)
    yesterday = occasion.today - timedelta(days=1)
    leaving = SubjectsLeaving(SubjectKind.OFFICIAL, [lan.id], EndReason.DECEASED, yesterday)

    with house.database.writing() as session, pytest.raises(LeavesBeforeEntering):
        end_subjects(session, occasion, leaving)


def test_an_office_is_entered_once_and_a_number_stands_on_one_counter(
    house: House, occasion: Occasion, village: Village
) -> None:
    with house.database.reading() as session:
        office = office_by_id(session, counter_by_id(session, village.counter_id).office_id)

    with pytest.raises(OfficeThereAlready), house.database.writing() as session:
        add_office(session, occasion, office.unit_id, village.commune_id, 3)
    with pytest.raises(CounterNumberTaken), house.database.writing() as session:
        add_counter(session, occasion, office, 1, "Đất đai")
