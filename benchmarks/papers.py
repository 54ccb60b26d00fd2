"""The papers that are measured, of invented households: labels, folded cards, certificates; and the same as HTML."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from random import Random

from markupsafe import Markup

from pledges.demo.rules import household
from pledges.foundation.codes import ALPHABET, code_from, grouped_code, spoken_code
from pledges.foundation.vietnamese.names import mask_name
from pledges.paper.blanks import Field, Wanted, WholeText
from pledges.paper.certificate_page import CertificateHead, CertificatePaper, Words, sheet_of
from pledges.paper.certificate_sizes import CertificateSize
from pledges.paper.door_cards import FIELDS, DoorCard, card_texts, door_card_html
from pledges.paper.joining import in_chunks
from pledges.paper.label_places import label_fields
from pledges.paper.labels import Label, label_texts, laid_out_sheet
from pledges.paper.qr import svg
from pledges.paper.stocks import A4_24
from pledges.paper.templates import fill

_HOST = "HTTPS://CAMKET.HAMMAU.EXAMPLE"
_QR_MM = 28
_WORDS = Words(
    title=Markup("GIẤY GHI NHẬN"),
    lead=Markup("Ghi nhận hộ ông/bà"),
    pledge=Markup(
        "đã tự nguyện cam kết chấp hành trật tự, an toàn giao thông đường bộ trong Cuộc vận động xây dựng "
        "tỉnh Lâm Đồng “4 không” năm 2026, thời hạn đến ngày 31 tháng 12 năm 2026."
    ),
    signer=Markup("TM. ỦY BAN NHÂN DÂN<br>CHỦ TỊCH"),
    note=Markup(
        "Giấy này chỉ ghi nhận việc cam kết, không xác nhận việc chấp hành pháp luật "
        "và không thay thế giấy tờ nào khác."
    ),
)
_ANCHOR = re.compile(r' id="[^"]*"')
_CENTRED = ".label > div { display: flex; flex-direction: column; justify-content: center }"
_QR_PLACE = re.compile(r'(?<=__qr" id="qr">)|(?<=__qr" id="qr-\d">)|(?<=__qr" id="qr-\d\d">)')


def labels(count: int) -> list[Label]:
    """Return labels as a hamlet's households get them."""
    random = Random(count)
    return [_label(number, household(random).head_name) for number in range(1, count + 1)]


def certificate_papers(count: int) -> list[CertificatePaper]:
    """Return certificates as a hamlet's households get them."""
    random = Random(count)
    return [_certificate(number, household(random).head_name) for number in range(1, count + 1)]


def door_cards(count: int) -> list[DoorCard]:
    """Return folded cards as a hamlet's households get them."""
    random = Random(count)
    return [_door_card(number, household(random).head_name) for number in range(1, count + 1)]


def label_html(chosen: Sequence[Label]) -> str:
    """Return sheets of these labels as one document, from the program's own template, all texts and codes set."""
    sheets = [_sheet(chunk) for chunk in in_chunks(chosen, A4_24.capacity)]
    page = "position:relative;height:296mm;break-after:page"
    return _joined(sheets, page)


def card_html(chosen: Sequence[DoorCard]) -> str:
    """Return folded cards as one document, from the program's own template, all texts and codes set."""
    pages = [
        _with_codes(door_card_html(_set_whole(FIELDS, card_texts(card))), [card.link]) for card in chosen
    ]
    return _joined(pages, "position:relative;height:296mm;break-after:page")


def certificate_html(papers: Iterable[CertificatePaper]) -> str:
    """Return certificates as one document, from the program's own template."""
    pages = []
    for paper in papers:
        sheets = [sheet_of(paper, CertificateSize.A4)]
        pages.append(fill("certificate", sheets=sheets, wanted=Wanted(), is_blank=False))
    return _joined(pages, "break-after:page")


def _joined(pages: Iterable[str], page_style: str) -> str:
    """Put pages one after the other with one style sheet; anchors, which only stamping needs, are left out."""
    style, bodies = "", []
    for page in pages:
        style, _, body = page.partition("</style>")
        bodies.append(f'<div style="{page_style}">{_ANCHOR.sub("", body)}</div>')
    return f"{style}</style>{''.join(bodies)}"


def _sheet(chosen: Sequence[Label]) -> str:
    fields = label_fields(A4_24)
    texts = [label_texts(label) for label in chosen]
    by_id = {
        f"{name}-{place}": text for place, of_label in enumerate(texts) for name, text in of_label.items()
    }
    page = laid_out_sheet(A4_24, len(chosen), _set_whole(fields, by_id))
    return _with_codes(page, [label.link for label in chosen])


def _set_whole(fields: Mapping[str, Field], texts: Mapping[str, str]) -> Wanted:
    """Let the page's own engine set every text, in the full size of its field."""
    return Wanted(
        {name: WholeText(text, fields[name.partition("-")[0]].style.size_pt) for name, text in texts.items()}
    )


def _with_codes(page: str, links: Sequence[str]) -> str:
    # Only a blank that is set whole is centred by the page itself, which slows the layout of every other.
    before, *after = _QR_PLACE.split(page.replace(_CENTRED, ""))
    codes = [svg(link, _QR_MM, link) for link in links]
    return before + "".join(f"{code}{part}" for code, part in zip(codes, after, strict=True))


def _label(number: int, name: str) -> Label:
    code = code_from(sha256(str(number).encode()).digest())
    return Label(mask_name(name), str(number), "Thôn Bình An", grouped_code(code), f"{_HOST}/S/{code}")


def _door_card(number: int, name: str) -> DoorCard:
    code = code_from(sha256(str(number).encode()).digest())
    return DoorCard(
        household_number=str(number),
        masked_name=mask_name(name),
        unit_name="Thôn Bình An, xã Hàm Mẫu",
        body="UBND xã Hàm Mẫu",
        typed_code=grouped_code(code),
        reading=spoken_code(code, "vi"),
        link=f"{_HOST}/S/{code}",
        pin=f"{number * 7919 % 10**6:06}",
    )


def _certificate(number: int, name: str) -> CertificatePaper:
    checked = f"2026-0003-{number:06}K"
    # As long as a proof, and as random.
    digests = (sha256(f"{checked} {part}".encode()).digest() for part in range(3))
    proof = "".join(ALPHABET[byte & 31] for byte in b"".join(digests))
    return CertificatePaper(
        head=CertificateHead("Ủy ban nhân dân xã Hàm Mẫu"),
        words=_WORDS,
        recipient_name=name,
        address="Tổ 4, Thôn Bình An, Xã Hàm Mẫu, Tỉnh Lâm Đồng",
        place="Hàm Mẫu",
        issued_on=date(2026, 2, 5),
        number=checked,
        link=f"{_HOST}/V/{checked}.{(proof + proof)[:128]}",
    )
