"""What stands at a counter: one code, one counter, one invitation, on sheets of two sizes and on a tent."""

from dataclasses import replace

import pytest
import zxingcpp

from pledges.paper.geometry import MM
from pledges.paper.posters import A3, A4, FACE_MM, TENT_CODE_MM, PosterSheet, posters, tents
from tests.paper.checkers import faults_of
from tests.paper.reading import (
    codes_of,
    fonts_of,
    glyphs_of,
    is_nfc,
    page_count,
    page_size_mm,
    rastered,
    spoken,
    text_of,
)
from tests.paper.samples import POSTER

pytestmark = pytest.mark.document

LONG_COUNTER = "Quầy tiếp nhận và trả kết quả lĩnh vực Đất đai, Nông nghiệp và Môi trường"
LONGEST = ("Trung tâm Phục vụ hành chính công Đăk Ñuôl ĭ ŏ ŭ ƀ K'Brơi " * 3)[:120]
ARABIC = ("السلام عليكم " * 10)[:120]
MARKUP = ("<b>Hộ tịch</b> & <script>" * 6)[:120]


def test_it_invites_without_asking_for_a_name() -> None:
    text = text_of(posters([POSTER], A4).pdf)

    assert is_nfc(text)
    assert text == (
        "Trung tâm Phục vụ hành chính công xã Tuy Phong Quầy 3 Hộ tịch, chứng thực Mời ông/bà đánh giá không ghi tên "
        "1 Mở máy ảnh, hướng vào mã 2 Chọn mức hài lòng 3 Bấm “Gửi đánh giá” "
        "Không bắt buộc. Đánh giá hay không, ông/bà đều được phục vụ như nhau. "
        "Không quét được? Xin vào camket.tuyphong.gov.vn và nhập mã ABCD-EFGH-JKLMN "
        "Rate our service: scan the code. No name needed, not required."
    )


@pytest.mark.parametrize(("sheet", "size"), [(A4, (210, 297)), (A3, (297, 420))], ids=["A4", "A3"])
def test_each_counter_has_a_page_of_its_sheet_with_one_code(
    sheet: PosterSheet, size: tuple[int, int]
) -> None:
    made = posters([POSTER, replace(POSTER, counter_number=4)], sheet)

    assert (page_count(made.pdf), page_size_mm(made.pdf)) == (2, size)
    assert [codes_of(made.pdf, page) for page in (0, 1)] == [[POSTER.link], [POSTER.link]]
    assert [code.page for code in made.codes] == [0, 1]


def test_the_code_is_large() -> None:
    sides = [round(posters([POSTER], sheet).codes[0].box.width / MM) for sheet in (A4, A3)]

    assert sides == [104, 147]


@pytest.mark.parametrize("dpi", [300, 72, 36])
@pytest.mark.parametrize("sheet", [A4, A3], ids=["A4", "A3"])
def test_the_code_is_read_fine_and_coarse(sheet: PosterSheet, dpi: int) -> None:
    found = zxingcpp.read_barcodes(rastered(posters([POSTER], sheet).pdf, dpi=dpi))

    assert [code.text for code in found] == [POSTER.link]
    assert found[0].ec_level == "H"


@pytest.mark.parametrize("dpi", [300, 72, 50])
def test_both_codes_of_a_tent_are_read_fine_and_coarse(dpi: int) -> None:
    found = zxingcpp.read_barcodes(rastered(tents([POSTER]).pdf, dpi=dpi))

    assert [code.text for code in found] == [POSTER.link, POSTER.link]


def test_a_tent_has_one_face_upright_and_one_upside_down() -> None:
    made = tents([POSTER])

    found = zxingcpp.read_barcodes(rastered(made.pdf))
    upside_down, upright = sorted(found, key=lambda code: code.position.top_left.y, reverse=False)
    assert (abs(upside_down.orientation), upright.orientation) == (180, 0)
    assert page_size_mm(made.pdf) == (210, 297)


def test_each_face_of_a_tent_holds_its_code() -> None:
    back, front = tents([POSTER]).codes

    assert round(front.box.width / MM) == round(back.box.width / MM) == TENT_CODE_MM
    assert front.box.top / MM > 297 - FACE_MM
    assert 297 - 2 * FACE_MM < back.box.top / MM < back.box.bottom / MM < 297 - FACE_MM


def test_its_fonts_are_embedded() -> None:
    assert set(fonts_of(posters([POSTER], A4).pdf).values()) == {True}


def test_the_counters_number_is_the_largest_word_on_it() -> None:
    glyphs = glyphs_of(posters([POSTER], A4).pdf)

    tallest = max(glyphs, key=lambda glyph: glyph.bottom_mm - glyph.top_mm)

    assert tallest.character in "Quầy3"


def test_the_invitation_can_be_read_from_two_metres() -> None:
    """0.004 of the distance at the least: 8 mm."""
    capital = next(glyph for glyph in glyphs_of(posters([POSTER], A4).pdf) if glyph.character == "M")

    assert capital.bottom_mm - capital.top_mm >= 8


@pytest.mark.parametrize("words", [LONGEST, ARABIC, MARKUP, "W" * 120, "Quầy ꨀ"])
def test_long_and_strange_names_stay_in_their_place_and_whole(words: str) -> None:
    value = replace(POSTER, office_name=words, counter_name=words)

    pages = [posters([value], A4).pdf, posters([value], A3).pdf, tents([value]).pdf]
    assert [page_count(pdf) for pdf in pages] == [1, 1, 1]
    assert [len(codes_of(pdf)) for pdf in pages] == [1, 1, 2]
    assert ["…" in text_of(pdf) for pdf in pages] == [False, False, False]


@pytest.mark.parametrize("words", [LONG_COUNTER, LONGEST, MARKUP, "W" * 120])
def test_everything_stands_within_the_margins(words: str) -> None:
    glyphs = glyphs_of(posters([replace(POSTER, counter_name=words, office_name=words)], A4).pdf)

    assert min(glyph.left_mm for glyph in glyphs) >= 20
    assert max(glyph.right_mm for glyph in glyphs) <= 210 - 20
    assert min(glyph.top_mm for glyph in glyphs) >= 16
    assert max(glyph.bottom_mm for glyph in glyphs) <= 297 - 16


def test_a_screen_reader_hears_where_the_code_leads() -> None:
    assert ("Figure", f"Mã QR: {POSTER.link}") in spoken(posters([POSTER], A4).pdf)


def test_they_are_made_to_the_standard_for_screen_readers() -> None:
    assert [faults_of(pdf) for pdf in (posters([POSTER], A3).pdf, tents([POSTER]).pdf)] == [[], []]


def test_the_same_poster_gives_the_same_bytes() -> None:
    assert posters([POSTER], A4).pdf == posters([POSTER], A4).pdf
