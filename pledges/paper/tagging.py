"""The structure tree of a PDF and what else PDF/UA-1 asks of a whole document."""

from collections.abc import Iterator, Sequence
from typing import BinaryIO

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, String


class NothingToPrint(ValueError):
    """A document without a page was to be written; most readers cannot open one."""


class StructureTree:
    """Grows a tagged document page by page; nothing is in the file before ``finish``.

    Python lists until then: appending to a PDF array copies it into the library one element at a time.
    """

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=self._root))
        self._children: list[pikepdf.Object] = []
        self._parents: list[pikepdf.Object | int] = []
        self._next_key = 0

    def section(self, page: pikepdf.Object) -> pikepdf.Object:
        """Open a section of a page at the end of the document."""
        section = self._pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Sect, P=self._document, Pg=page)
        )
        self._children.append(section)
        return section

    def element(self, section: pikepdf.Object, element: pikepdf.Dictionary, mark: int) -> pikepdf.Object:
        """Make one element of a section; ``mark`` is the number of its marked content, ``S`` says its kind."""
        element.Type, element.K = Name.StructElem, mark
        element.P, element.Pg = section, section.Pg
        return self._pdf.make_indirect(element)

    def map_page(self, page: pikepdf.Object, elements: Sequence[pikepdf.Object]) -> None:
        """Record which element each marked content of a page belongs to, in the order of their numbers."""
        page.StructParents = self._next_key
        self._parents += [self._next_key, self._pdf.make_indirect(Array(elements))]
        self._next_key += 1

    def adopt(self, root: pikepdf.Object, pages: Sequence[pikepdf.Object]) -> None:
        """Take over the whole tree of a document whose pages were just added; ``root`` is its copied tree root."""
        for element in root.K:
            for child in element.K:
                child.P = self._document
                self._children.append(child)
        moved = self._next_key
        for holder, pointer in _numbered(pages):
            holder[pointer] = int(holder[pointer]) + moved
        numbers = list(root.ParentTree.Nums)
        for key, value in zip(numbers[::2], numbers[1::2], strict=True):
            self._parents += [int(key) + moved, value]
            self._next_key = max(self._next_key, int(key) + moved + 1)

    def finish(self) -> None:
        """Write the tree into the document."""
        self._document.K = Array(self._children)
        self._root.K = Array([self._document])
        self._root.ParentTree = self._pdf.make_indirect(Dictionary(Nums=Array(self._parents)))
        self._root.ParentTreeNextKey = self._next_key
        self._pdf.Root.StructTreeRoot = self._root


def save(pdf: pikepdf.Pdf, destination: BinaryIO, *, title: str, language: str) -> None:
    """Say what a tagged document is, as PDF/UA-1 (ISO 14289-1) asks, and write it.

    Neither a date nor a maker is named, so that the same content always gives the same bytes.

    :raises NothingToPrint: when it has no page.
    """
    if not pdf.Root.Pages.Count:
        raise NothingToPrint(title)
    pdf.Root.Lang = String(language)
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:title"] = title
        metadata["pdfuaid:part"] = "1"
    pdf.docinfo[Name.Title] = String(title)
    pdf.save(destination, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)


def _numbered(pages: Sequence[pikepdf.Object]) -> Iterator[tuple[pikepdf.Object, Name]]:
    """Give the pages and annotations that point into the tree by number, and under which key."""
    for page in pages:
        yield page, Name.StructParents
        for annotation in page.get(Name.Annots, ()):
            yield annotation, Name.StructParent
