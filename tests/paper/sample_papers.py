"""One sample of every paper, made with any words: the checkers and the torture test take them all."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO

from markupsafe import Markup

from pledges.entry.blank_words import blank_form, loose_head
from pledges.paper.annexes import Annex, AnnexHead, AnnexRow, annex
from pledges.paper.blank_forms import BlankSubject, loose_form, write_blank_forms
from pledges.paper.certificate_sizes import CertificateSize
from pledges.paper.certificates import certificate, certificates
from pledges.paper.commitments import commitments
from pledges.paper.door_cards import write_door_cards
from pledges.paper.label_test import test_page
from pledges.paper.labels import label_sheets
from pledges.paper.letters import Letter, letter
from pledges.paper.posters import A4, posters, tents
from pledges.paper.progress_posters import progress_posters
from pledges.paper.sign_sheets import SignSheetPage, SignSheetText, sign_sheets
from pledges.paper.slips import SHEETS, Slip, SlipWords, write_slips
from pledges.paper.stocks import A4_24
from pledges.responses.commitments import commitment_paper
from pledges.responses.rules import Place
from tests.paper.commitment_samples import CAMPAIGN, WORK, member, questionnaire, signed
from tests.paper.label_samples import door_card, label
from tests.paper.samples import ADDRESS, CERTIFICATE, POSTER, PROGRESS


@dataclass(frozen=True)
class Words:
    """What somebody typed and a paper must bear: a person, an address, the members, an office and a longer text."""

    name: str = "Nguyễn Thị Mỹ Huệ"
    address: str = "số 117, thôn Hiệp Hòa, xã Tuy Phong, tỉnh Lâm Đồng"
    members: tuple[str, ...] = ("Trần Văn Ỡ", "K'Brơi", "H'Hen Niê")
    office: str = "Trung tâm Phục vụ hành chính công xã Tuy Phong"
    text: str = "Đã bổ sung ghế ngồi chờ và quạt mát tại khu vực tiếp nhận hồ sơ."


USUAL = Words()


@dataclass(frozen=True)
class SamplePaper:
    """A paper: its name in the tests, and what makes it with given words, one file that a person would get.

    ``is_archive``: it is made to PDF/A-2a as well. ``may_cut``: its boxes are fixed and small (a label), so that a text
    too long for the smallest type ends with an ellipsis.
    """

    name: str
    make: Callable[[Words], bytes]
    is_archive: bool = False
    may_cut: bool = False


def _certificate(words: Words) -> bytes:
    return certificate(replace(CERTIFICATE, recipient_name=words.name, address=words.address))


def _certificates_on(words: Words, size: CertificateSize) -> bytes:
    of_office = replace(CERTIFICATE, recipient_name=words.office, address=words.address)
    written = BytesIO()
    certificates(
        [replace(CERTIFICATE, recipient_name=words.name, address=words.address), of_office],
        written,
        size=size,
    )
    return written.getvalue()


def _certificates(words: Words) -> bytes:
    return _certificates_on(words, CertificateSize.A5)


def _certificates_two_up(words: Words) -> bytes:
    return _certificates_on(words, CertificateSize.TWO_A5)


def _labels(words: Words) -> bytes:
    labels = [replace(label(number, words.name), unit_name=words.office) for number in range(1, 4)]
    return label_sheets(labels, heading="Nhãn mã QR, đợt in số 7")


def _door_cards(words: Words) -> bytes:
    written = BytesIO()
    cards = [replace(door_card(number, words.name), unit_name=words.office) for number in (1, 2)]
    write_door_cards(cards, written, heading="Tờ gấp của hộ, đợt in số 7")
    return written.getvalue()


def _test_page(_words: Words) -> bytes:
    return test_page(A4_24, 0.5, -1.2)


def _poster(words: Words) -> bytes:
    return posters([replace(POSTER, office_name=words.office, counter_name=words.name)], A4).pdf


def _tent(words: Words) -> bytes:
    return tents([replace(POSTER, office_name=words.office, counter_name=words.name)]).pdf


def _progress_poster(words: Words) -> bytes:
    return progress_posters([replace(PROGRESS, unit_name=words.name, campaign=words.office)]).pdf


def _commitment(words: Words) -> bytes:
    """A household's, with two members confirmed and the others not yet."""
    members = [
        member(name, words.name, "link" if place < 2 else "") for place, name in enumerate(words.members)
    ]
    pledge = signed("HO-ATGT", signer_name=words.name, address=words.address)
    return commitments([commitment_paper(replace(pledge, members=members))]).pdf


