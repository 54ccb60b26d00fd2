"""A drawn signature: sealed at rest, and the same drawing is known again wherever and however large it stands."""

import pytest

from pledges.foundation.house import House
from pledges.foundation.keys import Keys
from pledges.responses.signatures import SignatureBox, shape_of

DRAWN = "100,50 140,90 180,60;200,70 260,80"
MOVED = "0,0 40,40 80,10;100,20 160,30"
TWICE_AS_LARGE = "40,20 120,100 200,40;240,60 360,80"
ANOTHER = "100,50 140,90 180,95;200,70 260,80"


def test_a_sealed_drawing_is_opened_again(house: House) -> None:
    box = SignatureBox(house.keys)

    assert box.opened(box.sealed(DRAWN)) == DRAWN
    assert DRAWN.encode() not in box.sealed(DRAWN)


@pytest.mark.parametrize("copy", [DRAWN, MOVED, TWICE_AS_LARGE])
def test_a_copy_has_the_same_mark(house: House, copy: str) -> None:
    box = SignatureBox(house.keys)

    assert box.mark(copy) == box.mark(DRAWN)


def test_another_drawing_has_another_mark(house: House) -> None:
    box = SignatureBox(house.keys)

    assert box.mark(ANOTHER) != box.mark(DRAWN)


def test_the_mark_needs_the_key(house: House) -> None:
    assert SignatureBox(Keys(b"another master key")).mark(DRAWN) != SignatureBox(house.keys).mark(DRAWN)


@pytest.mark.parametrize("line", ["5,5 5,5", "5,5 5,9", "9,5 5,5"])
def test_a_dot_or_a_straight_line_has_a_shape(line: str) -> None:
    assert shape_of(line)
