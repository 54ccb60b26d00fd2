"""Grey pictures as PNG files, for the screen: a few lines of a format that any browser reads."""

import struct
import zlib

from pledges.paper.raster import GrayPicture

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_GREY_8_BIT = bytes((8, 0, 0, 0, 0))


def png(picture: GrayPicture) -> bytes:
    """Write a picture as an 8-bit grey PNG (W3C PNG, 2nd edition, 2003: one filter byte 0 before each row)."""
    rows = bytearray()
    for row in range(picture.height):
        start = row * picture.stride
        rows += b"\0" + picture.pixels[start : start + picture.width]
    size = struct.pack(">II", picture.width, picture.height)
    return (
        _SIGNATURE
        + _chunk(b"IHDR", size + _GREY_8_BIT)
        + _chunk(b"IDAT", zlib.compress(bytes(rows), 6))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum)
