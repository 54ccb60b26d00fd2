"""From sign sheets to paper: numbers and empty lines; whose row is which stands on the staff's screen only."""

from collections.abc import Sequence

from pledges.entry.refusals import SheetUnreadable
from pledges.entry.rules import sheet_address
from pledges.paper.scanning import unreadable
from pledges.paper.sign_sheets import SignSheetPage, SignSheetText, sign_sheets
from pledges.prints.rules import MadePaper, NewPiece

SHEET_PIECE = "sign_sheet"


def sheet_paper(sheets: Sequence[tuple[int, str, int]], public_url: str, text: SignSheetText) -> MadePaper:
    """Make the paper of sheets, (id, label, used rows) each, and read each code from it as a telephone does.

    **why** no names: what is passed from door to door would show every neighbour's, and who has not signed.

    :raises SheetUnreadable: when a code cannot be read.
    """
    pages = [SignSheetPage(label, sheet_address(public_url, id_), rows) for id_, label, rows in sheets]
    made = sign_sheets(pages, text)
    if unreadable(made.pdf, made.codes):
        raise SheetUnreadable
    return MadePaper(made.pdf, pages=made.page_count, pieces=len(sheets))


def sheet_pieces(sheets: Sequence[tuple[int, str, int]], unit_id: int) -> list[NewPiece]:
    """Return the sheets as the ledger has them, one piece each."""
    return [NewPiece(SHEET_PIECE, id_, unit_id, label) for id_, label, _rows in sheets]
