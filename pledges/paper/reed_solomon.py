"""The error correction of QR codes: Reed-Solomon over GF(256), ISO/IEC 18004, 7.5 and annex A."""

from functools import lru_cache

# x^8 + x^4 + x^3 + x^2 + 1
_FIELD = 0x11D


def times(left: int, right: int) -> int:
    """Multiply two elements of GF(256)."""
    product = 0
    while right:
        if right & 1:
            product ^= left
        left = left << 1 ^ (_FIELD if left & 0x80 else 0)
        right >>= 1
    return product


@lru_cache(maxsize=64)
def corrections(data_words: int, correction_words: int) -> tuple[tuple[int, ...], ...]:
    """Give for each data word of a block the correction words that it adds when it is 1.

    What a word of another value adds is that value times these; what a block adds is the exclusive or of all.
    """
    generator = _generator(correction_words)
    remainder = generator
    found = []
    for _ in range(data_words):
        found.append(remainder)
        remainder = tuple(
            following ^ times(remainder[0], factor)
            for following, factor in zip((*remainder[1:], 0), generator, strict=True)
        )
    return tuple(reversed(found))


def _generator(degree: int) -> tuple[int, ...]:
    """Give the coefficients of (x - 1)(x - a)(x - a²)… below the first, the highest first."""
    product, root = [1], 1
    for _ in range(degree):
        product = [one ^ times(other, root) for one, other in zip([*product, 0], [0, *product], strict=True)]
        root = times(root, 2)
    return tuple(product[1:])
