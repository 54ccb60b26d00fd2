"""Sheets of labels: each code is read, each name stands in its own label, and thousands are made as one is."""

from dataclasses import replace
from hashlib import sha256

import pytest

from pledges.paper.geometry import A4_24, Cell, cells
from pledges.paper.labels import Label, label_sheets
from pledges.paper.qr import QrTooLong, encode
from pledges.paper.tagging import NothingToPrint
from tests.paper.reading import (
    Glyph,
    codes_of,
    crop_mm,
    described,
    fonts_of,
    glyphs_of,
    ink_box_mm,
    is_nfc,
    marked_pages,
    page_count,
    page_size_mm,
    pictures_in,
    rastered,
    spoken,
    text_of,
)
from tests.paper.samples import LONG_NAME, label, labels

pytestmark = pytest.mark.document

HEADING = "Tờ mã QR – Thôn Hiệp Hòa"
FIRST, SECOND = cells(A4_24)[:2]


def sheets(*values: Label) -> bytes:
    return label_sheets(values, heading=HEADING)


def glyphs_in(pdf: bytes, cell: Cell) -> list[Glyph]:
    """The characters whose ink begins in a label."""
    return [
        glyph
        for glyph in glyphs_of(pdf)
        if 0 <= glyph.left_mm - cell.left_mm < A4_24.label_width_mm
        and 0 <= glyph.top_mm - cell.top_mm < A4_24.label_height_mm
    ]


def test_every_code_of_every_sheet_is_read_from_the_page() -> None:
    values = labels(50)

    pdf = label_sheets(values, heading=HEADING)

    assert page_count(pdf) == 3
    assert [code for page in range(3) for code in codes_of(pdf, page)] == [value.link for value in values]


def test_a_label_says_whom_it_is_for_and_what_to_do() -> None:
    assert text_of(sheets(label(117))) == (
        "Hộ số 117 Thôn Hiệp Hòa N*** V*** Đức Quét mã để xem và ký cam kết – tự nguyện "
        "camket.tuyphong.gov.vn 7KQ2-M9XW-P0117"
    )


def test_names_can_be_copied_letter_by_letter() -> None:
    text = text_of(sheets(*labels(8)))

    assert is_nfc(text)
    assert all(
        name in text for name in ["H'Hen Niê K'Đăm", "Trần Thị Ỡ", "Lê Hữu Ngữ", "Hồ Thị Ặc", "Phạm Ẩn"]
    )


def test_a_sheet_is_a4_and_its_fonts_are_embedded() -> None:
    pdf = sheets(*labels(3))

    assert page_size_mm(pdf) == (210, 297)
    assert fonts_of(pdf) == {
        "BeVietnamPro-Bold": True,
        "BeVietnamPro-Regular": True,
        "BeVietnamPro-SemiBold": True,
    }
    assert pictures_in(pdf) == 0


def test_the_code_is_25_mm_wide_with_its_quiet_zone_which_stays_white() -> None:
    value = label(1)
    corner = crop_mm(rastered(sheets(value)), 0, 0, 30.3, 37)

    left, top, right, bottom = ink_box_mm(corner)

    modules = encode(value.link).size
    side = (right - left) * (modules + 8) / modules
    assert side >= 25
    assert min(left, top, 30.3 - right, 37 - bottom) >= 0.95 * 4 * side / (modules + 8)


def test_nothing_is_printed_near_the_edge_of_a_label() -> None:
    value = replace(
        label(1, LONG_NAME), household_number="1234567890", unit_name="Thôn Liêng Srônh Bu Prâng " * 3
    )

    inked = glyphs_in(sheets(label(1), value), SECOND)

    assert min(glyph.left_mm for glyph in inked) >= SECOND.left_mm + 4
    assert max(glyph.right_mm for glyph in inked) <= SECOND.left_mm + 70 - 4
    assert min(glyph.top_mm for glyph in inked) >= SECOND.top_mm + 4
    assert max(glyph.bottom_mm for glyph in inked) <= SECOND.top_mm + 37 - 4


