"""A signed text taken apart for paper: nothing is lost, and an office's works go into a table of their own."""

import pytest

from forms.signed_parts import SignedParagraph, parts_of
from forms.works_table import works_table
from pledges.responses.signed_words import words_as_signed
from tests.paper.commitment_samples import WORK, questionnaire, signed


@pytest.mark.parametrize("code", ["HO-ATGT", "HO-4K", "CB-ATGT", "CB-4K"])
def test_put_together_again_it_is_the_text_that_was_signed(code: str) -> None:
    pledge = signed(code)
    text = words_as_signed(pledge.questionnaire, pledge.pledge, pledge.reference)

    parts = parts_of(pledge.questionnaire, text, "vi")

    lines = [*parts.title, *(line.text for line in parts.paragraphs)]
    assert lines == [line for line in text.split("\n") if line]
    assert parts.has_works is False


def test_the_contents_of_an_officials_text_are_headings_and_no_item_is() -> None:
    pledge = signed("CB-4K")
    text = words_as_signed(pledge.questionnaire, pledge.pledge, "")

    headings = [
        line.text for line in parts_of(pledge.questionnaire, text, "vi").paragraphs if line.is_heading
    ]

    assert [line.partition(".")[0] for line in headings] == ["I", "II", "III", "IV"]


def test_of_an_offices_works_only_the_heading_stays_in_the_text() -> None:
    pledge = signed("CQ-4K", more={"cong_trinh": [WORK]})
    text = words_as_signed(pledge.questionnaire, pledge.pledge, "")

    parts = parts_of(pledge.questionnaire, text, "vi")

    assert parts.has_works is True
    assert SignedParagraph("2. Công trình, phần việc, giải pháp cụ thể:", is_heading=True) in parts.paragraphs
    assert [line for line in parts.paragraphs if str(WORK["ten"]) in line.text] == []
    assert parts.paragraphs[-1].text.startswith("Thủ trưởng cơ quan, đơn vị")


def test_the_table_has_the_plans_ten_columns_and_every_answer() -> None:
    table = works_table(questionnaire("CQ-4K"), {"cong_trinh": [WORK]}, "vi")

    assert table is not None
    assert len(table.columns) == 10
    assert (table.columns[0], table.columns[-1]) == ("STT", "Minh chứng hoàn thành")
    [row] = table.rows
    assert row[1] == (str(WORK["ten"]), "Giải pháp", str(WORK["mo_ta"]))
    assert row[3] == ("Số chai nhựa dùng trong một tháng", "200 → 0 chai")
    assert row[7] == ("từ 01/03/2026", "đến 30/06/2026")


def test_what_was_not_told_leaves_its_cell_empty() -> None:
    bare = {name: WORK[name] for name in ("ten", "thuoc_noi_dung", "loai", "mo_ta", "nguoi_phu_trach")}

    table = works_table(questionnaire("CQ-4K"), {"cong_trinh": [bare, WORK]}, "en")

    assert table is not None
    assert [row[0] for row in table.rows] == [("1",), ("2",)]
    assert table.rows[0][3:5] == ((), ())
    assert table.rows[1][7] == ("from 1 March 2026", "to 30 June 2026")


def test_a_form_without_works_has_no_table() -> None:
    assert works_table(questionnaire("HO-ATGT"), {}, "vi") is None
    assert works_table(questionnaire("CQ-4K"), {"cong_trinh": []}, "vi") is None
