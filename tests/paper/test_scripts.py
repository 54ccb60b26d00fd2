"""Which texts are set letter by letter, and what is never printed."""

import pytest

from pledges.paper.scripts import needs_shaping, printable


@pytest.mark.parametrize(
    "text", ["Nguyễn Văn Đức", "K'Bŏng Ƀrĭ Êñuôl č", "№ 12 – 5 ₫ “…”", "Ωμέγα Жук", "→ ☐ ½"]
)
def test_a_letter_a_glyph(text: str) -> None:
    assert not needs_shaping(printable(text))


@pytest.mark.parametrize(
    "text", ["ƀ\u0306", "ẽ\u0302", "שלום", "السلام", "ภาษาไทย", "ភាសាខ្មែរ", "ꨌꩌ", "한국", "😀"]
)
def test_what_joins_stacks_or_runs_from_the_right_is_shaped(text: str) -> None:
    assert needs_shaping(printable(text))


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Ng\u200bu\u00adyễn", "Nguyễn"),
        ("\u202eĐức\u202c", "Đức"),
        ("\u2067Ẩn\u2069\ufeff", "Ẩn"),
        ("Tra\u0300\u0302n", "Tra\u0300\u0302n".replace("a\u0300", "à")),
        ("  Lê \n\t Hữu ", "Lê Hữu"),
        ("a\x00b\x1b", "ab"),
        ("nửa \ud800 đôi", "nửa \ufffd đôi"),
    ],
)
def test_what_shows_nothing_is_left_out(typed: str, printed: str) -> None:
    assert printable(typed) == printed


def test_a_joiner_stays_where_a_script_needs_it() -> None:
    assert printable("نامه\u200cها") == "نامه\u200cها"
    assert printable("Ng\u200cuyễn") == "Nguyễn"
