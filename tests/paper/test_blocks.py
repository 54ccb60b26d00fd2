"""Blocks of papers: filled with values that are always escaped, refused rather than printed with a gap."""

from datetime import date
from html import unescape

import pytest
from markupsafe import Markup

from pledges.paper.block_faults import FaultKind
from pledges.paper.block_language import MAX_SOURCE_CHARACTERS
from pledges.paper.block_markup import CLASSES, output_faults
from pledges.paper.blocks import (
    BlockRefused,
    BlockSpec,
    PaperSpec,
    Value,
    ValueSpec,
    ValueUndefined,
    faults_of,
    fill_blocks,
    paper_codes,
    paper_spec,
    values_used,
)
from pledges.paper.templates import FOLDER

VALUES = (
    ValueSpec("ten", "Họ và tên", "Nguyễn Thị Ngọc Ánh", is_per_piece=True),
    ValueSpec("den_ngay", "Đến ngày", date(2026, 2, 5)),
    ValueSpec("so_ho", "Số hộ", 12),
    ValueSpec("chuc_danh", "Chức danh", ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]),
    ValueSpec("cong_trinh", "Công trình", [{"ten": "Tuyến đường hoa", "xong": True}]),
)
NAMES = frozenset(value.name for value in VALUES)
TEXT = BlockSpec("text", "Lời văn", "", "<p>{{ so_ho }} hộ</p>", NAMES)
SIGNER = BlockSpec("signer", "Người ký", "", "Chủ tịch", NAMES - {"ten"}, ("den_ngay",), is_inline=True)
PAPER = PaperSpec("thu", "Giấy thử", VALUES, (TEXT, SIGNER))


def filled(source: str, **values: Value) -> str:
    return fill_blocks(PAPER, {"text": source}, PAPER.examples | values)["text"]


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("{{ ten }}", "Nguyễn Thị Ngọc Ánh"),
        ("{{ ten | upper }}", "NGUYỄN THỊ NGỌC ÁNH"),
        ("{{ 'h’hen niê' | title }}", "H’Hen Niê"),
        ("{{ den_ngay | official_date }}", "ngày 05 tháng 02 năm 2026"),
        ("{{ den_ngay }}", "05/02/2026"),
        ("{{ chuc_danh | join('; ') }}", "TM. ỦY BAN NHÂN DÂN; CHỦ TỊCH"),
        ("{% if so_ho >= 10 and not so_ho == 11 %}đông{% else %}ít{% endif %}", "đông"),
        ("{% for dong in chuc_danh %}{{ dong }}{% if not loop.last %}<br>{% endif %}{% endfor %}",
         "TM. ỦY BAN NHÂN DÂN<br>CHỦ TỊCH"),
        ("{% for ct in cong_trinh %}{{ loop.index }}. {{ ct.ten }}{% if ct.xong %} (xong){% endif %}{% endfor %}",
         "1. Tuyến đường hoa (xong)"),
        ("{{ 'có' if so_ho else 'không' }}", "có"),
    ],
)  # fmt: skip
def test_a_source_is_filled(source: str, printed: str) -> None:
    assert faults_of(PAPER, "text", source) == []
    assert filled(source) == printed


@pytest.mark.parametrize(
    "name", ["K'Brơi", "Điểu K’Hoàng", "H'Hen Niê", "Bùi Thị Ẫm", "Y Blŭ Niê Kdăm", "Ƀuôn Čuôr"]
)
def test_names_of_every_people_come_out_as_they_are(name: str) -> None:
    assert unescape(filled("{{ ten }}", ten=name)) == name


def test_a_value_that_is_markup_already_is_escaped_all_the_same() -> None:
    assert filled("{{ ten }}", ten=Markup("<script>x</script>")) == "&lt;script&gt;x&lt;/script&gt;"


@pytest.mark.parametrize(
    "source",
    ["{{ ngay_xong }}", "{% if False %}{{ ngay_xong }}{% endif %}", "{{ ngay_xong | official_date }}"],
)
def test_a_value_that_is_not_there_refuses_and_is_named(source: str) -> None:
    with pytest.raises(ValueUndefined) as refused:
        filled(source)

    assert (refused.value.name, refused.value.block) == ("ngay_xong", "text")


def test_a_value_that_is_not_known_refuses_as_one_that_is_not_there() -> None:
    with pytest.raises(ValueUndefined, match="den_ngay"):
        filled("{{ den_ngay | official_date }}", den_ngay=None)


