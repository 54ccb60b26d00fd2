"""Tables are found wherever their heads stand, in one row or in three."""

from pledges.foundation.workbook.values import Merge, Row, Sheet
from pledges.register.reading.labels import Field
from pledges.register.reading.layout import tables_of
from tests.register.reading.lists import HOUSEHOLDS, sheet_of, table_of


def test_a_head_in_one_row_below_titles_is_found() -> None:
    sheet = sheet_of(
        ("UBND XÃ HÀM MẪU",), ("", "DANH SÁCH HỘ DÂN"), (), ("STT", "Họ tên", "NS"), (1, "Lê An", 1970)
    )

    (table,) = tables_of(sheet, HOUSEHOLDS)

    assert (table.first_head_row, table.last_head_row) == (4, 4)
    assert [heading.holds for heading in table.headings] == [Field.NUMBER, Field.NAME, Field.BIRTH]
    assert [row.number for row in table.rows] == [5]


def test_a_label_spans_the_sub_labels_below_it() -> None:
    table = table_of(
        ("STT", "Họ và tên", "Năm sinh", "", "Số nhân khẩu", ""),
        ("", "", "Nam", "Nữ", "Tổng", "Nữ"),
        (1, "Lê An", 1970, "", 4, 2),
        merges=(Merge(1, 3, 1, 4), Merge(1, 5, 1, 6), Merge(1, 1, 2, 1)),
    )

    assert [heading.label for heading in table.columns(Field.BIRTH)] == ["Năm sinh / Nam", "Năm sinh / Nữ"]
    assert [heading.label for heading in table.columns(Field.PEOPLE)] == ["Số nhân khẩu / Tổng"]
    assert [row.number for row in table.rows] == [3]


def test_a_text_file_without_merged_cells_reads_the_same() -> None:
    table = table_of(("STT", "Họ và tên", "Năm sinh", ""), ("", "", "Nam", "Nữ"), (1, "Lê An", 1970))

    assert [heading.label for heading in table.columns(Field.BIRTH)] == ["Năm sinh / Nam", "Năm sinh / Nữ"]


def test_three_rows_of_heads_and_the_numbers_of_columns_are_the_head() -> None:
    table = table_of(
        ("STT", "Họ và tên", "Số nhân khẩu", ""),
        ("", "", "Tổng số", "Trong đó"),
        ("", "", "", "Nữ"),
        ("(1)", "(2)", "(3)", "(4)"),
        (1, "Lê An", 4, 2),
    )

    assert table.last_head_row == 4
    assert [heading.label for heading in table.columns(Field.PEOPLE)] == ["Số nhân khẩu / Tổng số"]


def test_columns_numbered_with_letters_are_no_household() -> None:
    table = table_of(("TT", "Họ và tên", "Địa chỉ"), ("A", "B", 1), (1, "Lê An", "Tổ 1"))

    assert [row.number for row in table.rows] == [3]


def test_a_name_in_two_columns_under_one_merged_label_has_both() -> None:
    table = table_of(
        ("STT", "Họ và tên", "", "Năm sinh"), (1, "Nguyễn Văn", "Đức", 1968), merges=(Merge(1, 2, 1, 3),)
    )

    assert [heading.column for heading in table.columns(Field.NAME)] == [2, 3]


def test_forbidden_columns_hold_nothing() -> None:
    table = table_of(("STT", "Họ và tên", "Dân tộc", "Số CCCD"), (1, "K'Brơi", "K'Ho", "060085001234"))

    assert [(h.label, h.holds) for h in table.headings if h.is_forbidden] == [
        ("Dân tộc", None),
        ("Số CCCD", None),
    ]


def test_a_head_repeated_on_the_next_page_begins_a_new_table() -> None:
    head = ("STT", "Họ và tên", "Địa chỉ")
    sheet = sheet_of(head, (1, "Lê An", "Tổ 1"), head, (2, "Ngô Út", "Tổ 2"))

    tables = tables_of(sheet, HOUSEHOLDS)

    assert [[row.number for row in table.rows] for table in tables] == [[2], [4]]


def test_heads_in_an_old_font_are_understood() -> None:
    sheet = Sheet(
        "Phú Sơn", False, (), (Row(1, ("STT", "Hä vµ tªn", "N¨m sinh"), {2: ".VnTime", 3: ".VnTime"}),)
    )

    (table,) = tables_of(sheet, HOUSEHOLDS)

    assert [heading.label for heading in table.headings] == ["STT", "Họ và tên", "Năm sinh"]


def test_a_letter_has_no_table() -> None:
    assert (
        tables_of(
            sheet_of(("Kính gửi:", "Ủy ban nhân dân xã"), ("Họ và tên", "Lê An"), (1970, 2)), HOUSEHOLDS
        )
        == ()
    )


def test_a_value_merged_downwards_stands_in_its_first_row() -> None:
    table = table_of(
        ("STT", "Họ và tên", "Địa chỉ"),
        (1, "Lê An", "Tổ 1"),
        (2, "Ngô Út"),
        (3, "Lý Ba"),
        merges=(Merge(2, 3, 3, 3),),
    )

    assert table.value_row(table.rows[1], 3).cell(3) == "Tổ 1"
    assert table.value_row(table.rows[2], 3).cell(3) == ""
