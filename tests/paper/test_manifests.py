"""The manifest of a print run, read as whoever counts the paper reads it."""

from io import BytesIO

import pytest

from pledges.paper.manifests import FileLine, Manifest, Row, write_manifest
from tests.paper.checkers import faults_of
from tests.paper.reading import fonts_of, page_count, page_size_mm, text_of

pytestmark = pytest.mark.document

HEADING = "Đợt in số 12 – Giấy ghi nhận cam kết – Xã Hàm Mẫu"
FACTS = [("Số đợt in", "12"), ("Người yêu cầu in", "Trần Thị Hòa"), ("Mã của tờ đầu", "K7QM-2XPA-9R3TC")]
ONE_FILE = [FileLine("giay-ghi-nhan-xa-ham-mau-12.pdf", 3, "a1" * 32)]
ROWS: list[Row] = [
    ("", "Thôn Phú Sơn", ""),
    ("1", "Hộ số 12", "2026-0003-000123N"),
    ("2", "Hộ số 3", "chưa in được"),
    ("", "Buôn Ama Thuột", ""),
    ("3", "Hộ số 7", "2026-0003-000124P"),
]


def written(files: list[FileLine], rows: list[Row]) -> bytes:
    destination = BytesIO()
    pages = write_manifest(Manifest(HEADING, FACTS, files), rows, destination)
    assert page_count(destination.getvalue()) == pages
    return destination.getvalue()


def test_the_first_sheet_holds_the_facts_and_the_checksum() -> None:
    text = text_of(written(ONE_FILE, ROWS), 0)

    assert "PHIẾU XUẤT KÈM ĐỢT IN" in text
    assert "Trần Thị Hòa" in text
    assert "K7QM-2XPA-9R3TC" in text
    assert "a1" * 32 in "".join(text.split())
    assert "NGƯỜI NHẬN" in text


def test_the_list_names_every_piece_under_its_unit() -> None:
    text = text_of(written(ONE_FILE, ROWS), 1)

    assert text.index("Thôn Phú Sơn") < text.index("Hộ số 12") < text.index("2026-0003-000123N")
    assert text.index("chưa in được") < text.index("Buôn Ama Thuột") < text.index("2026-0003-000124P")
    assert "Trang 2" in text


def test_many_files_have_sheets_of_their_own() -> None:
    files = [FileLine(f"{place:04d}-thon-phu-son.pdf", 50, f"{place:064x}") for place in range(1, 61)]

    pdf = written(files, ROWS)

    assert page_count(pdf) == 4
    assert f"{60:064x}" in "".join(text_of(pdf, 2).split())
    assert "xem các trang sau" in text_of(pdf, 0)


def test_a_long_list_goes_on_in_columns_and_sheets() -> None:
    rows = [(str(place), f"Hộ số {place}", "") for place in range(1, 400)]

    pdf = written(ONE_FILE, rows)

    assert page_count(pdf) == 4
    assert "Hộ số 168" in text_of(pdf, 1)
    assert "Hộ số 169" in text_of(pdf, 2)
    assert "Hộ số 399" in text_of(pdf, 3)


def test_it_is_a4_with_its_fonts_inside_and_made_to_pdf_ua() -> None:
    pdf = written(ONE_FILE, ROWS)

    assert page_size_mm(pdf) == (210.0, 297.0)
    assert set(fonts_of(pdf).values()) == {True}
    assert faults_of(pdf) == []


def test_the_same_run_gives_the_same_bytes() -> None:
    assert written(ONE_FILE, ROWS) == written(ONE_FILE, ROWS)


def test_letters_that_no_face_has_do_not_stop_the_list() -> None:
    text = text_of(written(ONE_FILE, [("1", "Hộ số 1", "☃"), ("2", "Hộ số 2", "")]), 1)

    assert "Hộ số 2" in text
