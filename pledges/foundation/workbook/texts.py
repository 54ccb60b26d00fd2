"""Bytes to text, for files that do not say in which encoding they are."""

import re

from pledges.foundation.workbook.limits import Outcome, Refused

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_HIGH_BYTE = re.compile(rb"[\x80-\xff]")
_UTF_8_LETTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
# What office programs show for the bytes that Latin-1 has no letter for.
_WINDOWS_1252 = {
    byte: ord(bytes([byte]).decode("cp1252", "ignore") or chr(byte)) for byte in range(0x80, 0xA0)
}


def decoded(content: bytes) -> str:
    """Return UTF-8, with or without its mark, or UTF-16 as it is; any other text one byte a character.

    The latter is how office programs show files of before Unicode: what they say is for those to find out who know
    the old encodings.

    :raises Refused: when it is no text, or damaged UTF-8.
    """
    try:
        text = content.decode("utf-16" if content[:2] in _UTF_16_MARKS else "utf-8-sig")
    except UnicodeDecodeError as foreign:
        if _is_damaged_utf_8(content):
            raise Refused(Outcome.UNREADABLE) from foreign
        text = content.decode("latin-1").translate(_WINDOWS_1252)
    if not text.strip() or _CONTROL.search(text):
        raise Refused(Outcome.UNREADABLE)
    return text


def _is_damaged_utf_8(content: bytes) -> bool:
    """Tell whether most bytes beyond ASCII belong to letters of UTF-8, which never happens by chance."""
    in_letters = sum(map(len, _UTF_8_LETTER.findall(content)))
    return 2 * in_letters > len(_HIGH_BYTE.findall(content))
