"""Where the tone mark stands in a syllable: the old style (hòa, ủy) and the new one (hoà, uỷ)."""

import re
import unicodedata

# In NFD: o or u, then a plain a, e or y that carries the tone and ends the syllable. After q the u is no
# vowel.
_NEW_STYLE = re.compile(
    r"(?<!q)([ou])([aey])([\u0300\u0301\u0303\u0309\u0323])(?![^\W\d_]|[\u0300-\u036f])", re.IGNORECASE
)
# The same the other way round.
_OLD_STYLE = re.compile(
    r"(?<!q)([ou])([\u0300\u0301\u0303\u0309\u0323])([aey])(?![^\W\d_]|[\u0300-\u036f])", re.IGNORECASE
)


def old_style(text: str) -> str:
    """Move tone marks to where official texts put them: "hoà" to "hòa", "Uỷ" to "Ủy"; "hoàn" and "quý" stay.

    For display and for keys. People's own names are stored as they were typed.
    """
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", _NEW_STYLE.sub(r"\1\3\2", decomposed))


def new_style(text: str) -> str:
    """Move tone marks to where schools teach them: "hòa" to "hoà", "Ủy" to "Uỷ"; for finding what was typed so."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", _OLD_STYLE.sub(r"\1\3\2", decomposed))
