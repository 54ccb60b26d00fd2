"""A row of a list becomes a household, or comes back with the reason."""

import datetime as dt

import pytest

from pledges.register.cell_values import NoteFlag
from pledges.register.household_rows import Choices, HouseholdRows, without_shouting
from pledges.register.rows import (
    ParsedHousehold,
    Place,
    ReadingWarning,
    RejectedRow,
    RejectReason,
    WarningCode,
)
from pledges.register.workbook.values import CellValue, Merge
from tests.register.lists import table_of

HEAD = ("STT", "Họ và tên chủ hộ", "Năm sinh", "Địa chỉ", "Số NK", "SĐT", "Ghi chú", "Số CCCD")
WITH_PHONES = Choices(takes_phones=True, today=dt.date(2026, 11, 23))
WITHOUT_PHONES = Choices(takes_phones=False, today=dt.date(2026, 11, 23))


def read_one(
    row: tuple[CellValue, ...], choices: Choices = WITH_PHONES
) -> tuple[object, list[ReadingWarning]]:
    table = table_of(HEAD, row)
    rows = HouseholdRows(table, "Phú Sơn", choices)
    return rows.read(table.rows[0], group=""), rows.warnings


def addresses_of(*rows: tuple[CellValue, ...], group: str = "", merges: tuple[Merge, ...] = ()) -> list[str]:
    table = table_of(*rows, merges=merges)
    reader = HouseholdRows(table, "Phú Sơn", WITH_PHONES)
    return [
        found.address for row in table.rows if isinstance(found := reader.read(row, group), ParsedHousehold)
    ]


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
    found, warnings = read_one((1, "Lê An", 1970, "Tổ 1", 4, "123"), WITHOUT_PHONES)

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
    table = table_of(("STT", "Họ tên", "Năm sinh", ""), ("", "", "Nam", "Nữ"), (1, "Lê An", 1970, 1972))
    rows = HouseholdRows(table, "Phú Sơn", WITH_PHONES)

    found = rows.read(table.rows[0], group="")

    assert isinstance(found, ParsedHousehold)
    assert found.birth_year is None
    assert rows.warnings[0].detail == "1970 | 1972"


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
    found, _ = read_one((3, "Lê An", 1955, "Tæ 1"), WITHOUT_PHONES)

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


def test_an_empty_address_is_the_group_the_row_stands_under() -> None:
    assert addresses_of(("STT", "Họ tên", "Địa chỉ"), (1, "Lê An"), (2, "Ngô Út", "Tổ 9"), group="Tổ 3") == [
        "Tổ 3",
        "Tổ 9",
    ]


def test_an_address_merged_downwards_holds_for_all_its_rows() -> None:
    rows = (("STT", "Họ tên", "Địa chỉ"), (1, "Lê An", "Tổ 1"), (2, "Ngô Út"), (3, "Lý Ba"))

    assert addresses_of(*rows, merges=(Merge(2, 3, 3, 3),)) == ["Tổ 1", "Tổ 1", ""]


def test_several_columns_of_places_make_one_address() -> None:
    rows = (
        ("STT", "Họ tên", "Số nhà", "Tổ", "Thôn"),
        (1, "Lê An", "12/4", 3, "PHÚ SƠN"),
        (2, "Ngô Út", "", "nt", "nt"),
    )

    assert addresses_of(*rows) == ["12/4, Tổ 3, Phú Sơn", "Tổ 3, Phú Sơn"]


def test_family_and_given_name_of_two_columns_are_one_name() -> None:
    table = table_of(("STT", "Họ đệm", "Tên", "Năm sinh"), (1, "Nguyễn Văn", "Đức", 1968))

    found = HouseholdRows(table, "Phú Sơn", WITH_PHONES).read(table.rows[0], group="")

    assert isinstance(found, ParsedHousehold)
    assert found.head_name == "Nguyễn Văn Đức"


@pytest.mark.parametrize(
    ("typed", "written"),
    [("TỔ 1, THÔN PHÚ SƠN", "Tổ 1, Thôn Phú Sơn"), ("KP 3", "KP 3"), ("Tổ 1", "Tổ 1"), ("QL1A", "QL1A")],
)
def test_places_in_capitals_are_written_calmly(typed: str, written: str) -> None:
    assert without_shouting(typed) == written
