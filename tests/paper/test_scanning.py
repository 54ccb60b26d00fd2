"""Finished pages are scanned: what is not read where it should stand, or says something else, is told."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from pledges.paper.geometry import MM, cells
from pledges.paper.labels import label_sheets
from pledges.paper.scanning import unreadable
from pledges.paper.stocks import A4_24
from pledges.prints.rules import PlacedCode
from tests.paper.label_samples import labels

pytestmark = pytest.mark.document

LABELS = labels(26)
PDF = label_sheets(LABELS, heading="Thử quét")
SIDE = 33 * MM


def placed(number: int, text: str) -> PlacedCode:
    page, place = divmod(number, A4_24.capacity)
    cell = cells(A4_24)[place]
    return PlacedCode(page, (cell.left_mm + 1.5) * MM, (cell.top_mm + 2) * MM, SIDE, text)


CODES = [placed(number, label.link) for number, label in enumerate(LABELS)]


def test_a_sound_file_has_nothing_unreadable() -> None:
    assert unreadable(PDF, CODES) == []


def test_a_file_on_disk_is_scanned_as_well(tmp_path: Path) -> None:
    file = tmp_path / "nhan.pdf"
    file.write_bytes(PDF)

    assert unreadable(file, CODES) == []


def test_a_code_that_says_something_else_is_told() -> None:
    wrong = placed(25, LABELS[3].link)

    (found,) = unreadable(PDF, [*CODES[:25], wrong])

    assert (found.page, found.code, found.seen) == (1, wrong, LABELS[25].link)


def test_a_code_beside_its_place_is_told() -> None:
    shifted = replace(CODES[4], left=CODES[4].left + 8 * MM)

    (found,) = unreadable(PDF, [shifted])

    assert (found.code, found.seen) == (shifted, "")


@pytest.mark.parametrize(
    "code",
    [
        replace(CODES[0], page=2),
        replace(CODES[0], left=-400.0),
        replace(CODES[0], top=2000.0),
        placed(26, LABELS[0].link),
    ],
    ids=["page missing", "left of the page", "below the page", "empty label"],
)
def test_a_code_that_is_not_there_is_told(code: PlacedCode) -> None:
    (found,) = unreadable(PDF, [code])

    assert (found.code, found.seen) == (code, "")


def test_two_codes_in_one_place_are_none() -> None:
    both = replace(CODES[0], side=100 * MM)

    (found,) = unreadable(PDF, [both])

    assert found.seen == ""


def test_what_was_not_read_does_not_show_in_a_log() -> None:
    (found,) = unreadable(PDF, [placed(25, LABELS[3].link)])

    assert "HTTPS" not in repr(found)


def test_an_empty_list_of_codes_asks_for_nothing() -> None:
    assert unreadable(BytesIO(PDF).getvalue(), []) == []
