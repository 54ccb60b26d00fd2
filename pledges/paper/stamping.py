"""Stamps text and QR codes on pages laid out before: a tagged PDF of thousands of like pages in seconds."""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
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
    """What belongs together on a page: one label, or one certificate."""

    passage: Passage
    picture: Picture


@dataclass(frozen=True)
class Background:
    """A page laid out before, on which many are stamped; a decoration says nothing to a screen reader."""

    resources: pikepdf.Object
    media_box: pikepdf.Object
    height: float
    is_decoration: bool


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
        """Take the only page of an untagged file as the ground of pages to come; it is in the file once."""
        with pikepdf.open(BytesIO(pdf)) as source:
            page = source.pages[0]
            form = self._pdf.copy_foreign(page.as_form_xobject())
            media_box = self._pdf.make_indirect(Array(map(float, page.mediabox.as_list())))
        resources = self._pdf.make_indirect(Dictionary(Font=self._fonts, XObject=Dictionary(Bg=form)))
        return Background(resources, media_box, float(media_box[3]), is_decoration)

    def add_page(self, background: Background, stamps: Sequence[Stamp]) -> None:
        """Add one page; a background that is not a decoration is read as part of the first stamp's passage."""
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
        elements = [
            element
            for number, stamp in enumerate(stamps)
            for element in self._elements(section, stamp, 2 * number, background.height)
        ]
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
        ground = "/Bg Do"
        operators = [f"/Artifact BMC {ground} EMC"] if background.is_decoration else []
        for number, stamp in enumerate(stamps):
            inside = [] if background.is_decoration or number else [ground]
            operators += [
                f"/P <</MCID {2 * number}>> BDC",
                *inside,
                *self._text(stamp.passage.lines, background.height),
                f"EMC\n/Figure <</MCID {2 * number + 1}>> BDC",
                draw_operators(stamp.picture.matrix, stamp.picture.box, background.height),
                "EMC",
            ]
        compressed = zlib.compress("\n".join(operators).encode())
        return self._pdf.make_indirect(Stream(self._pdf, compressed, Filter=Name.FlateDecode))

    def _text(self, lines: Iterable[Line], page_height: float) -> Iterator[str]:
        for line in lines:
            self._used.setdefault(line.face, set()).update(line.text)
            yield (
                f"BT {self._font_name(line.face)} {line.size_pt:g} Tf "
                f"{line.left:.3f} {page_height - line.baseline:.3f} Td {self._shown(line.face, line.text)} ET"
            )

    def _font_name(self, face: Face) -> str:
        return f"/F{list(self._used).index(face)}"

    def _elements(
        self, section: pikepdf.Object, stamp: Stamp, first_mark: int, page_height: float
    ) -> Iterator[pikepdf.Object]:
        passage = Dictionary(S=Name.P, K=first_mark)
        if stamp.passage.spoken:
            passage.ActualText = String(stamp.passage.spoken)
        picture = Dictionary(S=Name.Figure, K=first_mark + 1, Alt=String(stamp.picture.spoken))
        picture.A = self._frame(stamp.picture.box, page_height)
        yield self._tree.element(section, passage)
        yield self._tree.element(section, picture)

    def _frame(self, box: Box, page_height: float) -> pikepdf.Object:
        """Give where a picture stands, once for the same place on all pages: it is most of a structure's memory."""
        if (box, page_height) not in self._frames:
            corners = [box.left, page_height - box.bottom, box.right, page_height - box.top]
            frame = Dictionary(O=Name.Layout, BBox=Array([round(corner, 2) for corner in corners]))
            self._frames[box, page_height] = self._pdf.make_indirect(frame)
        return self._frames[box, page_height]
