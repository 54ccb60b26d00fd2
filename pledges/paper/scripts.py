"""Which texts can be set letter by letter, and which need an engine that shapes them."""

import re
import unicodedata

# Latin with all its extensions, Greek, Cyrillic, punctuation, currency signs, letterlike signs, arrows, shapes: in
# these a letter is a glyph once the text is NFC. Everything else may join, stack, reorder or run from the right:
# Hebrew, Arabic, Thai, Khmer, Chăm, Devanagari. It is a list of what is known to be simple, so that what nobody
# thought of is shaped as well.
_SIMPLE = re.compile(
    "[\u0020-\u007e\u00a0-\u02ff\u0370-\u0482\u048a-\u052f\u1d00-\u1dbf\u1e00-\u1fff\u2010-\u2027\u202f-\u205e"
    "\u2070-\u20cf\u2100-\u2bff\u2c60-\u2c7f\ua720-\ua7ff\ufffd]*"
)
# What shows nothing: controls, soft hyphens, zero-width signs, marks that turn the writing round. A joiner stays where
# a script needs it.
_UNSEEN = frozenset({"Cc", "Cf"})
_JOINERS = frozenset("\u200c\u200d")


def needs_shaping(text: str) -> bool:
    """Tell whether a text, NFC, is more than one glyph a character from left to right.

    A combining mark that NFC does not join with its letter is such a case, as in an Ê Đê "ƀ̆".
    """
    return _SIMPLE.fullmatch(text) is None


def printable(text: str) -> str:
    """Give a text as it is set: NFC, spaces single, without what shows nothing but could turn or hide the rest.

    **why**: a mark that turns the writing round (U+202E) would let a name say on paper what it does not say on screen.
    """
    joined = " ".join(unicodedata.normalize("NFC", text).split())
    if joined.isprintable():
        return joined
    keeps = _JOINERS if needs_shaping(_without_unseen(joined, frozenset())) else frozenset[str]()
    return " ".join(_without_unseen(joined, keeps).split())


def _without_unseen(text: str, keeps: frozenset[str]) -> str:
    # Half a surrogate pair is no character, and no file can hold it.
    seen = (
        "\ufffd" if unicodedata.category(sign) == "Cs" else sign
        for sign in text
        if sign in keeps or unicodedata.category(sign) not in _UNSEEN
    )
    return "".join(seen)
