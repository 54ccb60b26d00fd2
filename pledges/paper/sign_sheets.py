"""The sign sheet of a hamlet: twenty numbered, empty rows, and on its back the words that are signed there."""

from collections.abc import Sequence
from dataclasses import dataclass

from pledges.paper.blanks import StampedCode
from pledges.paper.pdf import lay_out
from pledges.paper.templates import fill

ROWS = 20
CODE_MM = 27
"""The staff's code with its quiet zone."""


@dataclass(frozen=True)
class SignSheetPage:
    """One sheet: ``label`` tells it from the others, ``link`` is its staff address, ``rows`` how many are used."""

    label: str
    link: str
    rows: int


@dataclass(frozen=True)
class SignSheetText:
    """What stands on every sheet: where, what is asked, the words that are signed and the notice on data.

    ``text`` and ``notice`` are paragraphs; ``consents`` are (code, words), the first is the one names need.
    """

    place: str
    campaign: str
    title: str
    version: int
    voluntary: str
    items: Sequence[str]
    text: Sequence[str]
    notice_title: str
    notice: Sequence[str]
    consents: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class SignSheetPaper:
    """Sheets as they were made, and where their codes stand."""

    pdf: bytes
    page_count: int
    codes: Sequence[StampedCode]


def sign_sheets(pages: Sequence[SignSheetPage], text: SignSheetText) -> SignSheetPaper:
    """Make the sheets in the order given, A4 landscape, each with the words on its back.

    **why** the words on each back: a sheet goes from hand to hand, and what is signed must not lie somewhere else.

    :raises QrTooLong: when a link could not be read from paper.
    :raises PdfEngineMissing: when WeasyPrint cannot be loaded.
    """
    html = fill("sign-sheet", pages=pages, text=text, row_numbers=range(1, ROWS + 1), code_mm=CODE_MM)
    made = lay_out(html, title=f"Phiếu ký – {text.place}")
    codes = [
        StampedCode(number, box.left, box.top, box.width, pages[int(name.removeprefix("qr-")) - 1].link)
        for number, boxes in enumerate(made.page_boxes)
        for name, box in boxes.items()
        if name.startswith("qr-")
    ]
    return SignSheetPaper(made.pdf, made.page_count, codes)
