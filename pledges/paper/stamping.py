"""Stamps text and QR codes on pages laid out before: a tagged PDF of thousands of like pages in seconds."""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from itertools import chain, count, repeat
from typing import BinaryIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from pledges.paper.embedding import embed
from pledges.paper.fonts import Face
from pledges.paper.geometry import Box
from pledges.paper.qr import QrMatrix
from pledges.paper.qr_drawing import draw_operators
from pledges.paper.setting import Line, show_operator
from pledges.paper.tagging import StructureTree, save

_GROUND = "/Bg Do"


@dataclass(frozen=True)
class Passage:
    """What a screen reader reads in one go: the lines, or ``spoken`` instead where the order on paper is another."""

    lines: tuple[Line, ...]
    spoken: str = ""


@dataclass(frozen=True)
class Picture:
    """A QR code in a square box that includes its quiet zone, and what a screen reader says of it."""

    matrix: QrMatrix
    box: Box
    spoken: str


@dataclass(frozen=True)
class Stamp:
    """What belongs together on a page: one label, or one certificate; perhaps without a code."""

    passage: Passage
    picture: Picture | None = None


@dataclass(frozen=True)
class Background:
    """A page laid out before, on which many are stamped; a decoration says nothing to a screen reader.

    What it says is read before all that is stamped (``spoken``, in the file once however many pages have it), or as
    part of the first stamp's passage when there is no ``spoken``.
    """

    resources: pikepdf.Object
    media_box: pikepdf.Object
    height: float
    is_decoration: bool
    spoken: pikepdf.Object | None = None


