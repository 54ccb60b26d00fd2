"""Decree 30/2020/NĐ-CP, measured in the PDF: every paper that includes official.css looks so."""

from datetime import date
from itertools import pairwise
from types import SimpleNamespace

import pytest

from pledges.paper.party_head import party_head
from pledges.paper.pdf import render_pdf
from pledges.paper.templates import environment
from tests.paper.measuring import (
    Type,
    lines_on,
    margins_of,
    page_number,
    rule_below,
    rules_on,
    type_of,
    words_on,
)
from tests.paper.reading import fonts_of, page_count, page_size_mm, spoken, text_of

pytestmark = pytest.mark.document

HEAD = SimpleNamespace(
    style="state",
    superior="Ủy ban nhân dân tỉnh Lâm Đồng",
    issuer="Ủy ban nhân dân xã Tuy Phong",
    place="Tuy Phong",
    symbol="UBND",
)
PARTY = SimpleNamespace(
    style="party", superior="Tỉnh ủy Lâm Đồng", issuer="Đảng ủy xã Tuy Phong", place="Tuy Phong", symbol="ĐU"
)
AGENCY_PAPER = """
<section class="official">
{{ agency_head(head, on, "Số: 05/ĐK-UBND") }}
{{ title_block("Bản đăng ký", "công trình, phần việc, giải pháp thực hiện nội dung “4 không”") }}
<div class="official-body">
{% for place in range(30) %}<p>Đoạn {{ place }}: Ủy ban nhân dân xã Tuy Phong đăng ký thực hiện các nội dung
sau, với tinh thần trách nhiệm, nêu gương, nghe dân nói, nói dân hiểu, làm dân tin, đoạn ấy hết.</p>{% endfor %}
</div>
{{ foot(["TM. Ủy ban nhân dân", "Chủ tịch"], "Nguyễn Thị Ỷ Lan", ["Như trên", "Lưu: VT, VP"]) }}
</section>
"""
CITIZENS_PAPER = """
<section class="official">{{ citizen_head() }}{{ title_block("Bản cam kết") }}
<div class="official-body"><p>Một đoạn ngắn.</p></div></section>
"""
TURNED = """<section class="official-turned"><p>Bảng ngang</p></section>"""


def printed(body: str, head: SimpleNamespace = HEAD, on: date = date(2026, 2, 5)) -> bytes:
    parts = '{% from "official-head.html" import agency_head, citizen_head, title_block, foot %}'
    style = '<style>{% include "official.css" %}</style>'
    html = environment().from_string(parts + style + body).render(head=head, on=on)
    return render_pdf(html, title="Bản đăng ký")


@pytest.fixture(scope="module")
def agency() -> bytes:
    return printed(AGENCY_PAPER)


@pytest.fixture(scope="module")
def citizens() -> bytes:
    return printed(CITIZENS_PAPER)


def test_it_is_a4_with_the_margins_of_the_decree(agency: bytes) -> None:
    margins = margins_of(agency, 0)

    assert page_size_mm(agency) == (210, 297)
    assert 20 <= margins.top <= 25
    assert 30 <= margins.left <= 35
    assert 15 <= margins.right <= 20
    assert margins.bottom >= 20


def test_all_of_it_is_black_and_in_tinos(agency: bytes) -> None:
    assert fonts_of(agency) == {
        "Tinos": True,
        "Tinos-Bold": True,
        "Tinos-Italic": True,
        "Tinos-Bold-Italic": True,
    }


