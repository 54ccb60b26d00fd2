"""The columns of a tally, said once for the page and for the file, so that both agree to the digit."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pledges.foundation.locale import mark
from pledges.foundation.vietnamese.numbers import percent_down
from pledges.tallies.rules import TallyLine

# Excel where the comma is the decimal sign, as in Viet Nam, divides at semicolons; the mark at the beginning
# tells it that the text is UTF-8.
DELIMITER = ";"
ENCODING = "utf-8-sig"
UNTOLD = "-"
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Column:
    """One column: its heading (a message id), and the count or rate of a line.

    ``is_dated`` tells whether it can be told of an earlier day.
    """

    heading: str
    of: Callable[[TallyLine], int | str]
    is_dated: bool = True

    def value(self, line: TallyLine, *, is_past: bool) -> int | str:
        """Return the cell of a line; "-" for what nobody can tell of an earlier day."""
        return UNTOLD if is_past and not self.is_dated else self.of(line)


def self_rate(line: TallyLine) -> str:
    """Return the share of households that signed by themselves, rounded down."""
    return percent_down(line.signed_self, line.due)


def signed_rate(line: TallyLine) -> str:
    """Return the share of those due that signed, (11)=(10)/(5), rounded down: net of exclusions."""
    return percent_down(line.signed, line.due)


def gross_rate(line: TallyLine) -> str:
    """Return the share of everyone invited that signed, (10)/(3), rounded down: it never stands without the net one."""
    return percent_down(line.signed, line.base)


def self_gross_rate(line: TallyLine) -> str:
    """Return the share of everyone invited that signed by themselves, rounded down."""
    return percent_down(line.signed_self, line.base)


BEFORE_BAR = (
    Column(mark("Tổng số hộ"), lambda line: line.base),
    Column(mark("Loại trừ"), lambda line: line.excluded),
    Column(mark("Thuộc diện"), lambda line: line.due),
    Column(mark("Đã tiếp cận"), lambda line: line.reached, is_dated=False),
    Column(mark("Tự ký"), lambda line: line.signed_self),
    Column(mark("Ký giấy"), lambda line: line.signed_paper),
    Column(mark("Nhập hộ"), lambda line: line.signed_assisted),
    Column(mark("Đã ký"), lambda line: line.signed),
    Column(mark("Tỷ lệ tự ký"), self_rate),
    Column(mark("Đã ký trên thuộc diện"), signed_rate),
    Column(mark("Đã ký trên tổng số hộ"), gross_rate),
)
AFTER_BAR = (
    Column(mark("Rút lại"), lambda line: line.withdrawn),
    Column(mark("Thành viên tự xác nhận"), lambda line: line.members_confirmed, is_dated=False),
)
# What the page says in words for the whole unit only.
IN_FILE_ONLY = (Column(mark("Thành viên được ghi tên"), lambda line: line.members, is_dated=False),)
FILE_COLUMNS = (*BEFORE_BAR, *AFTER_BAR, *IN_FILE_ONLY)
# Where officials or offices are counted, no heading speaks of households.
_WITHOUT_HOUSEHOLDS = {
    "Tổng số hộ": mark("Tổng số"),
    "Đã ký trên tổng số hộ": mark("Đã ký trên tổng số"),
}


def headings_of(columns: Iterable[Column], *, counts_households: bool) -> list[str]:
    """Return the headings of columns (message ids), as they are for whoever is counted."""
    headings = [column.heading for column in columns]
    return headings if counts_households else [_WITHOUT_HOUSEHOLDS.get(one, one) for one in headings]


def cells_of(line: TallyLine, written: Callable[[str], str], *, is_past: bool) -> list[str]:
    """Return a line of the file: counts as plain digits, rates as the page's language writes them."""
    values = (column.value(line, is_past=is_past) for column in FILE_COLUMNS)
    return [written(value) if isinstance(value, str) else str(value) for value in values]


def csv_file(headings: Iterable[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a table as a file for Excel; no cell of it is taken for a formula."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=DELIMITER, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode(ENCODING)


def _harmless(cell: str) -> str:
    """Return a text that Excel does not take for a formula."""
    return f"'{cell}" if cell != UNTOLD and cell.startswith(_FORMULA_SIGNS) else cell
