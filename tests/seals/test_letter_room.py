"""A letter tells where the office's seal goes: under the signer's title, on no word of it."""

from io import BytesIO

import pikepdf
import pytest

from tests.paper.measuring import words_on
from tests.paper.reading import glyphs_of, page_count, page_size_mm
from tests.paper.sample_papers import SAMPLE_PAPERS, USUAL, Words
from tests.seals.sealing import desk

pytestmark = pytest.mark.document

MM = 72 / 25.4
LONG = Words(text="Ý kiến của bà đã được tiếp thu: đã có thêm 20 ghế ở khu vực tiếp nhận hồ sơ. " * 45)
letter = next(paper.make for paper in SAMPLE_PAPERS if paper.name == "letter")


@pytest.mark.parametrize(("words", "pages"), [(USUAL, 1), (LONG, 2)], ids=["one page", "two pages"])
def test_the_seal_of_a_letter_lies_below_the_signers_title_and_on_no_word(words: Words, pages: int) -> None:
    paper = letter(words)
    with pikepdf.open(BytesIO(desk().seal(paper))) as sealed:
        [there] = [number for number, page in enumerate(sealed.pages) if "/Annots" in page]
        left, bottom, right, top = (float(edge) / MM for edge in list(sealed.Root.AcroForm.Fields[0].Rect))

    height = page_size_mm(paper)[1]
    covered = [
        each
        for each in glyphs_of(paper, there)
        if left < each.left_mm < right and bottom < height - each.bottom_mm < top - 1
    ]
    title = words_on(paper, "PHÓ CHỦ TỊCH", there)
    assert page_count(paper) == pages == there + 1
    assert (round(right - left), round(top - bottom)) == (80, 32)
    assert covered == []
    assert 0 <= height - top - title.bottom < 3
