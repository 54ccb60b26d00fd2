"""The checkers find what they are for: each fault is planted in a clean file once."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from pledges.paper.pdf import render_pdf
from tests.paper.checkers import faults_of

pytestmark = pytest.mark.document

DOCUMENT = """
<style>@page { size: A5 } body { font-family: Tinos }</style>
<h1>Thư cảm ơn</h1><h2>Kính gửi ông Nguyễn Văn Đức</h2><p>Trân trọng cảm ơn.</p>
<table><thead><tr><th scope="col">Đơn vị</th><th scope="col">Số hộ</th></tr></thead>
<tbody><tr><td>Thôn Hiệp Hòa</td><td>117</td></tr></tbody></table>
<svg width="9" height="9"><title>Một ô vuông</title><path d="M0 0h9v9H0z"/></svg>
"""


@pytest.fixture(scope="module")
def clean() -> bytes:
    return render_pdf(DOCUMENT, title="Thư cảm ơn", archive=True)


def element(document: Pdf, kind: str) -> pikepdf.Object:
    return next(
        each for each in document.objects if isinstance(each, Dictionary) and each.get("/S") == f"/{kind}"
    )


def untagged(document: Pdf) -> None:
    del document.Root.MarkInfo


def without_language(document: Pdf) -> None:
    del document.Root.Lang


def without_title(document: Pdf) -> None:
    document.docinfo.Title = String("")


def picture_without_words(document: Pdf) -> None:
    element(document, "Figure").Alt = String(" ")


def heading_skipped(document: Pdf) -> None:
    element(document, "H2").S = Name.H3


def first_heading_too_low(document: Pdf) -> None:
    element(document, "H1").S = Name.H2


def heading_of_table_without_scope(document: Pdf) -> None:
    del element(document, "TD").A


def table_without_headings(document: Pdf) -> None:
    for _place in range(2):
        element(document, "TH").S = Name.TD


def drawn_outside(document: Pdf) -> None:
    document.pages[0].contents_add(b"0 0 9 9 re f")


def belonging_to_nothing(document: Pdf) -> None:
    document.pages[0].contents_add(b"/P <</MCID 99>> BDC 0 0 9 9 re f EMC")


def page_outside_the_structure(document: Pdf) -> None:
    del document.pages[0].StructParents


def tabs_in_another_order(document: Pdf) -> None:
    document.pages[0].Tabs = Name.R


def with_script(document: Pdf) -> None:
    document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def with_attachment(document: Pdf) -> None:
    document.attachments["a.txt"] = "Nguyễn Văn Đức".encode()


def font_not_to_be_copied(document: Pdf) -> None:
    fonts = [each for each in document.objects if isinstance(each, Dictionary) and "/ToUnicode" in each]
    del fonts[0].ToUnicode


def font_embedded_whole(document: Pdf) -> None:
    fonts = [each for each in document.objects if isinstance(each, Dictionary) and "/ToUnicode" in each]
    fonts[0].BaseFont = Name("/Tinos")


def font_outside(document: Pdf) -> None:
    descriptors = [each for each in document.objects if isinstance(each, Dictionary) and "/FontFile2" in each]
    del descriptors[0].FontFile2


def with_raster_picture(document: Pdf) -> None:
    picture = document.make_stream(b"\0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1)
    document.pages[0].Resources.XObject = Dictionary(P=picture)


def unknown_kind(document: Pdf) -> None:
    element(document, "P").S = Name.Poem


FAULTS = (
    untagged,
    without_language,
    without_title,
    picture_without_words,
    heading_skipped,
    first_heading_too_low,
    heading_of_table_without_scope,
    table_without_headings,
    drawn_outside,
    belonging_to_nothing,
    page_outside_the_structure,
    tabs_in_another_order,
    with_script,
    with_attachment,
    font_not_to_be_copied,
    font_embedded_whole,
    font_outside,
    with_raster_picture,
    unknown_kind,
)


def test_a_document_of_ours_is_clean(clean: bytes) -> None:
    assert faults_of(clean, archive=True) == []


@pytest.mark.parametrize("spoil", FAULTS, ids=lambda spoil: spoil.__name__)
def test_a_planted_fault_is_found(spoil: Callable[[Pdf], None], clean: bytes) -> None:
    with pikepdf.open(BytesIO(clean)) as document:
        spoil(document)
        spoilt = BytesIO()
        document.save(spoilt)

    assert faults_of(spoilt.getvalue())


def test_an_encrypted_file_is_found(clean: bytes) -> None:
    with pikepdf.open(BytesIO(clean)) as document:
        locked = BytesIO()
        document.save(locked, encryption=pikepdf.Encryption(owner="a", user=""))

    assert "encrypted" in faults_of(locked.getvalue())


def test_a_file_that_is_only_accessible_is_no_archive_file() -> None:
    accessible = render_pdf(DOCUMENT, title="Thư cảm ơn")

    assert faults_of(accessible) == []
    assert any(fault.startswith("PDFA2A-") for fault in faults_of(accessible, archive=True))


def test_an_archive_file_says_which_colours_it_means(clean: bytes) -> None:
    with pikepdf.open(BytesIO(clean)) as document:
        [intent] = Array(document.Root.OutputIntents)

    assert str(intent.OutputConditionIdentifier) == "IEC 61966-2-1 Default RGB Colour Space - sRGB"


def test_an_archive_file_is_the_same_every_time(clean: bytes) -> None:
    assert render_pdf(DOCUMENT, title="Thư cảm ơn", archive=True) == clean


@pytest.mark.parametrize("number", [69, 96, 146, 254])
def test_no_stream_of_an_archive_file_ends_with_a_return(number: int) -> None:
    """These are letters whose last font, or whose table of objects, would end with 0x0D when it is compressed."""
    letter = f"<style>p{{font-family:Tinos}}</style><h1>Thư số {number}</h1>"

    assert faults_of(render_pdf(letter, title="Thư", archive=True), archive=True) == []
