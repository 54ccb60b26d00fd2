"""The columns of a tally, said once for the page and for the file, so that both agree to the digit."""

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pledges.foundation.locale import mark
from pledges.foundation.vietnamese.numbers import percent_down
from pledges.tallies.rules import TallyLine

# Excel where the comma is the decimal sign, as in Viet Nam, divides at semicolons; the mark at the beginning
# tells it that the text is UTF-8.
DELIMITER = ";"
ENCODING = "utf-8-sig"
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Column:
    """One column: its heading (a message id), and the count or rate of a line."""

    heading: str
    of: Callable[[TallyLine], int | str]


def self_rate(line: TallyLine) -> str:
    """Return the share of households that signed by themselves, rounded down."""
    return percent_down(line.signed_self, line.due)


def signed_rate(line: TallyLine) -> str:
    """Return the share of households that signed, (11)=(10)/(5), rounded down."""
    return percent_down(line.signed, line.due)


BEFORE_BAR = (
    Column(mark("Tổng số hộ"), lambda line: line.base),
    Column(mark("Loại trừ"), lambda line: line.excluded),
    Column(mark("Thuộc diện"), lambda line: line.due),
    Column(mark("Đã tiếp cận"), lambda line: line.reached),
    Column(mark("Tự ký"), lambda line: line.signed_self),
    Column(mark("Ký giấy"), lambda line: line.signed_paper),
    Column(mark("Nhập hộ"), lambda line: line.signed_assisted),
    Column(mark("Đã ký"), lambda line: line.signed),
    Column(mark("Tỷ lệ tự ký"), self_rate),
    Column(mark("Tỷ lệ đã ký"), signed_rate),
)
AFTER_BAR = (
    Column(mark("Rút lại"), lambda line: line.withdrawn),
    Column(mark("Thành viên tự xác nhận"), lambda line: line.members_confirmed),
)
# What the page says in words for the whole unit only.
IN_FILE_ONLY = (Column(mark("Thành viên được ghi tên"), lambda line: line.members),)
FILE_COLUMNS = (*BEFORE_BAR, *AFTER_BAR, *IN_FILE_ONLY)


def csv_file(
    headings: Iterable[str], rows: Iterable[tuple[str, TallyLine]], at: str, written: Callable[[str], str]
) -> bytes:
    """Return the tally as a file for Excel: counts as plain digits, rates as on the page.

    ``headings``: the unit's, one a column, and the moment's; ``rows``: (name, line); ``at``: when it was read;
    ``written``: how the page's language writes a rate.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=DELIMITER, lineterminator="\r\n")
    writer.writerow(headings)
    for name, line in rows:
        values = (column.of(line) for column in FILE_COLUMNS)
        cells = (written(value) if isinstance(value, str) else value for value in values)
        writer.writerow([_harmless(name), *cells, at])
    return text.getvalue().encode(ENCODING)


def _harmless(name: str) -> str:
    """Return a name that Excel does not take for a formula."""
    return f"'{name}" if name.startswith(_FORMULA_SIGNS) else name
