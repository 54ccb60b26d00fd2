"""Where the rows of a list belong: by what the list calls their hamlet, and never by a guess."""

import pytest

from pledges.register.placing import Leaf, PlaceReason, Places

PHU_SON, TAN_LAP, ONE, THREE = (
    Leaf(1, "Thôn Phú Sơn"),
    Leaf(2, "Thôn Tân Lập 1"),
    Leaf(3, "Thôn 1"),
    Leaf(4, "Khu phố 3"),
)
COMMUNE = (PHU_SON, TAN_LAP, ONE, THREE)


@pytest.mark.parametrize(
    ("group", "unit_id"),
    [
        ("Thôn Phú Sơn", 1),
        ("THÔN PHÚ SƠN", 1),
        ("phu son", 1),
        ("Danh sách hộ thôn Phú Sơn", 1),
        ("Tân Lập 01", 2),
        ("Thôn 1", 3),
        ("KP3", 4),
        ("Khu phố 03", 4),
    ],
)
def test_a_group_is_found_by_the_name_of_its_hamlet(group: str, unit_id: int) -> None:
    assert Places(COMMUNE).unit_of(group) == unit_id


@pytest.mark.parametrize("group", ["", "Tổ 1", "Nhóm 3", "Xóm Giữa", "Thôn Bình An", "Thôn 10"])
def test_what_names_no_hamlet_has_no_place(group: str) -> None:
    assert Places(COMMUNE).unit_of(group) is PlaceReason.NO_UNIT


def test_a_name_that_two_hamlets_have_is_not_guessed() -> None:
    places = Places((Leaf(1, "Thôn 3"), Leaf(2, "Khu phố 3")))

    assert places.unit_of("3") is PlaceReason.NO_UNIT
    assert places.unit_of("Khu phố 3") == 2


def test_what_the_clerk_says_goes_first() -> None:
    places = Places(COMMUNE, chosen={"Thôn Phú Sơn": 2, "Tổ 1": 3})

    assert (places.unit_of("Thôn Phú Sơn"), places.unit_of("Tổ 1")) == (2, 3)


def test_a_unit_that_is_not_below_is_no_choice() -> None:
    assert Places(COMMUNE, chosen={"Tổ 1": 99}).unit_of("Tổ 1") is PlaceReason.NO_UNIT


@pytest.mark.parametrize("group", ["", "Tổ 1", "Thôn Phú Sơn", "Danh sách 2026"])
def test_a_list_for_one_hamlet_is_that_hamlets(group: str) -> None:
    assert Places((PHU_SON,), others=(TAN_LAP, THREE)).unit_of(group) == 1


def test_rows_of_another_hamlet_are_not_put_into_this_one() -> None:
    assert Places((PHU_SON,), others=(TAN_LAP, THREE)).unit_of("Thôn Tân Lập 1") is PlaceReason.OTHER_UNIT


def test_a_row_of_another_hamlet_is_taken_when_the_clerk_says_so() -> None:
    places = Places((PHU_SON,), others=(TAN_LAP,), chosen={"Thôn Tân Lập 1": 1})

    assert places.unit_of("Thôn Tân Lập 1") == 1


def test_the_groups_of_a_list_are_told_in_its_order() -> None:
    places = Places(COMMUNE)
    for group in ("Tân Lập 1", "?", "Tân Lập 1"):
        places.unit_of(group)

    assert places.groups() == {"Tân Lập 1": 2, "?": PlaceReason.NO_UNIT}
