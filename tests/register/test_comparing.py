"""A list beside the register: what is new, changed, the same and gone, and what only a person can decide."""

from typing import Any

import pytest

from pledges.foundation.vietnamese.folding import fold
from pledges.register.comparing import Finding, Known, Listed, compare, point_out_elsewhere, without_rejected
from pledges.register.lists import Outcome
from pledges.register.reading.rows import Place
from pledges.register.rules import SubjectKind

HOUSEHOLD, OFFICIAL = SubjectKind.HOUSEHOLD, SubjectKind.OFFICIAL
PHONE, OTHER_PHONE = "+84913456789", "+84987654321"


def listed(name: str, year: int | None = None, unit_id: int = 1, **content: Any) -> Listed:
    values = {"name": name, "year": year, **content}
    filled = {key: value for key, value in values.items() if value is not None}
    return Listed(Place("Phú Sơn", 10), unit_id, fold(name), filled)


def known(id_: int, name: str, year: int | None = None, unit_id: int = 1, **more: Any) -> Known:
    fields = {"address": more.get("address", ""), "people": more.get("people")}
    sealed = more.get("phone", "").encode() or None
    return Known(id_, unit_id, id_, name, fold(name), year, fields, sealed, more.get("has_ended", False))


def opened(sealed: bytes | None) -> tuple[str, ...]:
    """The seal of these tests: none."""
    return (sealed.decode(),) if sealed else ()


def compared(rows: list[Listed], register: list[Known], kind: SubjectKind = HOUSEHOLD) -> list[int]:
    """Compare and return the ids of those who are gone."""
    return [one.id for one in compare(kind, rows, register, opened)]


def matches(rows: list[Listed]) -> list[int | None]:
    return [row.known.id if row.known else None for row in rows]


def test_name_and_year_find_a_household_again() -> None:
    rows = [listed("Trần Thị Hoà", 1955), listed("Đặng Thị Ánh", 1972)]

    gone = compared(rows, [known(7, "Trần Thị Hòa", 1955), known(8, "K'Brơi")])

    assert [row.outcome for row in rows] == [Outcome.SAME, Outcome.NEW]
    assert (matches(rows), gone) == ([7, None], [8])


def test_another_year_is_another_person_and_is_pointed_out() -> None:
    rows = [listed("Nguyễn Thị Lan", 1965)]

    gone = compared(rows, [known(3, "Nguyễn Thị Lan", 1990)])

    assert rows[0].outcome is Outcome.NEW
    assert rows[0].warnings == [(Finding.LOOKS_LIKE_KNOWN, "Nguyễn Thị Lan, 1990, số 3")]
    assert gone == [3]


def test_two_of_one_name_and_year_stay_two() -> None:
    rows = [listed("Nguyễn Thị Lan", 1965, address="Tổ 2"), listed("Nguyễn Thị Lan", 1965, address="Tổ 1")]

    compared(
        rows,
        [known(1, "Nguyễn Thị Lan", 1965, address="Tổ 1"), known(2, "Nguyễn Thị Lan", 1965, address="Tổ 2")],
    )

    assert matches(rows) == [2, 1]
    assert {row.outcome for row in rows} == {Outcome.SAME}


def test_a_third_of_one_name_and_year_is_new() -> None:
    rows = [listed("Nguyễn Thị Lan", 1965) for _ in range(3)]

    compared(rows, [known(1, "Nguyễn Thị Lan", 1965), known(2, "Nguyễn Thị Lan", 1965)])

    assert matches(rows) == [1, 2, None]


@pytest.mark.parametrize(
    ("in_list", "in_register", "before"), [(1968, None, {"year": None}), (None, 1968, None)]
)
def test_a_year_that_one_side_lacks_is_no_difference(
    in_list: int | None, in_register: int | None, before: dict[str, None] | None
) -> None:
    rows = [listed("Nguyễn Văn Đức", in_list)]

    compared(rows, [known(1, "Nguyễn Văn Đức", in_register)])

    assert (matches(rows), rows[0].before) == ([1], before)


def test_a_lacking_year_is_not_guessed_where_two_have_the_name() -> None:
    rows = [listed("Nguyễn Văn Đức", 1968), listed("Nguyễn Văn Đức", 1990)]

    gone = compared(rows, [known(1, "Nguyễn Văn Đức")])

    assert (matches(rows), gone) == ([None, None], [1])


