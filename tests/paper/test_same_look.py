"""Stamped and laid out whole, a page looks the same: no more than a pixel in ten thousand clearly differs."""

from io import BytesIO

import pytest

from pledges.paper.blanks import Wanted
from pledges.paper.door_cards import FIELDS, QR_MM, DoorCard, card_texts, door_card_html, write_door_cards
from pledges.paper.label_places import label_fields, label_places
from pledges.paper.labels import Label, label_sheets, label_texts, laid_out_sheet
from pledges.paper.pdf import lay_out
from pledges.paper.stocks import STOCKS
from tests.paper.comparing import differing_share, set_whole, with_code
from tests.paper.label_samples import LONG_NAME, door_card, label

pytestmark = pytest.mark.document

# Measured: 1 to 9 in 100,000, from how two programs place glyphs between pixels. A missing word is 15 to 30.
SAME = 0.0001
NAMES = ["N*** V*** Đức", LONG_NAME, "Hồ Thị Ặc", "K' Bŏng Ƀrĭ"]


def sheet_set_whole(value: Label, code: str) -> bytes:
    stock = STOCKS[code]
    boxes = lay_out(laid_out_sheet(stock, 1, Wanted()), title="", tagged=False).page_boxes[0]
    wanted = set_whole(label_fields(stock), label_texts(value), boxes, "-0")
    side = label_places(stock, is_roomy=False)["qr"].width_mm
    return lay_out(with_code(laid_out_sheet(stock, 1, wanted), "qr-0", value.link, side), title="").pdf


def card_set_whole(value: DoorCard) -> bytes:
    boxes = lay_out(door_card_html(Wanted()), title="", tagged=False).page_boxes[0]
    wanted = set_whole(FIELDS, card_texts(value), boxes)
    return lay_out(with_code(door_card_html(wanted), "qr", value.link, QR_MM), title="").pdf


def cards(value: DoorCard) -> bytes:
    written = BytesIO()
    write_door_cards([value], written, heading="")
    return written.getvalue()


@pytest.mark.parametrize("name", NAMES)
def test_a_label_looks_the_same_both_ways(name: str) -> None:
    value = label(117, name)

    assert differing_share(label_sheets([value], heading=""), sheet_set_whole(value, "a4-24")) < SAME


@pytest.mark.parametrize("code", ["a4-21-gap", "a4-8"])
def test_a_label_of_another_size_looks_the_same_both_ways(code: str) -> None:
    value = label(117)
    stamped = label_sheets([value], heading="", stock=STOCKS[code])

    assert differing_share(stamped, sheet_set_whole(value, code)) < SAME


@pytest.mark.parametrize("name", NAMES)
def test_a_door_card_looks_the_same_both_ways(name: str) -> None:
    value = door_card(117, name)

    assert differing_share(cards(value), card_set_whole(value)) < SAME


def test_a_missing_word_is_seen() -> None:
    assert differing_share(cards(door_card(117, "N*** V***")), card_set_whole(door_card(117))) > SAME
    assert (
        differing_share(
            label_sheets([label(117, "N*** V***")], heading=""), sheet_set_whole(label(117), "a4-24")
        )
        > SAME
    )
