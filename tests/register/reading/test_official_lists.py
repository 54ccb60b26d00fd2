"""A list of an office's staff becomes its officials, and what is nobody's business stays outside."""

from pathlib import Path

import pytest

from pledges.register.reading.cell_values import NoteFlag, note_flags
from pledges.register.reading.labels import Dropped
from pledges.register.reading.rows import ParsedOfficial, Place, WarningCode
from pledges.register.reading.whole_list import ListReading, OfficialListNotFound, read_list
from pledges.register.rules import SubjectKind
from tests.register.reading.lists import OFFICIALS, saved

HEAD = ("STT", "Họ và tên", "Ngày sinh", "", "Chức vụ", "Trình độ", "Đảng viên (x)", "Đơn vị", "Ghi chú")
SEX = ("", "", "Nam", "Nữ", "", "", "", "", "")
HEAD_MERGES = ("C1:D1", "A1:A2", "B1:B2", "E1:E2", "F1:F2", "G1:G2", "H1:H2", "I1:I2")


@pytest.fixture
def reading(tmp_path: Path) -> ListReading:
    rows = (
        ("I", "LÃNH ĐẠO UBND XÃ"),
        (1, "NGUYỄN VĂN ĐỨC", "02/03/1975", "", "Chủ tịch UBND", "ThS. Luật", "x", "", ""),
        ("II", "PHÒNG KINH TẾ"),
        (1, "Trần Thị Hoà", "", 1980, "Trưởng phòng", "ĐH", "x", "", "thai sản"),
        (2, "K'Brơi", 1990, "", "Chuyên viên", "ĐH", "", "Bộ phận Địa chính", "biệt phái lên tỉnh"),
        ("", "Cộng: 3 người"),
        ("", "", "", "", "TM. ỦY BAN NHÂN DÂN"),
        ("", "", "", "", "CHỦ TỊCH"),
        ("", "", "", "", "Nguyễn Văn Đức"),
    )
    path = saved(tmp_path / "can-bo.xlsx", HEAD, SEX, *rows, merges=HEAD_MERGES, sheet="Cán bộ")
    return read_list(path, OFFICIALS)


def test_officials_come_with_position_year_and_office_and_signatures_do_not(reading: ListReading) -> None:
    assert reading.subjects == (
        ParsedOfficial(Place("Cán bộ", 4), "Nguyễn Văn Đức", 1975, "Chủ tịch UBND", "Lãnh Đạo UBND Xã"),
        ParsedOfficial(
            Place("Cán bộ", 6), "Trần Thị Hoà", 1980, "Trưởng phòng", "Phòng Kinh Tế", (NoteFlag.MATERNITY,)
        ),
        ParsedOfficial(
            Place("Cán bộ", 7), "K'Brơi", 1990, "Chuyên viên", "Bộ phận Địa chính", (NoteFlag.SECONDED,)
        ),
    )
    assert reading.rejected == ()


def test_each_column_that_is_left_out_has_its_reason(reading: ListReading) -> None:
    dropped = {heading.label: heading.dropped for heading in reading.sheets[0].headings if heading.dropped}

    assert dropped == {"Trình độ": Dropped.UNNEEDED, "Đảng viên (x)": Dropped.PARTY}
    assert [warning.detail for warning in reading.warnings] == ["Đảng viên (x)"]
    assert "Luật" not in repr(reading.subjects)


@pytest.mark.parametrize(
    ("note", "flag"),
    [
        ("nghỉ thai sản đến 3/2026", NoteFlag.MATERNITY),
        ("Biệt phái", NoteFlag.SECONDED),
        ("nghỉ dài hạn", NoteFlag.LONG_LEAVE),
        ("nghỉ không hưởng lương", NoteFlag.LONG_LEAVE),
        ("đã chuyển công tác", NoteFlag.TRANSFERRED),
        ("nghỉ hưu từ 01/8/2026", NoteFlag.RETIRED),
        ("đã mất", NoteFlag.DECEASED),
    ],
)
def test_a_note_that_keeps_an_official_from_answering_is_a_flag(note: str, flag: NoteFlag) -> None:
    assert note_flags(note, SubjectKind.OFFICIAL) == (flag,)


def test_a_note_of_a_household_says_other_things() -> None:
    assert note_flags("biệt phái") == ()


def test_homes_and_telephones_of_officials_are_not_taken(tmp_path: Path) -> None:
    head = ("TT", "Họ và tên", "Chức danh", "Địa chỉ", "Số điện thoại", "Dân tộc")
    path = saved(tmp_path / "a.xlsx", head, (1, "Lê An", "Công chức", "Tổ 1", "0913456789", "K'Ho"))

    reading = read_list(path, OFFICIALS)

    assert reading.subjects == (ParsedOfficial(Place("Sheet", 2), "Lê An", None, "Công chức"),)
    assert [heading.dropped for heading in reading.sheets[0].headings[3:]] == [
        Dropped.UNNEEDED,
        Dropped.UNNEEDED,
        Dropped.ETHNICITY,
    ]
    assert [warning.code for warning in reading.warnings] == [WarningCode.FORBIDDEN_COLUMN]


def test_in_a_list_without_numbers_a_position_is_no_signature(tmp_path: Path) -> None:
    rows = (
        ("Họ và tên", "Chức vụ"),
        ("Lê An", "Chủ tịch"),
        ("Ngô Út", "Phó chủ tịch"),
        ("Người lập biểu", ""),
    )
    path = saved(tmp_path / "a.xlsx", *rows)

    assert [subject.name for subject in read_list(path, OFFICIALS).subjects] == ["Lê An", "Ngô Út"]


def test_a_file_without_officials_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Kính gửi,Ủy ban nhân dân xã\n", encoding="utf-8")

    with pytest.raises(OfficialListNotFound):
        read_list(tmp_path / "a.csv", OFFICIALS)
