"""The papers that are measured: labels and certificates of invented households, and the same pages as plain HTML."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import sha256
from random import Random

from pledges.demo.rules import household
from pledges.foundation.codes import code_from, grouped_code
from pledges.foundation.vietnamese.names import mask_name
from pledges.paper.certificate_page import DISCLAIMER, CertificatePaper, fitted_fields
from pledges.paper.geometry import A4_24, cells, crossings
from pledges.paper.joining import in_chunks
from pledges.paper.labels import INVITATION, STYLES, Label
from pledges.paper.qr import svg
from pledges.paper.templates import fill

_HOST = "HTTPS://CAMKET.HAMMAU.EXAMPLE"
_QR_MM = 28
# The size at which the wording below fits on its page, as the program finds it too, at the first attempt.
_BODY_SIZE_PT = 15
_ANCHOR = re.compile(r' id="[^"]*"')
_QR_PLACE = '<div class="label__qr"></div>'


def labels(count: int) -> list[Label]:
    """Return labels as a hamlet's households get them."""
    random = Random(count)
    return [_label(number, household(random).head_name) for number in range(1, count + 1)]


def certificate_papers(count: int) -> list[CertificatePaper]:
    """Return certificates as a hamlet's households get them."""
    random = Random(count)
    return [_certificate(number, household(random).head_name) for number in range(1, count + 1)]


def label_html(chosen: Sequence[Label]) -> str:
    """Return sheets of these labels as one document, from the program's own template, all texts and codes set."""
    sheets = [_sheet(chunk) for chunk in in_chunks(chosen, A4_24.capacity)]
    page = "position:relative;height:296mm;break-after:page"
    return _joined(sheets, page)


def certificate_html(papers: Iterable[CertificatePaper]) -> str:
    """Return certificates as one document, from the program's own template."""
    pages = [
        fill(
            "certificate",
            paper=paper,
            fields=fitted_fields(paper),
            body_size_pt=_BODY_SIZE_PT,
            is_blank=False,
            disclaimer=DISCLAIMER,
        )
        for paper in papers
    ]
    return _joined(pages, "position:relative;height:169mm;break-after:page")


def _joined(pages: Iterable[str], page_style: str) -> str:
    """Put pages one after the other with one style sheet; anchors, which only stamping needs, are left out."""
    style, bodies = "", []
    for page in pages:
        style, _, body = page.partition("</style>")
        bodies.append(f'<div style="{page_style}">{_ANCHOR.sub("", body)}</div>')
    return f"{style}</style>{''.join(bodies)}"


def _sheet(chosen: Sequence[Label]) -> str:
    texts = {
        f"{name}-{place}": text for place, label in enumerate(chosen) for name, text in _texts(label).items()
    }
    page = fill(
        "labels",
        sheet=A4_24,
        cells=cells(A4_24)[: len(chosen)],
        crossings=crossings(A4_24),
        styles=STYLES,
        texts=texts,
    )
    style, end, body = page.partition("</style>")
    before, *parts = _ANCHOR.sub("", body).split(_QR_PLACE)
    codes = [f'<div class="label__qr">{svg(label.link, _QR_MM, label.link)}</div>' for label in chosen]
    filled = "".join(code + part for code, part in zip(codes, parts, strict=True))
    return style + end + before + filled


def _texts(label: Label) -> dict[str, str]:
    return {
        "number": f"Hộ số {label.household_number}",
        "unit": label.unit_name,
        "name": label.masked_name,
        "invitation": INVITATION,
        "host": _HOST.lower().removeprefix("https://"),
        "code": label.typed_code,
    }


def _label(number: int, name: str) -> Label:
    code = code_from(sha256(str(number).encode()).digest())
    return Label(mask_name(name), str(number), "Thôn Bình An", grouped_code(code), f"{_HOST}/S/{code}")


def _certificate(number: int, name: str) -> CertificatePaper:
    checked = f"2026-0003-{number:06}K"
    return CertificatePaper(
        agency_lines=("Ủy ban nhân dân xã Hàm Mẫu",),
        recipient_kind="hộ ông/bà",
        recipient_name=name,
        address="Tổ 4, Thôn Bình An, Xã Hàm Mẫu, Tỉnh Lâm Đồng",
        pledge="chấp hành trật tự, an toàn giao thông đường bộ",
        campaign="Cuộc vận động xây dựng tỉnh Lâm Đồng “4 không” năm 2026",
        until_on=date(2026, 12, 31),
        place="Hàm Mẫu",
        issued_on=date(2026, 2, 5),
        signer_title=("TM. Ủy ban nhân dân", "Chủ tịch"),
        number=checked,
        link=f"{_HOST}/V/{checked}",
    )
