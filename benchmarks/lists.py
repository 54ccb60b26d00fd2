"""What it costs to enter a commune's whole list, beside a library that merely reads the file, and how that grows."""

import math
from collections.abc import Iterator
from pathlib import Path
from random import Random
from statistics import median

import xlsxwriter

from benchmarks.children import child
from benchmarks.rows import Goal, Reference, Row, counted, row
from benchmarks.worlds import build_hamlet
from pledges.demo.rules import household

_HOUSEHOLDS = 20_000
_ROUNDS = 3
# Five times as many households in one file, whose rows are below the limit of 120,000.
_MANY = 100_000
_HEADS = ("STT", "Họ và tên chủ hộ", "Năm sinh", "Địa chỉ", "Số nhân khẩu", "Số điện thoại", "Ghi chú")


def list_rows(scratch: Path) -> Iterator[Row]:
    """Enter the same list into an empty hamlet and merely read it, in turns."""
    workbook = scratch / "danh-sach-ho.xlsx"
    _write(workbook, _HOUSEHOLDS)
    ours, bare = [], []
    for number in range(_ROUNDS):
        folder = scratch / f"hamlet-{number}"
        unit_id = build_hamlet(folder)
        with child(scratch, "list_works", "import", str(folder), str(unit_id), str(workbook)) as importing:
            ours.append(importing.cost())
        with child(scratch, "list_works", "read", str(workbook)) as reading:
            bare.append(reading.cost())
    reference = Reference("calamine reading the file", [cost.cpu_seconds for cost in bare])
    seconds = [cost.cpu_seconds for cost in ours]
    yield row(f"import of {_HOUSEHOLDS:,} households", "s CPU", seconds, reference, Goal(25))
    peak = max(cost.peak_megabytes for cost in ours)
    yield counted(f"import of {_HOUSEHOLDS:,} households: memory at most", "MB", peak, 200)
    exponent = math.log(_many(scratch) / median(seconds)) / math.log(_MANY / _HOUSEHOLDS)
    yield counted(f"import: growth to {_MANY:,} households in one file", "exponent", exponent, 1.05)


def _many(scratch: Path) -> float:
    """Return the CPU seconds that the long list takes."""
    folder, workbook = scratch / "hamlet-many", scratch / "danh-sach-dai.xlsx"
    unit_id = build_hamlet(folder)
    _write(workbook, _MANY)
    with child(scratch, "list_works", "import", str(folder), str(unit_id), str(workbook)) as importing:
        return importing.cost().cpu_seconds


def _write(path: Path, households: int) -> None:
    random = Random(households)
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet("Danh sách hộ")
    sheet.write_row(0, 0, ("DANH SÁCH HỘ DÂN XÃ HÀM MẪU NĂM 2026",))
    sheet.write_row(2, 0, _HEADS)
    for number in range(1, households + 1):
        one = household(random)
        phone = f"09{random.randint(10_000_000, 99_999_999)}" if number % 3 == 0 else ""
        note = "đi làm ăn xa" if number % 20 == 0 else ""
        sheet.write_row(
            number + 2, 0, (number, one.head_name, one.birth_year, one.address, one.people_count, phone, note)
        )
    book.close()
