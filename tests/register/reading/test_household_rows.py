"""A row of a list becomes a household, or comes back with the reason."""

from dataclasses import replace

import pytest

from pledges.foundation.workbook.values import CellValue, Merge
from pledges.register.reading.cell_values import NoteFlag
from pledges.register.reading.choices import ReadingChoices
from pledges.register.reading.groups import Under, without_shouting
from pledges.register.reading.household_rows import HouseholdRows
from pledges.register.reading.old_text import old_cells, readable_rows
from pledges.register.reading.rows import (
    ParsedHousehold,
    Place,
    ReadingWarning,
    RejectedRow,
    RejectReason,
    WarningCode,
)
from pledges.register.reading.subject_rows import ReadTable
from tests.register.reading.lists import HOUSEHOLDS, table_of

HEAD = ("STT", "Họ và tên chủ hộ", "Năm sinh", "Địa chỉ", "Số NK", "SĐT", "Ghi chú", "Số CCCD")
WITH_PHONES = replace(HOUSEHOLDS, takes_phones=True)
CONVERTING = replace(WITH_PHONES, converts=True)


def rows_of(
    *rows: tuple[CellValue, ...],
    under: Under = Under(),  # noqa: B008  # a value
    merges: tuple[Merge, ...] = (),
    choices: ReadingChoices = WITH_PHONES,
) -> tuple[list[ParsedHousehold | RejectedRow], list[ReadingWarning]]:
    """Read all rows below the first as households."""
    table = table_of(*rows, merges=merges, choices=choices)
    old = old_cells(table.rows, ())
    originals = {row.number: row for row in table.rows if row.number in {cell.row_number for cell in old}}
    readable = replace(table, rows=readable_rows(table.rows, old))
    reader = HouseholdRows(ReadTable(readable, "Phú Sơn", originals), choices)
    found = [reader.read(row, under) for row in readable.rows]
    return [one for one in found if isinstance(one, ParsedHousehold | RejectedRow)], reader.warnings


def read_one(
    row: tuple[CellValue, ...], choices: ReadingChoices = WITH_PHONES
) -> tuple[ParsedHousehold | RejectedRow, list[ReadingWarning]]:
    (found,), warnings = rows_of(HEAD, row, choices=choices)
    return found, warnings


def households_of(
    *rows: tuple[CellValue, ...],
    under: Under = Under(),  # noqa: B008  # a value
    merges: tuple[Merge, ...] = (),
) -> list[ParsedHousehold]:
    found, _ = rows_of(*rows, under=under, merges=merges)
    return [one for one in found if isinstance(one, ParsedHousehold)]


def addresses_of(*rows: tuple[CellValue, ...], merges: tuple[Merge, ...] = ()) -> list[str]:
    return [household.address for household in households_of(*rows, merges=merges)]


def test_every_column_goes_to_its_place() -> None:
    row = (1, "TRẦN THỊ HOÀ", "1/1/55", "Tổ 1", "'4", "913456789", "đi làm ăn xa", "060085001234")

    found, warnings = read_one(row)

    assert found == ParsedHousehold(
        Place("Phú Sơn", 2), "Trần Thị Hoà", 1955, "Tổ 1", 4, ("+84913456789",), (NoteFlag.AWAY,)
    )
    assert warnings == []


def test_a_household_may_have_nothing_but_a_name() -> None:
    found, warnings = read_one((1, "Đức"))

    assert found == ParsedHousehold(Place("Phú Sơn", 2), "Đức", None, "", None)
    assert warnings == []


def test_phones_are_not_read_unless_asked_for() -> None:
    found, warnings = read_one((1, "Lê An", 1970, "Tổ 1", 4, "123"), HOUSEHOLDS)

    assert isinstance(found, ParsedHousehold)
    assert (found.phones, warnings) == ((), [])


