"""The alphabet of codes and references: no look-alikes, and a check character that catches a slip of the finger."""

from pledges.foundation.errors import DomainError
from pledges.foundation.locale import mark

# 32 signs: digits 2-9 and capitals without I and O; 0/O and 1/I look alike on cheap print.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_SIGNS = 12
"""12 signs of 5 bits: 60 bits. Among 10^7 living codes one guess in 10^11 hits."""
_POLYNOMIAL = 0b100101  # x^5 + x^2 + 1, primitive over GF(2): multiplying by x runs through all 31 values
_IDLE = str.maketrans("", "", " -–—.\u00a0")


class CodeMistyped(DomainError):
    """What was typed has the wrong length, a sign codes never have, or a check character that does not fit."""

    status = 404
    title = mark("Mã này gõ chưa đúng")
    advice = mark("Mã có 13 chữ và số, không có số 0, số 1, chữ O, chữ I. Xin xem lại trên giấy và gõ lại.")


def code_from(digest: bytes) -> str:
    """Return the 12 signs and check character for the first 60 bits of a digest."""
    number = int.from_bytes(digest[:8], "big") >> 4
    signs = "".join(ALPHABET[number >> shift & 31] for shift in range(55, -1, -5))
    return signs + check_character(signs)


def check_character(signs: str) -> str:
    """Return the check character over GF(32): the sum of sign times α^position, α a primitive element.

    Weights of neighbours differ and none is zero, so every single wrong sign and every swap of two
    neighbours changes it.
    """
    total = 0
    for sign in signs:
        total = _times_x(total ^ ALPHABET.index(sign))
    return ALPHABET[total]


def checked_code(typed: str) -> str:
    """Return the 13 signs of a typed or scanned code: case, spaces and hyphens do not count.

    :raises CodeMistyped: kindly, when it cannot be a code.
    """
    signs = typed.upper().translate(_IDLE)
    if len(signs) != CODE_SIGNS + 1 or any(sign not in ALPHABET for sign in signs):
        raise CodeMistyped
    if check_character(signs[:-1]) != signs[-1]:
        raise CodeMistyped
    return signs


def grouped_code(code: str) -> str:
    """Return the code as it is printed and read out: XXXX-XXXX-XXXXX."""
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"


def _times_x(value: int) -> int:
    value <<= 1
    return value ^ _POLYNOMIAL if value & 32 else value
