"""Households are told from groups, sums, members and signatures."""

import pytest

from pledges.foundation.workbook.values import CellValue, Merge
from pledges.register.reading.row_kinds import Kind, RowKinds
from pledges.register.rules import SubjectKind
from tests.register.reading.lists import OFFICIALS, table_of

HEAD = ("STT", "Họ và tên", "Năm sinh", "Địa chỉ", "Ghi chú")
POPULATION = ("STT", "Họ và tên", "QH với chủ hộ", "Năm sinh")


def kinds_of(*rows: tuple[CellValue, ...], merges: tuple[Merge, ...] = ()) -> list[Kind]:
    table = table_of(*rows, merges=merges)
    kinds = RowKinds(table)
    return [kinds.kind(row) for row in table.rows]


@pytest.mark.parametrize(
    "row",
    [
        ("", "Cộng: 4 hộ"), ("Tổng cộng", "", 14), ("", "TỔNG SỐ: 125 hộ"), ("", "Cộng thôn Phú Sơn"), ("", "Cộng"),
        ("", "Tổng số hộ trong thôn: 125"), ("", "Céng: 4 hé"), ("", "", "", "", "đã đối chiếu"), (25, "", "", "", ""),
    ],
)  # fmt: skip
def test_sums_and_empty_lines_are_nothing(row: tuple[CellValue, ...]) -> None:
    assert kinds_of(HEAD, (1, "Lê An", 1970, "Tổ 1"), row)[-1] == Kind.NOTHING


@pytest.mark.parametrize(
    "row",
    [
        ("", "", "", "NGƯỜI LẬP"), ("", "NGƯỜI LẬP BIỂU"), ("", "", "Hàm Mẫu, ngày 05 tháng 02 năm 2026"),
        ("", "TM. ỦY BAN NHÂN DÂN"), ("", "Trưởng thôn"), ("", "Xác nhận của UBND xã"), ("", "CHỦ TỊCH"),
    ],
)  # fmt: skip
def test_a_signature_ends_the_table(row: tuple[CellValue, ...]) -> None:
    assert kinds_of(HEAD, (1, "Lê An", 1970, "Tổ 1"), row)[-1] == Kind.END


def test_what_looks_like_a_signature_in_the_middle_cuts_nothing_off() -> None:
    kinds = kinds_of(
        HEAD, (1, "Lê An", 1970, "Tổ 1"), ("", "Xác nhận ngày 05 tháng 02 năm 2026"), (2, "Ngô Út")
    )

    assert kinds == [Kind.SUBJECT, Kind.NOTHING, Kind.SUBJECT]


@pytest.mark.parametrize(
    ("row", "label"),
    [
        (("", "I. TỔ 1"), "TỔ 1"), (("", "Tổ 3:"), "Tổ 3"), (("II", "THÔN PHÚ SƠN"), "THÔN PHÚ SƠN"),
        (("", "1/ Khu phố 3: 25 hộ"), "Khu phố 3"), (("Tổ 2",), "Tổ 2"), (("A.", "Xóm Gò"), "Xóm Gò"),
    ],
)  # fmt: skip
def test_a_group_is_named(row: tuple[CellValue, ...], label: str) -> None:
    table = table_of(HEAD, (1, "Lê An", 1970, "Tổ 1"), row)
    kinds = RowKinds(table)

    assert kinds.kind(table.rows[1]) == Kind.GROUP
    assert kinds.group_label(table.rows[1]) == label


@pytest.mark.parametrize(
    "name", ["Tô Thị Tổng", "Tống Văn Cộng", "Công Tằng Tôn Nữ Thị Hoa", "Khuất Duy Tiến"]
)
def test_names_like_sums_and_groups_are_people(name: str) -> None:
    assert kinds_of(("Họ và tên", "Năm sinh"), (name, 1970)) == [Kind.SUBJECT]


def test_a_numbered_row_without_a_name_is_a_household_that_lacks_it() -> None:
    assert kinds_of(HEAD, (1, "", 1970, "Tổ 1")) == [Kind.SUBJECT]


