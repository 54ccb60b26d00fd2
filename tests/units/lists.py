"""Official lists as the statistics office gives them out, made for the tests."""

import io
from collections.abc import Iterable, Sequence
from pathlib import Path

import xlsxwriter

from pledges.foundation.workbook.values import CellValue, Merge, Row, Sheet

OLD_HEADS = (
    "Tỉnh / Thành Phố",
    "Mã TP",
    "Quận Huyện",
    "Mã QH",
    "Phường Xã",
    "Mã PX",
    "Cấp",
    "Tên Tiếng Anh",
)
NEW_HEADS = ("Mã", "Tên", "Cấp", "Mã TP", "Tỉnh / Thành Phố")
OLD_ROWS = (
    ("Tỉnh Bình Thuận", "60", "Thị xã La Gi", "594", "Phường Phước Hội", "23235", "Phường", ""),
    ("Tỉnh Bình Thuận", "60", "Huyện Tuy Phong", "595", "Xã Phong Phú", "22978", "Xã", ""),
    ("Tỉnh Bình Thuận", "60", "Huyện Tuy Phong", "595", "Thị trấn Phan Rí Cửa", "22972", "Thị trấn", ""),
    # An island of one district and no commune.
    ("Tỉnh Quảng Trị", "45", "Huyện Cồn Cỏ", "471", "", "", "", ""),
)
NEW_ROWS = (
    ("22918", "Phường Mũi Né", "Phường", "68", "Tỉnh Lâm Đồng"),
    ("22978", "Xã Tuy Phong", "Xã", "68", "Tỉnh Lâm Đồng"),
    ("23272", "Đặc khu Phú Quý", "Đặc khu", "68", "Tỉnh Lâm Đồng"),
)


def sheet(*rows: Sequence[CellValue]) -> Sheet:
    """Return a sheet with these rows, from the first on."""
    merges: tuple[Merge, ...] = ()
    return Sheet(
        "Sheet1", False, merges, tuple(Row(number, tuple(cells)) for number, cells in enumerate(rows, 1))
    )


def workbook(rows: Iterable[Sequence[CellValue]]) -> bytes:
    """Return an .xlsx of these rows."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    page = book.add_worksheet("Danh mục")
    for place, row in enumerate(rows):
        page.write_row(place, 0, row)
    book.close()
    return content.getvalue()


def new_list(communes: int, provinces: int = 34) -> list[tuple[str, ...]]:
    """Return a list of two levels, as there are since July 2025."""
    rows: list[tuple[str, ...]] = [NEW_HEADS]
    for number in range(communes):
        province = f"{number % provinces + 1:02}"
        rows.append((f"{number + 1:05}", f"Xã Hàm Mẫu {number}", "Xã", province, f"Tỉnh Số {province}"))
    return rows


def old_list(communes: int, districts: int = 696, provinces: int = 63) -> list[tuple[str, ...]]:
    """Return a list of three levels, as there were before July 2025."""
    rows: list[tuple[str, ...]] = [OLD_HEADS]
    for number in range(communes):
        district = number % districts
        above = (f"Tỉnh Số {district % provinces}", f"{district % provinces + 1:02}")
        between = (f"Huyện Số {district}", f"{district + 1:03}")
        rows.append((*above, *between, f"Xã Hàm Mẫu {number}", f"{number + 1:05}", "Xã", ""))
    return rows


def save(path: Path, rows: Iterable[Sequence[CellValue]]) -> Path:
    """Write an .xlsx of these rows and return where."""
    path.write_bytes(workbook(rows))
    return path
