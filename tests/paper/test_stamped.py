"""The one way of bulk paper: what is stamped, what goes the slow way, how it is heard, and what is refused."""

from collections.abc import Sequence
from io import BytesIO

import pytest

from pledges.paper.blanks import Field, Layout, Slot, Wanted
from pledges.paper.fitting import Fitted, TextStyle, TooMuchText
from pledges.paper.fonts import BE_VIETNAM, TINOS
from pledges.paper.pdf import LaidOut, lay_out
from pledges.paper.scanning import unreadable
from pledges.paper.stamped import StampedRun
from pledges.paper.templates import environment
from pledges.prints.rules import PlacedCode
from tests.paper.label_samples import ADDRESS, LONG_NAME
from tests.paper.reading import fonts_of, glyphs_of, page_count, spoken, text_of

pytestmark = pytest.mark.document

STYLE = TextStyle((BE_VIETNAM, TINOS), size_pt=12, smallest_pt=8)
FIELDS = {
    "name": Field(STYLE, at="top", roomy=TextStyle((BE_VIETNAM, TINOS), 8, 4)),
    "sum": Field(STYLE, side="right"),
    "over": Field(STYLE, is_turned=True),
}
# Two pages: a name with its code on the first, a number at the right of the second.
PAGES = """{% from "blank.html" import blank %}<style>@page { size: 100mm 60mm; margin: 5mm }
body { margin: 0; font: 8pt/1.2 "Be Vietnam Pro" } .name, .sum, .over { width: 40mm; height: 6mm }
.roomy { height: 12mm } .qr { width: 33mm; height: 33mm } .second { break-before: page }</style>
{{ blank("name", "name" ~ (" roomy" if "" in wanted.roomy else ""), wanted) }}<div class="qr" id="qr"></div>
<p class="second">Trang hai</p>{{ blank("sum", "sum", wanted) }}{{ blank("over", "over", wanted) }}"""


def made(wanted: Wanted) -> LaidOut:
    html = environment().from_string(PAGES).render(wanted=wanted)
    return lay_out(html, title="", tagged=False)


def layout(ground: Sequence[str] | None = ("Trang một", "Trang hai")) -> Layout:
    return Layout("form", made, ground)


def slots(name: str | Fitted, number: str = "117", over: str = "") -> list[list[Slot]]:
    return [
        [Slot({"name": name}, {"qr": f"{ADDRESS}/S/7KQ2M9XWPRT4H"})],
        [Slot({"sum": number, "over": over})],
    ]


def stamped(*pieces: list[list[Slot]], ground: Sequence[str] | None = ("Trang một", "Trang hai")) -> bytes:
    run, written = StampedRun(FIELDS), BytesIO()
    for piece in pieces:
        run.add(layout(ground), piece)
    run.save(written, title="Thử")
    return written.getvalue()


def test_a_piece_of_two_pages_is_stamped_on_both() -> None:
    pdf = stamped(slots("Trần Thị Ỡ"), slots("Phạm Ẩn", "118"))

    assert page_count(pdf) == 4
    assert [text_of(pdf, page) for page in range(4)] == [
        "Trần Thị Ỡ",
        "Trang hai 117",
        "Phạm Ẩn",
        "Trang hai 118",
    ]


def test_where_codes_stand_is_counted_through_the_file() -> None:
    run, written = StampedRun(FIELDS), BytesIO()
    run.add(layout(), slots("Một"))
    run.add(layout(), slots("Hai"))
    run.save(written, title="Thử")

    codes = [PlacedCode(code.page, code.left, code.top, code.side, code.text) for code in run.codes]
    assert [code.page for code in codes] == [0, 2]
    assert unreadable(written.getvalue(), codes) == []


def test_a_value_may_stand_at_the_right_or_on_its_head() -> None:
    pdf = stamped(slots("Một", number="117", over="Ẩn"))

    number = [glyph for glyph in glyphs_of(pdf, 1) if glyph.character in "17"]
    turned = {glyph.character: glyph.left_mm for glyph in glyphs_of(pdf, 1) if glyph.character in "Ẩ"}
    assert max(glyph.right_mm for glyph in number) == pytest.approx(45, abs=0.6)
    assert turned["Ẩ"] > 40


def test_a_value_fitted_before_is_set_as_it_is() -> None:
    fitted = Fitted(BE_VIETNAM, 9, ("Nguyễn Văn", "Đức"))

    assert text_of(stamped(slots(fitted))) == "Nguyễn Văn Đức"


def test_a_long_value_takes_the_room_of_the_variant() -> None:
    long = f"{LONG_NAME} {LONG_NAME}"

    assert text_of(stamped(slots(long))) == long


def test_a_value_that_has_no_room_anywhere_is_refused_and_not_cut() -> None:
    with pytest.raises(TooMuchText):
        stamped(slots(LONG_NAME * 12))
    with pytest.raises(TooMuchText):
        stamped(slots(f"ƀ\u0306 {LONG_NAME} " * 14))


@pytest.mark.parametrize("name", ["Êđê ƀ\u0306rŏng", "שלום Đức", "Đức السلام", "ภาษาไทย Đức"])
def test_a_value_that_must_be_shaped_is_set_by_the_engine_and_the_rest_stamped(name: str) -> None:
    pdf = stamped(slots(name), slots("Phạm Ẩn"))

    assert "Trang hai 117" in text_of(pdf, 1)
    assert text_of(pdf, 2) == "Phạm Ẩn"
    assert len(glyphs_of(pdf, 0)) >= 3


def test_a_shaped_value_is_made_smaller_until_it_is_whole() -> None:
    short, long = (
        stamped(slots("ƀ\u0306 An")),
        stamped(slots("ƀ\u0306 An Bình Thuận Lâm Đồng Đắk Nông Phú Thủy")),
    )

    heights = [max(glyph.bottom_mm - glyph.top_mm for glyph in glyphs_of(pdf)) for pdf in (short, long)]
    assert heights[1] < heights[0]
    assert max(glyph.bottom_mm for glyph in glyphs_of(long)) < 5 + 12
    assert text_of(long).endswith("Phú Thủy")


def test_letters_that_only_the_second_face_has_are_stamped_in_it() -> None:
    assert fonts_of(stamped(slots("K'Bŏng")))["Tinos-Regular"]


def test_a_ground_with_words_is_heard_before_what_is_stamped() -> None:
    heard = spoken(stamped(slots("Trần Thị Ỡ")))

    assert [kind for kind, _ in heard] == ["Sect", "P", "P", "Figure", "Sect", "P", "P"]
    assert [text for _, text in heard if text.startswith("Trang")] == ["Trang một", "Trang hai"]


def test_a_ground_without_words_of_its_own_is_heard_with_the_first_slot() -> None:
    assert [kind for kind, _ in spoken(stamped(slots("Ỡ"), ground=()))] == [
        "Sect",
        "P",
        "Figure",
        "Sect",
        "P",
    ]


def test_the_same_pieces_give_the_same_bytes() -> None:
    assert stamped(slots("ƀ\u0306"), slots("Ỡ")) == stamped(slots("ƀ\u0306"), slots("Ỡ"))
