"""What bulk paper is made of: templates with blanks, what is set in them, and where codes stand. Values only."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from pledges.paper.fitting import Fitted, TextStyle
from pledges.paper.fonts import Face
from pledges.paper.pdf import LaidOut
from pledges.paper.setting import Side


@dataclass(frozen=True)
class Field:
    """How a blank is filled: its type, where in the box its lines stand, and its type where the slot has more room.

    ``roomy`` is the style in the variant of the template that gives long values more room (None: the same). A turned
    field stands on its head, in a part of the page that is folded over.
    """

    style: TextStyle
    side: Side = "left"
    at: Literal["top", "middle"] = "middle"
    roomy: TextStyle | None = None
    is_turned: bool = False

    def style_in(self, *, is_roomy: bool) -> TextStyle:
        """Give the style in the plain or in the roomy variant of the template."""
        return self.roomy if is_roomy and self.roomy else self.style


@dataclass(frozen=True)
class Slot:
    """What is set on one place of a page: a whole page, or one label of a sheet.

    ``texts`` go by the name of their field (a ``Fitted`` is set as it is), ``codes`` are links by the name of their
    square box; the element in the template has the name and then the ``suffix`` as its id. ``spoken`` is what a screen
    reader hears instead of the texts in the order in which they are given.
    """

    texts: Mapping[str, str | Fitted]
    codes: Mapping[str, str] = field(default_factory=dict)
    suffix: str = ""
    spoken: str = ""


@dataclass(frozen=True)
class WholeText:
    """A text that the page's own engine sets, in this size; the page is made again in a smaller one if it runs over.

    ``face`` is the vendored one that has all its letters, so that a mark stands on its letter; None: there is none.
    """

    text: str
    size_pt: float
    face: Face | None = None


@dataclass(frozen=True)
class Wanted:
    """What a layout is asked for: texts by element id that are not left blank, and slots (suffixes) with more room."""

    texts: Mapping[str, WholeText] = field(default_factory=dict)
    roomy: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Layout:
    """A template with blanks. ``make`` lays it out, untagged; the same ``key`` always gives the same blank pages.

    Blanks are written with the macro ``blank`` of templates/documents/blank.html. ``ground`` says what a screen reader
    hears of the pages themselves, one text a page; an empty text, or none, leaves it to the first slot's ``spoken``.
    None: the pages are a decoration such as cut marks.
    """

    key: Hashable
    make: Callable[[Wanted], LaidOut]
    ground: Sequence[str] | None = None


@dataclass(frozen=True)
class StampedCode:
    """Where a QR code stands in the file: page from 0, square box in pt from its top left, quiet zone included."""

    page: int
    left: float
    top: float
    side: float
    text: str = field(repr=False)
