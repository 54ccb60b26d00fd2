"""The label sheet on the market: 24 labels of 70 × 37 mm that cover A4."""

from pledges.paper.geometry import MM, Box, Cell, cells, crossings
from pledges.paper.stocks import A4_24


def test_a_sheet_holds_24_labels_in_reading_order() -> None:
    places = cells(A4_24)

    assert len(places) == A4_24.capacity == 24
    assert places[:4] == (Cell(0, 0.5), Cell(70, 0.5), Cell(140, 0.5), Cell(0, 37.5))


def test_the_last_label_ends_on_the_sheet() -> None:
    last = cells(A4_24)[-1]

    assert last.left_mm + A4_24.label_width_mm == A4_24.page_width_mm
    assert last.top_mm + A4_24.label_height_mm == A4_24.page_height_mm - 0.5


def test_cut_marks_stand_where_four_labels_meet() -> None:
    points = crossings(A4_24)

    assert len(points) == 2 * 7
    assert points[0] == Cell(70, 37.5)


def test_a_box_knows_its_far_edges() -> None:
    box = Box(left=10 * MM, top=20 * MM, width=5 * MM, height=MM)

    assert (box.right, box.bottom) == (15 * MM, 21 * MM)
