"""How the lists that exist are laid out, mess by mess; each list is made here as communes make it."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from pledges.register.reading.rows import WarningCode
from pledges.register.reading.whole_list import read_list
from tests.register.reading.lists import HEAD, HOUSEHOLDS, WITH_PHONES, households, names, saved


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "danh-sach.xlsx"


def test_1_titles_and_three_merged_head_rows_stand_above_the_list(path: Path) -> None:
    saved(
        path,
        ("UBND XÃ HÀM MẪU", "", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("THÔN PHÚ SƠN", "", "", "", "Độc lập - Tự do - Hạnh phúc"),
        (),
        ("DANH SÁCH HỘ DÂN",),
        ("(Kèm theo Công văn số 12/UBND ngày 05/02/2026)",),
        (),
        ("STT", "Họ và tên chủ hộ", "Năm sinh", "", "Số nhân khẩu", "", "", "Địa chỉ"),
        ("", "", "Nam", "Nữ", "Tổng số", "Trong đó", "", ""),
        ("", "", "", "", "", "Nam", "Nữ", ""),
        ("(1)", "(2)", "(3)", "(4)", "(5)=(6)+(7)", "(6)", "(7)", "(8)"),
        (1, "Lê An", 1970, "", 4, 2, 2, "Tổ 1"),
        merges=(
            "A1:D1",
            "A4:H4",
            "A7:A9",
            "B7:B9",
            "C7:D7",
            "E7:G7",
            "F8:G8",
            "H7:H9",
            "C8:C9",
            "D8:D9",
            "E8:E9",
        ),
    )

    reading = read_list(path, HOUSEHOLDS)

    (household,) = households(reading)
    assert (household.head_name, household.birth_year, household.people_count) == ("Lê An", 1970, 4)
    assert (household.address, household.group, household.row_number) == ("Tổ 1", "Thôn Phú Sơn", 11)
    assert reading.sheets[0].head_row == 7


def test_2_the_year_stands_under_men_or_under_women(path: Path) -> None:
    saved(
        path,
        ("STT", "Họ và tên", "Năm sinh", "", "Địa chỉ"),
        ("", "", "Nam", "Nữ", ""),
        (1, "Lê An", 1970, "", "Tổ 1"),
        (2, "Ngô Thị Út", "", 1972, "Tổ 1"),
        merges=("C1:D1",),
    )

    assert [household.birth_year for household in households(read_list(path, HOUSEHOLDS))] == [1970, 1972]


def test_3_groups_sums_and_signatures_are_no_households(path: Path) -> None:
    saved(
        path,
        ("STT", "Họ và tên chủ hộ", "Số NK"),
        ("I", "THÔN PHÚ SƠN", ""),
        ("", "Tổ 3:", ""),
        (1, "Lê An", 4),
        (2, "Ngô Út", 3),
        ("", "Cộng: 2 hộ", 7),
        ("II.", "THÔN TÂN LẬP 1", ""),
        (1, "Lý Ba", 5),
        ("", "Cộng: 1 hộ", 5),
        ("", "TỔNG CỘNG: 3 hộ", 12),
        ("", "", "Hàm Mẫu, ngày 05 tháng 02 năm 2026"),
        ("", "NGƯỜI LẬP BIỂU", ""),
        ("", "Nguyễn Văn Mẫu", ""),
    )

    found = households(read_list(path, HOUSEHOLDS))

    assert [(one.head_name, one.group, one.address) for one in found] == [
        ("Lê An", "Thôn Phú Sơn", "Tổ 3"),
        ("Ngô Út", "Thôn Phú Sơn", "Tổ 3"),
        ("Lý Ba", "Thôn Tân Lập 1", ""),
    ]


def test_4_numbers_restart_are_text_are_formulas_or_missing(path: Path) -> None:
    saved(
        path,
        ("STT", "Họ và tên", "Quan hệ với chủ hộ", "Năm sinh", "Địa chỉ"),
        ("I", "Thôn Phú Sơn"),
        ("1", "Lê An", "Chủ hộ", 1970, "Tổ 1"),
        ("", "Ngô Út", "Vợ", 1972, ""),
        ("2.", "Lý Ba", "Chủ hộ", 1980, "Tổ 2"),
        ("II", "Thôn Tân Lập"),
        ("01", "Võ Tư", "Chủ hộ", 1960, "Tổ 1"),
        merges=("A3:A4", "E3:E4"),
    )

    reading = read_list(path, HOUSEHOLDS)

    assert [(one.name, one.group) for one in reading.subjects] == [
        ("Lê An", "Thôn Phú Sơn"),
        ("Lý Ba", "Thôn Phú Sơn"),
        ("Võ Tư", "Thôn Tân Lập"),
    ]
    assert [one.people_count for one in households(reading)] == [2, 1, 1]


def test_4_a_number_that_is_a_formula_without_a_result_loses_no_household(path: Path) -> None:
    saved(path, HEAD, ("=ROW()-1", "Lê An", 1970, "Tổ 1"), ("=ROW()-1", "Ngô Út", 1972))

    assert names(read_list(path, HOUSEHOLDS)) == ["Lê An", "Ngô Út"]


def test_11_equal_people_are_pointed_out_and_never_merged(path: Path) -> None:
    saved(
        path,
        ("STT", "Họ và tên", "Năm sinh", "Thôn"),
        (1, "Nguyễn Thị Lan", 1965, "Phú Sơn"),
        (2, "Nguyễn Thị Lan", 1965, "Phú Sơn"),
        (3, "Trần Văn Hòa", 1970, "Phú Sơn"),
        (4, "TRẦN VĂN HOÀ", 1970, "Tân Lập"),
        (5, "Lê An", 1970, "Phú Sơn"),
        (6, "Lê An", 1971, "Phú Sơn"),
    )

    reading = read_list(path, HOUSEHOLDS)

    assert len(reading.subjects) == 6
    assert [
        (warning.code, [place.row_number for place in warning.places]) for warning in reading.warnings
    ] == [
        (WarningCode.POSSIBLE_DUPLICATE, [2, 3]),
        (WarningCode.POSSIBLE_DUPLICATE, [4, 5]),
        (WarningCode.SAME_NAME, [6, 7]),
    ]


def hamlet(sheet: Worksheet, *people: str) -> None:
    sheet.append(HEAD)
    for number, name in enumerate(people, start=1):
        sheet.append((number, name, 1970, "Tổ 1"))


def test_12_each_sheet_is_a_hamlet_and_what_is_hidden_is_told(path: Path) -> None:
    book = Workbook()
    hamlet(book["Sheet"], "Lê Chung")
    hamlet(book.create_sheet("Phú Sơn"), "Lê An", "Lê Ba", "Lê Tư")
    hamlet(book.create_sheet("KP 3"), "Ngô Út")
    hamlet(book.create_sheet("Nháp"), "Lý Năm")
    book["Nháp"].sheet_state = "hidden"
    book["Phú Sơn"].row_dimensions[3].hidden = True
    book["Phú Sơn"].auto_filter.ref = "A1:G4"
    book["Phú Sơn"]["B2"].comment = Comment("đã xin chuyển", "ẩn danh")
    book["Phú Sơn"]["D4"] = "#REF!"
    book["Phú Sơn"]["D4"].data_type = "e"
    book["Phú Sơn"]["E2"] = "='[khac.xlsx]Sheet1'!$A$1"
    book.save(path)

    reading = read_list(path, WITH_PHONES)

    assert [(one.name, one.group) for one in reading.subjects] == [
        ("Lê Chung", ""), ("Lê An", "Phú Sơn"), ("Lê Ba", "Phú Sơn"), ("Lê Tư", "Phú Sơn"), ("Ngô Út", "KP 3")
    ]  # fmt: skip
    assert [one.address for one in households(reading)] == ["Tổ 1", "Tổ 1", "Tổ 1", "", "Tổ 1"]
    hidden = [(w.code, w.places[0].sheet, w.places[0].row_number) for w in reading.warnings]
    assert hidden == [(WarningCode.HIDDEN_ROWS, "Phú Sơn", 3), (WarningCode.HIDDEN_SHEET, "Nháp", 0)]


def test_12_empty_columns_and_formats_down_to_the_last_row_do_no_harm(path: Path) -> None:
    book = Workbook()
    sheet = book["Sheet"]
    sheet.append(("", "STT", "", "Họ và tên", "", "Địa chỉ"))
    sheet.append(("", 1, "", "Lê An", "", "Tổ 1"))
    for column in ("B", "D", "F"):
        sheet.column_dimensions[column].fill = PatternFill("solid", "FFFF00")
    sheet["F1048576"].fill = PatternFill("solid", "FFFF00")
    book.save(path)

    assert [(one.head_name, one.address) for one in households(read_list(path, HOUSEHOLDS))] == [
        ("Lê An", "Tổ 1")
    ]


def test_13_units_of_before_are_kept_as_written_and_pointed_out(path: Path) -> None:
    saved(
        path,
        HEAD,
        ("I", "Khu phố 3 (thị trấn Liên Hương cũ)"),
        (1, "Lê An", 1970, "Tổ 1, KP 3, thị trấn Liên Hương, huyện Tuy Phong"),
        (2, "Ngô Út", 1972, "Tổ 2"),
    )

    reading = read_list(path, WITH_PHONES)

    assert {household.group for household in households(reading)} == {"Khu phố 3"}
    assert households(reading)[0].address == "Tổ 1, KP 3, thị trấn Liên Hương, huyện Tuy Phong"
    assert [(w.code, w.places[0].row_number) for w in reading.warnings] == [(WarningCode.OLD_UNIT_NAME, 3)]
