"""QR codes: the only module that knows an encoder; everybody else sees a square of dark and light modules."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

import qrcode
from markupsafe import Markup, escape
from qrcode.base import rs_blocks
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.util import MODE_8BIT_BYTE, MODE_ALPHA_NUM, QRData

QUIET_ZONE = 4
"""Modules of white around the code that ISO/IEC 18004 asks for; ``svg`` and the stamped pages both leave it."""

ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
"""The characters of the mode in which two characters take 11 bits; the place in the row is a character's value."""

# All eight masks are legal. The standard's choice among them costs five sixths of the encoder's time (3.6 ms of 4.3)
# and gains nothing that a scanner could tell: of 300 blurred and noisy codes 281 were read with the chosen mask,
# 285 with mask 6, 270 with mask 3.
_MASK = 6

# Version 8 is the largest taken. Of 80 slanted, blurred, noisy pictures (120 to 200 dpi) of codes printed 25 mm wide,
# 80 were read of version 6 (0.51 mm a module), 53 of version 7, 40 of version 8, 22 of version 9, 0 of version 13.
LONGEST_ALPHANUMERIC = 221
LONGEST_BYTES = 152


class Level(StrEnum):
    """How much of a code may be lost and it is still read: about 15, 25 and 30 % of it (ISO/IEC 18004)."""

    M = "M"
    Q = "Q"
    H = "H"


_CORRECTIONS = {Level.M: ERROR_CORRECT_M, Level.Q: ERROR_CORRECT_Q, Level.H: ERROR_CORRECT_H}
# The longest texts of version 8, alphanumeric and in bytes.
_LONGEST = {Level.M: (LONGEST_ALPHANUMERIC, LONGEST_BYTES), Level.Q: (157, 108), Level.H: (122, 84)}


class QrTooLong(ValueError):
    """The text would need modules too small to be read from paper.

    Level M, version 8: 221 characters of the alphanumeric mode or 152 bytes; level Q 157 or 108, level H 122 or 84.
    """

    def __init__(self, text: str, level: Level = Level.M) -> None:
        size = len(text.encode())
        characters, most_bytes = _LONGEST[level]
        super().__init__(
            f"{size} bytes do not fit: at most {most_bytes}, or {characters} characters A-Z 0-9 $%*+-./:"
        )
        self.num_bytes = size


@dataclass(frozen=True)
class QrMatrix:
    """The dark modules of a code without its quiet zone: ``bits`` row by row, the first module highest."""

    size: int
    bits: int

    @property
    def version(self) -> int:
        """The version of ISO/IEC 18004: 1 has 21 modules a side, each further one 4 more."""
        return (self.size - 17) // 4

    @property
    def rows(self) -> Iterator[int]:
        """The rows from the top, each a number of ``size`` bits, the leftmost module highest."""
        whole_row = (1 << self.size) - 1
        return (self.bits >> (self.size * (self.size - 1 - row)) & whole_row for row in range(self.size))

    @property
    def path(self) -> str:
        """The dark modules as an SVG path, one rectangle a run, in modules from the code's top left corner."""
        return "".join(
            f"M{column} {row}h{length}v1h-{length}z"
            for row, bits in enumerate(self.rows)
            for column, length in _runs(bits, self.size)
        )


def encode(text: str, level: Level = Level.M) -> QrMatrix:
    """Encode a text in the smallest version that holds it, at error correction level M unless another is asked for.

    A text of upper-case letters, digits and " $%*+-./:" alone takes the alphanumeric mode: an address of 48 characters
    is version 3 (29 modules), in lower case it would be version 4. For many codes see ``qr_bulk``. A higher level is
    for paper that hangs among people or under film: scratched, glaring, with a pin through it.

    :raises QrTooLong: when the code could not be read from paper.
    """
    is_small = is_alphanumeric(text)
    if len(text.encode()) > _LONGEST[level][0 if is_small else 1]:
        raise QrTooLong(text, level)
    code = qrcode.QRCode(error_correction=_CORRECTIONS[level], border=0, mask_pattern=_MASK)
    # The mode is said, or the library would take a text of digits for a number and cut a mixed text into chunks.
    code.add_data(QRData(text, mode=MODE_ALPHA_NUM if is_small else MODE_8BIT_BYTE))
    code.make(fit=True)
    return QrMatrix(len(code.modules), _bits_of(code))


@dataclass(frozen=True)
class Anatomy:
    """How the words of a version are laid on its modules.

    ``blocks`` are (data words, correction words); ``modules`` has for each bit of the message, as it is laid out with
    its correction words, the module in which it lies, as ``QrMatrix.bits`` with that one set.
    """

    blocks: tuple[tuple[int, int], ...]
    modules: tuple[int, ...]


@lru_cache(maxsize=32)
def anatomy(version: int, level: Level) -> Anatomy:
    """Ask the encoder where it lays each bit: a dozen messages show the digits of the bits' numbers, in base 2."""
    blocks = rs_blocks(version, _CORRECTIONS[level])
    count = 8 * sum(block.total_count for block in blocks)
    numbers = range(1, count + 1)
    empty = _laid_out([0] * count, version, level)
    digits = [
        _laid_out([number >> digit & 1 for number in numbers], version, level) ^ empty
        for digit in range(count.bit_length())
    ]
    modules = [0] * (count + 1)
    for place in range((4 * version + 17) ** 2):
        modules[sum((shown >> place & 1) << digit for digit, shown in enumerate(digits))] = 1 << place
    return Anatomy(
        tuple((block.data_count, block.total_count - block.data_count) for block in blocks),
        tuple(modules[1:]),
    )


def _laid_out(bits: list[int], version: int, level: Level) -> int:
    """Lay the bits of a whole message, correction words included, on the modules of a code."""
    words = [int("".join(map(str, bits[start : start + 8])), 2) for start in range(0, len(bits), 8)]
    code = qrcode.QRCode(version, _CORRECTIONS[level], border=0, mask_pattern=_MASK)
    code.data_cache = words
    code.makeImpl(False, _MASK)
    return _bits_of(code)


def _bits_of(code: Any) -> int:
    return int("".join("01"[bool(module)] for row in code.modules for module in row), 2)


def svg(text: str, size_mm: float, title: str, level: Level = Level.M) -> Markup:
    """Draw a code as an inline SVG picture of one path, quiet zone included in ``size_mm``.

    ``title`` is what a screen reader says, and the alternative text in a tagged PDF.

    :raises QrTooLong: when the code could not be read from paper.
    """
    matrix = encode(text, level)
    side = matrix.size + 2 * QUIET_ZONE
    # The library's own SVG pictures draw one element a module: 31 kB instead of 3, and 11 ms instead of 1.
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{0:g}mm" height="{0:g}mm" viewBox="{1} {1} {2} {2}" role="img">'
        '<title>{3}</title><path d="{4}"/></svg>'
    ).format(size_mm, -QUIET_ZONE, side, escape(title), matrix.path)


def _runs(bits: int, size: int) -> Iterator[tuple[int, int]]:
    """Give start and length of each run of dark modules in a row."""
    while bits:
        start = size - bits.bit_length()
        after_start = bits ^ ((1 << (size - start)) - 1)
        length = size - start - after_start.bit_length()
        yield start, length
        bits &= (1 << (size - start - length)) - 1


def is_alphanumeric(text: str) -> bool:
    """Tell whether a text can be encoded at two characters in 11 bits."""
    return set(text) <= set(ALPHANUMERIC)
