"""Files are joined into one that still reads aloud as its parts did."""

from io import BytesIO

import pikepdf
import pytest

from pledges.paper.joining import in_chunks, join_pdfs
from pledges.paper.pdf import render_pdf
from pledges.paper.tagging import NothingToPrint
from tests.paper.reading import fonts_of, marked_pages, spoken, text_of


def joined(*parts: bytes) -> bytes:
    whole = BytesIO()
    join_pdfs(parts, whole, title="Thư cảm ơn tháng 5")
    return whole.getvalue()


def letter(name: str) -> bytes:
    return render_pdf(f'<h1>Thư cảm ơn</h1><p style="font-family: Tinos">{name}</p>', title=name)


@pytest.mark.document
def test_all_pages_follow_in_order() -> None:
    whole = joined(letter("Bà Ẩn"), letter("Ông Đức"), letter("Bà Ỡ"))

    assert [text_of(whole, page) for page in range(3)] == [
        "Thư cảm ơn Bà Ẩn",
        "Thư cảm ơn Ông Đức",
        "Thư cảm ơn Bà Ỡ",
    ]


@pytest.mark.document
def test_the_number_of_pages_is_told() -> None:
    two_pages = render_pdf('<p>Một</p><p style="break-before: page">Hai</p>', title="Thư")

    assert join_pdfs([two_pages, letter("Ba")], BytesIO(), title="Thư") == 3


@pytest.mark.document
def test_the_tags_of_all_parts_become_one_tree() -> None:
    first, second = letter("Bà Ẩn"), letter("Ông Đức")

    assert spoken(joined(first, second)) == spoken(first) + spoken(second)


@pytest.mark.document
def test_each_page_finds_its_own_tags() -> None:
    assert marked_pages(joined(letter("Bà Ẩn"), letter("Ông Đức"), letter("Bà Ỡ"))) == [
        (0, 2),
        (1, 2),
        (2, 2),
    ]


@pytest.mark.document
def test_a_link_stays_a_link_that_is_read_aloud() -> None:
    linked = render_pdf('<p>Xem <a href="https://tuyphong.gov.vn">trang xã</a></p>', title="Thư")

    whole = pikepdf.open(BytesIO(joined(letter("Bà Ẩn"), linked)))

    annotation = whole.pages[1].obj.Annots[0]
    entries = list(whole.Root.StructTreeRoot.ParentTree.Nums)
    parents = dict(zip(map(int, entries[::2]), entries[1::2], strict=True))
    assert str(annotation.A.URI) == "https://tuyphong.gov.vn"
    assert parents[int(annotation.StructParent)].S == "/Link"


@pytest.mark.document
def test_fonts_stay_embedded() -> None:
    assert set(fonts_of(joined(letter("Bà Ẩn"), letter("Ông Đức"))).values()) == {True}


@pytest.mark.document
def test_the_same_parts_give_the_same_bytes() -> None:
    assert joined(letter("Bà Ẩn"), letter("Bà Ỡ")) == joined(letter("Bà Ẩn"), letter("Bà Ỡ"))


@pytest.mark.document
def test_the_whole_has_a_title_of_its_own() -> None:
    whole = pikepdf.open(BytesIO(joined(letter("Bà Ẩn"))))

    assert str(whole.docinfo.Title) == "Thư cảm ơn tháng 5"
    assert whole.Root.Lang == "vi"


def test_without_a_part_there_is_nothing_to_print() -> None:
    with pytest.raises(NothingToPrint):
        joined()


def test_work_is_cut_into_chunks_the_last_of_them_shorter() -> None:
    assert list(in_chunks(range(5), 2)) == [[0, 1], [2, 3], [4]]


def test_no_more_than_a_chunk_is_taken_at_once() -> None:
    values = iter(range(100))

    next(in_chunks(values, 10))

    assert next(values) == 10
