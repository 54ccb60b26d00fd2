"""A drawn signature as strokes of whole points in a box of 600 by 200; what else is sent is no signature."""

import re
from itertools import groupby

WIDTH = 600
HEIGHT = 200
MOST_STROKES = 60
MOST_POINTS = 3_000
MOST_CHARACTERS = 20_000

Point = tuple[int, int]
Stroke = tuple[Point, ...]

# Points are "x,y", apart by a blank; strokes are apart by a semicolon.
_POINT = r"[0-9]{1,3},[0-9]{1,3}"
_STROKE = rf"{_POINT}(?: {_POINT})*"
_STROKES = re.compile(rf"{_STROKE}(?:;{_STROKE})*")


class StrokesUnreadable(ValueError):
    """What came is no drawing that the page could have made."""


def strokes_in(text: str) -> tuple[Stroke, ...]:
    """Read a drawing; nothing, or a single dot, is no signature and gives no strokes.

    :raises StrokesUnreadable: when it has another shape, leaves the box, or is longer than anybody signs
    """
    if not text:
        return ()
    if len(text) > MOST_CHARACTERS or not _STROKES.fullmatch(text):
        raise StrokesUnreadable
    strokes = tuple(_stroke(part) for part in text.split(";"))
    if len(strokes) > MOST_STROKES or sum(map(len, strokes)) > MOST_POINTS:
        raise StrokesUnreadable
    points = {point for stroke in strokes for point in stroke}
    return strokes if len(points) > 1 else ()


def strokes_text(strokes: tuple[Stroke, ...]) -> str:
    """Return the canonical text: equal for equal drawings, empty for none."""
    return ";".join(" ".join(f"{x},{y}" for x, y in stroke) for stroke in strokes)


def path_of(strokes: tuple[Stroke, ...]) -> str:
    """Return the drawing as the data of one SVG path, in a box of `WIDTH` by `HEIGHT`."""
    return "".join(_path(stroke) for stroke in strokes)


def _stroke(text: str) -> Stroke:
    points = [_point(part) for part in text.split(" ")]
    # A finger that rests sends the same point many times.
    return tuple(point for point, _ in groupby(points))


def _point(text: str) -> Point:
    x, _, y = text.partition(",")
    if int(x) > WIDTH or int(y) > HEIGHT:
        raise StrokesUnreadable
    return int(x), int(y)


def _path(stroke: Stroke) -> str:
    (x, y), *further = stroke
    # A dot is a line to itself, drawn by its round ends.
    return f"M{x} {y}" + "".join(f"L{x} {y}" for x, y in further or [(x, y)])
