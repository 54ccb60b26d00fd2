"""From sign sheets to paper: numbers and empty lines; whose row is which stands on the staff's screen only."""

from collections.abc import Sequence

from pledges.entry.rules import sheet_address
from pledges.paper.sign_sheets import SignSheetPage, SignSheetText, sign_sheets
from pledges.prints.rules import MadePaper


def sheet_paper(sheets: Sequence[tuple[int, str, int]], public_url: str, text: SignSheetText) -> MadePaper:
    """Make the paper of sheets, (id, label, used rows) each.

    **why** no names: what is passed from door to door would show every neighbour's, and who has not signed.
    """
    pages = [SignSheetPage(label, sheet_address(public_url, id_), rows) for id_, label, rows in sheets]
    content, count = sign_sheets(pages, text)
    return MadePaper(content, pages=count, pieces=len(sheets))
