"""Fits a text into the room a page has for it, by one stated rule, so that nothing is covered and nothing runs out."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from pledges.paper.fonts import Face, metrics
from pledges.paper.scripts import needs_shaping, printable

_STEP_PT = 0.25
_ELLIPSIS = "…"
# No box of any paper holds as much; without a limit one endless word would be measured for minutes.
_MOST_LETTERS = 600
# "Thôn 3" and "số 117" are not parted: a number stays with the word before it.
_GLUED = re.compile(r" (?!\d)")
# A line filled to the last thousandth of a point must not be called too wide or too high for a rounding error.
_TOLERANCE = 1e-6


@dataclass(frozen=True)
class TextStyle:
    """How a field is set: faces in order of preference, sizes in pt, line height as a multiple of the size."""

    faces: tuple[Face, ...]
    size_pt: float
    smallest_pt: float
    line_height: float = 1.2


@dataclass(frozen=True)
class Fitted:
    """A text as it is set: NFC lines, each no wider than the room asked for."""

    face: Face
    size_pt: float
    lines: tuple[str, ...]


@dataclass(frozen=True)
class _Word:
    """A word measured once, in em: its width, and the space between it and the word before, kerning included."""

    text: str
    width: float
    gap: float


class GlyphMissing(ValueError):
    """No face of the style can set the text letter by letter: a glyph is missing, or the script has to be shaped."""

    def __init__(self, text: str) -> None:
        super().__init__("no vendored font covers the text")
        self.text = text


class TooMuchText(ValueError):
    """A text does not go into its box even in the smallest size."""

    def __init__(self, text: str) -> None:
        super().__init__("the text does not go into its box")
        self.text = text


def fit_whole(text: str, style: TextStyle, width_pt: float, height_pt: float) -> Fitted:
    """Set a text in a box, all of it.

    The rule: the largest size, in steps of 0.25 pt from full to smallest, at which the text broken at spaces is no
    higher than the box. Lines are broken as evenly as their number allows. A text is set whole in the first face that
    has all its letters: Be Vietnam Pro lacks ĭ, ŏ, ŭ and ƀ of the K'Ho and Ê Đê languages, Tinos has them.

    :raises GlyphMissing: when no face of the style has all the letters, or the script has to be shaped.
    :raises TooMuchText: when the text is too long for the smallest size.
    """
    plain = printable(text)
    face = _covering(plain, style.faces)
    if len(plain) > _MOST_LETTERS:
        raise TooMuchText(plain)
    words = list(_measured(plain, face))
    for size in _sizes(style):
        lines = _broken(words, face, width_pt / size)
        if len(lines) <= _most_lines(style, size, height_pt):
            return Fitted(face, size, tuple(_evened(words, face, lines)))
    raise TooMuchText(plain)


def fit(text: str, style: TextStyle, width_pt: float, height_pt: float) -> Fitted:
    """Set a text as ``fit_whole`` does; one that is too long is cut and marked by an ellipsis, on one line at least.

    For what is only an aid to the reader. A name is never cut: ``fit_whole`` says that it needs more room.

    :raises GlyphMissing: when no face of the style has all the letters, or the script has to be shaped.
    """
    try:
        return fit_whole(text, style, width_pt, height_pt)
    except TooMuchText:
        return _fit_cut(text, style, width_pt, height_pt)


def _fit_cut(text: str, style: TextStyle, width_pt: float, height_pt: float) -> Fitted:
    plain = printable(text)[:_MOST_LETTERS]
    face = _covering(plain, style.faces)
    words = list(_measured(plain, face))
    most_lines = max(1, _most_lines(style, style.smallest_pt, height_pt))
    lines = _broken(words, face, width_pt / style.smallest_pt)
    return Fitted(face, style.smallest_pt, _cut(lines[:most_lines], face, width_pt / style.smallest_pt))


def _covering(text: str, faces: tuple[Face, ...]) -> Face:
    if needs_shaping(text):
        raise GlyphMissing(text)
    for face in faces:
        if metrics(face).covers(text):
            return face
    raise GlyphMissing(text)


def _measured(text: str, face: Face) -> Iterator[_Word]:
    width = metrics(face).width
    last = ""
    for word in filter(None, _GLUED.split(text)):
        across = f"{last} {word[0]}"
        yield _Word(word, width(word), width(across) - width(last) - width(word[0]))
        last = word[-1]


def _sizes(style: TextStyle) -> Iterator[float]:
    size = style.size_pt
    while size >= style.smallest_pt:
        yield size
        size -= _STEP_PT


def _most_lines(style: TextStyle, size: float, height_pt: float) -> int:
    return int(height_pt / (style.line_height * size) + _TOLERANCE)


def _broken(words: list[_Word], face: Face, room: float) -> list[str]:
    """Break at spaces, filling each line of ``room`` em; a word wider than that is broken where the line ends."""
    lines: list[str] = []
    filled = 0.0
    for word in words:
        if lines and filled + word.gap + word.width <= room + _TOLERANCE:
            lines[-1] += f" {word.text}"
            filled += word.gap + word.width
        elif word.width <= room + _TOLERANCE:
            lines.append(word.text)
            filled = word.width
        else:
            lines += _pieces(word.text, face, room)
            filled = metrics(face).width(lines[-1])
    return lines


def _pieces(word: str, face: Face, room: float) -> Iterator[str]:
    while not _is_within(word, face, room):
        fitting = bisect_right(range(1, len(word)), room, key=lambda count: metrics(face).width(word[:count]))
        yield word[: max(1, fitting)]
        word = word[max(1, fitting) :]
    yield word


def _evened(words: list[_Word], face: Face, lines: list[str]) -> list[str]:
    """Narrow the room as long as the number of lines stays, so that no last line holds one short word."""
    evener = lines
    while len(lines) > 1 and len(evener) == len(lines):
        lines = evener
        evener = _broken(words, face, max(map(metrics(face).width, lines)) - 0.01)
    return lines


def _cut(lines: list[str], face: Face, room: float) -> tuple[str, ...]:
    last = lines[-1]
    while len(last) > 1 and not _is_within(last + _ELLIPSIS, face, room):
        last = last[:-1].rstrip()
    return (*lines[:-1], last + _ELLIPSIS)


def _is_within(text: str, face: Face, room: float) -> bool:
    return metrics(face).width(text) <= room + _TOLERANCE
