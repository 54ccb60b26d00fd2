"""The error correction of QR codes, against the worked example of ISO/IEC 18004 (annex I: "01234567", version 1-M)."""

from pledges.paper.reed_solomon import corrections, times

DATA = [0x10, 0x20, 0x0C, 0x56, 0x61, 0x80, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11]
CORRECTION = [0xA5, 0x24, 0xD4, 0xC1, 0xED, 0x36, 0xC7, 0x87, 0x2C, 0x55]


def test_the_standards_own_example() -> None:
    factors = corrections(len(DATA), len(CORRECTION))

    added = [[times(word, factor) for factor in row] for word, row in zip(DATA, factors, strict=True)]

    assert [_sum(column) for column in zip(*added, strict=True)] == CORRECTION


def test_multiplying_by_one_and_by_nought() -> None:
    assert (times(0x53, 1), times(0x53, 0)) == (0x53, 0)


def test_an_element_times_its_inverse_is_one() -> None:
    assert times(2, 0x8E) == 1


def _sum(words: tuple[int, ...]) -> int:
    total = 0
    for word in words:
        total ^= word
    return total
