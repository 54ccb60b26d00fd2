"""What stands in the cells of the lists that exist, mess by mess; each list is made here as communes make it."""

import datetime as dt
import unicodedata
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from pledges.register.reading.cell_values import NoteFlag
from pledges.register.reading.rows import WarningCode
from pledges.register.reading.whole_list import read_list
from tests.register.reading.lists import CONVERTING, HEAD, HOUSEHOLDS, WITH_PHONES, households, names, saved


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "danh-sach.xlsx"


def test_5_names_are_split_shouted_spaced_and_commented(path: Path) -> None:
    saved(
        path,
        ("STT", "Họ đệm", "Tên", "Địa chỉ"),
        (1, "NGUYỄN  VĂN", "ĐỨC", "Tổ 1"),
        (2, "Trần\u00a0Thị", "Hoà.", "Tổ 1"),
        (3, "", "Lê Văn An (chủ hộ)", "Tổ 1"),
        (4, "", "Lê Văn Ba (đã mất)", "Tổ 1"),
        (5, "", "Lê Tư cũ: Lê Văn Bốn", "Tổ 1"),
        (6, "", "Ng. Văn A - Trần Thị B", "Tổ 1"),
    )

    reading = read_list(path, HOUSEHOLDS)

    assert names(reading) == [
        "Nguyễn Văn Đức", "Trần Thị Hoà", "Lê Văn An", "Lê Văn Ba", "Lê Tư", "Nguyễn Văn A"
    ]  # fmt: skip
    assert households(reading)[3].note_flags == (NoteFlag.DECEASED,)
    assert [(warning.code, warning.detail) for warning in reading.warnings] == [
        (WarningCode.SECOND_NAME_LEFT_OUT, "Trần Thị B"),
        (WarningCode.NAME_EXPANDED, "Nguyễn Văn A"),
    ]


MIXED = [
    ("Nguyễn Văn Đức", None, "Nguyễn Văn Đức"),
    (unicodedata.normalize("NFD", "Nguyễn Thị Ẩn"), None, "Nguyễn Thị Ẩn"),
    ("\u00d0ặng Thị Ánh", None, "Đặng Thị Ánh"),
    ("TrÇn V¨n H\u00adng", ".VnTime", "Trần Văn Hưng"),
    ("Lª ThÞ Hoµ", ".VnTimeH", "Lê Thị Hoà"),
    ("PH¹M V¡N Tó", None, "Phạm Văn Tú"),
    ("Ñoã Thò Haúng", "VNI-Times", "Đỗ Thị Hẳng"),
    ("Leâ Vî", "VNI-Times", "Lê Vỵ"),
    ("Buøi Vaên Naêm", None, "Bùi Văn Năm"),
    ("Lê Hà", None, "Lê Hà"),
]


def mixed_column(path: Path) -> None:
    book = Workbook()
    sheet = book["Sheet"]
    sheet.append(("STT", "Họ và tên", "Năm sinh"))
    for number, (name, font, _) in enumerate(MIXED, start=1):
        sheet.append((number, name, 1950 + number))
        if font:
            sheet.cell(number + 1, 2).font = Font(name=font)
    book.save(path)


def test_6_every_encoding_of_a_mixed_column_is_converted_once_agreed(path: Path) -> None:
    mixed_column(path)

    assert names(read_list(path, CONVERTING)) == [says for _, _, says in MIXED]


def test_6_without_agreement_what_is_old_comes_back_and_is_shown_before_and_after(path: Path) -> None:
    mixed_column(path)

    reading = read_list(path, HOUSEHOLDS)

    assert names(reading) == ["Nguyễn Văn Đức", "Nguyễn Thị Ẩn", "Đặng Thị Ánh", "Lê Hà"]
    assert [row.looks_like for row in reading.rejected] == [says for _, _, says in MIXED[3:9]]
    assert [(shown.encoding, shown.after) for shown in reading.conversions] == [
        ("TCVN3", "Trần Văn Hưng"), ("TCVN3", "LÊ THỊ HOÀ"), ("TCVN3", "PHẠM VĂN TÚ"),
        ("VNI", "Đỗ Thị Hẳng"), ("VNI", "Lê Vỵ"), ("VNI", "Bùi Văn Năm"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "year"),
    [
        (dt.date(1955, 1, 1), 1955), (20090, 1955), ("31/12/1955", 1955), ("1960", 1960), ("01/01/1960", 1960),
        ("12/31/1955", 1955), ("12.5.1971", 1971), ("1/1/55", 1955), ("00/00/1955", 1955),
    ],
)  # fmt: skip
def test_7_dates_are_written_in_every_way(path: Path, written: object, year: int) -> None:
    saved(path, HEAD, (1, "Lê An", written, "Tổ 1"))

    assert [household.birth_year for household in households(read_list(path, HOUSEHOLDS))] == [year]


