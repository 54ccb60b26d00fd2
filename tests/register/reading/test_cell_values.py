"""Cells are read as people meant them."""

import datetime as dt
import unicodedata

import pytest

from pledges.foundation.workbook.values import CellValue
from pledges.register.reading.cell_values import (
    NoteFlag,
    is_ditto,
    note_flags,
    read_birth_year,
    read_name,
    read_people_count,
)

TODAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("NGUYỄN VĂN  ĐỨC", "Nguyễn Văn Đức"),
        (unicodedata.normalize("NFD", "NGUYỄN THỊ ẨN"), "Nguyễn Thị Ẩn"),
        ("\u00d0ặng Thị\u00a0Ánh.", "Đặng Thị Ánh"),
        ("Lê Văn An (chủ hộ)", "Lê Văn An"),
        ("1. Lê Văn An", "Lê Văn An"),
        ("Ông: Lê Văn An", "Lê Văn An"),
        ("Bà Trần Thị Hoà", "Trần Thị Hoà"),
        ("Lê Văn An cũ: Lê Văn Ba", "Lê Văn An"),
        ("K'BRƠI", "K'Brơi"),
        ("H'Hen Niê", "H'Hen Niê"),
        ("Bà Rịa", "Rịa"),
    ],
)
def test_a_name_is_put_right(typed: str, name: str) -> None:
    assert read_name(typed).name == name


@pytest.mark.parametrize("typed", ["Hộ số 12", "060085001234", "X", "...", "Lê " * 40])
def test_what_is_no_name_gives_none(typed: str) -> None:
    assert read_name(typed).name == ""


def test_of_two_people_the_first_is_the_head() -> None:
    cell = read_name("Ng. Văn A - Trần Thị B")

    assert (cell.name, cell.second_name, cell.was_expanded) == ("Nguyễn Văn A", "Trần Thị B", True)


@pytest.mark.parametrize("typed", ["Ng.T.Hoa", "Ng~ T. Hoa", "NG Thị Hoa"])
def test_usual_abbreviations_are_written_out(typed: str) -> None:
    assert read_name(typed).name == "Nguyễn Thị Hoa"


@pytest.mark.parametrize("typed", ["Lê Văn An (đã mất)", "Lê Văn An - mất", "Lê Văn An [đã mất]"])
def test_a_remark_beside_a_name_becomes_a_flag(typed: str) -> None:
    cell = read_name(typed)

    assert (cell.name, cell.flags, cell.second_name) == ("Lê Văn An", (NoteFlag.DECEASED,), "")


@pytest.mark.parametrize(
    ("typed", "year"),
    [
        (1968, 1968), (1968.0, 1968), ("1960", 1960), ("'1960", 1960), ("1/1/55", 1955), ("01/01/1960", 1960),
        ("00/00/1955", 1955), ("12.5.1971", 1971), ("31-12-1999", 1999), (dt.date(1972, 3, 4), 1972), (20090, 1955),
        ("20090", 1955), (55, 1955), ("05", 2005), ("1960 (66 tuổi)", 1960),
    ],
)  # fmt: skip
def test_a_year_of_birth_is_read(typed: CellValue, year: int) -> None:
    assert read_birth_year(typed, TODAY) == year


@pytest.mark.parametrize(
    "typed", ["15", "x", "1855", 2027, 60000, "1960-1965", "không rõ", dt.date(2027, 1, 1), 123456]
)
def test_an_unclear_year_is_not_guessed(typed: CellValue) -> None:
    assert read_birth_year(typed, TODAY) is None


@pytest.mark.parametrize(
    ("typed", "count"),
    [(4, 4), ("'4", 4), ("05", 5), ("4 người", 4), ("4(2 nữ)", 4), ("3 khẩu", 3), ("12 NK.", 12)],
)
def test_a_number_of_people_is_read(typed: CellValue, count: int) -> None:
    assert read_people_count(typed) == count


@pytest.mark.parametrize("typed", ["0", "3+1", "nhiều", 4.5, 120, "4/2", dt.date(2026, 4, 2)])
def test_an_unclear_number_of_people_is_not_guessed(typed: CellValue) -> None:
    assert read_people_count(typed) is None


@pytest.mark.parametrize("typed", ['"', "nt", "NT", "//", "như trên", " '' ", "-nt-"])
def test_as_above_is_recognised(typed: str) -> None:
    assert is_ditto(typed)


@pytest.mark.parametrize("typed", ["Tổ 1", "", 1])
def test_other_cells_are_not_as_above(typed: CellValue) -> None:
    assert not is_ditto(typed)


@pytest.mark.parametrize(
    ("note", "flags"),
    [
        ("đi làm ăn xa", (NoteFlag.AWAY,)),
        ("Chuyển đi 3/2024", (NoteFlag.MOVED,)),
        ("Tạm trú, nhà trọ", (NoteFlag.TEMPORARY, NoteFlag.LODGING)),
        ("hộ ghép", (NoteFlag.SHARED,)),
        ("hộ nghèo, CCCD 060085001234", ()),
    ],
)
def test_of_a_note_only_presence_is_kept(note: str, flags: tuple[NoteFlag, ...]) -> None:
    assert note_flags(note) == flags
