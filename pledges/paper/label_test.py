"""The page with which an office finds how far its printer sets a sheet of labels off."""

from pledges.paper.geometry import LabelSheet, cells
from pledges.paper.pdf import render_pdf
from pledges.paper.templates import fill

TITLE = "Trang thử máy in nhãn"


def test_page(stock: LabelSheet, right_mm: float, down_mm: float) -> bytes:
    """Make the page: the outline of every label where it will be printed, rulers, and in words what to do.

    Outlines are drawn with the offset that is set now, rulers and the 100 mm bar never: they tell whether the printer
    shrinks the page.

    :raises PdfEngineMissing: when WeasyPrint cannot be loaded.
    """
    moved = stock.moved(right_mm, down_mm)
    html = fill(
        "test-page",
        sheet=stock,
        cells=cells(moved),
        right=_signed(right_mm),
        down=_signed(down_mm),
        across=range(int(stock.page_width_mm) + 1),
        along=range(int(stock.page_height_mm) + 1),
    )
    return render_pdf(html, title=f"{TITLE}: {stock.name}")


def _signed(length: float) -> str:
    return f"{length:+.1f}".replace(".", ",").replace("-", "−") if length else "0"