def test_the_nations_name_stands_right_in_bold_capitals_of_12_pt(agency: bytes) -> None:
    nation = words_on(agency, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")

    assert nation.type == Type("Tinos", 12, is_bold=True, is_italic=False, is_black=True)
    assert nation.left > 210 / 2 - 5
    assert nation.first_baseline == nation.last_baseline


def test_the_rule_under_the_motto_is_exactly_as_long_as_its_words(agency: bytes) -> None:
    motto = words_on(agency, "Độc lập - Tự do - Hạnh phúc")

    rule = rule_below(agency, "Độc lập - Tự do - Hạnh phúc")

    assert motto.type == Type("Tinos", 13, is_bold=True, is_italic=False, is_black=True)
    assert [rule.left, rule.length] == pytest.approx([motto.left, motto.right - motto.left], abs=0.4)


@pytest.mark.parametrize(
    "issuer",
    ["Ủy ban nhân dân xã Tuy Phong", "Đảng ủy phường 1", "Trung tâm Phục vụ hành chính công xã Tuy Phong"],
)
def test_the_rule_under_the_agency_is_a_third_to_half_of_its_line(issuer: str) -> None:
    pdf = printed(AGENCY_PAPER, SimpleNamespace(**{**vars(HEAD), "issuer": issuer}))
    left = [line for line in lines_on(pdf) if line.right < 101 and 20 < line.baseline < 44]
    longest = max(line.right - line.left for line in left)

    rule = next(each for each in rules_on(pdf) if each.left + each.length < 101)

    assert 1 / 3 <= rule.length / longest <= 1 / 2
    assert rule.middle == pytest.approx((left[0].left + left[0].right) / 2, abs=0.5)


def test_the_superior_body_is_light_and_the_issuing_body_bold(agency: bytes) -> None:
    assert type_of(agency, "TỈNH LÂM ĐỒNG") == Type("Tinos", 12, False, False, True)
    assert type_of(agency, "XÃ TUY PHONG") == Type("Tinos", 12, True, False, True)


def test_the_symbol_stands_centred_below_the_agency_in_13_pt(agency: bytes) -> None:
    symbol, agencys = words_on(agency, "Số: 05/ĐK-UBND"), words_on(agency, "XÃ TUY PHONG")

    assert symbol.type == Type("Tinos", 13, False, False, True)
    assert symbol.middle == pytest.approx(agencys.middle, abs=0.5)


@pytest.mark.parametrize(
    ("on", "written"),
    [
        (date(2026, 2, 5), "Tuy Phong, ngày 05 tháng 02 năm 2026"),
        (date(2027, 1, 1), "Tuy Phong, ngày 01 tháng 01 năm 2027"),
        (date(2026, 5, 27), "Tuy Phong, ngày 27 tháng 5 năm 2026"),
        (date(2026, 10, 9), "Tuy Phong, ngày 09 tháng 10 năm 2026"),
    ],
)
def test_place_and_date_are_in_italics_with_the_decrees_zeros(on: date, written: str) -> None:
    pdf = printed(AGENCY_PAPER, on=on)

    assert type_of(pdf, written) == Type("Tinos", 13, is_bold=False, is_italic=True, is_black=True)


def test_kind_and_subject_are_bold_14_pt_in_the_middle_with_a_rule_of_a_third_to_half(agency: bytes) -> None:
    kind, about = words_on(agency, "BẢN ĐĂNG KÝ"), words_on(agency, "công trình, phần việc, giải pháp")
    line = next(line for line in lines_on(agency) if line.text.startswith("công trình"))

    rule = rule_below(agency, "công trình, phần việc, giải pháp thực hiện nội dung “4 không”")

    assert kind.type == about.type == Type("Tinos", 14, is_bold=True, is_italic=False, is_black=True)
    assert kind.middle == pytest.approx((31 + 194) / 2, abs=0.5)
    assert 1 / 3 <= rule.length / (line.right - line.left) <= 1 / 2


def test_the_body_is_14_pt_its_first_line_1_cm_in_and_both_sides_straight(agency: bytes) -> None:
    first = words_on(agency, "Đoạn 3:")
    second = next(line for line in lines_on(agency) if line.baseline > first.last_baseline + 1)

    full = [line.right for line in lines_on(agency) if line.text.startswith("Đoạn")]

    assert first.type == Type("Tinos", 14, is_bold=False, is_italic=False, is_black=True)
    assert first.left - 31 == pytest.approx(10, abs=0.3)
    assert second.left == pytest.approx(31, abs=0.3)
    assert full == pytest.approx([194] * len(full), abs=0.5)


def test_between_paragraphs_are_6_pt_more_than_between_lines(agency: bytes) -> None:
    baselines = [line.baseline for line in lines_on(agency) if line.baseline > 100][:5]
    pitches = sorted({round(after - before, 1) for before, after in pairwise(baselines)})

    within, between = pitches

    assert (between - within) * 72 / 25.4 >= 6 - 0.3
    assert 1.0 <= within * 72 / 25.4 / 14 <= 1.5


def test_pages_are_numbered_from_the_second_in_the_middle_of_the_top_margin(agency: bytes) -> None:
    number = page_number(agency, 1)

    assert page_number(agency, 0) is None
    assert number is not None
    assert (number.text, number.type) == ("2", Type("Tinos", 13, False, False, True))
    assert number.middle == pytest.approx((31 + 194) / 2, abs=0.5)
    assert 5 < number.top < number.bottom < 20


def test_each_paper_of_a_file_counts_its_own_pages() -> None:
    pdf = printed(AGENCY_PAPER + AGENCY_PAPER)

    numbers = [page_number(pdf, page) for page in range(page_count(pdf))]

    assert [number and number.text for number in numbers] == [None, "2", "3", None, "2", "3"]


def test_a_turned_sheet_goes_on_counting() -> None:
    pdf = printed(CITIZENS_PAPER.replace("</section>", "") + "</section>" + TURNED)

    number = page_number(pdf, 1)

    assert number is not None
    assert number.text == "2"
    assert number.middle == pytest.approx((31 + 297 - 16) / 2, abs=0.5)


def test_who_signs_stands_right_and_those_who_get_a_copy_left(agency: bytes) -> None:
    last = page_count(agency) - 1
    title, name = words_on(agency, "CHỦ TỊCH", last), words_on(agency, "Nguyễn Thị Ỷ Lan", last)

    assert title.type == name.type == Type("Tinos", 14, is_bold=True, is_italic=False, is_black=True)
    assert title.left > 110
    assert name.top - title.bottom >= 20
    assert type_of(agency, "Nơi nhận:", last) == Type(
        "Tinos", 12, is_bold=True, is_italic=True, is_black=True
    )
    assert type_of(agency, "- Lưu: VT, VP.", last) == Type("Tinos", 11, False, False, True)


def test_a_citizens_paper_names_the_nation_in_the_middle_and_no_agency(citizens: bytes) -> None:
    nation = words_on(citizens, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    motto = words_on(citizens, "Độc lập - Tự do - Hạnh phúc")

    assert text_of(citizens).startswith(
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc BẢN CAM KẾT"
    )
    assert (nation.type.size_pt, motto.type.size_pt) == (13, 14)
    assert nation.middle == pytest.approx((31 + 194) / 2, abs=0.5)


def test_a_party_paper_has_the_partys_name_and_the_rule_of_2026() -> None:
    pdf = printed(AGENCY_PAPER, PARTY)

    text = text_of(pdf)

    assert "ĐẢNG ỦY XÃ TUY PHONG Số: 05/ĐK-UBND ĐẢNG CỘNG SẢN VIỆT NAM Tuy Phong" in text
    assert "CỘNG HÒA" not in text
    assert type_of(pdf, "ĐẢNG CỘNG SẢN VIỆT NAM").size_pt == party_head().party_pt == 14


def test_a_screen_reader_is_not_told_of_a_table_that_is_none(agency: bytes) -> None:
    assert {kind for kind, _ in spoken(agency)}.isdisjoint({"Table", "TR", "TD", "Figure"})
