"""A "Giấy ghi nhận" on A5 and two on an A4, and that whatever is written on it stands there whole."""

from dataclasses import replace
from io import BytesIO

import pytest
from markupsafe import Markup

from pledges.paper.blanks import StampedCode
from pledges.paper.certificate_page import CertificateHead, CertificatePaper
from pledges.paper.certificate_sizes import CertificateSize
from pledges.paper.certificates import WrittenCertificates, certificate, certificates
from pledges.paper.fitting import TooMuchText
from pledges.paper.qr import encode
from pledges.paper.scanning import unreadable
from tests.paper.reading import (
    codes_of,
    crop_mm,
    glyphs_of,
    ink_box_mm,
    page_count,
    page_size_mm,
    rastered,
    text_of,
)
from tests.paper.samples import CERTIFICATE, PROOF, certificate_papers
from tests.paper.test_certificates import differing_share

pytestmark = pytest.mark.document

A4, A5, TWO_A5 = CertificateSize.A4, CertificateSize.A5, CertificateSize.TWO_A5
NAME_120 = (
    "Nguyễn Hoàng Thùy Phương Khánh Ngọc Thảo Nguyên H'Hen Niê K'Đăm Bkrông Trần Thị Ỷ Lan Ngữ Ẩn Ặc Mẫn "
    "Huệ Ỡ Brơi Ƀuôn Mlŏ"
)
OFFICE_14 = "Trung tâm Phục vụ hành chính công và Quản lý đô thị đặc khu Phú Quý"
ADDRESS_3_LINES = (
    "tổ dân phố 12, khu phố Phú Thủy 3, hẻm 45/67/89 đường Nguyễn Thị Minh Khai nối dài, đối diện Trường Trung học "
    "phổ thông chuyên Trần Hưng Đạo, phường Hàm Thắng, tỉnh Lâm Đồng, gần cổng sau Trạm y tế phường Hàm Thắng cũ"
)

LONG_HEAD = CertificateHead(
    "Ban Chỉ đạo phong trào Toàn dân đoàn kết xây dựng đời sống văn hóa đặc khu Phú Quý",
    "Ủy ban nhân dân đặc khu Phú Quý trực thuộc tỉnh Lâm Đồng",
)


def printed(papers: list[CertificatePaper], size: CertificateSize) -> tuple[WrittenCertificates, bytes]:
    whole = BytesIO()
    made = certificates(papers, whole, size=size)
    return made, whole.getvalue()


def letters(pdf: bytes, page: int = 0) -> str:
    return text_of(pdf, page).replace(" ", "")


def hard(name: str = NAME_120, address: str = ADDRESS_3_LINES) -> CertificatePaper:
    return replace(CERTIFICATE, recipient_name=name, address=address)


@pytest.mark.parametrize(("size", "sheet"), [(A4, (297, 210)), (A5, (210, 148))])
def test_one_stands_on_its_sheet_framed_and_readable(size: CertificateSize, sheet: tuple[int, int]) -> None:
    pdf = certificate(CERTIFICATE, size)
    left, top, right, bottom = ink_box_mm(rastered(pdf))

    assert page_size_mm(pdf) == pytest.approx(sheet, abs=0.5)
    assert codes_of(pdf) == [CERTIFICATE.link]
    assert [left, sheet[0] - right] == pytest.approx([10, 10] if size is A4 else [6, 6], abs=0.4)
    assert [top, sheet[1] - bottom] == pytest.approx([10, 10] if size is A4 else [6, 6], abs=0.6)


@pytest.mark.parametrize(("size", "least_mm"), [(A4, 40), (A5, 38), (TWO_A5, 38)])
def test_the_code_is_large_enough_for_its_proof(size: CertificateSize, least_mm: float) -> None:
    made, pdf = printed(certificate_papers(2), size)

    assert [code.side / 72 * 25.4 for code in made.codes] == pytest.approx([least_mm] * 2, abs=0.1)
    assert unreadable(pdf, made.codes) == []


@pytest.mark.parametrize("size", [A4, A5])
def test_the_hardest_words_keep_off_the_code_and_its_quiet_zone(size: CertificateSize) -> None:
    signer = Markup("TM. ỦY BAN NHÂN DÂN<br>KT. CHỦ TỊCH<br>PHÓ CHỦ TỊCH")
    words = replace(CERTIFICATE.words, signer=signer, signer_name=OFFICE_14)
    made, pdf = printed([replace(hard(), head=LONG_HEAD, words=words, number="2026-12345678-000123K")], size)
    [code] = made.codes
    left, top, side = (length / 72 * 25.4 for length in (code.left, code.top, code.side))

    inside = [
        glyph.character
        for glyph in glyphs_of(pdf)
        if left < glyph.right_mm
        and glyph.left_mm < left + side
        and top < glyph.bottom_mm
        and glyph.top_mm < top + side
    ]

    assert inside == []
    assert "2026-12345678-000123K" in text_of(pdf)


@pytest.mark.parametrize("host", ["HTTPS://CAMKET.TUYPHONG.LAMDONG.GOV.VN", "HTTPS://" + "A" * 40])
def test_a_proof_behind_a_long_host_stays_within_version_8(host: str) -> None:
    assert encode(f"{host}/V/2026-0003-000123K.{PROOF}").version <= 8