def _registration(words: Words) -> bytes:
    """An office's, with a work of long answers."""
    work = WORK | {
        "ten": words.text,
        "mo_ta": words.text,
        "nguoi_phu_trach": words.name,
        "dia_diem": words.address,
    }
    place = Place("", "Xã Tuy Phong", "Tỉnh Lâm Đồng")
    told = {"signer_name": words.name, "office": words.office, "place": place}
    pledge = signed("CQ-4K", more={"cong_trinh": [work, WORK]}, **told)
    return commitments([commitment_paper(replace(pledge, superior=words.office))]).pdf


def _blank_form(words: Words) -> bytes:
    """Two households' forms to be filled in by hand."""
    form, whole = blank_form(questionnaire("HO-ATGT"), CAMPAIGN["ten_chien_dich"], 1), BytesIO()
    codes = ("7KQ2M9XWP0001", "7KQ2M9XWP0002")
    subjects = [
        BlankSubject("Hộ số 117", words.name, words.office, code, f"HTTPS://CAMKET.TUYPHONG.GOV.VN/S/{code}")
        for code in codes
    ]
    write_blank_forms(form, subjects, whole)
    return whole.getvalue()


def _loose_form(words: Words) -> bytes:
    asked = questionnaire("CB-4K")
    head = loose_head(asked, words.office, "HTTPS://CAMKET.TUYPHONG.GOV.VN/C/4-KHONG-2026")
    return loose_form(blank_form(asked, words.text, 1, is_loose=True), head).pdf


def _slips(words: Words) -> bytes:
    told = SlipWords(words.office, words.name, date(2026, 12, 31), "https://camket.tuyphong.gov.vn")
    slips = [Slip(f"7KQ2-M9XW-P{n:04}", f"{ADDRESS}/S/7KQ2M9XWP{n:04}") for n in range(3)]
    written = BytesIO()
    write_slips(slips, told, SHEETS[12], written)
    return written.getvalue()


def _sign_sheet(words: Words) -> bytes:
    page = SignSheetPage("Đợt lập 1, tờ 1", "https://camket.tuyphong.gov.vn/staff/sheets/12", 20)
    asked = [f"{words.text} {number}." for number in range(1, 15)]
    text = SignSheetText(
        place=words.address,
        campaign=words.office,
        title=words.name,
        version=2,
        voluntary="Ký là tự nguyện.",
        items=asked,
        text=asked,
        notice_title="Thông báo về dữ liệu cá nhân",
        notice=[words.text, f"Bên kiểm soát dữ liệu: {words.office}"],
        consents=[("C1", "Tôi đã đọc thông báo và đồng ý."), ("C2", "Tôi đồng ý nêu tên.")],
    )
    return sign_sheets([page], text).pdf


def _annex(words: Words) -> bytes:
    cells = ("140", "1", "139", "130", "84", "21", "9", "114", "82,0", "-", "9", "0", "231", "-")
    rows = [AnnexRow("I", words.office, cells, is_group=True), AnnexRow("1", words.name, cells)]
    head = AnnexHead("state", "Ủy ban nhân dân tỉnh Lâm Đồng", words.office, "Tuy Phong")
    total, moment = AnnexRow("", "TỔNG CỘNG", cells), "(Số liệu chốt đến 17 giờ 00 phút ngày 30 tháng 9 năm 2026)"
    return annex(Annex(head, words.text, moment, "hộ", rows, total, [words.text]))[0]


def _letter(words: Words) -> bytes:
    head = AnnexHead("state", "Ủy ban nhân dân tỉnh Lâm Đồng", words.office, "Tuy Phong")
    to, body = Markup("Kính gửi: bà {}").format(words.name), Markup("<p>{}</p>").format(words.text)
    signer = ("KT. Chủ tịch", "Phó Chủ tịch")
    return letter(
        Letter("Thư cảm ơn", head, to, body, signer, words.name, date(2026, 2, 5), ("Như trên", "Lưu: VT"))
    )[0]


SAMPLE_PAPERS: tuple[SamplePaper, ...] = (
    SamplePaper("slips", _slips),
    SamplePaper("sign sheet", _sign_sheet),
    SamplePaper("certificate", _certificate),
    SamplePaper("certificates-a5", _certificates),
    SamplePaper("certificates-two-a5", _certificates_two_up),
    SamplePaper("labels", _labels),
    SamplePaper("door cards", _door_cards),
    SamplePaper("label test page", _test_page),
    SamplePaper("commitment", _commitment, is_archive=True),
    SamplePaper("registration", _registration, is_archive=True),
    SamplePaper("blank form", _blank_form),
    SamplePaper("loose form", _loose_form, is_archive=True),
    SamplePaper("poster", _poster, may_cut=True),
    SamplePaper("tent", _tent, may_cut=True),
    SamplePaper("progress poster", _progress_poster, may_cut=True),
    SamplePaper("tally annex", _annex, is_archive=True),
    SamplePaper("letter", _letter, is_archive=True),
)
