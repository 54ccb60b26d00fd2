"""A hamlet's progress on its notice board: honest numbers, read from three metres, about nobody."""

from dataclasses import replace

import pytest
import zxingcpp

from pledges.paper.progress_posters import bar, progress_posters
from tests.paper.checkers import faults_of
from tests.paper.reading import (
    Glyph,
    codes_of,
    glyphs_of,
    page_count,
    page_size_mm,
    pictures_in,
    rastered,
    spoken,
    text_of,
)
from tests.paper.samples import PROGRESS

pytestmark = pytest.mark.document

LONGEST = ("Buôn K'Brơi Ñuôl ĭ ŏ ŭ ƀ " * 5)[:120]
ARABIC = ("السلام عليكم " * 10)[:120]
MARKUP = ("<b>Thôn</b> & <script>" * 6)[:120]


def digits_of_the_lead(pdf: bytes) -> list[Glyph]:
    """The digits of the first leading number, 92,8%."""
    glyphs = glyphs_of(pdf)
    first = next(place for place, glyph in enumerate(glyphs) if glyph.character == "9")
    return [glyphs[first], glyphs[first + 1], glyphs[first + 3]]


def test_it_leads_with_the_share_informed_and_the_share_self_signed() -> None:
    text = text_of(progress_posters([PROGRESS]).pdf)

    assert text == (
        "Cuộc vận động xây dựng tỉnh Lâm Đồng “4 không” năm 2026 Thôn Phú Sơn "
        "92,8% hộ đã được phổ biến 130 trên 140 hộ 60,0% hộ tự ký cam kết 84 trên 140 hộ "
        "Đã ký, cả ba hình thức: 114 trên 140 hộ tự ký 84 ký giấy 21 nhờ cán bộ nhập hộ 9 "
        "Tự nguyện – không ký không ảnh hưởng đến thủ tục hành chính, chế độ, chính sách của hộ. "
        "Số liệu lúc 09 giờ 30 phút, ngày 23/11/2026. "
        "Tính trên số hộ thuộc diện; tỷ lệ làm tròn xuống. Không nêu tên hộ nào. "
        "Nội dung đợt vận động: quét mã hoặc vào camket.tuyphong.gov.vn/c/ 4-khong-2026"
    )


def test_all_but_one_are_not_all() -> None:
    nearly = replace(PROGRESS, due=2000, informed=1999, signed_self=1999, signed_paper=0, signed_assisted=0)

    assert text_of(progress_posters([nearly]).pdf).count("99,9%") == 2


def test_the_leading_digits_are_read_from_three_metres() -> None:
    """0.006 of the distance is 18 mm; the digits have more than 20."""
    heights = [
        glyph.bottom_mm - glyph.top_mm for glyph in digits_of_the_lead(progress_posters([PROGRESS]).pdf)
    ]

    assert min(heights) >= 30


def test_it_is_an_a3_page_a_hamlet_with_a_code_to_the_campaign() -> None:
    made = progress_posters([PROGRESS, replace(PROGRESS, unit_name="Khu phố 3")])

    assert (page_count(made.pdf), page_size_mm(made.pdf)) == (2, (297, 420))
    assert codes_of(made.pdf, 1) == [PROGRESS.link]


@pytest.mark.parametrize("dpi", [300, 72, 36])
def test_the_code_is_read_fine_and_coarse(dpi: int) -> None:
    found = zxingcpp.read_barcodes(rastered(progress_posters([PROGRESS]).pdf, dpi=dpi))

    assert [code.text for code in found] == [PROGRESS.link]


def test_the_bars_differ_by_pattern_and_have_words() -> None:
    pdf = progress_posters([PROGRESS]).pdf

    figures = [words for kind, words in spoken(pdf) if kind == "Figure"]
    assert figures[:2] == ["Đã được phổ biến: 130 trên 140 hộ", "Đã ký cam kết: 114 trên 140 hộ"]
    assert pictures_in(pdf) == 0
    assert (
        len({pattern.pattern for pattern in bar(9, [("solid", "", 1), ("stripes", "", 1), ("dots", "", 1)])})
        == 3
    )


def test_the_parts_of_a_bar_follow_each_other() -> None:
    parts = bar(200, [("solid", "tự ký", 100), ("dots", "nhập hộ", 50)])

    assert [(part.start, part.width) for part in parts] == [(0, 50), (50, 25)]


def test_a_bar_of_nobody_is_empty() -> None:
    assert [part.width for part in bar(0, [("solid", "tự ký", 0)])] == [0]


@pytest.mark.parametrize("words", [LONGEST, ARABIC, MARKUP, "W" * 120])
def test_long_and_strange_names_stay_within_the_margins(words: str) -> None:
    pdf = progress_posters([replace(PROGRESS, unit_name=words, campaign=words)]).pdf

    glyphs = glyphs_of(pdf)
    assert (page_count(pdf), codes_of(pdf)) == (1, [PROGRESS.link])
    assert "…" not in text_of(pdf)
    assert min(glyph.left_mm for glyph in glyphs) >= 23
    assert max(glyph.right_mm for glyph in glyphs) <= 297 - 23


def test_it_is_made_to_the_standard_for_screen_readers() -> None:
    assert faults_of(progress_posters([PROGRESS]).pdf) == []