@pytest.mark.parametrize(
    ("row", "warning"),
    [
        ((1, "Lê An", "66 tuổi"), (WarningCode.BIRTH_YEAR_UNCLEAR, "66 tuổi")),
        ((1, "Lê An", "", "", "3+1"), (WarningCode.PEOPLE_COUNT_UNCLEAR, "3+1")),
        ((1, "Lê An", "", "", "", "060085001234"), (WarningCode.PHONE_UNREADABLE, "")),
        ((1, "Lê An - Ngô Thị Út"), (WarningCode.SECOND_NAME_LEFT_OUT, "Ngô Thị Út")),
        ((1, "Ng. An"), (WarningCode.NAME_EXPANDED, "Nguyễn An")),
    ],
)
def test_a_doubt_is_a_warning_and_the_household_is_kept(
    row: tuple[CellValue, ...], warning: tuple[WarningCode, str]
) -> None:
    found, warnings = read_one(row)

    assert isinstance(found, ParsedHousehold)
    assert [(warning.code, warning.detail) for warning in warnings] == [warning]


def test_no_phone_is_no_doubt() -> None:
    assert read_one((1, "Lê An", "", "", "", "không có"))[1] == []


def test_a_year_under_men_and_another_under_women_is_unclear() -> None:
    heads = (("STT", "Họ tên", "Năm sinh", ""), ("", "", "Nam", "Nữ"))

    (found,), warnings = rows_of(*heads, (1, "Lê An", 1970, 1972))

    assert found.birth_year is None
    assert warnings[0].detail == "1970 | 1972"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", RejectReason.NAME_MISSING),
        ("nt", RejectReason.NAME_MISSING),
        ("-", RejectReason.NAME_MISSING),
        ("Hộ số 12", RejectReason.NAME_UNREADABLE),
    ],
)
def test_a_row_without_a_name_comes_back(name: str, reason: RejectReason) -> None:
    found, _ = read_one((1, name, 1970, "Tổ 1"))

    assert isinstance(found, RejectedRow)
    assert (found.row_number, found.reason) == (2, reason)


def test_a_row_in_an_old_encoding_comes_back_with_what_it_seems_to_say() -> None:
    found, _ = read_one((3, "TRÇN THÞ HOµ", 1955, "Tổ 1", 2, "913456789", "", "060085001234"))

    assert found == RejectedRow(
        Place("Phú Sơn", 2),
        RejectReason.LEGACY_FONT,
        (
            ("STT", "3"),
            ("Họ và tên chủ hộ", "TRÇN THÞ HOµ"),
            ("Năm sinh", "1955"),
            ("Địa chỉ", "Tổ 1"),
            ("Số NK", "2"),
            ("SĐT", "913456789"),
        ),
        "Trần Thị Hoà",
        1955,
    )


def test_an_address_in_an_old_encoding_rejects_the_row_too() -> None:
    found, _ = read_one((3, "Lê An", 1955, "Tæ 1"), HOUSEHOLDS)

    assert isinstance(found, RejectedRow)
    assert "SĐT" not in dict(found.cells)


def test_as_above_refers_to_the_last_address_that_was_taken() -> None:
    addresses = addresses_of(
        ("STT", "Họ tên", "Địa chỉ"),
        (1, "Lê An", "TỔ 1"),
        (2, "Ngô Út", "nt"),
        (3, "TrÇn ThÞ Hoµ", "Tæ 2"),
        (4, "Lý Ba", '"'),
        (5, "Lý Tư"),
        (6, "Lý Năm", "//"),
    )

    assert addresses == ["Tổ 1", "Tổ 1", "Tổ 1", "", "Tổ 1"]


def test_an_address_on_the_first_row_of_each_block_only_holds_for_the_block() -> None:
    addresses = addresses_of(
        ("STT", "Họ tên", "Địa chỉ"),
        (1, "Lê An", "Tổ 1"),
        (2, "Ngô Út"),
        (3, "Lý Ba"),
        (4, "Lý Tư", "Tổ 2"),
        (5, "Lý Năm"),
    )

    assert addresses == ["Tổ 1", "Tổ 1", "Tổ 1", "Tổ 2", "Tổ 2"]


