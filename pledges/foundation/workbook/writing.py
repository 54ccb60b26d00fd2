"""Writes a workbook of texts: whatever a cell holds is shown as it is and never calculated or followed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

import xlsxwriter

# Texts stay texts: "=1+1" is no formula, "http://…" no link, "0123" keeps its zero.
_PLAIN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_WIDEST = 60
_NARROWEST = 8


@dataclass(frozen=True)
class TextSheet:
    """One sheet: a line above the table, its heads, its rows, and a line at the foot of every printed page."""

    name: str
    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    footer: str


def write_texts(sheet: TextSheet) -> bytes:
    """Return the sheet as an .xlsx file; heads stand on row 3 and stay in view."""
    made = BytesIO()
    book = xlsxwriter.Workbook(made, _PLAIN)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "bottom": 1})
    page = book.add_worksheet(sheet.name)
    page.write_string(0, 0, sheet.title, book.add_format({"bold": True}))
    for column, head in enumerate(sheet.heads):
        page.write_string(2, column, head, bold)
        page.set_column(column, column, _width(head, (row[column] for row in sheet.rows)))
    for number, row in enumerate(sheet.rows, start=3):
        for column, text in enumerate(row):
            page.write_string(number, column, text)
    page.freeze_panes(3, 0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(2)
    page.set_footer(f"&C{sheet.footer}&R&P/&N")
    book.close()
    return made.getvalue()


def _width(head: str, texts: Iterable[str]) -> int:
    """Return a width in letters that shows most of a column."""
    longest = max((len(head), *(len(text) for text in texts)))
    return min(max(longest + 1, _NARROWEST), _WIDEST)
