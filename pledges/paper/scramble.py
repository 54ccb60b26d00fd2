"""A texture that keeps what lies behind it from being read through the paper."""

from functools import lru_cache
from math import cos, pi, sin
from random import Random

# As long and as wide as the strokes of the digits it hides, and so dense that each digit is crossed many times.
_STROKE_MM = 3.2
_STROKES_A_SQUARE_MM = 0.32
_SEED = 189


@lru_cache(maxsize=8)
def scramble_path(width_mm: float, height_mm: float) -> str:
    """Give strokes in all directions as an SVG path in mm, inside the area; always the same for the same area."""
    chance = Random(_SEED)  # noqa: S311  # the same texture on every card, which hides nothing by being unknown
    strokes = round(width_mm * height_mm * _STROKES_A_SQUARE_MM)
    return "".join(_stroke(chance, width_mm, height_mm) for _ in range(strokes))


def _stroke(chance: Random, width_mm: float, height_mm: float) -> str:
    angle, length = chance.uniform(0, pi), chance.uniform(0.5, 1) * _STROKE_MM
    along, down = length * cos(angle), length * sin(angle)
    left = chance.uniform(max(0, -along), width_mm - max(0, along))
    top = chance.uniform(0, height_mm - down)
    return f"M{left:.1f} {top:.1f}l{along:.1f} {down:.1f}"
