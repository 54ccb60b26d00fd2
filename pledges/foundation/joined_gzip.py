"""Gzip put together from parts: what never changes is compressed once, what differs is laid in as it is.

**source**: RFC 1951 (deflate blocks) and RFC 1952 (the gzip frame around them).
"""

import zlib
from collections.abc import Iterable

_RAW_DEFLATE = -15  # negative: no frame of zlib's own
_FRAME = b"\x1f\x8b\x08\0\0\0\0\0\0\xff"  # deflate, no name, no time, unknown system
_LAST_BLOCK = b"\x03\0"
LONGEST_STORED = 0xFFFF


def deflated(part: bytes) -> bytes:
    """Return the part as blocks that may stand anywhere: they end on a whole byte and refer to nothing before them."""
    maker = zlib.compressobj(9, zlib.DEFLATED, _RAW_DEFLATE)
    return maker.compress(part) + maker.flush(zlib.Z_FULL_FLUSH)


def stored(part: bytes) -> bytes:
    """Return a short part (at most ``LONGEST_STORED`` bytes) as one block that is not compressed."""
    length = len(part)
    return b"\0" + length.to_bytes(2, "little") + (length ^ 0xFFFF).to_bytes(2, "little") + part


def gzipped(blocks: Iterable[bytes], whole: bytes) -> bytes:
    """Return the gzip file of ``whole``, of which the blocks hold one part each, in order."""
    ending = zlib.crc32(whole).to_bytes(4, "little") + (len(whole) & 0xFFFFFFFF).to_bytes(4, "little")
    return b"".join((_FRAME, *blocks, _LAST_BLOCK, ending))
