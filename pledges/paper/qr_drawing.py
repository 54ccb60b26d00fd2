"""Draws a QR code with the operators of a PDF page."""

from functools import lru_cache

from pledges.paper.geometry import Box
from pledges.paper.qr import QUIET_ZONE, QrMatrix


def draw_operators(matrix: QrMatrix, box: Box, page_height: float) -> str:
    """Draw a code in a square box that includes its quiet zone.

    All modules are one path, so that no viewer shows seams between them, in units of a module from the top left.
    """
    module = box.width / (matrix.size + 2 * QUIET_ZONE)
    left, top = box.left + QUIET_ZONE * module, page_height - box.top - QUIET_ZONE * module
    return f"q {module:.5f} 0 0 {-module:.5f} {left:.3f} {top:.3f} cm\n{_path(matrix)}f Q"


def _path(matrix: QrMatrix) -> str:
    """Give the dark modules as rectangles, eight modules of a row at a time, each of these looked up."""
    spare = -matrix.size % 8
    return "".join(
        _eight_modules(row, 8 * place, byte)
        for row, bits in enumerate(matrix.rows)
        for place, byte in enumerate((bits << spare).to_bytes((matrix.size + spare) // 8))
    )


@lru_cache(maxsize=131_072)
def _eight_modules(row: int, column: int, byte: int) -> str:
    runs = "".join("01"[byte >> 7 - bit & 1] for bit in range(8)).split("0")
    rectangles = []
    for run in runs:
        if run:
            rectangles.append(f"{column} {row} {len(run)} 1 re\n")
        column += len(run) + 1
    return "".join(rectangles)
