"""What is read from official lists of units, and what they mean to the tree."""

from dataclasses import replace

import pytest

from pledges.foundation.workbook.values import CellValue
from pledges.units.official_list.columns import columns_of
from pledges.units.official_list.comparison import Comparison, KnownUnit, Standing, compare
from pledges.units.official_list.rows import ListedUnit, OfficialList, Refusal, read_rows
from pledges.units.official_list.staging import listed_of, staged
from tests.units.lists import NEW_HEADS, NEW_ROWS, OLD_HEADS, OLD_ROWS, sheet

EMPTY = Standing(None, {}, {})


def listed(*rows: tuple[CellValue, ...]) -> OfficialList:
    read = sheet(*rows)
    columns = columns_of(read)
    assert columns is not None
    return read_rows(read, columns)


def said(found: OfficialList) -> list[tuple[str, str, str, str | None]]:
    return [(unit.code, unit.type, unit.name, unit.parent_code) for unit in found.units]


def refused(found: OfficialList | Comparison) -> list[tuple[int, Refusal]]:
    return [(row.row, row.reason) for row in found.refused]


def test_a_list_of_three_levels_names_each_unit_once_above_before_below() -> None:
    assert said(listed(OLD_HEADS, *OLD_ROWS)) == [
        ("60", "tinh", "Tỉnh Bình Thuận", None),
        ("45", "tinh", "Tỉnh Quảng Trị", None),
        ("594", "thi_xa", "Thị xã La Gi", "60"),
        ("595", "huyen", "Huyện Tuy Phong", "60"),
        ("471", "huyen", "Huyện Cồn Cỏ", "45"),
        ("23235", "phuong", "Phường Phước Hội", "594"),
        ("22978", "xa", "Xã Phong Phú", "595"),
        ("22972", "thi_tran", "Thị trấn Phan Rí Cửa", "595"),
    ]


def test_a_list_of_two_levels_is_read_below_a_title_and_with_its_type_column() -> None:
    title = ("DANH MỤC HÀNH CHÍNH",)

    found = listed(title, ("",), NEW_HEADS, *NEW_ROWS)

    assert said(found)[0] == ("68", "tinh", "Tỉnh Lâm Đồng", None)
    assert ("23272", "dac_khu", "Đặc khu Phú Quý", "68") in said(found)
    assert found.refused == ()


def test_a_bare_code_column_belongs_to_the_name_on_its_right() -> None:
    heads = ("Mã", "Tên tỉnh", "Mã", "Tên huyện", "Mã", "Tên xã", "Cấp")

    found = listed(
        heads, ("60", "Tỉnh Bình Thuận", "593", "Thành phố Phan Thiết", "22915", "Phường Mũi Né", "Phường")
    )

    assert said(found) == [
        ("60", "tinh", "Tỉnh Bình Thuận", None),
        ("593", "thanh_pho_thuoc_tinh", "Thành phố Phan Thiết", "60"),
        ("22915", "phuong", "Phường Mũi Né", "593"),
    ]


def test_a_code_that_the_spreadsheet_took_for_a_number_gets_its_zeros_back() -> None:
    found = listed(NEW_HEADS, (4.0, "Phường Ba Đình", "Phường", 1.0, "Thành phố Hà Nội"))

    assert [unit.code for unit in found.units] == ["01", "00004"]
    assert found.units[0].type == "thanh_pho"


def test_a_name_without_its_type_takes_it_from_the_type_column() -> None:
    found = listed(NEW_HEADS, ("22918", "Mũi Né", "Phường", "68", "Tỉnh Lâm Đồng"))

    assert said(found)[1] == ("22918", "phuong", "Phường Mũi Né", "68")