def test_a_field_that_an_item_lacks_refuses_and_is_named() -> None:
    with pytest.raises(ValueUndefined, match="'ten'"):
        filled("{% for ct in cong_trinh %}{{ ct.ten }}{% endfor %}", cong_trinh=[{"ten": None}])


@pytest.mark.parametrize(
    "source",
    [
        "{{ chuc_danh }}",
        "{{ so_ho | upper }}",
        "{{ ten | official_date }}",
        "{{ ten | join }}",
        "{{ ten > 3 }}",
    ],
)
def test_a_value_of_another_kind_is_found_with_the_examples(source: str) -> None:
    assert [fault.kind for fault in faults_of(PAPER, "text", source)] == [FaultKind.WRONG_KIND]


def test_more_than_fits_on_papers_is_refused_while_it_grows() -> None:
    with pytest.raises(BlockRefused, match="long_output"):
        filled("{% for dong in chuc_danh %}{{ dong }}{% endfor %}", chuc_danh=["ữ" * 10_000] * 10)


def test_a_source_of_the_longest_kind_is_still_read() -> None:
    assert faults_of(PAPER, "text", "ữ" * MAX_SOURCE_CHARACTERS) == []


@pytest.mark.parametrize(
    "html",
    [
        '<div class="giua dam"><p>x<br>y</p></div>',
        "<ol><li>x</li><li><p>y</p></li></ol>",
        '<table class="ke-bang"><thead><tr><th colspan="2">x</th></tr></thead>\n<tr><td>1</td></tr></table>',
        "<p><strong>x</strong> <em>y</em> <u>z</u> <b>a</b> <i>b</i> <span class='nghieng'>c</span> &amp; &lt;</p>",
    ],
)
def test_the_listed_tags_pass(html: str) -> None:
    assert faults_of(PAPER, "text", html) == []
    assert output_faults(html) == []


def test_only_a_block_that_says_nothing_by_default_may_be_left_empty() -> None:
    quiet = PaperSpec("thu", "Giấy thử", VALUES, (BlockSpec("note", "Ghi chú", "", "", NAMES),))

    assert faults_of(quiet, "note", " \n") == []
    assert [fault.kind for fault in faults_of(PAPER, "text", " \n")] == [FaultKind.EMPTY]


def test_text_between_rows_of_a_table_is_refused() -> None:
    found = faults_of(PAPER, "text", "<table>x<tr><td>y</td></tr></table>")

    assert [(fault.kind, fault.name) for fault in found] == [(FaultKind.TEXT_OUTSIDE, "table")]


def test_what_comes_out_is_looked_at_once_more() -> None:
    found = output_faults("<p onclick=x>a</p><!-- b --><img><?c?><!d>")

    assert [fault.name for fault in found] == ["onclick", "!--", "img", "?c?", "!--"]


def test_a_block_may_be_forbidden_a_value_and_bound_to_use_another() -> None:
    found = faults_of(PAPER, "signer", "{{ ten }}")

    assert {(fault.kind, fault.name) for fault in found} == {
        (FaultKind.VALUE, "ten"),
        (FaultKind.MUST_USE, "den_ngay"),
    }


def test_a_block_that_speaks_of_one_piece_asks_for_the_slow_way() -> None:
    assert PAPER.blocks_per_piece({}) == frozenset()
    assert PAPER.blocks_per_piece({"text": "<p>{{ ten }}</p>"}) == {"text"}
    assert values_used("{{ ten }} {% for ct in cong_trinh %}{{ ct.ten }}{% endfor %}") == {
        "ten",
        "cong_trinh",
    }


@pytest.mark.parametrize("code", paper_codes())
def test_every_paper_says_something_faultless_by_default(code: str) -> None:
    spec = paper_spec(code)

    assert {block.code: faults_of(spec, block.code, block.source) for block in spec.blocks} == {
        block.code: [] for block in spec.blocks
    }
    assert fill_blocks(spec, {}, spec.examples).keys() == {block.code for block in spec.blocks}


@pytest.mark.parametrize("code", ["nothing", "../certificate", ""])
def test_a_paper_that_there_is_not_is_not_looked_for(code: str) -> None:
    with pytest.raises(KeyError):
        paper_spec(code)


def test_every_look_that_may_be_given_is_drawn() -> None:
    css = (FOLDER / "blocks.css").read_text("utf-8")

    assert [name for name in CLASSES if f".{name} " not in css] == []
