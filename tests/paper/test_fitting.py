"""Texts fit their boxes by one rule, and nothing is lost without a mark."""

import unicodedata

import pytest

from pledges.paper.fitting import GlyphMissing, TextStyle, fit
from pledges.paper.fonts import BE_VIETNAM, TINOS, metrics

STYLE = TextStyle((BE_VIETNAM, TINOS), size_pt=10, smallest_pt=7)
LINE = 12.0
NAMES = [
    "Nguyễn Văn Đức",
    "H'Hen Niê K'Đăm Bkrông Thị Ngọc Khánh",
    "N*** V*** Đức",
    "Ẩn",
    "Bon Bu Prâng 1A, xã Quảng Trực",
    "Wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww",
]


def test_a_short_name_stands_on_one_line_at_full_size() -> None:
    fitted = fit("Nguyễn Văn Đức", STYLE, 100, LINE)

    assert (fitted.size_pt, fitted.lines) == (10, ("Nguyễn Văn Đức",))


def test_a_longer_name_takes_a_smaller_size() -> None:
    fitted = fit("Nguyễn Thị Ngọc Khánh", STYLE, 100, LINE)

    assert fitted.lines == ("Nguyễn Thị Ngọc Khánh",)
    assert 7 <= fitted.size_pt < 10


def test_a_box_of_two_lines_lets_a_name_break_at_a_space() -> None:
    fitted = fit("Nguyễn Thị Ngọc Khánh", STYLE, 80, 2 * LINE)

    assert (fitted.size_pt, fitted.lines) == (10, ("Nguyễn Thị", "Ngọc Khánh"))


def test_a_name_that_fits_nowhere_is_cut_with_a_mark() -> None:
    fitted = fit("H'Hen Niê K'Đăm Bkrông Thị Ngọc Khánh", STYLE, 80, LINE)

    assert (fitted.size_pt, fitted.lines) == (7, ("H'Hen Niê K'Đăm…",))


def test_a_number_stays_with_the_word_before_it() -> None:
    assert fit("tổ dân phố Phú Thủy 12", STYLE, 75, 2 * LINE).lines == ("tổ dân phố", "Phú Thủy 12")


def test_a_word_wider_than_the_box_goes_on_in_the_next_line() -> None:
    assert fit("camket-phuong-xuanhuong.gov.vn", STYLE, 80, 2 * LINE).lines == (
        "camket-phuong-",
        "xuanhuong.gov.vn",
    )


def test_a_text_typed_in_pieces_is_set_in_whole_letters() -> None:
    typed = unicodedata.normalize("NFD", "Trần Thị Ỡ")

    assert fit(typed, STYLE, 100, LINE).lines == ("Trần Thị Ỡ",)


def test_spaces_too_many_are_left_out() -> None:
    assert fit("  Lê   Hữu\n Ngữ ", STYLE, 100, LINE).lines == ("Lê Hữu Ngữ",)


def test_a_name_with_a_kho_letter_is_set_whole_in_the_second_face() -> None:
    assert fit("K'Bŏng", STYLE, 100, LINE).face == TINOS


def test_a_letter_that_no_face_has_is_said() -> None:
    with pytest.raises(GlyphMissing) as missing:
        fit("Phước 漢", STYLE, 100, LINE)

    assert missing.value.text == "Phước 漢"


def test_a_word_without_end_is_cut_like_any_other() -> None:
    assert fit("Đ" * 100_000, STYLE, 80, LINE).lines == ("Đ" * 13 + "…",)


def test_an_empty_text_takes_no_line() -> None:
    assert fit("", STYLE, 100, LINE).lines == ()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [20.0, 40.0, 99.2])
@pytest.mark.parametrize("height", [5.0, 12.0, 19.0])
def test_no_line_is_wider_than_its_box_and_none_too_many(name: str, width: float, height: float) -> None:
    fitted = fit(name, STYLE, width, height)

    widths = [metrics(fitted.face).width(line) * fitted.size_pt for line in fitted.lines]

    assert max(widths) <= width + 0.001
    assert len(widths) == 1 or len(widths) * fitted.size_pt * STYLE.line_height <= height + 0.001
