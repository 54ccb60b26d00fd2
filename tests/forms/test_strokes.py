"""A drawn signature is whole points in a box; anything else is refused, and a dot is none."""

import pytest

from forms.strokes import MOST_CHARACTERS, StrokesUnreadable, path_of, strokes_in, strokes_text


def test_a_drawing_of_two_strokes_is_read_and_written_the_same() -> None:
    strokes = strokes_in("0,0 600,200;10,20 30,40")

    assert strokes == (((0, 0), (600, 200)), ((10, 20), (30, 40)))
    assert strokes_text(strokes) == "0,0 600,200;10,20 30,40"


def test_a_finger_that_rests_is_one_point() -> None:
    assert strokes_text(strokes_in("007,8 7,8 7,8 9,9")) == "7,8 9,9"


@pytest.mark.parametrize("dot", ["", "5,5", "5,5 5,5", "5,5;5,5;05,5"])
def test_nothing_and_a_dot_are_no_signature(dot: str) -> None:
    assert strokes_in(dot) == ()


def test_a_dot_beside_a_line_stays() -> None:
    strokes = strokes_in("1,1 50,60;70,70")

    assert path_of(strokes) == "M1 1L50 60M70 70L70 70"


@pytest.mark.parametrize(
    "text",
    [
        "601,0 1,1",
        "0,201 1,1",
        "-1,0 1,1",
        "1.5,2 3,4",
        "1,2  3,4",
        "1,2 3,4;",
        ";1,2 3,4",
        "1,2\n3,4",
        "1,2 3,4 ",
        "١,٢ 3,4",
        "²,2 3,4",
        "M1 1L2 2",
        "<svg onload=alert(1)>",
        "9" * 5000,
        "1,2 3",
    ],
)
def test_what_no_pen_has_drawn_is_refused(text: str) -> None:
    with pytest.raises(StrokesUnreadable):
        strokes_in(text)


@pytest.mark.parametrize(
    "text",
    [
        ";".join(["1,1 2,2"] * 61),
        " ".join(f"{at % 10},{at % 7}" for at in range(3001)),
        " ".join(["100,100"] * (MOST_CHARACTERS // 8 + 1)),
    ],
    ids=["strokes", "points", "characters"],
)
def test_more_than_anybody_signs_is_refused(text: str) -> None:
    with pytest.raises(StrokesUnreadable):
        strokes_in(text)


def test_the_longest_signature_is_taken() -> None:
    text = ";".join(" ".join(f"{at},{at}" for at in range(50)) for _ in range(60))

    assert len(strokes_in(text)) == 60
