"""How far the cells of a sheet reach, found while its XML streams by, and which are in a font of before Unicode."""

import itertools
import string
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.parsers import expat

from pledges.foundation.workbook.limits import MAX_COLUMNS, MAX_MERGES, MAX_ROWS, Outcome, Refused
from pledges.foundation.workbook.xml_stream import LOCAL_NAMES, stream_parser

# (row, column), both counted from one, to the name of the font.
Fonts = dict[tuple[int, int], str]


@dataclass(frozen=True, slots=True)
class SheetLooks:
    """What calamine does not tell: cells in fonts of before Unicode, rows that do not show, merged cells of .ods."""

    fonts: Fonts = field(default_factory=dict)
    hidden_rows: Sequence[int] = ()
    merges: Sequence[list[int]] = ()


_LETTERS = ["", *string.ascii_uppercase]
_COLUMNS = {
    first + second: number
    for number, (first, second) in enumerate(itertools.product(_LETTERS, string.ascii_uppercase), start=1)
    if number <= MAX_COLUMNS
}


@dataclass
class SheetScan:
    """Walks the cells of an .xlsx sheet; rows and cells without a reference follow the one before.

    A reference is taken apart only where a value stands: of 128 MB of XML every step counts.
    """

    fonts_of_styles: dict[str, str]
    fonts: Fonts = field(default_factory=dict)
    _row: int = 0
    _column: int = 0
    _reference: str = ""
    _style: str = ""

    def parser(self) -> expat.XMLParserType:
        parser = stream_parser()
        parser.StartElementHandler = self._start
        return parser

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = LOCAL_NAMES[name]
        if tag == "c":
            self._style = attributes.get("s", "")
            if "r" in attributes:
                self._reference = attributes["r"]
            else:
                self._follow()
        elif tag in ("v", "is"):
            self._has_value()
        elif tag == "row":
            self._row = _whole(attributes.get("r"), self._row + 1)
            self._column = 0
            self._reference = ""

    def _follow(self) -> None:
        if self._reference:
            self._row, self._column = _place(self._reference)
            self._reference = ""
        self._column += 1

    def _has_value(self) -> None:
        row, column = _place(self._reference) if self._reference else (self._row, self._column)
        _refuse_beyond(row, column)
        if self._style in self.fonts_of_styles:
            self.fonts[row, column] = self.fonts_of_styles[self._style]


@dataclass
class TableScan:
    """Walks the cells of .ods tables with their repetitions, and notes what is merged and what does not show."""

    looks: dict[str, SheetLooks] = field(default_factory=dict)
    _hidden_rows: list[int] = field(default_factory=list)
    _merges: list[list[int]] = field(default_factory=list)
    _row: int = 0
    _column: int = 0

    def parser(self) -> expat.XMLParserType:
        parser = stream_parser()
        parser.StartElementHandler = self._start
        return parser

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = LOCAL_NAMES[name]
        plain = {LOCAL_NAMES[key]: value for key, value in attributes.items()}
        if tag in ("table-cell", "covered-table-cell"):
            self._cell(plain)
        elif tag == "table-row":
            repeat = _whole(plain.get("number-rows-repeated"), 1)
            # One that is repeated is a stretch of empty rows.
            if repeat == 1 and plain.get("visibility", "visible") != "visible" and self._row < MAX_ROWS:
                self._hidden_rows.append(self._row + 1)
            self._row += repeat
            self._column = 0
        elif tag == "table":
            self._row = 0
            self._hidden_rows, self._merges = [], []
            self.looks[plain.get("name", "")] = SheetLooks({}, self._hidden_rows, self._merges)

    def _cell(self, plain: dict[str, str]) -> None:
        self._column += _whole(plain.get("number-columns-repeated"), 1)
        if "value-type" not in plain:
            return
        _refuse_beyond(self._row, self._column)
        rows = _whole(plain.get("number-rows-spanned"), 1)
        columns = _whole(plain.get("number-columns-spanned"), 1)
        if (rows > 1 or columns > 1) and len(self._merges) < MAX_MERGES:
            last = [self._row + rows - 1, self._column + columns - 1]
            self._merges.append([self._row, self._column, *last])


def _refuse_beyond(row: int, column: int) -> None:
    if row > MAX_ROWS or column > MAX_COLUMNS:
        raise Refused(Outcome.TOO_LARGE)


def _whole(text: str | None, otherwise: int) -> int:
    if text is None:
        return otherwise
    if not (text.isdecimal() and len(text) < 9):
        raise Refused(Outcome.UNREADABLE)
    return int(text)


def _place(reference: str) -> tuple[int, int]:
    """Give row and column of a reference like "C17"; all columns beyond the last one allowed are the same."""
    letters = reference.rstrip("0123456789")
    digits = reference[len(letters) :]
    if not (digits and letters.isascii() and letters.isalpha()):
        raise Refused(Outcome.UNREADABLE)
    return int(digits[:8]), _COLUMNS.get(letters.upper(), MAX_COLUMNS + 1)