def test_two_stand_on_one_sheet_each_with_its_own_code_and_marks_between() -> None:
    papers = certificate_papers(3)
    made, pdf = printed(papers, TWO_A5)
    image = rastered(pdf)

    assert (made.count, made.pages, page_count(pdf)) == (3, 2, 2)
    assert page_size_mm(pdf) == pytest.approx((210, 297), abs=0.5)
    assert sorted(codes_of(pdf, 0)) == sorted(paper.link for paper in papers[:2])
    assert codes_of(pdf, 1) == [papers[2].link]
    assert [(code.page, code.text) for code in made.codes] == [
        (page, paper.link) for page, paper in zip((0, 0, 1), papers, strict=True)
    ]
    # Marks of 5 mm at both edges where the sheet is cut, and nothing of the certificates between the frames.
    assert ink_box_mm(crop_mm(image, 0, 145, 30, 152))[2] == pytest.approx(5, abs=0.3)
    assert ink_box_mm(crop_mm(image, 180, 145, 210, 152))[0] == pytest.approx(25, abs=0.3)
    assert crop_mm(image, 30, 144, 180, 153).getextrema() == (255, 255)


def test_cut_apart_they_are_alike() -> None:
    _made, pdf = printed([CERTIFICATE, CERTIFICATE], TWO_A5)
    image = rastered(pdf)

    upper, lower = (ink_box_mm(crop_mm(image, 5.5, top, 204.5, top + 147)) for top in (0, 149))

    assert upper == pytest.approx(lower, abs=0.4)


@pytest.mark.parametrize("size", [A4, A5])
@pytest.mark.parametrize(
    "paper",
    [
        hard(),
        hard(name=OFFICE_14),
        hard(name="Ỡ", address="Tổ 4"),
        hard(name="Ayŭn " * 24, address="ƀuôn Ea Mlŏ, " * 12),
        hard(name="Wwwwwwwwwwwwwwwwwwww" * 6),
    ],
    ids=["120-letters", "14-words", "one-letter", "ede", "one-word"],
)
def test_nothing_is_cut_and_nothing_runs_over(paper: CertificatePaper, size: CertificateSize) -> None:
    alone, (made, many) = certificate(paper, size), printed([paper], size)
    frame = (10, 297 - 10) if size is A4 else (6, 210 - 6)

    for pdf in (alone, many):
        assert page_count(pdf) == 1
        assert paper.recipient_name.replace(" ", "") in letters(pdf)
        assert paper.address.replace(" ", "") in letters(pdf)
        assert "…" not in text_of(pdf)
        assert min(glyph.left_mm for glyph in glyphs_of(pdf)) > frame[0] + 4
        assert max(glyph.right_mm for glyph in glyphs_of(pdf)) < frame[1] - 4
    assert unreadable(many, made.codes) == []


@pytest.mark.parametrize("size", [A4, A5])
def test_the_hardest_values_look_the_same_both_ways(size: CertificateSize) -> None:
    alone, (_made, many) = certificate(hard(), size), printed([hard()], size)

    assert differing_share(rastered(alone), rastered(many)) < 0.006


@pytest.mark.parametrize("name", ["ﺳﻼﻡ عليكم", "Phước ꨀ Đức", "កម្ពុជា", "<b>Huệ</b> & con", "{{ ten }}"])
def test_a_name_of_any_script_and_any_sign_stands_there(name: str) -> None:
    papers = [replace(CERTIFICATE, recipient_name=name), CERTIFICATE]

    made, pdf = printed(papers, TWO_A5)

    assert unreadable(pdf, made.codes) == []
    assert sorted({code.text for code in made.codes}) == [CERTIFICATE.link]


@pytest.mark.parametrize("size", [A4, TWO_A5])
def test_a_long_name_that_no_font_here_can_set_keeps_off_the_address(size: CertificateSize) -> None:
    name, address = "ꨀꨯꨱ ﺳﻼﻡ " + "Nguyễn " * 17, "Tổ 4, thôn Phú Sơn"

    _made, pdf = printed([replace(CERTIFICATE, recipient_name=name, address=address)], size)

    glyphs = glyphs_of(pdf)
    text = "".join(glyph.character for glyph in glyphs)
    names = [glyph.bottom_mm for glyph, letter in zip(glyphs, text, strict=True) if letter == "ễ"]
    below = glyphs[text.index("Tổ4,thôn")].top_mm
    assert len(names) == 17
    assert max(names) < below


def test_a_name_that_no_sheet_holds_is_refused() -> None:
    with pytest.raises(TooMuchText):
        certificate(replace(CERTIFICATE, recipient_name="Nguyễn Hoàng " * 60), A5)


def test_a_long_head_breaks_and_keeps_above_the_title() -> None:
    text = text_of(certificate(replace(CERTIFICATE, head=LONG_HEAD), A5))

    assert "BAN CHỈ ĐẠO PHONG TRÀO TOÀN DÂN" in text
    assert "GIẤY GHI NHẬN" in text


def test_a_partys_head_is_the_partys() -> None:
    text = text_of(
        certificate(replace(CERTIFICATE, head=CertificateHead("Đảng ủy xã Tuy Phong", style="party")))
    )

    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in text
    assert "CỘNG HÒA XÃ HỘI" not in text


def test_words_of_a_single_certificate_stand_on_its_page_alone() -> None:
    own = replace(
        CERTIFICATE.words, pledge=Markup("đã cùng bà Nguyễn Thị Mỹ Huệ cam kết giữ gìn vệ sinh đường thôn.")
    )

    _made, pdf = printed([CERTIFICATE, replace(CERTIFICATE, words=own), CERTIFICATE], A4)

    assert ["giữ gìn vệ sinh đường thôn" in text_of(pdf, page) for page in range(3)] == [False, True, False]


def test_it_is_known_where_each_code_stands() -> None:
    made, _pdf = printed(certificate_papers(2), A4)

    assert isinstance(made.codes[0], StampedCode)
    assert [code.page for code in made.codes] == [0, 1]
