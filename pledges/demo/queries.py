"""Where someone who just started the program can begin."""

from pledges.foundation.house import House
from pledges.foundation.moments import Occasion


def starting_points(house: House, occasion: Occasion) -> list[tuple[str, str]]:
    """Return (what, address) lines for the terminal."""
    return []