def test_in_a_list_without_numbers_every_name_is_a_household() -> None:
    assert kinds_of(("Họ và tên", "Địa chỉ"), ("Lê An", ""), ("Ngô Út", "Tổ 1")) == [Kind.SUBJECT] * 2


def test_in_a_population_list_the_relation_tells_the_head() -> None:
    kinds = kinds_of(
        POPULATION,
        (1, "Lê An", "Chủ hộ", 1970),
        ("", "Ngô Út", "Vợ", 1972),
        (2, "Lý Ba", "", 1950),
        ("", "Lý Tư", "con", 1980),
        (3, "Lý Năm", "cháu", 2010),
    )

    assert kinds == [Kind.SUBJECT, Kind.MEMBER, Kind.SUBJECT, Kind.MEMBER, Kind.MEMBER]


def test_a_population_list_without_numbers_goes_by_relation_alone() -> None:
    kinds = kinds_of(POPULATION[1:], ("Lê An", "CH", 1970), ("Ngô Út", "vợ", 1972))

    assert kinds == [Kind.SUBJECT, Kind.MEMBER]


def test_in_a_numbered_list_a_row_without_number_and_address_is_a_member() -> None:
    kinds = kinds_of(
        HEAD, (1, "Lê An", 1970, "Tổ 1"), ("", "Ngô Út", 1972), (2, "Lý Ba", 1950, "Tổ 2"), ("", "Chữ lạc")
    )

    assert kinds == [Kind.SUBJECT, Kind.MEMBER, Kind.SUBJECT, Kind.NOTHING]


def test_a_number_merged_downwards_holds_a_household_and_its_members() -> None:
    kinds = kinds_of(
        HEAD, (1, "Lê An", 1970, "Tổ 1"), ("", "Ngô Út", 1972, "Tổ 1"), merges=(Merge(2, 1, 3, 1),)
    )

    assert kinds == [Kind.SUBJECT, Kind.MEMBER]


def test_a_forgotten_number_does_not_lose_a_household() -> None:
    kinds = kinds_of(HEAD, (1, "Lê An", 1970, "Tổ 1"), ("", "Ngô Út", 1972, "Tổ 1"))

    assert kinds == [Kind.SUBJECT, Kind.SUBJECT]


def test_who_signs_for_a_group_in_the_middle_is_no_group() -> None:
    kinds = kinds_of(HEAD, (1, "Lê An", 1970, "Tổ 1"), ("", "Tổ trưởng"), (2, "Ngô Út", 1972, "Tổ 2"))

    assert kinds == [Kind.SUBJECT, Kind.NOTHING, Kind.SUBJECT]


def test_beside_a_roman_number_stands_a_group_whatever_it_is_called() -> None:
    table = table_of(HEAD, ("I", "PHÚ SƠN"), (1, "Lê An", 1970, "Tổ 1"), ("II", "1970"), ("III", ""))
    kinds = RowKinds(table)

    assert [kinds.group_label(row) for row in table.rows] == ["PHÚ SƠN", "", "", ""]


def test_in_a_list_without_numbers_a_remark_is_no_signature() -> None:
    kinds = kinds_of(HEAD[1:], ("Lê An", 1970, "Tổ 1", "Trưởng thôn"), ("Ngô Út", 1972, "Tổ 2"))

    assert kinds == [Kind.SUBJECT, Kind.SUBJECT]


def test_an_office_in_a_list_of_officials_is_a_group_and_the_same_words_below_it_sign() -> None:
    head = ("STT", "Họ và tên", "Chức vụ")
    rows = (("", "UBND XÃ HÀM MẪU"), (1, "Lê An", "Chủ tịch"), ("", "", "UBND XÃ HÀM MẪU"))
    table = table_of(head, *rows, choices=OFFICIALS)

    kinds = RowKinds(table, SubjectKind.OFFICIAL)

    assert [kinds.kind(row) for row in table.rows] == [Kind.GROUP, Kind.SUBJECT, Kind.END]
