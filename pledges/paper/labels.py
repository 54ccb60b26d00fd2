"""Sheets of labels: whom it is for, the QR code, the same code to type, and where."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import BinaryIO
from urllib.parse import urlsplit

from pledges.paper.fitting import GlyphMissing, TextStyle, fit
from pledges.paper.fonts import BE_VIETNAM, BE_VIETNAM_BOLD, BE_VIETNAM_SEMIBOLD, TINOS, TINOS_BOLD
from pledges.paper.geometry import A4_24, Box, LabelSheet, cells, crossings
from pledges.paper.joining import in_chunks
from pledges.paper.pdf import LaidOut, lay_out
from pledges.paper.qr_bulk import encode_in_bulk
from pledges.paper.setting import Line, middle_of, place
from pledges.paper.stamping import Background, Passage, Picture, Stamp, StampedDocument
from pledges.paper.templates import fill

INVITATION = "Quét mã để xem và ký cam kết – tự nguyện"

_PLAIN = (BE_VIETNAM, TINOS)
_SEMIBOLD = (BE_VIETNAM_SEMIBOLD, TINOS_BOLD)
_BOLD = (BE_VIETNAM_BOLD, TINOS_BOLD)

STYLES: Mapping[str, TextStyle] = {
    "number": TextStyle(_BOLD, size_pt=12, smallest_pt=8),
    "unit": TextStyle(_PLAIN, size_pt=7.5, smallest_pt=6),
    "name": TextStyle(_SEMIBOLD, size_pt=10, smallest_pt=7),
    "invitation": TextStyle(_PLAIN, size_pt=6.75, smallest_pt=6),
    # Two lines at the smallest size hold a host of 80 letters, one line the code of thirteen W: these are never cut.
    "host": TextStyle(_PLAIN, size_pt=7, smallest_pt=4.5),
    "code": TextStyle(_BOLD, size_pt=10, smallest_pt=6.5),
}
"""The fields of a label from top to bottom; their boxes are in templates/documents/labels.css."""


@dataclass(frozen=True)
class Label:
    """What stands on one label; ``typed_code`` as XXXX-XXXX-XXXXX, ``link`` the address in the QR code.

    ``title`` stands above in place of a household's number.
    """

    masked_name: str
    household_number: str
    unit_name: str
    typed_code: str
    link: str
    title: str = ""
    invitation: str = INVITATION


def label_sheets(labels: Iterable[Label], *, heading: str) -> bytes:
    """Make A4 sheets of 24 labels each; ``heading`` is the title of the file, the sheets have no room for one.

    :raises NothingToPrint: when there is none.
    :raises QrTooLong: when a link could not be read from paper.
    :raises PdfEngineMissing: when WeasyPrint cannot be loaded.
    """
    written = BytesIO()
    write_label_sheets(labels, written, heading=heading)
    return written.getvalue()


def write_label_sheets(labels: Iterable[Label], destination: BinaryIO, *, heading: str) -> None:
    """Make label sheets as ``label_sheets`` does, taking the labels one sheet at a time.

    WeasyPrint lays the empty sheet out once, and the labels are stamped on it: 40 times faster than laying out each
    sheet. Values that are too long are made smaller, broken or cut by the rule in ``fitting.fit``. A value with a
    letter that no vendored font has is set by WeasyPrint on that one sheet, with the system's fonts.
    """
    run = _Run(A4_24)
    for chunk in in_chunks(labels, A4_24.capacity):
        run.add_sheet(chunk)
    run.document.save(destination, title=heading)


class _Run:
    """Sheets being stamped; the fits of repeated texts are kept as long as the run."""

    def __init__(self, sheet: LabelSheet) -> None:
        self.document = StampedDocument()
        self._sheet = sheet
        self._fit = lru_cache(maxsize=1024)(fit)
        self._empty: dict[int, tuple[LaidOut, Background]] = {}

    def add_sheet(self, labels: Sequence[Label]) -> None:
        laid_out, ground = self._empty_sheet(len(labels))
        boxes = laid_out.page_boxes[0]
        unset: dict[str, str] = {}
        stamps = [self._stamp(label, number, boxes, unset) for number, label in enumerate(labels)]
        if unset:
            filled = self._lay_out(len(labels), unset)
            ground = self.document.background(filled.pdf, is_decoration=False)
        self.document.add_page(ground, stamps)

    def _empty_sheet(self, count: int) -> tuple[LaidOut, Background]:
        """Give the ground for so many labels: only the last sheet differs from the others."""
        if count not in self._empty:
            laid_out = self._lay_out(count, {})
            self._empty[count] = laid_out, self.document.background(laid_out.pdf, is_decoration=True)
        return self._empty[count]

    def _lay_out(self, count: int, texts: Mapping[str, str]) -> LaidOut:
        html = fill(
            "labels",
            sheet=self._sheet,
            cells=cells(self._sheet)[:count],
            crossings=crossings(self._sheet),
            styles=STYLES,
            texts=texts,
        )
        return lay_out(html, title="", tagged=False)

    def _stamp(self, label: Label, number: int, boxes: Mapping[str, Box], unset: dict[str, str]) -> Stamp:
        """Set one label; what no vendored font can set is added to ``unset`` under the name of its box."""
        lines: list[Line] = []
        texts = _texts(label)
        missing = len(unset)
        for name, style in STYLES.items():
            place_name = f"{name}-{number}"
            try:
                lines += self._lines(texts[name], style, boxes[place_name])
            except GlyphMissing:
                unset[place_name] = texts[name]
        spoken = ", ".join(texts.values()) if len(unset) > missing else ""
        return Stamp(Passage(tuple(lines), spoken), _picture(label, boxes[f"qr-{number}"]))

    def _lines(self, text: str, style: TextStyle, box: Box) -> tuple[Line, ...]:
        fitted = self._fit(text, style, box.width, box.height)
        return place(fitted, style, middle_of(box, fitted, style))


def _picture(label: Label, box: Box) -> Picture:
    return Picture(encode_in_bulk(label.link), box, spoken=f"Mã QR: {label.link}")


def _texts(label: Label) -> dict[str, str]:
    return {
        "number": label.title or f"Hộ số {label.household_number}",
        "unit": label.unit_name,
        "name": label.masked_name,
        "invitation": label.invitation,
        "host": urlsplit(label.link).netloc.lower(),
        "code": label.typed_code,
    }
