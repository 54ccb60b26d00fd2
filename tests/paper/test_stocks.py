"""Sheets of labels are data, and data that cannot be right is refused before anything is printed."""

from itertools import pairwise

import pytest

from pledges.paper.geometry import cells, crossings
from pledges.paper.label_places import label_places
from pledges.paper.stocks import (
    STOCKS,
    StockInvalid,
    StockTooSmall,
    check_for_doors,
    is_for_doors,
    read_stocks,
)

SHEET = """
[thu]
name = "thử"
columns = {columns}
rows = 7
width = {width}
height = 42.3
left = {left}
top = 0.45
"""


def described(columns: int = 3, width: float = 70.0, left: float = 0.0) -> str:
    return SHEET.format(columns=columns, width=width, left=left)


def test_the_common_sheets_are_known_by_their_labels() -> None:
    assert {code: stock.capacity for code, stock in STOCKS.items()} == {
        "a4-24": 24,
        "a4-21": 21,
        "a4-21-gap": 21,
        "a4-24-gap": 24,
        "a4-14": 14,
        "a4-14-gap": 14,
        "a4-12": 12,
        "a4-8": 8,
        "a4-8-gap": 8,
        "a4-65": 65,
    }


def test_labels_with_gaps_stand_apart_and_need_no_cut_marks() -> None:
    stock = STOCKS["a4-14-gap"]

    first, second = cells(stock)[:2]

    assert (first.left_mm, round(second.left_mm, 2)) == (4.65, 106.25)
    assert crossings(stock) == ()


@pytest.mark.parametrize(
    "text",
    [described(columns=4), described(width=71.0), described(left=-1.0), described(columns=0)],
    ids=["too many", "too wide", "left of the sheet", "none"],
)
def test_labels_that_do_not_lie_on_the_sheet_are_refused(text: str) -> None:
    with pytest.raises(StockInvalid):
        read_stocks(text)


def test_a_sheet_that_fits_is_read() -> None:
    assert read_stocks(described())["thu"].capacity == 21


def test_65_labels_a_sheet_are_too_small_for_a_door() -> None:
    with pytest.raises(StockTooSmall):
        check_for_doors(STOCKS["a4-65"])


@pytest.mark.parametrize("is_roomy", [False, True])
@pytest.mark.parametrize("code", [code for code, stock in STOCKS.items() if is_for_doors(stock)])
def test_the_fields_of_a_label_lie_on_it_and_not_on_each_other(code: str, is_roomy: bool) -> None:
    stock = STOCKS[code]

    places = label_places(stock, is_roomy=is_roomy)
    qr = places.pop("qr")

    rows = sorted(places.values(), key=lambda place: place.top_mm)
    assert qr.left_mm + qr.width_mm <= min(place.left_mm for place in rows)
    assert max(place.left_mm + place.width_mm for place in rows) <= stock.label_width_mm - 4
    assert rows[0].top_mm >= 2.5
    assert rows[-1].top_mm + rows[-1].height_mm <= stock.label_height_mm - 2.5
    overlaps = [upper.top_mm + upper.height_mm - lower.top_mm for upper, lower in pairwise(rows)]
    assert max(overlaps) <= 0.01
