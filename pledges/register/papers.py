"""The workbook of rows that come back: the cells that may be kept, where each stood, and why it was not taken."""

from collections.abc import Sequence
from dataclasses import dataclass

from pledges.foundation.vietnamese.folding import fold
from pledges.foundation.workbook.writing import TextSheet, write_texts

# The workbook goes back to a hamlet and is read by its reader again: it is Vietnamese whatever the page speaks.
_SHEET, _TITLE = "Dòng trả lại", "Các dòng chưa nhập được: sửa theo cột “Lý do”, rồi nhập lại chính tệp này"
_PLACE, _ROW, _REASON = "Trang tính", "Dòng trong tệp", "Lý do"
_FOOTER = "Có dữ liệu cá nhân - không chia sẻ qua Zalo"


@dataclass(frozen=True)
class ReturnedRow:
    """A row that comes back: its sheet and number, (label, text) of its cells, and the reason in Vietnamese."""

    sheet: str
    row_number: int
    cells: Sequence[tuple[str, str]]
    reason: str


def returned_rows(heads: Sequence[str], rows: Sequence[ReturnedRow]) -> bytes:
    """Return the rows as a workbook: the heads of the file in their order, others they use, then reason and place."""
    labels = list(dict.fromkeys([*heads, *(label for row in rows for label, _ in row.cells)]))
    lines = [
        [*(dict(row.cells).get(label, "") for label in labels), row.reason, row.sheet, str(row.row_number)]
        for row in rows
    ]
    # The notice stands in the sheet too: a footer shows only on paper.
    title = f"{_TITLE}. {_FOOTER}"
    return write_texts(TextSheet(_SHEET, title, [*labels, _REASON, _PLACE, _ROW], lines, _FOOTER))


def file_name(unit_name: str, import_id: int) -> str:
    """Return a name that every system keeps as it is: "dong-tra-lai-thon-phu-son-12.xlsx"."""
    return "-".join(("dong-tra-lai", *fold(unit_name).split(), str(import_id))) + ".xlsx"
