"""Reads the tables of a web page: many programs export lists as such, under the name of a workbook."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from pledges.foundation.workbook.cells import Writer
from pledges.foundation.workbook.limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Outcome, Refused

_NOT_SHOWN = ("script", "style", "head", "title", "xml")
_BREAKS = ("br", "p", "div")
_LONGEST_SPAN_DIGITS = 7


def write_web_page(text: str, writer: Writer) -> None:
    """Write all tables of a page below each other, as one sheet without a name.

    :raises Refused: when there is none, or one within another, or too much in them.
    """
    page = _Page()
    page.feed(text)
    page.close()
    if not page.rows:
        raise Refused(Outcome.WEB_PAGE)
    writer.sheet("", hidden=False, merges=page.merges, hidden_rows=page.hidden_rows)
    for number, values in enumerate(page.rows, start=1):
        writer.row(number, values, {})


@dataclass(slots=True)
class _Cell:
    """A cell that is being read."""

    columns: int
    rows: int
    pieces: list[str] = field(default_factory=list)


class _Page(HTMLParser):
    """Collects rows; end tags may be missing, as browsers allow."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[object]] = []
        self.merges: list[list[int]] = []
        self.hidden_rows: list[int] = []
        self._cell: _Cell | None = None
        self._row: list[object] | None = None
        self._spans: dict[int, int] = {}
        self._in_table = False
        self._unseen: str = ""
        self._cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """See what begins; what does not show is passed over."""
        if self._unseen:
            return
        if tag in ("td", "th"):
            self._begin_cell(dict(attrs))
        elif tag == "tr":
            self._begin_row(dict(attrs))
        elif tag == "table":
            if self._in_table:
                raise Refused(Outcome.WEB_PAGE)
            self._in_table = True
        elif tag in _BREAKS:
            self.handle_data(" ")
        elif tag in _NOT_SHOWN:
            self._unseen = tag

    def handle_endtag(self, tag: str) -> None:
        """See what ends."""
        if self._unseen:
            self._unseen = "" if tag == self._unseen else self._unseen
        elif tag in ("td", "th"):
            self._end_cell()
        elif tag == "tr":
            self._end_row()
        elif tag == "table":
            self._end_row()
            self._spans.clear()
            self._in_table = False

    def handle_data(self, data: str) -> None:
        """Take the text of a cell."""
        if self._cell and not self._unseen:
            self._cell.pieces.append(data)

    def close(self) -> None:
        """End what was left open."""
        super().close()
        self._end_row()

    def _begin_row(self, attributes: dict[str, str | None]) -> None:
        self._end_row()
        self._row = []
        if "display:none" in (attributes.get("style") or "").replace(" ", "").lower():
            self.hidden_rows.append(len(self.rows) + 1)

    def _begin_cell(self, attributes: dict[str, str | None]) -> None:
        self._end_cell()
        if self._row is None:
            self._row = []
        self._cell = _Cell(
            _span(attributes.get("colspan"), MAX_COLUMNS), _span(attributes.get("rowspan"), MAX_ROWS)
        )

    def _end_cell(self) -> None:
        if self._cell is None or self._row is None:
            return
        cell, self._cell = self._cell, None
        self._row.extend(self._spanned(len(self._row) + 1))
        row, column = len(self.rows) + 1, len(self._row) + 1
        self._row.append(" ".join("".join(cell.pieces).split()))
        self._row.extend([""] * (cell.columns - 1))
        self._cells += cell.columns
        if len(self._row) > MAX_COLUMNS or self._cells > MAX_CELLS:
            raise Refused(Outcome.TOO_LARGE)
        if cell.columns > 1 or cell.rows > 1:
            self.merges.append([row, column, row + cell.rows - 1, column + cell.columns - 1])
        if cell.rows > 1:
            # The row it begins in counts as well.
            self._spans.update(dict.fromkeys(range(column, column + cell.columns), cell.rows))

    def _spanned(self, column: int) -> Iterator[object]:
        """Leave out the columns that a cell of a row above reaches down to."""
        while self._spans.get(column, 0):
            column += 1
            yield ""

    def _end_row(self) -> None:
        self._end_cell()
        if self._row is None:
            return
        self.rows.append(self._row)
        self._row = None
        self._spans = {column: left - 1 for column, left in self._spans.items() if left > 1}
        if len(self.rows) > MAX_ROWS:
            raise Refused(Outcome.TOO_LARGE)


def _span(value: str | None, most: int) -> int:
    text = (value or "").strip()
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST_SPAN_DIGITS):
        return 1
    return min(max(int(text), 1), most)
