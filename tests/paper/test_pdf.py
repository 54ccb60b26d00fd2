"""HTML becomes a tagged PDF that repeats byte for byte and asks nobody for anything."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest

from pledges.paper.pdf import ForbiddenResource, lay_out, render_pdf
from tests.paper.reading import described, fonts_of, is_nfc, page_size_mm, spoken, text_of

pytestmark = pytest.mark.document

ROOT = Path(__file__).parents[2]
TEXT = "Ẩn, Ặc, Ỡ, ệ ữ ẫ ỗ, K'Bŏng, Đức, Thuỷ, 1.000 ₫"
PAGE = f'<style>@page {{ size: A4 }} p {{ font-family: Tinos }}</style><h1>Thư cảm ơn</h1><p id="text">{TEXT}</p>'
RENDER = (
    "import sys, hashlib; from pledges.paper.pdf import render_pdf; "
    "print(hashlib.sha256(render_pdf(sys.argv[1], title='Thư')).hexdigest())"
)


def run_python(code: str, *arguments: str, path: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a program of its own, with the modules of ``path`` before all others."""
    search = os.pathsep.join([str(path), str(ROOT)])
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": search},
        check=False,
    )


@pytest.mark.parametrize("family", ["Tinos", "Be Vietnam Pro"])
@pytest.mark.parametrize("weight", [400, 700])
def test_vietnamese_can_be_copied_from_the_page_letter_by_letter(family: str, weight: int) -> None:
    page = text_of(render_pdf(f'<p style="font: {weight} 14pt {family}">{TEXT}</p>', title="Thử"))

    assert page == TEXT
    assert is_nfc(page)


def test_only_vendored_fonts_are_in_the_file_and_they_are_embedded() -> None:
    page = '<p style="font-family: Be Vietnam Pro">Ẩn</p><p style="font: italic bold 9pt Tinos">Ỡ</p>'

    assert fonts_of(render_pdf(page, title="Thử")) == {"Be-Vietnam-Pro": True, "Tinos-Bold-Italic": True}


def test_the_page_is_tagged_for_a_screen_reader() -> None:
    assert [kind for kind, _ in spoken(render_pdf(PAGE, title="Thư"))][:2] == ["H1", "Span"]


def test_title_and_language_are_said() -> None:
    title = "Thư <cảm ơn> & “xin lỗi”"

    assert described(render_pdf(PAGE, title=title)) == {
        "title": title,
        "title in metadata": title,
        "PDF/UA": "1",
        "language": "vi",
        "tagged": True,
        "shows its title": True,
    }


def test_the_same_page_gives_the_same_bytes() -> None:
    assert render_pdf(PAGE, title="Thư") == render_pdf(PAGE, title="Thư")


def test_another_process_gives_the_same_bytes() -> None:
    here = sha256(render_pdf(PAGE, title="Thư")).hexdigest()

    assert run_python(RENDER, PAGE).stdout.strip() == here


def test_two_threads_may_print_at_once() -> None:
    alone = render_pdf(PAGE, title="Thư")

    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda _: render_pdf(PAGE, title="Thư"), range(8)))

    assert set(together) == {alone}


@pytest.mark.parametrize(
    "asking",
    [
        '<img src="http://127.0.0.1:9/x.png" alt="x">',
        '<img src="file:///etc/hostname" alt="x">',
        '<img src="/etc/hostname" alt="x">',
        '<img src="emblem.png" alt="x">',
        '<base href="https://example.vn/"><img src="emblem.png" alt="x">',
        '<link rel="stylesheet" href="https://example.vn/a.css">',
        '<link rel="attachment" href="file:///etc/hostname">',
        '<style>@import "a.css"</style>',
        "<style>p { background: url(file:///etc/hostname) }</style><p>x</p>",
        "<style>@font-face { font-family: q; src: url(file:///etc/hostname) }</style>",
        "<style>@font-face { font-family: q; src: url(font:../secret.ttf) }</style>",
        '<object data="ftp://example.vn/x"></object>',
        '<img src="data:image/png;base64,x" alt="x">',
    ],
)
def test_a_document_that_asks_for_anything_outside_itself_is_refused(asking: str) -> None:
    with pytest.raises(ForbiddenResource):
        render_pdf(asking, title="Thử")


def test_after_a_refusal_the_next_page_is_made() -> None:
    with pytest.raises(ForbiddenResource):
        render_pdf('<img src="x.png" alt="x">', title="Thử")

    assert text_of(render_pdf("<p>Đức</p>", title="Thử")) == "Đức"


def test_a_picture_written_into_the_document_is_drawn() -> None:
    dot = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/%3E"

    assert render_pdf(f'<img src="{dot}" alt="Một chấm">', title="Thử").startswith(b"%PDF-1.7")


def test_the_place_of_an_element_is_told_in_points() -> None:
    page = '<style>@page { size: 100mm 50mm; margin: 0 } body { margin: 0 }</style><div id="a" style="height: 20mm">'

    laid_out = lay_out(page, title="Thử")

    box = laid_out.page_boxes[0]["a"]
    assert (laid_out.page_count, round(laid_out.page_width_pt)) == (1, 283)
    assert (box.left, box.top, round(box.width, 1), round(box.height, 1)) == (0, 0, 283.5, 56.7)
    assert page_size_mm(laid_out.pdf) == (100, 50)


def test_where_pango_is_missing_the_program_starts_and_says_what_to_install(tmp_path: Path) -> None:
    broken = "raise OSError(\"cannot load library 'libpango-1.0-0'\")"
    (tmp_path / "weasyprint.py").write_text(broken, encoding="utf-8")

    finished = run_python(RENDER, PAGE, path=tmp_path)

    assert "pledges.paper.pdf.PdfEngineMissing" in finished.stderr
    assert (
        "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        in finished.stderr.splitlines()[-1]
    )
