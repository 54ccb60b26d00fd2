"""Sheets of labels: whom it is for, the QR code, the same code to type, and where."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from itertools import chain
from typing import BinaryIO
from urllib.parse import urlsplit

from pledges.paper.blanks import Layout, Slot, StampedCode, Wanted
from pledges.paper.geometry import LabelSheet, cells, crossings
from pledges.paper.joining import in_chunks
from pledges.paper.label_places import label_fields, label_places
from pledges.paper.pdf import LaidOut, lay_out
from pledges.paper.qr import Level
from pledges.paper.qr_levels import strongest_for_free
from pledges.paper.stamped import StampedRun
from pledges.paper.stocks import A4_24, check_for_doors
from pledges.paper.templates import fill

INVITATION = "Quét mã để xem và ký cam kết – tự nguyện"


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


@dataclass(frozen=True)
class WrittenSheets:
    """What was written: how many pages, and where the codes stand on them."""

    pages: int
    codes: Sequence[StampedCode]


def label_sheets(labels: Iterable[Label], *, heading: str, stock: LabelSheet = A4_24) -> bytes:
    """Make sheets of labels; ``heading`` is the title of the file, the sheets have no room for one.

    :raises NothingToPrint: when there is none.
    :raises TooMuchText: when a name does not go onto its label even in the smallest type.
    :raises QrTooLong: when a link could not be read from paper.
    :raises StockTooSmall: when a door's code has no room on a label.
    :raises PdfEngineMissing: when WeasyPrint cannot be loaded.
    """
    written = BytesIO()
    write_label_sheets(labels, written, heading=heading, stock=stock)
    return written.getvalue()


def write_label_sheets(
    labels: Iterable[Label], destination: BinaryIO, *, heading: str, stock: LabelSheet = A4_24
) -> WrittenSheets:
    """Make sheets of labels as ``label_sheets`` does, taking the labels one sheet at a time.

    WeasyPrint lays the empty sheet out once, and the labels are stamped on it: 40 times faster than laying out each
    sheet. Long values take smaller type and more lines; a name of 120 letters stands whole on 70 × 37 mm, in a label
    that gives it more room. What cannot be stamped at all, WeasyPrint sets on that one sheet.
    """
    check_for_doors(stock)
    chunks = in_chunks(labels, stock.capacity)
    first = next(chunks, [])
    # Labels hang outdoors for years. All links of a run are equally long, so what is free for one is for all.
    run = StampedRun(label_fields(stock), strongest_for_free(first[0].link) if first else Level.M)
    for chunk in chain([first] if first else [], chunks):
        run.add(_layout(stock, len(chunk)), [[_slot(label, number) for number, label in enumerate(chunk)]])
    run.save(destination, title=heading)
    return WrittenSheets(run.page_count, run.codes)


def laid_out_sheet(stock: LabelSheet, count: int, wanted: Wanted) -> str:
    """Give the HTML of a sheet with so many labels."""
    return fill(
        "labels",
        sheet=stock,
        cells=cells(stock)[:count],
        crossings=crossings(stock),
        fields=label_fields(stock),
        variants={name: label_places(stock, is_roomy=name == "roomy") for name in ("plain", "roomy")},
        wanted=wanted,
    )


def _layout(stock: LabelSheet, count: int) -> Layout:
    def make(wanted: Wanted) -> LaidOut:
        return _lay_out(stock, count, wanted) if wanted.texts or wanted.roomy else _empty_sheet(stock, count)

    return Layout((stock, count), make)


def _lay_out(stock: LabelSheet, count: int, wanted: Wanted) -> LaidOut:
    return lay_out(laid_out_sheet(stock, count, wanted), title="", tagged=False)


@lru_cache(maxsize=64)
def _empty_sheet(stock: LabelSheet, count: int) -> LaidOut:
    """Keep empty sheets from run to run: a hamlet's labels take less time than laying one out."""
    return _lay_out(stock, count, Wanted())


def _slot(label: Label, number: int) -> Slot:
    return Slot(label_texts(label), codes={"qr": label.link}, suffix=f"-{number}")


def label_texts(label: Label) -> dict[str, str]:
    """Give the texts of a label by field, from top to bottom."""
    return {
        "number": label.title or f"Hộ số {label.household_number}",
        "unit": label.unit_name,
        "name": label.masked_name,
        "invitation": label.invitation,
        "host": host_of(label.link),
        "code": label.typed_code,
    }


@lru_cache(maxsize=8)
def _host_of(address: str) -> str:
    return urlsplit(address).netloc.lower()


def host_of(link: str) -> str:
    """Give the address to type; the links of a run differ only after the last stroke."""
    return _host_of(link.rpartition("/")[0])
