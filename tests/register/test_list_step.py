"""The background step of a list: reads, compares, keeps the preview and stores it whole."""

import pytest
from sqlalchemy import func, select

from pledges.foundation.house import House
from pledges.foundation.moments import Occasion, present
from pledges.register.acts import importing
from pledges.register.lists import (
    ImportState,
)
from pledges.register.phones import PhoneBox, open_phones
from pledges.register.rules import NothingToStore, SubjectKind
from pledges.register.tables import PhoneMark
from pledges.units.acts.adding import add_unit
from pledges.units.rules import NewUnit, UnitKind
from tests.register.importing import (
    ANH,
    BROI,
    HOA,
    LONG,
    OFFICIAL_HEADS,
    Sent,
    again,
    found,
    households,
    names,
    numbers,
    officials,
    read,
    rows,
    store,
    stored,
    workbook,
)
from tests.worlds import SINCE, Village, build_village

OFFICIALS = Sent(SubjectKind.OFFICIAL)


@pytest.fixture
def village(house: House, occasion: Occasion) -> Village:
    return build_village(house, occasion)


@pytest.fixture
def second_hamlet_id(house: House, village: Village) -> int:
    new = NewUnit(UnitKind.TERRITORY, "thon", "Thôn Tân Lập", SINCE, village.commune_id)
    with house.database.writing() as session:
        return add_unit(session, present(), new, is_sample=False).id


@pytest.fixture
def office_id(house: House) -> int:
    new = NewUnit(UnitKind.ORGANISATION, "co_quan", "Ủy ban nhân dân xã Hàm Mẫu", SINCE)
    with house.database.writing() as session:
        return add_unit(session, present(), new, is_sample=False).id


def test_a_list_is_read_and_compared_and_stores_nothing(house: House, village: Village) -> None:
    import_id = read(house, village.hamlet_id, workbook(ANH, LONG, (6, "Nguyễn Văn Đức", 1968, "Tổ 1", 4)))

    assert found(house, import_id).state == ImportState.PREVIEWED
    assert numbers(house, import_id) == {"new": 1, "same": 1, "changed": 1, "gone": 1}
    assert len(households(house, village.hamlet_id)) == 3


def test_a_stored_list_brings_new_ones_and_changes_others(house: House, village: Village) -> None:
    stored(house, village.hamlet_id, workbook(ANH, (6, "Nguyễn Văn Đức", 1968, "Tổ 1", 4), HOA))

    of_village = households(house, village.hamlet_id)
    assert [(one.number, one.head_name) for one in of_village[3:]] == [
        (4, "Đặng Thị Ánh"),
        (5, "Trần Thị Hòa"),
    ]
    duc = of_village[2]
    assert (duc.head_name, duc.birth_year, duc.address, duc.people_count) == (
        "Nguyễn Văn Đức",
        1968,
        "Tổ 1",
        4,
    )


def test_nobody_leaves_because_a_list_lacks_them(house: House, village: Village) -> None:
    stored(house, village.hamlet_id, workbook(ANH))

    assert [one.ended_on for one in households(house, village.hamlet_id)] == [None] * 4


def test_they_leave_when_the_clerk_says_so(house: House, village: Village) -> None:
    import_id = read(house, village.hamlet_id, workbook(ANH, BROI))
    store(house, import_id, lets_go=True)

    assert names(house, village.hamlet_id) == ["K'Brơi", "Đặng Thị Ánh"]
    assert {one.end_reason for one in households(house, village.hamlet_id)} == {None, "not_listed"}


def test_the_first_list_of_a_hamlet_holds_who_was_always_there(
    house: House, village: Village, second_hamlet_id: int
) -> None:
    stored(house, village.hamlet_id, workbook(ANH))
    stored(house, second_hamlet_id, workbook(HOA))

    assert households(house, village.hamlet_id)[3].entered_on == present().today
    assert households(house, second_hamlet_id)[0].entered_on is None


def test_a_list_that_comes_twice_changes_nothing_the_second_time(house: House, village: Village) -> None:
    stored(house, village.hamlet_id, workbook(ANH, HOA))
    second = read(house, village.hamlet_id, workbook(ANH, HOA))

    assert numbers(house, second) == {"same": 2, "gone": 3}
    with house.database.writing() as session, pytest.raises(NothingToStore):
        importing.ask_to_store(session, present(), second, lets_go=False)


