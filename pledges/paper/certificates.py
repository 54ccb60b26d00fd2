"""Certificates as PDF: one laid out whole, or any number stamped on pages that are laid out once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from pledges.paper.blanks import Field, Layout, Slot, StampedCode
from pledges.paper.certificate_page import (
    TITLE,
    CertificatePaper,
    Sheet,
    lay_out_sheets,
    sheet_of,
    spoken,
)
from pledges.paper.certificate_sizes import A4, A5, CertificateSize, SheetSize, loose_style
from pledges.paper.joining import in_chunks
from pledges.paper.stamped import StampedRun

CHUNK = 50
"""How many certificates are made between two calls of ``progress``: a tenth of a second's work."""


@dataclass(frozen=True)
class WrittenCertificates:
    """What was written: certificates, pages, and where the codes stand."""

    count: int
    pages: int
    codes: Sequence[StampedCode]


def certificate(paper: CertificatePaper, size: CertificateSize = CertificateSize.A4) -> bytes:
    """Make one certificate: A4 or A5 landscape, one page, tagged; the same value gives the same bytes.

    Names and addresses are never cut: they take smaller type, then more lines, by the rooms in ``certificate_sizes``.

    :raises CertificateTooLong: when the wording does not fit on one page.
    :raises TooMuchText: when a name or an address does not fit in its largest room.
    :raises QrTooLong: when the link could not be read from paper.
    :raises PdfEngineMissing: when WeasyPrint cannot be loaded.
    """
    one = CertificateSize.A5 if size is CertificateSize.TWO_A5 else size
    sheet = sheet_of(paper, one)
    if not sheet.is_set:
        return _stamped_alone(paper, one)
    return lay_out_sheets([sheet], is_blank=False, tagged=True).pdf


def certificates(
    papers: Iterable[CertificatePaper],
    destination: BinaryIO,
    progress: Callable[[int], None] | None = None,
    size: CertificateSize = CertificateSize.A4,
) -> WrittenCertificates:
    """Write certificates into one file, in the order given.

    Pages look as ``certificate`` makes them, and the same values give the same bytes. Laying each of them out would
    take 35 ms a page; a page is laid out once for each wording and shape, and the rest is stamped on it in 1 ms. Words
    that say something of one certificate have their page laid out for it. ``progress`` is told how many are done,
    every 50.

    :raises CertificateTooLong: when the wording does not fit on one page.
    :raises NothingToPrint: when there is none.
    :raises TooMuchText: when a name or an address does not fit in its largest room.
    :raises QrTooLong: when a link could not be read from paper.
    :raises PdfEngineMissing: when WeasyPrint cannot be loaded.
    """
    run, count = StampedRun(_fields(A4 if size is CertificateSize.A4 else A5)), 0
    for chunk in in_chunks(papers, CHUNK):
        for page in in_chunks(chunk, 2 if size is CertificateSize.TWO_A5 else 1):
            _add(run, page, size)
        count += len(chunk)
        if progress:
            progress(count)
    run.save(destination, title=TITLE)
    return WrittenCertificates(count, run.page_count, run.codes)


def _add(run: StampedRun, papers: Sequence[CertificatePaper], size: CertificateSize) -> None:
    """Add a page with one certificate, or with two to be cut apart."""
    suffixes = ("-1", "-2") if size is CertificateSize.TWO_A5 else ("",)
    sheets = [sheet_of(paper, size, suffix) for paper, suffix in zip(papers, suffixes, strict=False)]
    layout = Layout(
        key=tuple(sheet.ground for sheet in sheets),
        make=lambda wanted: lay_out_sheets(sheets, wanted),
        ground=[" "] if len(suffixes) > 1 else [],
    )
    run.add(layout, [[_slot(sheet) for sheet in sheets]])


def _slot(sheet: Sheet) -> Slot:
    paper = sheet.paper
    texts = {"name": sheet.name.text, "address": sheet.address.text, "number": paper.number}
    return Slot(texts, {"qr": paper.link}, sheet.suffix, spoken(paper))


def _fields(size: SheetSize) -> dict[str, Field]:
    return {
        "name": Field(loose_style(size.names), "centre"),
        "address": Field(loose_style(size.addresses), "centre"),
        "number": Field(size.number, "centre"),
    }


def _stamped_alone(paper: CertificatePaper, size: CertificateSize) -> bytes:
    written = BytesIO()
    certificates([paper], written, size=size)
    return written.getvalue()
