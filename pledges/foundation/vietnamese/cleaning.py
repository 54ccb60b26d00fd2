"""Brings typed and imported text into the one form that is stored: NFC, real Đ, nothing invisible."""

import re
import unicodedata

# Keyboards and old files offer the Icelandic eth, which looks like Đ and survives every normalisation.
_ETH_TO_D_STROKE = str.maketrans("\u00d0\u00f0", "\u0110\u0111")

_SHAPE_MARKS = "\u0302\u0306\u031b"  # circumflex, breve, horn: they make another letter
_TONE_MARKS = "\u0300\u0309\u0303\u0301\u0323"
_TONE_BEFORE_SHAPE = re.compile(f"([{_TONE_MARKS}]+)([{_SHAPE_MARKS}]+)")

_INVISIBLE = {"Cc", "Cf", "Cs", "Co"}  # controls, formatting, halves of characters, private use
# Unicode counts them as letters or symbols, but they are drawn as nothing: a name of them alone could not be seen.
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_LAST_TWO_OF_A_PLANE = 0xFFFE  # never characters, and refused by XML

# Source: UAX #15, Stream-Safe Text Format. No letter of any language carries more. Putting a run of marks in order
# takes the square of its length: one form of half a megabyte would hold up everybody for minutes.
_MOST_MARKS = 30

_LINE_BREAKS = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


# What nearly all texts are: composed Latin letters without the eth, plain punctuation, single spaces.
_PLAIN = "[!-~\u00c0-\u00cf\u00d1-\u00ef\u00f1-\u024f\u1ea0-\u1ef9’]+"
_CLEAN_ALREADY = re.compile(f"{_PLAIN}(?: {_PLAIN})*")


def clean(text: str) -> str:
    """Give the text as one line, ready to store, compare and index.

    NFC with wrongly ordered marks repaired; U+00D0/U+00F0 become Đ/đ; zero-width characters, soft hyphens,
    byte-order marks, control characters and bidirectional overrides are dropped; every run of white space
    becomes one space. Apostrophes (' ’) and hyphens stay: K'Brơi, H'Hen Niê.

    Text in an old one-byte encoding must be recognised before (see `legacy`): the soft hyphen is a letter
    there.
    """
    if _CLEAN_ALREADY.fullmatch(text):
        return text
    return " ".join(_visible(_with_marks_in_order(text)).split())


def clean_lines(text: str) -> str:
    """Clean text of several lines in the same way; blank lines at both ends go too."""
    return "\n".join(clean(line) for line in _LINE_BREAKS.split(text)).strip("\n")


def _with_marks_in_order(text: str) -> str:
    """Compose to NFC with shape marks before tones: e + tilde + circumflex is ễ, not ẽ with a hat."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", _with_few_marks(text).translate(_ETH_TO_D_STROKE))
    return unicodedata.normalize("NFC", _TONE_BEFORE_SHAPE.sub(r"\2\1", decomposed))


def _with_few_marks(text: str) -> str:
    """Drop the marks that follow too many others without a letter in between."""
    if len(text) <= _MOST_MARKS:
        return text
    kept, marks = [], 0
    for character in text:
        # By category: some marks, as U+0F73, have no combining class until they are decomposed.
        marks = marks + 1 if unicodedata.category(character).startswith("M") else 0
        if marks <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def _visible(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_visible_character, text))


def _visible_character(character: str) -> str:
    if character.isspace():
        return " "
    is_no_character = ord(character) & _LAST_TWO_OF_A_PLANE == _LAST_TWO_OF_A_PLANE
    is_unseen = character in _BLANK or unicodedata.category(character) in _INVISIBLE
    return "" if is_no_character or is_unseen else character
