"""The "Giấy ghi nhận": one page that a head of office signs, alone or by the thousand."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from markupsafe import Markup
from PIL import Image, ImageChops

from pledges.paper.certificate_page import CertificatePaper, CertificateTooLong
from pledges.paper.certificate_sizes import CertificateSize
from pledges.paper.certificates import certificate, certificates
from pledges.paper.tagging import NothingToPrint
from tests.paper.label_samples import LONG_NAME
from tests.paper.reading import (
    Glyph,
    codes_of,
    crop_mm,
    described,
    fonts_of,
    glyphs_of,
    ink_box_mm,
    is_nfc,
    marked_pages,
    page_count,
    page_size_mm,
    pictures_in,
    rastered,
    spoken,
    text_of,
)
from tests.paper.samples import CERTIFICATE, certificate_papers

pytestmark = pytest.mark.document

MOTTO = "Độclập-Tựdo-Hạnhphúc"


def printed(papers: list[CertificatePaper], size: CertificateSize = CertificateSize.A4) -> bytes:
    whole = BytesIO()
    certificates(papers, whole, size=size)
    return whole.getvalue()


def saying(**words: Any) -> CertificatePaper:
    """The certificate in other words."""
    return replace(CERTIFICATE, words=replace(CERTIFICATE.words, **words))


def pledging(what: str) -> CertificatePaper:
    """The certificate of another pledge."""
    tail = 'thời hạn đến <span class="khong-ngat">ngày 31 tháng 12 năm 2026.</span>'
    return saying(pledge=Markup(f"đã tự nguyện cam kết {what}, {tail}"))  # noqa: S704  # words of this test


def glyphs_saying(pdf: bytes, words: str) -> list[Glyph]:
    """The glyphs of some words, written without spaces."""
    glyphs = glyphs_of(pdf)
    start = "".join(glyph.character for glyph in glyphs).index(words)
    return glyphs[start : start + len(words)]


def differing_share(first: Image.Image, second: Image.Image) -> float:
    """The share of pixels that are clearly lighter or darker in one of two pages."""
    histogram = ImageChops.difference(first, second).histogram()
    return sum(histogram[65:]) / sum(histogram)


def test_it_reads_as_the_office_would_write_it() -> None:
    text = text_of(certificate(CERTIFICATE))

    assert is_nfc(text)
    assert text == (
        "ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG ỦY BAN NHÂN DÂN XÃ TUY PHONG "
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc "
        "GIẤY GHI NHẬN Ghi nhận hộ ông/bà Nguyễn Thị Mỹ Huệ số 117, thôn Hiệp Hòa, xã Tuy Phong, tỉnh Lâm Đồng "
        "đã tự nguyện cam kết chấp hành trật tự, an toàn giao thông đường bộ trong Cuộc vận động xây dựng tỉnh "
        "Lâm Đồng “4 không” năm 2026, thời hạn đến ngày 31 tháng 12 năm 2026. "
        "Mã kiểm tra (quét mã QR): 2026-0003-000123K Tuy Phong, ngày 05 tháng 02 năm 2026 "
        "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH "
        "Giấy này chỉ ghi nhận việc cam kết, không xác nhận việc chấp hành pháp luật "
        "và không thay thế giấy tờ nào khác."
    )


def test_it_is_one_landscape_page_in_tinos() -> None:
    pdf = certificate(CERTIFICATE)

    assert (page_count(pdf), page_size_mm(pdf)) == (1, (297, 210))
    assert fonts_of(pdf) == {"Tinos": True, "Tinos-Bold": True, "Tinos-Italic": True}


def test_its_code_leads_to_the_check() -> None:
    assert codes_of(certificate(CERTIFICATE)) == [CERTIFICATE.link]


def test_it_bears_no_seal_emblem_or_signature() -> None:
    assert pictures_in(certificate(CERTIFICATE)) == 0


def test_the_room_for_signature_and_seal_is_white() -> None:
    image = rastered(certificate(CERTIFICATE))

    assert crop_mm(image, 140, 152, 270, 175).getextrema() == (255, 255)


def test_the_frame_stands_10_mm_from_each_edge() -> None:
    left, top, right, bottom = ink_box_mm(rastered(certificate(CERTIFICATE)))

    assert [left, top, 297 - right, 210 - bottom] == pytest.approx([10, 10, 10, 10], abs=0.4)


@pytest.mark.parametrize("name", ["Phạm Ẩn", LONG_NAME * 3])
def test_the_text_keeps_the_margins_of_an_official_paper(name: str) -> None:
    glyphs = glyphs_of(certificate(replace(CERTIFICATE, recipient_name=name)))

    assert min(glyph.left_mm for glyph in glyphs) >= 30
    assert max(glyph.right_mm for glyph in glyphs) <= 297 - 30
    assert min(glyph.top_mm for glyph in glyphs) >= 20
    assert max(glyph.bottom_mm for glyph in glyphs) <= 210 - 20


def test_the_rule_under_the_motto_is_as_long_as_its_words() -> None:
    pdf = certificate(CERTIFICATE)
    words = glyphs_saying(pdf, MOTTO)
    left, right, bottom = words[0].left_mm, words[-1].right_mm, max(glyph.bottom_mm for glyph in words)

    rule = crop_mm(rastered(pdf), left - 10, bottom + 0.1, right + 10, bottom + 1.5)

    rule_left, _, rule_right, _ = ink_box_mm(rule)
    assert [rule_left, rule_right] == pytest.approx([10, 10 + right - left], abs=0.5)


@pytest.mark.parametrize(
    ("issued_on", "written"),
    [
        (date(2026, 5, 27), "ngày 27 tháng 5 năm 2026"),
        (date(2026, 10, 9), "ngày 09 tháng 10 năm 2026"),
        (date(2027, 1, 1), "ngày 01 tháng 01 năm 2027"),
    ],
)
def test_dates_are_written_as_the_decree_asks(issued_on: date, written: str) -> None:
    assert f"Tuy Phong, {written}" in text_of(certificate(replace(CERTIFICATE, issued_on=issued_on)))


@pytest.mark.parametrize("name", [LONG_NAME, LONG_NAME + " " + LONG_NAME, "Wwwwwwwww" * 30])
def test_the_longest_name_stays_on_the_page(name: str) -> None:
    pdf = certificate(replace(CERTIFICATE, recipient_name=name))

    assert page_count(pdf) == 1
    assert name[:20] in text_of(pdf)
    assert codes_of(pdf) == [CERTIFICATE.link]


def test_a_long_address_takes_a_second_line_and_breaks_before_no_number() -> None:
    address = (
        "tổ dân phố 12, khu phố Phú Thủy 3, phường Hàm Thắng, tỉnh Lâm Đồng, đối diện Trường Lý Thường Kiệt "
        * 2
    )

    glyphs = glyphs_saying(certificate(replace(CERTIFICATE, address=address)), address.replace(" ", ""))

    assert len({round(glyph.bottom_mm / 5) for glyph in glyphs if glyph.character in "aeiou"}) == 2


def test_a_long_wording_takes_smaller_type_above_the_foot() -> None:
    pdf = certificate(pledging("; ".join(["chấp hành trật tự, an toàn giao thông đường bộ"] * 8)))

    last_of_wording = glyphs_saying(pdf, "ngày31tháng12năm2026.")
    first_of_foot = glyphs_saying(pdf, "TuyPhong,ngày05tháng02năm2026")
    assert page_count(pdf) == 1
    assert max(glyph.bottom_mm for glyph in last_of_wording) <= min(glyph.top_mm for glyph in first_of_foot)


def test_a_wording_that_no_type_brings_on_one_page_is_refused() -> None:
    with pytest.raises(CertificateTooLong):
        certificate(pledging("chấp hành trật tự, an toàn giao thông đường bộ; " * 60))


def test_the_signers_name_stands_below_the_room_for_the_signature() -> None:
    pdf = certificate(saying(signer_name="Nguyễn Thị Ỷ Lan"))

    title, name = glyphs_saying(pdf, "CHỦTỊCH"), glyphs_saying(pdf, "NguyễnThịỶLan")
    assert name[0].top_mm - title[0].bottom_mm >= 25


def test_what_a_person_typed_is_text_and_not_markup() -> None:
    assert "<b>Huệ</b> & con" in text_of(certificate(replace(CERTIFICATE, recipient_name="<b>Huệ</b> & con")))


def test_the_same_certificate_gives_the_same_bytes() -> None:
    assert certificate(CERTIFICATE) == certificate(CERTIFICATE)


def test_many_are_one_file_in_their_order_and_every_code_is_read() -> None:
    papers = certificate_papers(60)

    pdf = printed(papers)

    assert page_count(pdf) == 60
    assert [codes_of(pdf, page) for page in range(60)] == [[paper.link] for paper in papers]
    assert all(paper.recipient_name in text_of(pdf, page) for page, paper in enumerate(papers))


@pytest.mark.parametrize("size", [CertificateSize.A4, CertificateSize.A5])
@pytest.mark.parametrize("page", range(4))
def test_one_of_many_looks_as_it_does_alone(page: int, size: CertificateSize) -> None:
    papers = certificate_papers(4)

    alone, among_many = rastered(certificate(papers[page], size)), rastered(printed(papers, size), page)

    assert differing_share(alone, among_many) < 0.003


def test_many_hold_each_font_once_and_no_picture() -> None:
    pdf = printed(certificate_papers(10))

    assert fonts_of(pdf) == {"Tinos": True, "Tinos-Bold": True, "Tinos-Italic": True, "Tinos-Regular": True}
    assert pictures_in(pdf) == 0


def test_a_screen_reader_hears_each_whole_certificate_in_order() -> None:
    section, passage, code = spoken(printed([CERTIFICATE]))

    assert section == ("Sect", "")
    assert passage[1].startswith("Ủy ban nhân dân tỉnh Lâm Đồng, Ủy ban nhân dân xã Tuy Phong.")
    assert "Ghi nhận hộ ông/bà Nguyễn Thị Mỹ Huệ, số 117, thôn Hiệp Hòa" in passage[1]
    assert code == ("Figure", f"Mã QR: {CERTIFICATE.link}")


def test_many_are_tagged_and_described_for_a_screen_reader() -> None:
    pdf = printed(certificate_papers(3))

    assert marked_pages(pdf) == [(0, 2), (1, 2), (2, 2)]
    assert described(pdf)["PDF/UA"] == "1"


def test_progress_is_told_every_fifty() -> None:
    told: list[int] = []

    certificates(certificate_papers(120), BytesIO(), told.append)

    assert told == [50, 100, 120]


def test_many_given_again_are_the_same_bytes() -> None:
    assert printed(certificate_papers(20)) == printed(certificate_papers(20))


def test_among_many_a_letter_of_no_vendored_font_stops_nobody() -> None:
    papers = certificate_papers(3)
    papers[1] = replace(papers[1], recipient_name="Phước ꨀ Đức")

    pdf = printed(papers)

    assert [codes_of(pdf, page) for page in range(3)] == [[paper.link] for paper in papers]
    assert "Đức" in text_of(pdf, 1)


def test_a_letter_of_no_vendored_font_stops_no_single_one_either() -> None:
    assert "Đức" in text_of(certificate(replace(CERTIFICATE, recipient_name="Phước ꨀ Đức")))


def test_different_wordings_stand_in_one_file() -> None:
    other = replace(saying(lead=Markup("Ghi nhận cơ quan")), recipient_name="Trường Tiểu học Tuy Phong 2")

    pdf = printed([CERTIFICATE, other, CERTIFICATE])

    assert ["Ghi nhận cơ quan" in text_of(pdf, page) for page in range(3)] == [False, True, False]


def test_without_a_certificate_there_is_nothing_to_print() -> None:
    with pytest.raises(NothingToPrint):
        printed([])