@pytest.mark.parametrize("name", [LONG_NAME, LONG_NAME * 3, "Wwwwwwwwww" * 9])
def test_a_long_name_covers_nothing_of_the_label(name: str) -> None:
    text = text_of(sheets(label(117, name)))

    assert text.startswith(f"Hộ số 117 Thôn Hiệp Hòa {name[:9]}")
    assert text.endswith("Quét mã để xem và ký cam kết – tự nguyện camket.tuyphong.gov.vn 7KQ2-M9XW-P0117")


def test_a_long_name_that_fits_two_lines_is_whole() -> None:
    assert LONG_NAME in text_of(sheets(label(1, LONG_NAME)))


def test_a_name_too_long_for_two_lines_ends_with_a_mark() -> None:
    assert "…" in text_of(sheets(label(1, LONG_NAME * 3)))


def test_the_widest_code_and_a_long_address_are_never_cut() -> None:
    host = "HTTPS://CAMKET-TU-NGUYEN.PHUONG-XUANHUONG-DALAT.LAMDONG.GOV.VN"
    value = replace(label(1), typed_code="WWWW-WWWW-WWWWW", link=f"{host}/S/7KQ2M9XWPRT4H")

    text = text_of(sheets(value))

    assert text.endswith("WWWW-WWWW-WWWWW")
    assert "…" not in text


def test_a_kho_name_is_printed_in_the_font_that_has_its_letters() -> None:
    pdf = sheets(label(1, "K*** Bŏng Ƀrĭ"))

    assert "K*** Bŏng" in text_of(pdf)
    assert fonts_of(pdf)["Tinos-Bold"]


def test_a_letter_of_no_vendored_font_leaves_the_rest_of_the_sheet_as_it_is() -> None:
    values = [label(1), label(2, "Phước ꨀ Đức"), label(3)]

    pdf = sheets(*values)

    assert codes_of(pdf) == [value.link for value in values]
    assert "Đức" in text_of(pdf)
    assert spoken(pdf)[3][1].startswith("Hộ số 2, Thôn Hiệp Hòa, Phước ꨀ Đức, Quét mã")


def test_unused_labels_of_the_last_sheet_are_empty() -> None:
    image = rastered(sheets(*labels(25)), page=1)

    second_label = crop_mm(image, 72.5, 2, 137.5, 34)

    assert second_label.getextrema() == (255, 255)


def test_cut_marks_stand_between_the_labels() -> None:
    image = rastered(sheets(label(1)))

    around_a_crossing = crop_mm(image, 67, 34.5, 73, 40.5)

    assert around_a_crossing.getextrema()[0] < 200


def test_a_screen_reader_hears_each_label_and_where_its_code_leads() -> None:
    assert spoken(sheets(label(1), label(2))) == [
        ("Sect", ""),
        ("P", ""),
        ("Figure", f"Mã QR: {label(1).link}"),
        ("P", ""),
        ("Figure", f"Mã QR: {label(2).link}"),
    ]


def test_every_piece_of_every_sheet_is_tagged() -> None:
    assert marked_pages(label_sheets(labels(30), heading=HEADING)) == [(0, 48), (1, 12)]


def test_the_heading_is_the_files_title() -> None:
    assert described(sheets(label(1))) == {
        "title": HEADING,
        "title in metadata": HEADING,
        "PDF/UA": "1",
        "language": "vi",
        "tagged": True,
        "shows its title": True,
    }


def test_the_same_labels_give_the_same_bytes() -> None:
    first, second = (sha256(label_sheets(labels(30), heading=HEADING)).digest() for _ in range(2))

    assert first == second


def test_a_link_that_paper_cannot_carry_is_refused() -> None:
    with pytest.raises(QrTooLong):
        sheets(replace(label(1), link="HTTPS://A.VN/S/" + "A" * 300))


def test_without_a_household_there_is_nothing_to_print() -> None:
    with pytest.raises(NothingToPrint):
        sheets()
