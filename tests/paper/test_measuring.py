"""The ruler itself: on a page that breaks every rule it says by how much."""

import pytest

from pledges.paper.pdf import render_pdf
from tests.paper.measuring import margins_of, page_number, rule_below, type_of, words_on

pytestmark = pytest.mark.document

WRONG = """<style>
@page { size: A4; margin: 12mm 10mm 15mm 25mm; @top-left { content: "7"; font: 9pt Tinos } }
body { margin: 0; font: 11pt Tinos; color: #222 } p { margin: 0 }
b { display: inline-block; padding: 0 5mm; border-bottom: 1pt solid #000 }
</style>
<p><b>Độc lập - Tự do - Hạnh phúc</b></p>
<p style="text-indent: 4mm">Nguyễn Thị Ỷ Lan</p>
<p style="position: absolute; right: 0; bottom: 0">H'Hen Niê</p>
"""


@pytest.fixture(scope="module")
def wrong() -> bytes:
    return render_pdf(WRONG, title="Sai")


def test_it_finds_margins_that_are_too_small(wrong: bytes) -> None:
    margins = margins_of(wrong)

    assert [margins.right, margins.left] == pytest.approx([10, 25], abs=0.3)
    assert margins.top == pytest.approx(12, abs=1)
    assert margins.bottom == pytest.approx(15, abs=1.5)


def test_it_finds_a_rule_that_is_longer_than_its_words(wrong: bytes) -> None:
    words, rule = (
        words_on(wrong, "Độc lập - Tự do - Hạnh phúc"),
        rule_below(wrong, "Độc lập - Tự do - Hạnh phúc"),
    )

    assert rule.length - (words.right - words.left) == pytest.approx(10, abs=0.4)
    assert rule.thickness == pytest.approx(0.35, abs=0.1)


def test_it_tells_small_and_grey_type(wrong: bytes) -> None:
    found = type_of(wrong, "Nguyễn Thị Ỷ Lan")

    assert (found.size_pt, found.is_black, found.is_bold) == (11, False, False)


def test_it_tells_how_far_a_first_line_is_in(wrong: bytes) -> None:
    assert words_on(wrong, "Nguyễn").left == pytest.approx(29, abs=0.3)


def test_it_finds_a_number_on_the_first_page_and_where_it_stands(wrong: bytes) -> None:
    number = page_number(wrong, 0)

    assert number is not None
    assert (number.text, number.type.size_pt) == ("7", 9)
    assert number.left == pytest.approx(25, abs=0.5)


def test_words_that_are_not_there_are_an_error(wrong: bytes) -> None:
    with pytest.raises(AssertionError, match="0 times"):
        words_on(wrong, "CHỦ TỊCH")


def test_without_a_rule_there_is_none_to_measure(wrong: bytes) -> None:
    with pytest.raises(AssertionError, match="no rule"):
        rule_below(wrong, "H'Hen Niê")