def test_a_plain_list_names_the_code_above() -> None:
    heads = ("code", "parent_code", "type", "name")

    found = listed(
        heads, ("593", "60", "thanh_pho_thuoc_tinh", "Phan Thiết"), ("60", "", "tinh", "Bình Thuận")
    )

    assert said(found) == [
        ("60", "tinh", "Tỉnh Bình Thuận", None),
        ("593", "thanh_pho_thuoc_tinh", "Thành phố Phan Thiết", "60"),
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (("22918", "", "Phường", "68", "Tỉnh Lâm Đồng"), Refusal.EMPTY_NAME),
        (("", "Phường Mũi Né", "Phường", "68", "Tỉnh Lâm Đồng"), Refusal.NO_CODE),
        (("9" * 21, "Phường Mũi Né", "Phường", "68", "Tỉnh Lâm Đồng"), Refusal.NO_CODE),
        (("22918", "Mũi Né", "", "68", "Tỉnh Lâm Đồng"), Refusal.UNKNOWN_TYPE),
        (("22918", "Phường " + "Né" * 80, "", "68", "Tỉnh Lâm Đồng"), Refusal.LONG_NAME),
        (("22978", "Xã Tuy Phong", "Xã", "68", "Tỉnh Lâm Đồng"), Refusal.CODE_TWICE),
        (("22999", "Xã Liên Hương", "Xã", "68", "Tỉnh Bình Thuận"), Refusal.CODE_TWICE),
    ],
)
def test_a_row_that_cannot_be_taken_says_why(row: tuple[str, ...], reason: Refusal) -> None:
    found = listed(NEW_HEADS, ("22978", "Xã Tuy Phong", "Xã", "68", "Tỉnh Lâm Đồng"), row)

    assert refused(found) == [(3, reason)]
    assert [unit.code for unit in found.units] == ["68", "22978"]


def test_units_below_themselves_are_refused() -> None:
    heads = ("code", "parent_code", "type", "name")

    found = listed(heads, ("A", "B", "xa", "Xã A"), ("B", "A", "huyen", "Huyện B"), ("C", "C", "xa", "Xã C"))

    assert found.units == ()
    assert refused(found) == [(2, Refusal.CYCLIC), (3, Refusal.CYCLIC), (4, Refusal.CYCLIC)]


def test_empty_rows_and_sheets_without_heads_are_nothing() -> None:
    assert columns_of(sheet(("Họ và tên", "Năm sinh"), ("Nguyễn Văn Đức", 1968))) is None
    assert (
        columns_of(
            sheet(
                ("Mã", "Cấp"),
            )
        )
        is None
    )
    assert columns_of(sheet(*[("",)] * 40, NEW_HEADS)) is None
    assert listed(NEW_HEADS, ("", "", "", "", "")).units == ()


def test_what_was_read_can_be_kept_as_plain_values() -> None:
    found = listed(NEW_HEADS, *NEW_ROWS, ("", "Xã Không Mã", "", "", ""))

    assert listed_of(staged(found)) == found


def unit(code: str, type_: str, name: str, above: str | None = None) -> ListedUnit:
    return ListedUnit(2, code, name, type_, above)


def test_an_empty_tree_takes_everything_as_new() -> None:
    found = compare(listed(NEW_HEADS, *NEW_ROWS), EMPTY)

    assert [(one.unit.code, one.parent_id, one.parent_code) for one in found.new] == [
        ("68", None, None),
        ("22918", None, "68"),
        ("22978", None, "68"),
        ("23272", None, "68"),
    ]
    assert found.adds_something


