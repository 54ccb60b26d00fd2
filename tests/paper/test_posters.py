"""The counter's poster: one code, one counter, one invitation."""

from dataclasses import replace

import pytest

from pledges.paper.posters import poster
from tests.paper.reading import (
    codes_of,
    fonts_of,
    glyphs_of,
    is_nfc,
    page_count,
    page_size_mm,
    spoken,
    text_of,
)
from tests.paper.samples import POSTER

pytestmark = pytest.mark.document

LONG_COUNTER = "Quầy tiếp nhận và trả kết quả lĩnh vực Đất đai, Nông nghiệp và Môi trường"


def test_it_invites_without_asking_for_a_name() -> None:
    text = text_of(poster(POSTER))

    assert is_nfc(text)
    assert text == (
        "Trung tâm Phục vụ hành chính công xã Tuy Phong Quầy số 3 Mời ông/bà đánh giá – không ghi tên "
        "Mở máy ảnh của điện thoại, hướng vào mã rồi chọn mức hài lòng. "
        "Không quét được? Xin vào camket.tuyphong.gov.vn và nhập mã ABCD-EFGH-JKLMN"
    )


def test_it_is_one_a4_page_with_one_code() -> None:
    pdf = poster(POSTER)

    assert (page_count(pdf), page_size_mm(pdf)) == (1, (210, 297))
    assert codes_of(pdf) == [POSTER.link]


def test_its_fonts_are_embedded() -> None:
    assert fonts_of(poster(POSTER)) == {
        "Be-Vietnam-Pro": True,
        "Be-Vietnam-Pro-Bold": True,
        "Be-Vietnam-Pro-Semi-Bold": True,
    }


def test_the_counter_is_the_largest_word_on_it() -> None:
    glyphs = glyphs_of(poster(POSTER))

    tallest = max(glyphs, key=lambda glyph: glyph.bottom_mm - glyph.top_mm)

    assert tallest.character in "Quầysố3"


@pytest.mark.parametrize("counter", [LONG_COUNTER, LONG_COUNTER * 3, "Quầy ꨀ"])
def test_a_long_or_strange_counter_name_stays_above_the_code(counter: str) -> None:
    pdf = poster(replace(POSTER, counter_name=counter))

    assert page_count(pdf) == 1
    assert codes_of(pdf) == [POSTER.link]
    assert counter[:4] in text_of(pdf)


def test_everything_stands_within_the_margins() -> None:
    glyphs = glyphs_of(poster(replace(POSTER, counter_name=LONG_COUNTER)))

    assert min(glyph.left_mm for glyph in glyphs) >= 20
    assert max(glyph.right_mm for glyph in glyphs) <= 210 - 20
    assert min(glyph.top_mm for glyph in glyphs) >= 18
    assert max(glyph.bottom_mm for glyph in glyphs) <= 297 - 18


def test_a_screen_reader_hears_where_the_code_leads() -> None:
    assert ("Figure", f"Mã QR: {POSTER.link}") in spoken(poster(POSTER))


def test_the_same_poster_gives_the_same_bytes() -> None:
    assert poster(POSTER) == poster(POSTER)
