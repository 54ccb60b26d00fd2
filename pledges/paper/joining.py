"""Joins tagged PDF files into one, and cuts long work into chunks."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import BinaryIO, TypeVar

import pikepdf

from pledges.paper.tagging import StructureTree, save

_Value = TypeVar("_Value")


def in_chunks(values: Iterable[_Value], size: int) -> Iterator[list[_Value]]:
    """Cut values into lists of ``size``, the last one perhaps shorter; takes no more than one chunk at a time."""
    remaining = iter(values)
    while chunk := list(islice(remaining, size)):
        yield chunk


def join_pdfs(
    parts: Iterable[bytes | Path], destination: BinaryIO, *, title: str, language: str = "vi"
) -> int:
    """Write the pages of all parts, each a tagged file, into one file, in order, and give their number.

    Pages, fonts, links to addresses and the structure tags stay; the tags of all parts become one tree. Lost are a
    part's own title and language, its bookmarks, named destinations (so links within a part), attachments and
    role maps; documents made here have none of these but bookmarks. The same parts give the same bytes.

    Parts are taken one at a time. Memory holds each part's bytes (of one on disk none), which are read again when the
    file is written, and its structure: about 18 kB a page. A thousand pages take half a second, ten thousand half a
    minute, because the library counts its pages anew for each one added; pages that differ in a few words only are
    better stamped.

    :raises NothingToPrint: when there are no parts.
    """
    with ExitStack() as opened, pikepdf.new() as joined:
        tree = StructureTree(joined)
        for part in parts:
            source = part if isinstance(part, Path) else BytesIO(part)
            _append(joined, tree, opened.enter_context(pikepdf.open(source)))
        tree.finish()
        save(joined, destination, title=title, language=language)
        return len(joined.pages)


def _append(joined: pikepdf.Pdf, tree: StructureTree, source: pikepdf.Pdf) -> None:
    """Add a file's pages and then its tags, which find their pages only when these have been added before."""
    already = len(joined.pages)
    joined.pages.extend(source.pages)
    added = [page.obj for page in joined.pages[already:]]
    tree.adopt(joined.copy_foreign(source.Root.StructTreeRoot), added)
