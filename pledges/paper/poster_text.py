"""Texts of posters: set as large as their room allows, and never out of it, whatever letters they have."""

from dataclasses import dataclass, replace

from pledges.paper.fitting import Fitted, GlyphMissing, TextStyle, fit
from pledges.paper.fonts import BE_VIETNAM_BOLD, BE_VIETNAM_SEMIBOLD, TINOS_BOLD
from pledges.paper.geometry import MM

SEMIBOLD = (BE_VIETNAM_SEMIBOLD, TINOS_BOLD)
BOLD = (BE_VIETNAM_BOLD, TINOS_BOLD)
"""Be Vietnam Pro where it has all the letters, Tinos for the ĭ, ŏ, ŭ and ƀ of the K'Ho and Ê Đê languages."""

# What no vendored face has is broken by the engine wherever the line ends: counted as if every letter were an em wide,
# it takes less room than that in any script.
_EM = 1.0


@dataclass(frozen=True)
class Room:
    """The room a text has on a page."""

    width_mm: float
    height_mm: float

    def scaled(self, scale: float) -> "Room":
        """Return the same room on a page that is so many times as large."""
        return Room(self.width_mm * scale, self.height_mm * scale)


def scaled(style: TextStyle, scale: float) -> TextStyle:
    """Return a style for a page that is so many times as large."""
    return replace(style, size_pt=style.size_pt * scale, smallest_pt=style.smallest_pt * scale)


def fitted(text: str, style: TextStyle, room: Room) -> Fitted:
    """Fit a text into its room.

    One with letters that no vendored face has (Arabic, Chăm script, a picture) is left to the engine in the smallest
    size, cut to what surely fits.
    """
    width_pt, height_pt = room.width_mm * MM, room.height_mm * MM
    try:
        return fit(text, style, width_pt, height_pt)
    except GlyphMissing:
        size = style.smallest_pt
        lines = max(1, int(height_pt / (style.line_height * size)))
        most = lines * int(width_pt / (_EM * size))
        plain = " ".join(text.split())
        cut = plain if len(plain) <= most else plain[: most - 1] + "…"
        return Fitted(style.faces[0], size, (cut,))