def test_known_codes_are_known_renamed_or_moved_and_others_missing() -> None:
    province = KnownUnit(1, "Tỉnh Lâm Đồng", "tinh", None, is_in_reach=True, stands=True)
    commune = replace(province, id=2, name="Phường Mũi Né", type="phuong", parent_id=1)
    coded = {
        "68": province,
        "22918": commune,
        "22978": replace(commune, id=3, name="Xã Phong Phú", type="xa"),
        "23272": replace(commune, id=4, name="Đặc khu Phú Quý", type="dac_khu", parent_id=9),
        "22990": replace(commune, id=5, name="Xã Hòa Thắng"),
        "22991": replace(commune, id=6, name="Xã Đã Hết", stands=False),
        "00001": replace(commune, id=7, name="Xã Nơi Khác", is_in_reach=False),
    }

    found = compare(listed(NEW_HEADS, *NEW_ROWS), Standing(province, coded, {}))

    assert (found.new, found.known, found.adds_something) == ((), 4, False)
    assert [(one.code, one.before, one.after, one.is_moved) for one in found.otherwise] == [
        ("22978", "Xã Phong Phú", "Xã Tuy Phong", False),
        ("23272", "Đặc khu Phú Quý", "Đặc khu Phú Quý", True),
    ]
    assert found.missing == (("22990", "Xã Hòa Thắng"),)


def test_where_a_tone_mark_stands_is_no_other_name() -> None:
    known = KnownUnit(3, "Phường Phú Thủy", "phuong", None, is_in_reach=True, stands=True)

    rows = OfficialList((unit("22924", "phuong", "Phường Phú Thuỷ"),), ())

    found = compare(rows, Standing(None, {"22924": known}, {}))

    assert found.otherwise == ()


def test_a_unit_known_by_name_gets_its_code_once() -> None:
    parent = KnownUnit(1, "Tỉnh Lâm Đồng", "tinh", None, is_in_reach=True, stands=True)
    names = {(1, "xa", "tuy phong"): (7,), (1, "xa", "tan ha"): (8, 9)}
    rows = OfficialList(
        (
            unit("68", "tinh", "Tỉnh Lâm Đồng"),
            unit("22978", "xa", "Xã Tuy Phong", "68"),
            unit("22979", "xa", "Xã Tuy Phong", "68"),
            unit("23100", "xa", "Xã Tân Hà", "68"),
        ),
        (),
    )

    found = compare(rows, Standing(parent, {}, names))

    assert [(unit_id, each.code) for unit_id, each in found.named] == [(1, "68"), (7, "22978")]
    assert [(one.unit.code, one.parent_id) for one in found.new] == [("22979", 1), ("23100", 1)]


def test_what_hangs_nowhere_too_high_or_out_of_reach_is_refused() -> None:
    parent = KnownUnit(5, "Xã Tuy Phong", "xa", 1, is_in_reach=True, stands=True)
    other = replace(parent, id=6, name="Xã Đức Linh", is_in_reach=False)
    rows = OfficialList(
        (
            unit("T1", "thon", "Thôn Phú Sơn"),
            unit("T2", "thon", "Thôn Phú Lâm", "99999"),
            unit("68", "tinh", "Tỉnh Lâm Đồng"),
            unit("T3", "thon", "Thôn Đông", "23200"),
            unit("23200", "xa", "Xã Đức Linh"),
            unit("T4", "thon", "Thôn Tây", "T1"),
            unit("T5", "to_tu_quan", "Tổ tự quản 1", "T1"),
        ),
        (),
    )

    found = compare(rows, Standing(parent, {"23200": other}, {}))

    assert [one.unit.code for one in found.new] == ["T1", "T5"]
    assert [reason for _, reason in refused(found)] == [
        Refusal.UNKNOWN_PARENT,
        Refusal.WRONG_LEVEL,
        Refusal.OUT_OF_REACH,
        Refusal.OUT_OF_REACH,
        Refusal.WRONG_LEVEL,
    ]


def test_a_parent_that_has_a_code_already_is_not_given_another() -> None:
    parent = KnownUnit(1, "Tỉnh Lâm Đồng", "tinh", None, is_in_reach=True, stands=True)

    found = compare(
        OfficialList((unit("69", "tinh", "Tỉnh Lâm Đồng"),), ()), Standing(parent, {"68": parent}, {})
    )

    assert refused(found) == [(2, Refusal.WRONG_LEVEL)]
