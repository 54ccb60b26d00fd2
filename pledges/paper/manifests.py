"""The manifest that lies with a print run: the facts on its first sheet, then every piece to cut and pass on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import BinaryIO

from pledges.paper.fitting import GlyphMissing, TextStyle, fit
from pledges.paper.fonts import TINOS, TINOS_BOLD
from pledges.paper.geometry import MM, Box
from pledges.paper.joining import in_chunks
from pledges.paper.pdf import lay_out
from pledges.paper.setting import Line, place
from pledges.paper.stamping import Passage, Stamp, StampedDocument
from pledges.paper.templates import fill

TITLE = "Phiếu xuất kèm đợt in"

_STYLE = TextStyle((TINOS,), size_pt=8.5, smallest_pt=6)
_BOLD = TextStyle((TINOS_BOLD,), size_pt=9, smallest_pt=7)
_LEFT, _TOP, _WIDTH = 25 * MM, 27 * MM, 170 * MM
_ROW, _ROWS = 4.4 * MM, 56
_COLUMNS = 3
_GAP = 5 * MM
_COLUMN = (_WIDTH - (_COLUMNS - 1) * _GAP) / _COLUMNS
# What a column holds: the position, the piece's name, its mark.
_PLACES = ((0.0, 9 * MM), (9.5 * MM, 17 * MM), (27 * MM, _COLUMN - 27 * MM))
_FILE_PLACES = ((0.0, 62 * MM), (64 * MM, 12 * MM), (78 * MM, 92 * MM))
# More than that would push the room for signatures off the first sheet.
_FILES_ON_FIRST_SHEET = 8


@dataclass(frozen=True)
class FileLine:
    """One file of the run: its name, its pages and its SHA-256 in hex."""

    name: str
    pages: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What stands on the first sheet: ``facts`` are pairs of words, ``heading`` names the run on every sheet."""

    heading: str
    facts: Sequence[tuple[str, str]]
    files: Sequence[FileLine]


Row = tuple[str, str, str]
"""A piece in the list: its position in the run, its name, its mark. A row without position begins a unit."""


def write_manifest(manifest: Manifest, rows: Iterable[Row], destination: BinaryIO) -> int:
    """Write the manifest and return its pages; rows are taken as the sheets need them.

    The first sheet is laid out, the lists are stamped on one empty sheet: a hundred thousand pieces take no more memory
    than their pages do, 5 kB each.

    :raises PdfEngineMissing: when WeasyPrint cannot be loaded.
    """
    document = StampedDocument()
    first = lay_out(fill("manifest", manifest=_shortened(manifest)), title="", tagged=False)
    document.add_page(
        document.background(first.pdf, is_decoration=False), [Stamp(Passage((), _spoken(manifest)))]
    )
    ground = document.background(_empty_sheet(), is_decoration=True)
    pages = 1
    for lines in _list_pages(manifest, rows):
        pages += 1
        heading = _set(f"{TITLE}: {manifest.heading}", _STYLE, _LEFT, 14 * MM, _WIDTH - 22 * MM)
        number = _set(f"Trang {pages}", _STYLE, _LEFT + _WIDTH - 20 * MM, 14 * MM, 20 * MM)
        document.add_page(ground, [Stamp(Passage((*heading, *number, *lines)))])
    document.save(destination, title=f"{TITLE}: {manifest.heading}")
    return pages


@lru_cache(maxsize=1)
def _empty_sheet() -> bytes:
    """Lay out the sheet on which the lists are stamped: it is the same for all."""
    return lay_out(fill("manifest-list"), title="", tagged=False).pdf


def _list_pages(manifest: Manifest, rows: Iterable[Row]) -> Iterator[tuple[Line, ...]]:
    if len(manifest.files) > _FILES_ON_FIRST_SHEET:
        for files in in_chunks(manifest.files, _ROWS):
            yield tuple(_file_lines(files))
    for pieces in in_chunks(rows, _ROWS * _COLUMNS):
        yield tuple(_piece_lines(pieces))


def _file_lines(files: Sequence[FileLine]) -> Iterator[Line]:
    yield from _set("Các tệp: tên, số trang, mã kiểm tra (SHA-256)", _BOLD, _LEFT, _TOP - 6 * MM, _WIDTH)
    for number, file in enumerate(files):
        texts = (file.name, str(file.pages), file.sha256)
        for text, (left, width) in zip(texts, _FILE_PLACES, strict=True):
            yield from _set(text, _STYLE, _LEFT + left, _TOP + number * _ROW, width)


def _piece_lines(rows: Sequence[Row]) -> Iterator[Line]:
    yield from _set(
        "Danh sách cắt, giao: số thứ tự, tờ của ai, số trên giấy", _BOLD, _LEFT, _TOP - 6 * MM, _WIDTH
    )
    for number, row in enumerate(rows):
        column, line = divmod(number, _ROWS)
        left, top = _LEFT + column * (_COLUMN + _GAP), _TOP + line * _ROW
        if not row[0]:
            yield from _set(row[1], _BOLD, left, top, _COLUMN)
            continue
        for text, (indent, width) in zip(row, _PLACES, strict=True):
            yield from _set(text, _STYLE, left + indent, top, width)


def _set(text: str, style: TextStyle, left: float, top: float, width: float) -> tuple[Line, ...]:
    """Set a short text in one line; letters that no face has are left out, as the ledger has them."""
    if not text:
        return ()
    box = Box(left, top, width, _ROW)
    try:
        return place(fit(text, style, width, _ROW), style, box)
    except GlyphMissing:
        return ()


def _shortened(manifest: Manifest) -> Manifest:
    if len(manifest.files) <= _FILES_ON_FIRST_SHEET:
        return manifest
    return Manifest(manifest.heading, manifest.facts, ())


def _spoken(manifest: Manifest) -> str:
    said = [TITLE, manifest.heading, *(f"{name}: {value}" for name, value in manifest.facts)]
    return ". ".join(said)
