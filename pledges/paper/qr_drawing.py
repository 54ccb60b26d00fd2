"""Draws a QR code with the operators of a PDF page."""

import re
from functools import lru_cache

from pledges.paper.geometry import Box
from pledges.paper.qr import QUIET_ZONE, QrMatrix

_RUNS = re.compile("1+")


def draw_operators(matrix: QrMatrix, box: Box, page_height: float) -> str:
    """Draw a code in a square box that includes its quiet zone.

    All modules are one path, so that no viewer shows seams between them, in units of a module from the top left.
    """
    module = box.width / (matrix.size + 2 * QUIET_ZONE)
    left, top = box.left + QUIET_ZONE * module, page_height - box.top - QUIET_ZONE * module
    return f"q {module:.5f} 0 0 {-module:.5f} {left:.3f} {top:.3f} cm\n{_path(matrix)}f Q"


def _path(matrix: QrMatrix) -> str:
    """Give the runs of dark modules as rectangles, the shortest first.

    **why** not row by row: like beside like compresses to four fifths, 300 bytes less for a certificate's code.
    """
    size = matrix.size
    bits = f"{matrix.bits:0{size * size}b}"
    # A light module after each row, so that no run goes on in the next.
    rows = "0".join(bits[start : start + size] for start in range(0, size * size, size))
    places = _places(size)
    by_length: dict[int, list[str]] = {}
    for run in _RUNS.finditer(rows):
        start, end = run.span()
        by_length.setdefault(end - start, []).append(places[start])
    return "".join(f" {length} 1 re\n".join((*by_length[length], "")) for length in sorted(by_length))


@lru_cache(maxsize=16)
def _places(size: int) -> list[str]:
    """Give column and row of each module of a code with a light column after the last."""
    return [f"{place % (size + 1)} {place // (size + 1)}" for place in range(size * (size + 1))]
