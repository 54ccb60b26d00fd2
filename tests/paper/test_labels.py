"""Sheets of labels: each code is read, each name stands in its own label, and thousands are made as one is."""

from dataclasses import replace
from hashlib import sha256

import pytest
import zxingcpp
from PIL import ImageChops

from pledges.paper.fitting import TooMuchText
from pledges.paper.geometry import Cell, cells
from pledges.paper.label_places import label_places
from pledges.paper.labels import Label, label_sheets
from pledges.paper.qr import QrTooLong, encode
from pledges.paper.qr_levels import strongest_for_free
from pledges.paper.stocks import A4_24, STOCKS, StockTooSmall, is_for_doors
from pledges.paper.tagging import NothingToPrint
from tests.paper.label_samples import HOSTILE, LONG_NAME, NAME_OF_120, label, labels
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


@pytest.mark.parametrize("code", [code for code, stock in STOCKS.items() if is_for_doors(stock)])
def test_the_code_is_25_mm_wide_and_its_quiet_zone_stays_white(code: str) -> None:
    stock, value = STOCKS[code], label(1)
    cell, qr = cells(stock)[0], label_places(stock, is_roomy=False)["qr"]
    image = rastered(label_sheets([value], heading=HEADING, stock=stock))
    corner = (cell.left_mm + qr.left_mm, cell.top_mm + qr.top_mm)

    left, top, right, bottom = ink_box_mm(
        crop_mm(image, *corner, corner[0] + qr.width_mm, corner[1] + qr.height_mm)
    )

    quiet_zone = 4 * qr.width_mm / (encode(value.link).size + 8)
    assert right - left >= 25
    assert min(left, top, qr.width_mm - right, qr.height_mm - bottom) >= quiet_zone - 0.2


def test_a_door_takes_the_strongest_code_that_has_no_smaller_modules() -> None:
    image = crop_mm(rastered(sheets(label(1))), 1.5, 2.5, 34.5, 35.5)

    (code,) = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)

    assert code.ec_level == strongest_for_free(label(1).link) == "Q"


def test_nothing_is_printed_near_the_edge_of_a_label() -> None:
    value = replace(
        label(1, LONG_NAME), household_number="1234567890", unit_name="Thôn Liêng Srônh Bu Prâng " * 3
    )

    inked = glyphs_in(sheets(label(1), value), SECOND)

    assert min(glyph.left_mm for glyph in inked) >= SECOND.left_mm + 4
    assert max(glyph.right_mm for glyph in inked) <= SECOND.left_mm + 70 - 4
    assert min(glyph.top_mm for glyph in inked) >= SECOND.top_mm + 4
    assert max(glyph.bottom_mm for glyph in inked) <= SECOND.top_mm + 37 - 4


@pytest.mark.parametrize("name", [LONG_NAME, LONG_NAME * 3, NAME_OF_120])
def test_a_long_name_is_whole_and_covers_nothing_of_the_label(name: str) -> None:
    text = text_of(sheets(label(117, name)))

    assert text == (
        f"Hộ số 117 Thôn Hiệp Hòa {name} Quét mã để xem và ký cam kết – tự nguyện "
        "camket.tuyphong.gov.vn 7KQ2-M9XW-P0117"
    )


@pytest.mark.parametrize("code", [code for code, stock in STOCKS.items() if is_for_doors(stock)])
def test_a_name_of_120_letters_is_whole_on_every_sheet_of_labels(code: str) -> None:
    pdf = label_sheets([label(1), label(2, NAME_OF_120)], heading=HEADING, stock=STOCKS[code])

    assert NAME_OF_120 in text_of(pdf)
    assert codes_of(pdf) == [label(1).link, label(2).link]


def test_a_long_name_leaves_the_other_labels_as_they_are() -> None:
    image = rastered(sheets(label(1), label(2, NAME_OF_120)))

    assert (
        ImageChops.difference(
            crop_mm(image, 0, 0, 69, 37), crop_mm(rastered(sheets(label(1))), 0, 0, 69, 37)
        ).getbbox()
        is None
    )


def test_a_name_without_end_is_refused_and_not_cut() -> None:
    with pytest.raises(TooMuchText):
        sheets(label(1, LONG_NAME * 9))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_in_its_label_and_the_codes_are_read(name: str) -> None:
    pdf = sheets(label(1, name), label(2))

    assert codes_of(pdf) == [label(1).link, label(2).link]
    assert max(glyph.right_mm for glyph in glyphs_in(pdf, FIRST)) <= 70 - 4
    assert text_of(pdf).endswith(
        "Hộ số 2 Thôn Hiệp Hòa N*** V*** Đức Quét mã để xem và ký cam kết – tự nguyện "
        "camket.tuyphong.gov.vn 7KQ2-M9XW-P0002"
    )


def test_markup_is_printed_as_it_was_typed_and_unseen_signs_are_left_out() -> None:
    assert "<b>&amp; Nguyễn" in text_of(sheets(label(1, "<b>&amp; Ng\u200bu\u202eyễn")))


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
    assert ("P", " ") in spoken(pdf)
    assert [text.startswith("Hộ số 2, Thôn Hiệp Hòa, Phước ꨀ Đức, Quét mã") for _, text in spoken(pdf)].count(
        True
    ) == 1


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


def test_a_sheet_too_small_for_a_doors_code_is_refused_and_says_why() -> None:
    with pytest.raises(StockTooSmall) as refused:
        label_sheets([label(1)], heading=HEADING, stock=STOCKS["a4-65"])

    assert refused.value.words.startswith(
        "Nhãn 38,1 × 21,2 mm quá nhỏ: mã QR dán cửa phải rộng ít nhất 25 mm"
    )


def test_a_printers_offset_moves_everything_on_the_sheet() -> None:
    moved = label_sheets([label(1)], heading=HEADING, stock=A4_24.moved(1.5, -0.4))

    here, there = glyphs_of(sheets(label(1)))[0], glyphs_of(moved)[0]
    assert there.left_mm - here.left_mm == pytest.approx(1.5, abs=0.01)
    assert there.top_mm - here.top_mm == pytest.approx(-0.4, abs=0.01)
