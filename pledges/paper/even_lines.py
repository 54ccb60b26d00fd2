"""Breaks a heading so that its lines are about equally long; CSS alone leaves one word on the last line."""

from pledges.paper.fitting import GlyphMissing, TextStyle, fit
from pledges.paper.fonts import TINOS, TINOS_BOLD
from pledges.paper.geometry import MM

# More lines than any heading has: only the width is to decide.
_MOST_LINES = 40
# The engine that sets the page rounds otherwise; a line broken to the last point would be broken once more.
_SPARE_PT = 1.0


def even_lines(text: str, size_pt: float, width_mm: float, is_bold: bool = True) -> tuple[str, ...]:
    """Return the lines of a heading in Tinos, none wider than the room; a text with a foreign letter as one line."""
    style = TextStyle((TINOS_BOLD if is_bold else TINOS,), size_pt, size_pt)
    try:
        return fit(text, style, width_mm * MM - _SPARE_PT, _MOST_LINES * size_pt * style.line_height).lines
    except GlyphMissing:
        return (text,)
