"""A list out of an office's file becomes its households, and nothing else."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
import xlwt
from openpyxl import Workbook

from pledges.register.reading.cell_values import NoteFlag
from pledges.register.reading.choices import ReadingChoices
from pledges.register.reading.rows import Conversion, ParsedHousehold, Place, RejectReason, WarningCode
from pledges.register.reading.whole_list import HouseholdListNotFound, ListReading, read_list
from tests.foundation.workbook.making import ods
from tests.register.reading.lists import EXAMPLE, HOUSEHOLDS, WITH_PHONES, example, households, saved

CONVERTING = replace(WITH_PHONES, converts=True)
HEAD = ("STT", "Họ và tên chủ hộ", "Năm sinh", "Địa chỉ")


def read(path: Path, choices: ReadingChoices = WITH_PHONES) -> ListReading:
    return read_list(path, choices)


def codes(reading: ListReading) -> list[WarningCode]:
    return [warning.code for warning in reading.warnings]


@pytest.fixture
def example_file(tmp_path: Path) -> Path:
    path = tmp_path / "danh-sach.xlsx"
    example().save(path)
    return path


DUC = ParsedHousehold(
    Place("Phú Sơn", 10), "Nguyễn Văn Đức", 1968, "Tổ 1", 4, ("+84913456789",), group="Thôn Phú Sơn"
)
HOA = ParsedHousehold(
    Place("Phú Sơn", 11),
    "Trần Thị Hoà",
    1955,
    "Tổ 1",
    3,
    ("+84793456789",),
    (NoteFlag.AWAY,),
    "Thôn Phú Sơn",
)
HOA_IN_AN_OLD_FONT = ParsedHousehold(
    Place("Phú Sơn", 12), "Trần Thị Hoà", 1955, "Tổ 1", 2, group="Thôn Phú Sơn"
)
ANH = ParsedHousehold(
    Place("Phú Sơn", 13),
    "Đặng Thị Ánh",
    1972,
    "Tổ 1",
    5,
    ("+842523821234", "+84987654321"),
    group="Thôn Phú Sơn",
)


def test_the_example_yields_exactly_its_four_households_once_conversion_is_agreed(example_file: Path) -> None:
    reading = read(example_file, CONVERTING)

    assert reading.subjects == (DUC, HOA, HOA_IN_AN_OLD_FONT, ANH)
    assert reading.rejected == ()


def test_without_agreement_the_row_in_an_old_font_comes_back_with_its_reason(example_file: Path) -> None:
    reading = read(example_file)

    assert reading.subjects == (DUC, HOA, ANH)
    (rejected,) = reading.rejected
    assert (rejected.row_number, rejected.reason) == (12, RejectReason.LEGACY_FONT)
    assert dict(rejected.cells)["Họ và tên chủ hộ"] == "TrÇn ThÞ Hoµ"
    assert rejected.looks_like == "Trần Thị Hoà"


@pytest.mark.parametrize("choices", [WITH_PHONES, CONVERTING])
def test_the_clerk_sees_what_conversion_does(example_file: Path, choices: ReadingChoices) -> None:
    conversions = read(example_file, choices).conversions

    assert conversions == (
        Conversion(Place("Phú Sơn", 12), "TCVN3", "TrÇn ThÞ Hoµ", "Trần Thị Hoà"),
        Conversion(Place("Phú Sơn", 12), "TCVN3", "Tæ 1", "Tổ 1"),
    )


@pytest.mark.parametrize("choices", [WITH_PHONES, CONVERTING])
def test_the_possible_duplicate_is_pointed_out(example_file: Path, choices: ReadingChoices) -> None:
    (warning,) = read(example_file, choices).warnings

    assert warning.code == WarningCode.POSSIBLE_DUPLICATE
    assert warning.places == (Place("Phú Sơn", 11), Place("Phú Sơn", 12))


def test_phones_are_left_in_the_file_unless_asked_for(example_file: Path) -> None:
    reading = read(example_file, HOUSEHOLDS)

    assert [household.phones for household in reading.subjects] == [(), (), ()]
    assert codes(reading)[0] == WarningCode.PHONES_NOT_TAKEN
    assert "913456789" not in repr(reading)


def test_the_columns_found_are_shown(example_file: Path) -> None:
    (sheet,) = read(example_file).sheets

    assert (sheet.name, sheet.head_row, sheet.subject_count) == ("Phú Sơn", 6, 3)
    assert [heading.label for heading in sheet.headings][2:5] == [
        "Năm sinh / Nam",
        "Năm sinh / Nữ",
        "Địa chỉ",
    ]


def test_an_old_workbook_reads_the_same_as_far_as_it_goes(tmp_path: Path) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Phú Sơn")
    for reference, value in EXAMPLE.items():
        sheet.write(int(reference[1:]) - 1, ord(reference[0]) - ord("A"), value)
    book.save(str(tmp_path / "danh-sach.xls"))

    reading = read(tmp_path / "danh-sach.xls")

    assert [household.row_number for household in reading.subjects] == [10, 11, 13]
    # Fonts are not looked at in this format: the characters alone tell.
    assert [row.row_number for row in reading.rejected] == [12]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_text_file_is_read(tmp_path: Path, encoding: str, delimiter: str) -> None:
    lines = [HEAD, ("1", "ĐẶNG THỊ ÁNH", "1972", "Tổ 1"), ("2", "Lê An", "1/1/55", "nt")]
    text = "\r\n".join(delimiter.join(line) for line in lines)
    (tmp_path / "danh-sach.csv").write_text(text, encoding=encoding, newline="")

    found = households(read(tmp_path / "danh-sach.csv"))

    assert [(h.head_name, h.birth_year, h.address) for h in found] == [
        ("Đặng Thị Ánh", 1972, "Tổ 1"),
        ("Lê An", 1955, "Tổ 1"),
    ]


def test_forbidden_columns_are_named_and_their_contents_stay_outside(tmp_path: Path) -> None:
    book = Workbook()
    book["Sheet"].append((*HEAD, "Số CCCD", "Dân tộc", "Hộ nghèo", "Ghi chú"))
    book["Sheet"].append((1, "K'BRƠI", 1970, "Tổ 1", "060085001234", "K'Ho", "x", "hộ nghèo, tạm trú"))
    book["Sheet"].append((2, "", 1970, "Tổ 1", "060085009999", "Raglai", "x"))
    book.save(tmp_path / "a.xlsx")

    reading = read(tmp_path / "a.xlsx")

    assert [warning.detail for warning in reading.warnings] == ["Số CCCD", "Dân tộc", "Hộ nghèo"]
    assert reading.subjects[0].note_flags == (NoteFlag.TEMPORARY,)
    assert not any(
        word in repr((reading.subjects, reading.rejected)) for word in ("0600850", "K'Ho", "nghèo")
    )


def test_households_of_a_group_without_addresses_live_there(tmp_path: Path) -> None:
    book = Workbook()
    for row in (
        HEAD,
        ("", "I. TỔ 1"),
        (1, "Lê An", 1970),
        ("", "Cộng: 1 hộ"),
        ("", "II. TỔ 2"),
        (1, "Ngô Út", 1980),
    ):
        book["Sheet"].append(row)
    book.save(tmp_path / "a.xlsx")

    assert [household.address for household in read(tmp_path / "a.xlsx").subjects] == ["Tổ 1", "Tổ 2"]


def test_in_a_population_list_members_are_counted_with_their_head(tmp_path: Path) -> None:
    book = Workbook()
    rows = (
        ("STT", "Họ và tên", "Quan hệ với chủ hộ", "Năm sinh"),
        (1, "Lê An", "Chủ hộ", 1970),
        ("", "Ngô Út", "Vợ", 1972),
        (2, "Hộ 12", "Chủ hộ", 1950),
        ("", "Lý Tư", "Con", 1980),
    )
    for row in rows:
        book["Sheet"].append(row)
    book.save(tmp_path / "a.xlsx")

    reading = read(tmp_path / "a.xlsx")

    assert [(h.head_name, h.people_count) for h in reading.subjects] == [("Lê An", 2)]
    assert [place.row_number for place in reading.warnings[0].places] == [3, 5]
    assert codes(reading) == [WarningCode.MEMBERS_LEFT_OUT]


def test_more_members_than_a_household_can_have_are_no_number(tmp_path: Path) -> None:
    rows = [("STT", "Họ và tên", "Quan hệ"), (1, "Lê An", "Chủ hộ"), *[("", "Ngô Út", "con")] * 120]

    reading = read(saved(tmp_path / "a.xlsx", *rows))

    assert [household.people_count for household in households(reading)] == [None]
    assert codes(reading) == [WarningCode.PEOPLE_COUNT_UNCLEAR, WarningCode.MEMBERS_LEFT_OUT]


def test_each_sheet_is_read_and_hidden_ones_are_left_out(tmp_path: Path) -> None:
    book = Workbook()
    for name in ("Phú Sơn", "Tân Lập 1", "Nháp"):
        sheet = book.create_sheet(name)
        sheet.append(HEAD)
        sheet.append((1, f"Lê {name}", 1970, "Tổ 1"))
    book["Nháp"].sheet_state = "hidden"
    book["Sheet"].append(("Hướng dẫn",))
    book.save(tmp_path / "a.xlsx")

    reading = read(tmp_path / "a.xlsx")

    assert [household.place.sheet for household in reading.subjects] == ["Phú Sơn"]
    assert [row.reason for row in reading.rejected] == [RejectReason.NAME_UNREADABLE]
    assert codes(reading) == [WarningCode.SHEET_WITHOUT_LIST, WarningCode.HIDDEN_SHEET]


def test_what_stands_after_the_signature_is_no_household(tmp_path: Path) -> None:
    book = Workbook()
    for row in (
        HEAD,
        (1, "Lê An", 1970, "Tổ 1"),
        ("", "NGƯỜI LẬP BIỂU"),
        ("", "Nguyễn Văn Mẫu", 1960, "Tổ 2"),
    ):
        book["Sheet"].append(row)
    book.save(tmp_path / "a.xlsx")

    assert [household.head_name for household in read(tmp_path / "a.xlsx").subjects] == ["Lê An"]


def test_real_dates_and_broken_formulas_are_met_calmly(tmp_path: Path) -> None:
    book = Workbook()
    book["Sheet"].append(HEAD)
    book["Sheet"].append((1, "Lê An", dt.date(1970, 4, 30), "#REF!"))
    book["Sheet"]["D2"].data_type = "e"
    book.save(tmp_path / "a.xlsx")

    (household,) = read(tmp_path / "a.xlsx").subjects

    assert (household.birth_year, household.address) == (1970, "")


def test_a_file_without_a_list_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Kính gửi,Ủy ban nhân dân xã\n", encoding="utf-8")

    with pytest.raises(HouseholdListNotFound):
        read(tmp_path / "a.csv")


def test_what_looks_like_a_formula_or_markup_is_text(tmp_path: Path) -> None:
    text = "STT;Họ tên;Địa chỉ\n1;=Lê An;<b onclick=x>Tổ 1</b>\n2;=1+1;@SUM(A1)\n"
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")

    reading = read(tmp_path / "a.csv")

    assert [(h.head_name, h.address) for h in households(reading)] == [("=Lê An", "<b onclick=x>Tổ 1</b>")]
    assert [row.cells for row in reading.rejected] == [
        (("STT", "2"), ("Họ tên", "=1+1"), ("Địa chỉ", "@SUM(A1)"))
    ]


def test_a_list_of_libreoffice_is_read(tmp_path: Path) -> None:
    rows = (HEAD, ("1", "LÊ AN", "1970", "Tổ 1"), ("2", "Ngô Út", "1/1/55", "nt"))
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    lines = ["".join(map(cell.format, row)) for row in rows]
    table = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
    (tmp_path / "a.ods").write_bytes(ods(table))

    assert [(h.head_name, h.birth_year, h.address) for h in households(read(tmp_path / "a.ods"))] == [
        ("Lê An", 1970, "Tổ 1"),
        ("Ngô Út", 1955, "Tổ 1"),
    ]
