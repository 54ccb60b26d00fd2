"""A heading breaks into lines of about one length."""

from pledges.paper.even_lines import even_lines
from pledges.paper.fonts import TINOS_BOLD, metrics
from pledges.paper.geometry import MM


def test_a_short_heading_stays_on_one_line() -> None:
    assert even_lines("BẢN CAM KẾT", 14, 150) == ("BẢN CAM KẾT",)


def test_no_last_line_holds_one_short_word() -> None:
    lines = even_lines("TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG XÃ TUY PHONG", 12, 70)

    assert lines == ("TRUNG TÂM PHỤC VỤ HÀNH", "CHÍNH CÔNG XÃ TUY PHONG")


def test_no_line_is_wider_than_its_room() -> None:
    lines = even_lines("W" * 200, 12, 70)

    assert max(metrics(TINOS_BOLD).width(line) * 12 / MM for line in lines) <= 70
    assert "".join(lines) == "W" * 200


def test_letters_that_tinos_lacks_stop_nothing() -> None:
    assert even_lines("Ủy ban ꨀꨁ", 12, 70) == ("Ủy ban ꨀꨁ",)
