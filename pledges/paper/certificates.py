"""Certificates as PDF: one laid out whole, or any number stamped on pages that are laid out once."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import BinaryIO

from pledges.paper.certificate_page import (
    ADDRESS,
    NAME,
    NUMBER,
    TITLE,
    CertificatePaper,
    Fields,
    fitted_fields,
    lay_out_blank,
    lay_out_whole,
    spoken,
)
from pledges.paper.fitting import GlyphMissing
from pledges.paper.joining import in_chunks
from pledges.paper.pdf import LaidOut
from pledges.paper.qr_bulk import encode_in_bulk
from pledges.paper.setting import place
from pledges.paper.stamping import Background, Passage, Picture, Stamp, StampedDocument

CHUNK = 50
"""How many certificates are made between two calls of ``progress``: a tenth of a second's work."""


def certificate(paper: CertificatePaper) -> bytes:
    """Make one certificate: A4 landscape, one page, tagged; the same value gives the same bytes.

    Long names and addresses take a smaller size or a second line by the rule in ``fitting.fit``.

    :raises CertificateTooLong: when the wording does not fit on one page.
    :raises QrTooLong: when the link could not be read from paper.
    :raises PdfEngineMissing: when WeasyPrint cannot be loaded.
    """
    return lay_out_whole(paper, tagged=True).pdf


def certificates(
    papers: Iterable[CertificatePaper],
    destination: BinaryIO,
    progress: Callable[[int], None] | None = None,
) -> int:
    """Write certificates into one file, in the order given, and give their number.

    Pages look as ``certificate`` makes them, and the same values give the same bytes. Laying each of them out would
    take 35 ms a page; a page is laid out once for each wording and shape, and the rest is stamped on it in 1 ms.
    ``progress`` is told how many are done, every 50.

    :raises CertificateTooLong: when the wording does not fit on one page.
    :raises NothingToPrint: when there is none.
    :raises QrTooLong: when a link could not be read from paper.
    :raises PdfEngineMissing: when WeasyPrint cannot be loaded.
    """
    run = _Run()
    for chunk in in_chunks(papers, CHUNK):
        for paper in chunk:
            run.add(paper)
        if progress:
            progress(run.count)
    run.document.save(destination, title=TITLE)
    return run.count


class _Run:
    """Certificates being stamped on the pages laid out so far."""

    def __init__(self) -> None:
        self.document = StampedDocument()
        self.count = 0
        self._grounds: dict[object, tuple[LaidOut, Background]] = {}

    def add(self, paper: CertificatePaper) -> None:
        try:
            self._stamp(paper, fitted_fields(paper))
        except GlyphMissing:
            self._add_whole(paper)
        self.count += 1

    def _stamp(self, paper: CertificatePaper, fields: Fields) -> None:
        laid_out, ground = self._ground(paper, fields)
        boxes = laid_out.page_boxes[0]
        lines = (
            *place(fields.name, NAME, boxes["name"], "centre"),
            *place(fields.address, ADDRESS, boxes["address"], "centre"),
            *place(fields.number, NUMBER, boxes["number"], "centre"),
        )
        picture = Picture(encode_in_bulk(paper.link), boxes["qr"], spoken=f"Mã QR: {paper.link}")
        self.document.add_page(ground, [Stamp(Passage(lines, spoken(paper)), picture)])

    def _ground(self, paper: CertificatePaper, fields: Fields) -> tuple[LaidOut, Background]:
        wording = replace(paper, recipient_name="", address="", number="", link="")
        key = (wording, fields.shape)
        if key not in self._grounds:
            laid_out = lay_out_blank(paper, fields)
            self._grounds[key] = laid_out, self.document.background(laid_out.pdf, is_decoration=False)
        return self._grounds[key]

    def _add_whole(self, paper: CertificatePaper) -> None:
        """Add a page of its own; its code is stamped once more in the same place, so that it is a tagged picture."""
        laid_out = lay_out_whole(paper, tagged=False)
        ground = self.document.background(laid_out.pdf, is_decoration=False)
        box = laid_out.page_boxes[0]["qr"]
        picture = Picture(encode_in_bulk(paper.link), box, spoken=f"Mã QR: {paper.link}")
        self.document.add_page(ground, [Stamp(Passage((), spoken(paper)), picture)])