class StampedDocument:
    """Collects stamped pages; fonts are embedded when it is saved, because only then is known what they must hold."""

    def __init__(self) -> None:
        self._pdf = pikepdf.new()
        self._tree = StructureTree(self._pdf)
        self._pages: list[pikepdf.Object] = []
        self._fonts = self._pdf.make_indirect(Dictionary())
        self._used: dict[Face, set[str]] = {}
        # Kept as long as the document, not as long as the program: names and codes are not to outlive their paper.
        self._shown = lru_cache(maxsize=1024)(show_operator)
        self._frames: dict[tuple[Box, float], pikepdf.Object] = {}

    def background(self, pdf: bytes, *, is_decoration: bool) -> Background:
        """Take the first page of an untagged file as the ground of pages to come; it is in the file once."""
        return self.backgrounds(pdf, is_decoration=is_decoration)[0]

    def backgrounds(self, pdf: bytes, *, is_decoration: bool, spoken: Sequence[str] = ()) -> list[Background]:
        """Take the pages of an untagged file as grounds of pages to come; ``spoken`` is what a reader hears of each."""
        with pikepdf.open(BytesIO(pdf)) as source:
            return [
                self._background(page, is_decoration, said)
                for page, said in zip(source.pages, chain(spoken, repeat("")), strict=False)
            ]

    def _background(self, page: pikepdf.Page, is_decoration: bool, spoken: str) -> Background:
        form = self._pdf.copy_foreign(page.as_form_xobject())
        media_box = self._pdf.make_indirect(Array(map(float, page.mediabox.as_list())))
        resources = self._pdf.make_indirect(Dictionary(Font=self._fonts, XObject=Dictionary(Bg=form)))
        said = self._pdf.make_indirect(String(spoken)) if spoken and not is_decoration else None
        return Background(resources, media_box, float(media_box[3]), is_decoration, said)

    @property
    def page_count(self) -> int:
        """How many pages there are so far."""
        return len(self._pages)

    def add_page(self, background: Background, stamps: Sequence[Stamp]) -> None:
        """Add one page; a background that says nothing of its own is read as part of the first stamp's passage."""
        page = self._pdf.make_indirect(
            Dictionary(
                Type=Name.Page,
                Parent=self._pdf.Root.Pages,
                MediaBox=background.media_box,
                Resources=background.resources,
                Tabs=Name.S,
                Contents=self._contents(background, stamps),
            )
        )
        self._pages.append(page)
        section = self._tree.section(page)
        marked = chain(_ground_mark(background), *(self._marks(stamp, background.height) for stamp in stamps))
        elements = [self._tree.element(section, element, number) for number, element in enumerate(marked)]
        section.K = Array(elements)
        self._tree.map_page(page, elements)

    def save(self, destination: BinaryIO, *, title: str, language: str = "vi") -> None:
        """Embed the fonts, close the structure tree and write the file."""
        for face, characters in self._used.items():
            self._fonts[self._font_name(face)] = embed(self._pdf, face, characters)
        self._tree.finish()
        # Through ``pages.append`` the ten thousandth page would take a hundred times as long as the hundredth.
        self._pdf.Root.Pages.Kids = Array(self._pages)
        self._pdf.Root.Pages.Count = len(self._pages)
        save(self._pdf, destination, title=title, language=language)
        self._pdf.close()

    def _contents(self, background: Background, stamps: Sequence[Stamp]) -> pikepdf.Object:
        operators, marks = _ground_operators(background), count(1 if background.spoken else 0)
        joins = "" if background.is_decoration or background.spoken else f"{_GROUND}\n"
        for stamp in stamps:
            operators += [
                f"/P <</MCID {next(marks)}>> BDC {joins}",
                *self._text(stamp.passage.lines, background.height),
                "EMC",
            ]
            joins = ""
            if stamp.picture:
                drawn = draw_operators(stamp.picture.matrix, stamp.picture.box, background.height)
                operators += [f"/Figure <</MCID {next(marks)}>> BDC", drawn, "EMC"]
        # Numbers hardly repeat: letting the library know saves a twentieth of the page.
        deflate = zlib.compressobj(strategy=zlib.Z_FILTERED)
        compressed = deflate.compress("\n".join(operators).encode()) + deflate.flush()
        return self._pdf.make_indirect(Stream(self._pdf, compressed, Filter=Name.FlateDecode))

    def _text(self, lines: Iterable[Line], page_height: float) -> Iterator[str]:
        for line in lines:
            self._used.setdefault(line.face, set()).update(line.text)
            place = f"{line.left:.3f} {page_height - line.baseline:.3f}"
            move = f"-1 0 0 -1 {place} Tm" if line.is_turned else f"{place} Td"
            yield (
                f"BT {self._font_name(line.face)} {line.size_pt:g} Tf {move} "
                f"{self._shown(line.face, line.text)} ET"
            )

    def _font_name(self, face: Face) -> str:
        return f"/F{list(self._used).index(face)}"

    def _marks(self, stamp: Stamp, page_height: float) -> Iterator[pikepdf.Dictionary]:
        """Give the structure elements of a stamp, in the order of their marked content."""
        passage = Dictionary(S=Name.P)
        if stamp.passage.spoken:
            passage.ActualText = String(stamp.passage.spoken)
        yield passage
        if stamp.picture:
            picture = Dictionary(S=Name.Figure, Alt=String(stamp.picture.spoken))
            picture.A = self._frame(stamp.picture.box, page_height)
            yield picture

    def _frame(self, box: Box, page_height: float) -> pikepdf.Object:
        """Give where a picture stands, once for the same place on all pages: it is most of a structure's memory."""
        if (box, page_height) not in self._frames:
            corners = [box.left, page_height - box.bottom, box.right, page_height - box.top]
            frame = Dictionary(O=Name.Layout, BBox=Array([round(corner, 2) for corner in corners]))
            self._frames[box, page_height] = self._pdf.make_indirect(frame)
        return self._frames[box, page_height]


def _ground_operators(background: Background) -> list[str]:
    if background.is_decoration:
        return [f"/Artifact BMC {_GROUND} EMC"]
    return [f"/P <</MCID 0>> BDC {_GROUND} EMC"] if background.spoken else []


def _ground_mark(background: Background) -> Iterator[pikepdf.Dictionary]:
    if background.spoken:
        yield Dictionary(S=Name.P, ActualText=background.spoken)
