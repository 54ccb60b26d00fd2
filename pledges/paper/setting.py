"""Sets fitted text in a box of the page: where each line's first letter stands and how it is written in a PDF."""

from dataclasses import dataclass, replace
from typing import Literal

from pledges.paper.fitting import Fitted, TextStyle
from pledges.paper.fonts import Face, metrics
from pledges.paper.geometry import Box

Side = Literal["left", "centre", "right"]


@dataclass(frozen=True)
class Line:
    """One line of text; its baseline begins ``left`` and ``baseline`` pt from the page's top left corner.

    A turned line stands on its head and runs to the left from there.
    """

    text: str
    face: Face
    size_pt: float
    left: float
    baseline: float
    is_turned: bool = False


def middle_of(box: Box, fitted: Fitted, style: TextStyle) -> Box:
    """Give the part of a box that a fitted text takes when it stands halfway between top and bottom."""
    height = len(fitted.lines) * style.line_height * fitted.size_pt
    return replace(box, top=box.top + (box.height - height) / 2, height=height)


def place(fitted: Fitted, style: TextStyle, box: Box, side: Side = "left") -> tuple[Line, ...]:
    """Place fitted lines from the top of a box as CSS would, each centred on its line height."""
    measured = metrics(fitted.face)
    height = style.line_height * fitted.size_pt
    half_leading = (height - (measured.ascent + measured.descent) * fitted.size_pt) / 2
    first_baseline = box.top + half_leading + measured.ascent * fitted.size_pt
    return tuple(
        Line(
            text=text,
            face=fitted.face,
            size_pt=fitted.size_pt,
            left=box.left + _indent(measured.width(text) * fitted.size_pt, box.width, side),
            baseline=first_baseline + number * height,
        )
        for number, text in enumerate(fitted.lines)
    )


def turned(lines: tuple[Line, ...], box: Box) -> tuple[Line, ...]:
    """Turn lines round in their box, for a part of the page that is upside down until it is folded."""
    return tuple(
        replace(
            line,
            left=box.left + box.right - line.left,
            baseline=box.top + box.bottom - line.baseline,
            is_turned=True,
        )
        for line in lines
    )


def _indent(width: float, room: float, side: Side) -> float:
    return {"left": 0.0, "centre": (room - width) / 2, "right": room - width}[side]


def show_operator(face: Face, text: str) -> str:
    """Give the PDF operator that shows a line, kerned."""
    return f"{metrics(face).shown(text)}TJ"