def test_what_changes_is_told_with_what_it_was() -> None:
    rows = [listed("Đặng Thị Ánh", 1972, address="Tổ 2", people=5)]

    compared(rows, [known(1, "Đặng Thị Ánh", 1972, address="Tổ 1", people=5)])

    assert (rows[0].outcome, rows[0].before) == (Outcome.CHANGED, {"address": "Tổ 1"})


def test_an_empty_cell_takes_nothing_away() -> None:
    rows = [listed("Đặng Thị Ánh", 1972)]

    compared(rows, [known(1, "Đặng Thị Ánh", 1972, address="Tổ 1", people=5)])

    assert rows[0].outcome is Outcome.SAME


def test_telephone_numbers_are_added_to_those_there() -> None:
    rows = [listed("Đặng Thị Ánh", 1972)]
    rows[0].phones = (OTHER_PHONE,)

    compared(rows, [known(1, "Đặng Thị Ánh", 1972, phone=PHONE)])

    assert (rows[0].outcome, rows[0].before) == (Outcome.CHANGED, {"phones": (PHONE,)})
    assert rows[0].phones == (PHONE, OTHER_PHONE)


def test_a_number_that_is_there_changes_nothing() -> None:
    rows = [listed("Đặng Thị Ánh", 1972)]
    rows[0].phones = (PHONE,)

    compared(rows, [known(1, "Đặng Thị Ánh", 1972, phone=PHONE)])

    assert rows[0].outcome is Outcome.SAME


def test_a_name_with_other_marks_is_kept_as_it_is_and_pointed_out() -> None:
    rows = [listed("Lê Văn Hung", 1970), listed("Trần Thị Hoà", 1955)]

    compared(rows, [known(1, "Lê Văn Hưng", 1970), known(2, "Trần Thị Hòa", 1955)])

    assert rows[0].warnings == [(Finding.WRITTEN_DIFFERENTLY, "Lê Văn Hưng")]
    assert rows[1].warnings == []


def test_hamlets_the_list_says_nothing_of_lose_nobody() -> None:
    rows = [listed("Đặng Thị Ánh", 1972, unit_id=1)]

    gone = compared(rows, [known(1, "K'Brơi", unit_id=1), known(2, "Trần Thị Hòa", 1955, unit_id=2)])

    assert gone == [1]


def test_a_household_is_not_found_in_another_hamlet() -> None:
    rows = [listed("Trần Thị Hòa", 1955, unit_id=1)]

    compared(rows, [known(2, "Trần Thị Hòa", 1955, unit_id=2)])

    assert rows[0].outcome is Outcome.NEW


def test_whoever_left_the_list_before_is_pointed_out_and_not_brought_back() -> None:
    rows = [listed("Trần Thị Hòa", 1955)]

    gone = compared(rows, [known(2, "Trần Thị Hòa", 1955, has_ended=True)])

    assert (rows[0].outcome, gone) == (Outcome.NEW, [])
    assert rows[0].warnings == [(Finding.LEFT_BEFORE, "")]


def test_of_an_official_the_position_may_change() -> None:
    rows = [listed("Lê Thị Thu", 1985, position="Phó Chủ tịch")]
    there = Known(1, 1, 1, "Lê Thị Thu", fold("Lê Thị Thu"), 1985, {"position": "Công chức"})

    compared(rows, [there], OFFICIAL)

    assert rows[0].before == {"position": "Công chức"}


def test_who_is_known_in_another_hamlet_may_have_moved() -> None:
    rows = [listed("Trần Thị Hòa", 1955), listed("Đặng Thị Ánh"), listed("K'Brơi", 1980)]
    others = [(2, 12, "tran thi hoa", 1955), (2, 13, "dang thi anh", None), (1, 14, "k broi", 1980)]

    point_out_elsewhere(rows, others, {2: "Thôn Tân Lập 1"})

    assert rows[0].warnings == [(Finding.KNOWN_ELSEWHERE, "Thôn Tân Lập 1, số 12")]
    assert [rows[1].warnings, rows[2].warnings] == [[], []]


def test_whose_row_was_rejected_is_not_gone() -> None:
    gone = without_rejected([known(1, "Trần Thị Hòa", 1955), known(2, "K'Brơi")], {fold("Trần Thị Hoà")})

    assert [one.id for one in gone] == [2]
