"""Slips with a one-time code for rating a counter without a name: cut apart, and given out with the result."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import BinaryIO
from urllib.parse import urlsplit

from pledges.foundation.vietnamese.dates import short_date
from pledges.paper.blanks import Field, Layout, Slot, StampedCode, Wanted
from pledges.paper.fitting import TextStyle
from pledges.paper.fonts import BE_VIETNAM, BE_VIETNAM_BOLD, BE_VIETNAM_SEMIBOLD, TINOS, TINOS_BOLD
from pledges.paper.geometry import LabelSheet, cells
from pledges.paper.joining import in_chunks
from pledges.paper.pdf import LaidOut, lay_out
from pledges.paper.qr import Level
from pledges.paper.qr_levels import strongest_for_free
from pledges.paper.stamped import StampedRun
from pledges.paper.templates import fill

TITLE = "Phiếu mã đánh giá"
INVITATION = "Mời ông/bà đánh giá"
_PROMISE = "Không ghi tên. Mã dùng một lần, không gắn với hồ sơ, dùng đến hết ngày %s."

_PLAIN = (BE_VIETNAM, TINOS)
_SEMIBOLD = (BE_VIETNAM_SEMIBOLD, TINOS_BOLD)
_BOLD = (BE_VIETNAM_BOLD, TINOS_BOLD)

FIELDS: Mapping[str, Field] = {
    "invitation": Field(TextStyle(_BOLD, size_pt=14, smallest_pt=11)),
    "promise": Field(TextStyle(_PLAIN, size_pt=8, smallest_pt=7)),
    "counter": Field(TextStyle(_SEMIBOLD, size_pt=10, smallest_pt=5)),
    "office": Field(TextStyle(_PLAIN, size_pt=8, smallest_pt=5)),
    "host": Field(TextStyle(_PLAIN, size_pt=7.5, smallest_pt=4.5)),
    "code": Field(TextStyle(_BOLD, size_pt=13, smallest_pt=9)),
}
"""The fields of a slip from top to bottom; their boxes are in templates/documents/slips.css."""

SHEETS: Mapping[int, LabelSheet] = {
    12: LabelSheet(
        "12", 210, 297, columns=2, rows=6, label_width_mm=105, label_height_mm=49.5, left_mm=0, top_mm=0
    ),
    16: LabelSheet(
        "16", 210, 297, columns=2, rows=8, label_width_mm=105, label_height_mm=37, left_mm=0, top_mm=0.5
    ),
}
"""How many slips an A4 page may have, and how it is cut."""


@dataclass(frozen=True)
class SlipWords:
    """What is the same on every slip of a pack: where it is given out, the last day, where a code is typed."""

    office: str
    counter: str
    until_on: date
    public_url: str


@dataclass(frozen=True)
class Slip:
    """What is its own: the code as XXXX-XXXX-XXXXX, and the address in the QR code."""

    typed_code: str
    link: str


def write_slips(
    slips: Sequence[Slip], words: SlipWords, sheet: LabelSheet, destination: BinaryIO
) -> tuple[int, list[StampedCode]]:
    """Write slips in the order given, with lines to cut along; return the pages and where each code stands.

    Nothing on a slip counts it: a number would tell whoever hands them out which one somebody got.

    :raises NothingToPrint: when there is none.
    :raises TooMuchText: when a name does not go into its box.
    :raises QrTooLong: when a link could not be read from paper.
    :raises PdfEngineMissing: when WeasyPrint cannot be loaded.
    """
    run = StampedRun(FIELDS, strongest_for_free(slips[0].link) if slips else Level.M)
    for chunk in in_chunks(slips, sheet.capacity):
        slots = [_slot(slip, words, number) for number, slip in enumerate(chunk)]
        run.add(Layout((sheet.name, len(chunk)), partial(_laid_out, sheet, len(chunk))), [slots])
    run.save(destination, title=f"{TITLE} – {words.counter}")
    return run.page_count, run.codes


def _slot(slip: Slip, words: SlipWords, number: int) -> Slot:
    texts = {
        "invitation": INVITATION,
        "promise": _PROMISE % short_date(words.until_on),
        "counter": words.counter,
        "office": words.office,
        "host": f"Không quét được? Vào {urlsplit(words.public_url).netloc.lower()}, nhập mã:",
        "code": slip.typed_code,
    }
    return Slot(texts, codes={"qr": slip.link}, suffix=f"-{number}")


def _laid_out(sheet: LabelSheet, count: int, wanted: Wanted) -> LaidOut:
    html = fill("slips", sheet=sheet, cells=cells(sheet)[:count], fields=FIELDS, wanted=wanted)
    return lay_out(html, title="", tagged=False)
