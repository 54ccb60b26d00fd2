"""Door cards: the code outside, the PIN inside and upside down until it is folded, and nothing of it cut."""

from io import BytesIO

import pytest

from pledges.paper.door_cards import DoorCard, write_door_cards
from pledges.paper.geometry import MM
from pledges.paper.scanning import unreadable
from pledges.prints.rules import PlacedCode
from tests.paper.label_samples import HOSTILE, NAME_OF_120, door_card
from tests.paper.reading import (
    Glyph,
    codes_of,
    crop_mm,
    fonts_of,
    glyphs_of,
    ink_box_mm,
    page_count,
    page_size_mm,
    pictures_in,
    rastered,
    spoken,
    text_of,
)

pytestmark = pytest.mark.document

MIDDLE_MM, FOLD_MM = 105, 148.5


def cards(*values: DoorCard) -> bytes:
    written = BytesIO()
    write_door_cards(values, written, heading="Tờ gấp – Thôn Hiệp Hòa")
    return written.getvalue()


CARD = cards(door_card(117))


def outside(pdf: bytes) -> list[Glyph]:
    return [glyph for glyph in glyphs_of(pdf) if glyph.top_mm > FOLD_MM]


def inside(pdf: bytes) -> list[Glyph]:
    return [glyph for glyph in glyphs_of(pdf) if glyph.bottom_mm < FOLD_MM]


def test_a_card_is_one_side_of_an_a4_sheet() -> None:
    assert (page_count(CARD), page_size_mm(CARD), pictures_in(CARD)) == (1, (210, 297), 0)
    assert fonts_of(CARD)["BeVietnamPro-SemiBold"]
    assert all(fonts_of(CARD).values())


def test_outside_stand_code_number_place_and_masked_name() -> None:
    text = text_of(CARD)

    assert codes_of(CARD) == [door_card(117).link]
    said = (
        "Hộ số 117",
        "N*** V*** Đức",
        "Thôn Hiệp Hòa, xã Tuy Phong",
        "Tự nguyện: ký hay không ký là tùy gia đình",
        "camket.tuyphong.gov.vn",
        "7KQ2-M9XW-PTRR7",
        "Đọc qua điện thoại: bảy, K như Khánh",
    )
    assert [words for words in said if words not in text] == []


def test_the_pin_is_inside_and_stands_on_its_head() -> None:
    digits = [glyph for glyph in inside(CARD) if glyph.character in "048215" and glyph.right_mm < MIDDLE_MM]

    large = [glyph for glyph in digits if glyph.bottom_mm - glyph.top_mm > 6]
    assert "".join(glyph.character for glyph in large) == "048215"
    assert [glyph.left_mm for glyph in large] == sorted((glyph.left_mm for glyph in large), reverse=True)
    assert "048 215" not in "".join(glyph.character for glyph in outside(CARD))


def test_a_texture_lies_where_the_pin_could_be_seen_through_the_paper() -> None:
    image = rastered(CARD)
    digits = [
        glyph for glyph in inside(CARD) if glyph.bottom_mm - glyph.top_mm > 6 and glyph.right_mm < MIDDLE_MM
    ]
    top, bottom = min(glyph.top_mm for glyph in digits), max(glyph.bottom_mm for glyph in digits)

    facing = ink_box_mm(crop_mm(image, MIDDLE_MM, 60, 210, FOLD_MM))
    behind = ink_box_mm(crop_mm(image, 0, FOLD_MM, MIDDLE_MM, 200))

    # The sheet folds over at half its height, so what lies behind is as far below the fold as the PIN is above.
    assert 60 + facing[1] < top
    assert bottom < 60 + facing[3]
    assert behind[1] < FOLD_MM - bottom
    assert FOLD_MM - top < behind[3]


def test_the_code_is_larger_than_a_label_and_no_ink_is_near_a_fold_or_an_edge() -> None:
    left, _, right, _ = ink_box_mm(crop_mm(rastered(CARD), MIDDLE_MM + 20, 187, 190, 236))

    assert right - left >= 40
    assert min(glyph.left_mm for glyph in glyphs_of(CARD)) >= 8
    assert max(glyph.bottom_mm for glyph in glyphs_of(CARD)) <= 297 - 7
    assert all(abs(glyph.top_mm - FOLD_MM) > 5 for glyph in glyphs_of(CARD))


def test_a_name_of_120_letters_is_whole() -> None:
    assert NAME_OF_120 in text_of(cards(door_card(1, NAME_OF_120)))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_on_the_front_and_the_code_is_read(name: str) -> None:
    pdf = cards(door_card(1, name), door_card(2))

    assert [*codes_of(pdf), *codes_of(pdf, 1)] == [door_card(1).link, door_card(2).link]
    front = [glyph for glyph in outside(pdf) if glyph.left_mm > MIDDLE_MM]
    assert max(glyph.right_mm for glyph in front) <= 210 - 8
    assert "Hộ số 1" in text_of(pdf)
    assert "Thôn Hiệp Hòa, xã Tuy Phong" in text_of(pdf)


def test_where_the_codes_stand_is_told() -> None:
    written = BytesIO()

    made = write_door_cards([door_card(1), door_card(2)], written, heading="Tờ gấp")

    codes = [PlacedCode(code.page, code.left, code.top, code.side, code.text) for code in made.codes]
    assert made.pages == 2
    assert [(code.page, round(code.side / MM)) for code in codes] == [(0, 52), (1, 52)]
    assert unreadable(written.getvalue(), codes) == []


def test_a_screen_reader_hears_the_outside_the_inside_and_what_is_this_households() -> None:
    heard = spoken(CARD)

    assert [kind for kind, _ in heard] == ["Sect", "P", "P", "Figure"]
    assert heard[1][1].startswith("Tờ gấp của hộ gia đình. Quét mã để xem và ký cam kết. Tự nguyện")
    assert heard[3][1] == f"Mã QR: {door_card(117).link}"


def test_the_same_cards_give_the_same_bytes() -> None:
    assert cards(door_card(1), door_card(2)) == cards(door_card(1), door_card(2))
