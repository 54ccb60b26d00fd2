"""Which cells of a table are in an encoding of before Unicode is decided column by column."""

from pledges.foundation.workbook.values import CellValue, Row
from pledges.register.reading.old_text import OldCell, old_cells, readable_line, readable_rows, samples


def rows_of(*rows: tuple[CellValue, ...], fonts: dict[int, str] | None = None) -> list[Row]:
    return [Row(number, cells, fonts or {}) for number, cells in enumerate(rows, start=1)]


def test_a_cell_that_reads_both_ways_goes_with_most_of_its_column() -> None:
    rows = rows_of(("Traàn Thò Lan",), ("Nguyeãn Vaên Ñöùc",), ("Hoà",), ("Vî",), ("Lê An",))

    assert [cell.after for cell in old_cells(rows, ())] == ["Trần Thị Lan", "Nguyễn Văn Đức", "Hồ", "Vỵ"]


def test_among_unicode_a_cell_that_reads_both_ways_stays_as_it_stands() -> None:
    rows = rows_of(("Traàn Thò Lan",), ("Nguyeãn Vaên Ñöùc",), ("Đặng Văn Ánh",), ("Phó",), ("Hoà",))

    assert [cell.after for cell in old_cells(rows, ())] == ["Trần Thị Lan", "Nguyễn Văn Đức", "Hồ"]


def test_where_most_are_unicode_only_what_cannot_be_read_is_old() -> None:
    rows = rows_of(("Traàn Thò Lan",), ("Đặng Văn Ánh",), ("Hoà",), ("Bùi Thị Huệ",))

    assert [cell.row_number for cell in old_cells(rows, ())] == [1]


def test_a_font_speaks_for_its_own_cells_only() -> None:
    rows = [
        *rows_of(("Traàn Thò Lan",), fonts={1: "VNI-Times"}),
        Row(2, ("Hoà",)),
        Row(3, ("Hoà",), {1: "VNI-Times"}),
    ]

    assert [(cell.row_number, cell.after) for cell in old_cells(rows, ())] == [(1, "Trần Thị Lan"), (3, "Hồ")]


def test_nobody_looks_into_a_forbidden_column() -> None:
    assert old_cells(rows_of(("TrÇn ThÞ Lan", "TrÇn ThÞ Lan", 1955)), {2}) == [
        OldCell(1, 1, "TCVN3", "TrÇn ThÞ Lan", "Trần Thị Lan")
    ]


def test_rows_are_readable_and_others_are_the_same() -> None:
    rows = rows_of((1, "TrÇn ThÞ Lan", "Tæ 1"), (2, "Lê An", "Tổ 1"))

    readable = readable_rows(rows, old_cells(rows, ()))

    assert [row.cells for row in readable] == [(1, "Trần Thị Lan", "Tổ 1"), (2, "Lê An", "Tổ 1")]
    assert readable[1] is rows[1]


def test_the_soft_hyphen_is_a_letter_before_anything_is_cleaned() -> None:
    (cell,) = old_cells(rows_of(("Ph\u00adêng  V\u00adîng",)), ())

    assert cell.after == "Phường Vượng"


def test_heads_go_with_each_other() -> None:
    line = Row(1, ("STT", "Hä vµ tªn", "Sè NK", "Ghi chó", 2026))

    assert readable_line(line) == ("STT", "Họ và tên", "SỐ NK", "Ghi chú", "2026")


def test_heads_in_capitals_of_a_capital_font_are_read() -> None:
    line = Row(1, ("Hä vµ tªn", "§Þa chØ"), {1: ".VnTimeH", 2: ".VnTimeH"})

    assert readable_line(line) == ("HỌ VÀ TÊN", "ĐỊA CHỈ")


def test_at_most_five_different_samples_of_an_encoding_are_shown_longest_first() -> None:
    names = ["TrÇn An", "TrÇn Ba", "TrÇn T\u00ad", "TrÇn N¨m", "TrÇn S¸u", "TrÇn B¶y", "TrÇn Ba"]
    old = old_cells(rows_of(*[(name,) for name in names], ("Traàn Ba",)), ())

    shown = samples(old)

    assert [(cell.row_number, cell.encoding) for cell in shown] == [
        (1, "TCVN3"), (2, "TCVN3"), (4, "TCVN3"), (5, "TCVN3"), (6, "TCVN3"), (8, "VNI")
    ]  # fmt: skip
