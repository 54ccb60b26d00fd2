"""The "Biểu tổng hợp": a wide table of sixteen columns that is annexed to a report."""

from collections.abc import Sequence
from dataclasses import dataclass

from pledges.paper.pdf import lay_out
from pledges.paper.templates import fill

FORMULAS = (
    "(1)",
    "(2)",
    "(3)",
    "(4)",
    "(5)=(3)-(4)",
    "(6)",
    "(7)",
    "(8)",
    "(9)",
    "(10)=(7)+(8)+(9)",
    "(11)=(10)/(5)",
    "(12)",
    "(13)=(5)-(6)",
    "(14)",
    "(15)",
    "(16)",
)
"""The row of numbers below the headings (domain/04-printed-documents, 4.6)."""


@dataclass(frozen=True)
class AnnexHead:
    """Whose paper it is, as ``official-head.html`` wants it; ``superior`` may be empty."""

    style: str
    superior: str
    issuer: str
    place: str


@dataclass(frozen=True)
class AnnexRow:
    """A line of the table: its number, the unit's name, and the cells of columns (3) to (16) as they are written."""

    number: str
    name: str
    cells: tuple[str, ...]
    is_group: bool = False


@dataclass(frozen=True)
class Annex:
    """The annex: ``about`` is what the table tells, ``moment`` when the figures were taken, ``notes`` stand below it.

    ``counted`` is who is counted, as the headings say it: "hộ" for households.
    """

    head: AnnexHead
    about: str
    moment: str
    counted: str
    rows: Sequence[AnnexRow]
    total: AnnexRow
    notes: Sequence[str]


def annex(value: Annex) -> tuple[bytes, int]:
    """Make the annex, A4 landscape, tagged and made to PDF/A-2a; return the file and how many pages it takes.

    The number and date of the report, and who signs, are left to be written in: the office's registrar gives them.

    :raises PdfEngineMissing: when WeasyPrint cannot be loaded.
    """
    html = fill("tally-annex", annex=value, headings=_headings(value.counted), formulas=FORMULAS)
    made = lay_out(html, title=f"Biểu tổng hợp – {value.about}", archive=True)
    return made.pdf, made.page_count


def _headings(counted: str) -> tuple[str, ...]:
    whole = f"Tổng số {counted}".strip()
    due = f"{counted} thuộc diện".strip().capitalize()
    return (
        "STT",
        "Đơn vị",
        whole,
        "Loại trừ",
        due,
        "Đã phổ biến",
        "Đã ký: tự ký trực tuyến",
        "Đã ký: bản giấy",
        "Đã ký: nhập hộ",
        "Cộng đã ký",
        "Tỷ lệ (%)",
        "Không ký",
        "Chưa tiếp cận",
        "Rút lại",
        "Thành viên tự xác nhận",
        "Đã hậu kiểm (đúng/kiểm)",
    )