def test_a_list_of_a_commune_goes_to_its_hamlets_by_their_names(
    house: House, village: Village, second_hamlet_id: int
) -> None:
    heads = ("STT", "Họ và tên chủ hộ", "Năm sinh", "Thôn")
    listed = workbook(
        (1, "Đặng Thị Ánh", 1972, "Phú Sơn"), (2, "Trần Thị Hòa", 1955, "Thôn Tân Lập"), heads=heads
    )

    stored(house, village.commune_id, listed)

    assert names(house, village.hamlet_id)[3:] == ["Đặng Thị Ánh"]
    assert names(house, second_hamlet_id) == ["Trần Thị Hòa"]


def test_rows_without_a_hamlet_come_back_until_the_clerk_places_them(
    house: House, village: Village, second_hamlet_id: int
) -> None:
    heads = ("STT", "Họ và tên chủ hộ", "Năm sinh", "Thôn")
    import_id = read(house, village.commune_id, workbook((1, "Đặng Thị Ánh", 1972, "Xóm Mới"), heads=heads))
    before = [
        (row.reason, dict(row.content["cells"])["Họ và tên chủ hộ"])
        for row in rows(house, import_id, "rejected")
    ]

    again(house, import_id, groups={"Xóm Mới": second_hamlet_id})
    store(house, import_id)

    assert before == [("no_unit", "Đặng Thị Ánh")]
    assert names(house, second_hamlet_id) == ["Đặng Thị Ánh"]


def test_rows_of_another_hamlet_come_back(house: House, village: Village, second_hamlet_id: int) -> None:
    heads = ("STT", "Họ và tên chủ hộ", "Năm sinh", "Thôn")
    listed = workbook(
        (1, "Đặng Thị Ánh", 1972, "Tân Lập"), (2, "Lê Thị Thu", 1990, "Thôn Tân Lập"), heads=heads
    )

    import_id = read(house, village.hamlet_id, listed)

    assert "other_unit" in [row.reason for row in rows(house, import_id, "rejected")]


def test_whoever_is_known_in_another_hamlet_is_pointed_out_and_not_moved(
    house: House, village: Village, second_hamlet_id: int
) -> None:
    stored(house, village.hamlet_id, workbook(HOA))
    import_id = read(house, second_hamlet_id, workbook(HOA))
    (row,) = rows(house, import_id, "new")
    store(house, import_id)

    assert row.content["warnings"] == [["known_elsewhere", "Thôn Phú Sơn, số 4"]]
    assert names(house, village.hamlet_id)[3:] == names(house, second_hamlet_id) == ["Trần Thị Hòa"]


def test_telephone_numbers_are_sealed_and_found_again_by_their_marks(house: House, village: Village) -> None:
    listed = workbook((*ANH, "0913 456 789 - 0252 3821234"))

    import_id = read(house, village.hamlet_id, listed, Sent(phones="nhắc lịch họp thôn"))
    (row,) = rows(house, import_id, "new")
    store(house, import_id)

    anh = households(house, village.hamlet_id)[3]
    with house.database.reading() as session:
        marks = set(session.scalars(select(PhoneMark.mark).where(PhoneMark.household_id == anh.id)))
    numbers_of_anh = ("+84913456789", "+842523821234")
    assert open_phones(house.keys, anh.phone_sealed) == numbers_of_anh
    assert marks == {PhoneBox(house.keys).mark(one) for one in numbers_of_anh}
    assert "913456789" not in str(row.content)


def test_a_second_list_adds_a_number_and_keeps_the_first(house: House, village: Village) -> None:
    stored(house, village.hamlet_id, workbook((*ANH, "0913456789")), Sent(phones="nhắc lịch họp thôn"))
    stored(house, village.hamlet_id, workbook((*ANH, "0987654321")), Sent(phones="nhắc lịch họp thôn"))

    anh = households(house, village.hamlet_id)[3]
    with house.database.reading() as session:
        marks = session.scalar(select(func.count()).select_from(PhoneMark))
    assert open_phones(house.keys, anh.phone_sealed) == ("+84913456789", "+84987654321")
    assert marks == 2


def test_of_officials_name_position_and_year_are_kept(house: House, office_id: int) -> None:
    listed = workbook((1, "Lê Thị Thu", "12/5/1985", "Chủ tịch", "x"), heads=OFFICIAL_HEADS)

    stored(house, office_id, listed, OFFICIALS)
    moved_up = workbook(
        (1, "Lê Thị Thu", 1985, "Bí thư", ""), (2, "Trần Văn Nam", 1990, "", ""), heads=OFFICIAL_HEADS
    )
    stored(house, office_id, moved_up, OFFICIALS)

    assert officials(house, office_id) == [("Lê Thị Thu", "Bí thư", 1985), ("Trần Văn Nam", "", 1990)]