def test_8_phones_are_written_in_every_way(path: Path) -> None:
    phones = (
        913456789, "0913.456.789", "0913 456 789/0987654321", "0121.345.6789", "không có", "3821234", "6,0E+10",
        60085001234.0,
    )  # fmt: skip
    saved(
        path,
        HEAD,
        *[(number, f"Lê An {'ABCDEFGH'[number]}", 1970, "Tổ 1", 4, p) for number, p in enumerate(phones)],
    )

    reading = read_list(path, WITH_PHONES)

    assert [household.phones for household in households(reading)] == [
        ("+84913456789",), ("+84913456789",), ("+84913456789", "+84987654321"), ("+84793456789",), (), (), (), (),
    ]  # fmt: skip
    unreadable = [w.places[0].row_number for w in reading.warnings if w.code == WarningCode.PHONE_UNREADABLE]
    assert unreadable == [7, 8, 9]
    assert "60085001234" not in repr(reading)


def test_9_numbers_are_text_or_more_than_a_number(path: Path) -> None:
    counts = ("'4", "04", "4 người", "4(2 nữ)", "-", "nhiều")
    saved(
        path,
        HEAD,
        *[(number, f"Lê An {'ABCDEF'[number]}", 1970, "Tổ 1", c) for number, c in enumerate(counts)],
    )

    reading = read_list(path, HOUSEHOLDS)

    assert [household.people_count for household in households(reading)] == [4, 4, 4, 4, None, None]
    unclear = [warning for warning in reading.warnings if warning.code == WarningCode.PEOPLE_COUNT_UNCLEAR]
    assert [warning.detail for warning in unclear] == ["nhiều"]


def test_10_as_above_is_written_in_every_way(path: Path) -> None:
    marks = ("Tổ 1", '"', "nt", "//", "Tổ 2", "như trên", "")
    saved(path, HEAD, *[(number, f"Lê An {'ABCDEFG'[number]}", 1970, m) for number, m in enumerate(marks)])

    addresses = [household.address for household in households(read_list(path, HOUSEHOLDS))]

    assert addresses == ["Tổ 1", "Tổ 1", "Tổ 1", "Tổ 1", "Tổ 2", "Tổ 2", ""]


def test_10_an_address_is_left_blank_below_the_first(path: Path) -> None:
    marks = ("Tổ 1", "", "", "", "Tổ 2", "", "")
    saved(path, HEAD, *[(number, f"Lê An {'ABCDEFG'[number]}", 1970, m) for number, m in enumerate(marks)])

    addresses = [household.address for household in households(read_list(path, HOUSEHOLDS))]

    assert addresses == ["Tổ 1"] * 4 + ["Tổ 2"] * 3


def test_14_of_notes_only_presence_is_kept(path: Path) -> None:
    notes = ("đi làm ăn xa", "chuyển đi 3/2024", "hộ ghép", "tạm trú", "nhà trọ", "hộ nghèo, bệnh nặng")
    saved(
        path, HEAD, *[(n, f"Lê An {'ABCDEF'[n]}", 1970, "Tổ 1", 4, "", note) for n, note in enumerate(notes)]
    )

    reading = read_list(path, HOUSEHOLDS)

    assert [household.note_flags for household in households(reading)] == [
        (NoteFlag.AWAY,), (NoteFlag.MOVED,), (NoteFlag.SHARED,), (NoteFlag.TEMPORARY,), (NoteFlag.LODGING,), (),
    ]  # fmt: skip
    assert "nghèo" not in repr(reading)


def test_samples_come_from_the_list_only_and_are_five_in_all(path: Path) -> None:
    book = Workbook()
    for name in ("Phú Sơn", "Tân Lập"):
        sheet = book.create_sheet(name)
        sheet.append(("STT", "Họ và tên", "Năm sinh"))
        for number, given in enumerate(("An", "Ba", "T\u00ad"), start=1):
            sheet.append((number, f"TrÇn V¨n {given}", 1970))
        sheet.append(("", "NGƯỜI LẬP", ""))
        sheet.append(("", "NguyÔn V¨n MÉu", ""))
    book.save(path)

    conversions = read_list(path, HOUSEHOLDS).conversions

    assert [(shown.place.sheet, shown.after) for shown in conversions] == [
        ("Phú Sơn", "Trần Văn An"), ("Phú Sơn", "Trần Văn Ba"), ("Phú Sơn", "Trần Văn Tư"),
        ("Tân Lập", "Trần Văn An"), ("Tân Lập", "Trần Văn Ba"),
    ]  # fmt: skip