def test_an_empty_address_is_the_part_of_the_hamlet_the_row_stands_under() -> None:
    rows = (("STT", "Họ tên", "Địa chỉ"), (1, "Lê An"), (2, "Ngô Út", "Tổ 9"))

    households = households_of(*rows, under=Under("Thôn Phú Sơn", "Tổ 3"))

    assert [household.address for household in households] == ["Tổ 3", "Tổ 9"]
    assert {household.group for household in households} == {"Thôn Phú Sơn"}


def test_an_address_merged_downwards_holds_for_all_its_rows() -> None:
    rows = (("STT", "Họ tên", "Địa chỉ"), (1, "Lê An", "Tổ 1"), (2, "Ngô Út"), (3, "Lý Ba"))

    assert addresses_of(*rows, merges=(Merge(2, 3, 3, 3),)) == ["Tổ 1", "Tổ 1", ""]


def test_several_columns_of_places_make_one_address_and_the_hamlet() -> None:
    households = households_of(
        ("STT", "Họ tên", "Số nhà", "Tổ", "Thôn"),
        (1, "Lê An", "12/4", 3, "PHÚ SƠN"),
        (2, "Ngô Út", "", "nt", "nt"),
    )

    assert [household.address for household in households] == ["12/4, Tổ 3", "Tổ 3"]
    assert [household.group for household in households] == ["Phú Sơn", "Phú Sơn"]


def test_a_column_of_hamlets_goes_before_the_row_above() -> None:
    rows = (("STT", "Họ tên", "KP"), (1, "Lê An", 3), (2, "Ngô Út", ""))

    assert [one.group for one in households_of(*rows, under=Under("Khu phố 1"))] == ["KP 3", "Khu phố 1"]


def test_a_column_of_hamlets_filled_on_the_first_row_of_each_block_holds_for_the_block() -> None:
    rows = (("STT", "Họ tên", "Thôn"), (1, "Lê An", "Phú Sơn"), (2, "Ngô Út"), (3, "Lý Ba"))

    assert [one.group for one in households_of(*rows)] == ["Phú Sơn"] * 3


def test_an_address_with_a_unit_of_before_is_kept_and_pointed_out() -> None:
    found, warnings = read_one((1, "Lê An", 1970, "Tổ 1, thị trấn Liên Hương, huyện Tuy Phong"))

    assert isinstance(found, ParsedHousehold)
    assert found.address == "Tổ 1, thị trấn Liên Hương, huyện Tuy Phong"
    assert [warning.code for warning in warnings] == [WarningCode.OLD_UNIT_NAME]


def test_family_and_given_name_of_two_columns_are_one_name() -> None:
    (found,) = households_of(("STT", "Họ đệm", "Tên", "Năm sinh"), (1, "Nguyễn Văn", "Đức", 1968))

    assert found.head_name == "Nguyễn Văn Đức"


def test_what_the_clerk_agreed_to_convert_is_read_like_any_other_row() -> None:
    found, _ = read_one((3, "TRÇN THÞ HOµ", 1955, "Tæ 1", 2), CONVERTING)

    assert found == ParsedHousehold(Place("Phú Sơn", 2), "Trần Thị Hoà", 1955, "Tổ 1", 2)


@pytest.mark.parametrize(
    ("typed", "written"),
    [("TỔ 1, THÔN PHÚ SƠN", "Tổ 1, Thôn Phú Sơn"), ("KP 3", "KP 3"), ("Tổ 1", "Tổ 1"), ("QL1A", "QL1A")],
)
def test_places_in_capitals_are_written_calmly(typed: str, written: str) -> None:
    assert without_shouting(typed) == written
