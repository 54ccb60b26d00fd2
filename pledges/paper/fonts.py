"""The font files that paper is set in, and how wide a text is in them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from fontTools.ttLib import TTFont

from pledges.paper.kerning import PairKerning

_Value = TypeVar("_Value")

FOLDER = Path(__file__).resolve().parents[2] / "static" / "fonts"


@dataclass(frozen=True)
class Face:
    """One font file and the CSS that names it."""

    file_name: str
    family: str
    weight: int = 400
    style: str = "normal"

    @property
    def path(self) -> Path:
        """Where the whole, unmodified font file lies."""
        return FOLDER / self.file_name

    @property
    def postscript_name(self) -> str:
        """The name that a PDF gives the font: the file's name without its ending."""
        return self.path.stem


TINOS = Face("Tinos-Regular.ttf", "Tinos")
TINOS_BOLD = Face("Tinos-Bold.ttf", "Tinos", weight=700)
TINOS_ITALIC = Face("Tinos-Italic.ttf", "Tinos", style="italic")
TINOS_BOLD_ITALIC = Face("Tinos-BoldItalic.ttf", "Tinos", weight=700, style="italic")
BE_VIETNAM = Face("BeVietnamPro-Regular.ttf", "Be Vietnam Pro")
BE_VIETNAM_SEMIBOLD = Face("BeVietnamPro-SemiBold.ttf", "Be Vietnam Pro", weight=600)
BE_VIETNAM_BOLD = Face("BeVietnamPro-Bold.ttf", "Be Vietnam Pro", weight=700)
FACES = (
    TINOS,
    TINOS_BOLD,
    TINOS_ITALIC,
    TINOS_BOLD_ITALIC,
    BE_VIETNAM,
    BE_VIETNAM_SEMIBOLD,
    BE_VIETNAM_BOLD,
)


class _OfPairs(dict[tuple[str, str], _Value]):
    """What follows from two letters that stand beside each other, found when it is first asked for."""

    def __init__(self, find: Callable[[str, str], _Value]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, pair: tuple[str, str]) -> _Value:
        self[pair] = self._find(*pair)
        return self[pair]


@dataclass(frozen=True)
class Metrics:
    """What is needed to set a line of a face: all lengths in em, so times the size in pt gives pt.

    Texts must be NFC: a letter and its tone marks are one glyph, and no shaping is needed beyond pair kerning.
    """

    ascent: float
    descent: float
    glyphs: dict[str, int]
    widths: dict[str, float]
    kerning: PairKerning = field(repr=False)
    _advances: Mapping[tuple[str, str], float] = field(init=False, repr=False)
    _shown: Mapping[tuple[str, str], str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Prepare to remember pairs of letters, of which a print run has some thousands; never a whole word."""
        object.__setattr__(self, "_advances", _OfPairs(self._advance))
        object.__setattr__(self, "_shown", _OfPairs(self._show))

    def covers(self, text: str) -> bool:
        """Tell whether the face has a glyph for every character."""
        return self.glyphs.keys() >= set(text)

    def width(self, text: str) -> float:
        """Give the width of a line, in em.

        :raises KeyError: for a character that the face does not cover.
        """
        if not text:
            return 0.0
        return sum(map(self._advances.__getitem__, pairwise(text)), self.widths[text[-1]])

    def shown(self, text: str) -> str:
        """Give the operand of the PDF operator TJ for a line: glyph numbers in hex, kerning in thousandths of an em."""
        if not text:
            return "[]"
        return f"[<{''.join(map(self._shown.__getitem__, pairwise(text)))}{self.glyphs[text[-1]]:04x}>]"

    def _advance(self, left: str, right: str) -> float:
        return self.widths[left] + self.kerning.between(left, right)

    def _show(self, left: str, right: str) -> str:
        kern = self.kerning.between(left, right)
        return f"{self.glyphs[left]:04x}" + (f">{-kern * 1000:.4g}<" if kern else "")


@lru_cache(maxsize=len(FACES))
def metrics(face: Face) -> Metrics:
    """Read a face's metrics: 30 to 120 ms the first time, kept afterwards."""
    # Not lazily: a table that decodes itself on first use must not do so in two threads at once.
    font = TTFont(face.path, lazy=False)
    em = font["head"].unitsPerEm
    characters = {chr(code): name for code, name in font.getBestCmap().items()}
    order = font.getReverseGlyphMap()
    advances = font["hmtx"].metrics
    return Metrics(
        ascent=font["hhea"].ascent / em,
        descent=-font["hhea"].descent / em,
        glyphs={character: order[name] for character, name in characters.items()},
        widths={character: advances[name][0] / em for character, name in characters.items()},
        kerning=PairKerning(font, characters),
    )
