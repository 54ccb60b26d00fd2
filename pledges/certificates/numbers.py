"""In which order a unit's numbers of a year are given: shuffled by a key, so that a number tells nobody's turn."""

from collections.abc import Iterator

from pledges.foundation.keys import Keys

LAST_SERIAL = 999_999
"""A number has six digits for the serial, and 000000 is never given."""

# A Feistel network turns any keyed function into a permutation (Luby and Rackoff 1988). 2^20 is the smallest even
# power of two that holds all serials; with so small halves four rounds are too few, ten are what NIST SP 800-38G gives
# FF1 for small domains.
_HALF_BITS = 10
_HALF = (1 << _HALF_BITS) - 1
_ROUNDS = 10


def serials_from(keys: Keys, series: tuple[int, int], place: int) -> Iterator[tuple[int, int]]:
    """Give place and serial, from a place (counted from 1) of a series (unit, year) on, until the last.

    Every place has another serial from 1 to 999,999, and without the key none can be told from the others.
    """
    unit_id, year = series
    rounds = [keys.digest("certificate-number", unit_id, year, round_no) for round_no in range(_ROUNDS)]
    for each in range(place, LAST_SERIAL + 1):
        yield each, _walked(keys, rounds, each - 1) + 1


def _walked(keys: Keys, rounds: list[bytes], value: int) -> int:
    """Permute again until the value is one of the serials (cycle walking): 1.05 times on average."""
    value = _permuted(keys, rounds, value)
    while value >= LAST_SERIAL:
        value = _permuted(keys, rounds, value)
    return value


def _permuted(keys: Keys, rounds: list[bytes], value: int) -> int:
    left, right = value >> _HALF_BITS, value & _HALF
    for round_key in rounds:
        mixed = keys.digest("certificate-number-round", round_key, right)
        left, right = right, left ^ (int.from_bytes(mixed[:2], "big") & _HALF)
    return left << _HALF_BITS | right
