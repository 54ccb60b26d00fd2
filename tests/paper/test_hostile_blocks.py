"""Whatever is typed into a block, nothing but what is listed runs, and nothing of the machine gets onto a paper."""

from pathlib import Path

import pytest
from jinja2 import TemplateError

from pledges.paper.block_faults import Fault, FaultKind
from pledges.paper.block_language import block_environment
from pledges.paper.blocks import BlockRefused, BlockSpec, PaperSpec, ValueSpec, faults_of, fill_blocks
from pledges.paper.pdf import ForbiddenResource, render_pdf
from pledges.stationery.wording import FAULT_WORDS, fault_words
from tests.paper.hostile_blocks import TRICKS
from tests.paper.reading import text_of

VALUES = (
    ValueSpec("ten", "Họ và tên", "Nguyễn Thị Ngọc Ánh"),
    ValueSpec("dia_chi", "Địa chỉ", "Tổ 4"),
    ValueSpec("den_ngay", "Đến ngày", "31/12/2026"),
    ValueSpec("chuc_danh", "Chức danh", ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]),
)
LINE = BlockSpec("line", "Câu", "", "x", frozenset(value.name for value in VALUES), is_inline=True)
PAPER = PaperSpec("thu", "Giấy thử", VALUES, (LINE,), ("chứng nhận",))


@pytest.mark.parametrize(("source", "kind", "name"), TRICKS, ids=[trick[0][:40] for trick in TRICKS])
def test_a_trick_is_refused_and_named(source: str, kind: FaultKind, name: str) -> None:
    found = {(fault.kind, fault.name) for fault in faults_of(PAPER, "line", source)}

    assert (kind, name) in found


@pytest.mark.parametrize("kind", FaultKind)
def test_every_fault_is_said_in_words(kind: FaultKind) -> None:
    assert FAULT_WORDS[kind].endswith(".")
    assert fault_words(Fault(3, kind, "img")).startswith("Dòng 3: ")


def test_the_tag_is_named_as_it_is_written() -> None:
    (fault,) = faults_of(PAPER, "line", "một\nhai <img src='x'>")

    assert fault_words(fault) == "Dòng 2: Thẻ <img> không dùng được trong mẫu giấy."


def test_refused_sources_are_not_filled_even_where_they_were_kept_before() -> None:
    with pytest.raises(BlockRefused, match="autoescape"):
        fill_blocks(PAPER, {"line": "{% autoescape false %}{{ ten }}{% endautoescape %}"}, {"ten": "<img>"})


def test_the_language_knows_no_name_of_its_own() -> None:
    environment = block_environment()

    assert environment.globals == {}
    assert environment.tests == {}
    assert set(environment.filters) == {"official_date", "short_date", "upper", "lower", "title", "join"}
    with pytest.raises(TemplateError):
        environment.from_string("{{ ten|safe }}")


@pytest.mark.parametrize(
    "value",
    [
        "<script>alert(1)</script>",
        '<img src="file:///etc/hostname">',
        "</p></div><style>*{display:none}</style>",
        "{{ 7 * 7 }}{% include 'certificate.html' %}",
        "\u202e<b>K'Brơi</b>",
    ],
)
def test_markup_in_a_value_is_text(value: str) -> None:
    filled = fill_blocks(PAPER, {"line": "<b>{{ ten }}</b>"}, {"ten": value})["line"]

    assert filled.count("<") == 2
    assert filled.unescape() == f"<b>{value}</b>"


@pytest.mark.document
@pytest.mark.parametrize(
    "typed",
    [
        '<img src="{address}">',
        "<b style='background:url({address})'>x</b>",
        "<style>@import url({address});</style>",
        "<link rel='stylesheet' href='{address}'>",
        "<link rel='attachment' href='{address}'>",
        "<object data='{address}'></object>",
        "<svg><image href='{address}'/></svg>",
        "<svg><image xlink:href='{address}'/></svg>",
        "<svg><use href='{address}#x'/></svg>",
        "<img src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><image href='{address}'/></svg>\">",
    ],
)
def test_a_planted_file_never_gets_onto_a_paper(tmp_path: Path, typed: str) -> None:
    planted = tmp_path / "secret.txt"
    planted.write_text("mật khẩu của máy chủ")
    source = typed.replace("{address}", planted.as_uri())

    with pytest.raises(BlockRefused):
        fill_blocks(PAPER, {"line": source}, {"ten": "x"})
    as_value = fill_blocks(PAPER, {"line": "{{ ten }}"}, {"ten": source})["line"]
    pdf = render_pdf(f"<p>{as_value}</p>", title="Giấy thử")

    assert b"EmbeddedFile" not in pdf
    assert "mật khẩu" not in text_of(pdf)
    assert "secret.txt" in text_of(pdf)


@pytest.mark.document
def test_should_a_tag_slip_through_nothing_is_fetched(tmp_path: Path) -> None:
    planted = tmp_path / "secret.svg"
    planted.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")

    with pytest.raises(ForbiddenResource):
        render_pdf(f'<p><img src="{planted.as_uri()}"></p>', title="Giấy thử")
