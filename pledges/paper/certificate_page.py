"""The page of a "Giấy ghi nhận": its value, how its fields are set, and its layout."""

from dataclasses import dataclass
from datetime import date

from pledges.foundation.vietnamese.dates import official_date
from pledges.paper.fitting import Fitted, GlyphMissing, TextStyle, fit
from pledges.paper.fonts import TINOS, TINOS_BOLD
from pledges.paper.geometry import MM
from pledges.paper.pdf import LaidOut, lay_out
from pledges.paper.templates import fill

TITLE = "Giấy ghi nhận"
DISCLAIMER = (
    "Giấy này chỉ ghi nhận việc cam kết, không xác nhận việc chấp hành pháp luật "
    "và không thay thế giấy tờ nào khác."
)

NAME = TextStyle((TINOS_BOLD,), size_pt=28, smallest_pt=16, line_height=1.2)
ADDRESS = TextStyle((TINOS,), size_pt=15, smallest_pt=12, line_height=1.3)
NUMBER = TextStyle((TINOS_BOLD,), size_pt=11, smallest_pt=8, line_height=1.2)

_WIDTH_PT = 237 * MM
_NUMBER_WIDTH_PT = 60 * MM
# Two lines of a name at 20 pt, two of an address at full size, one of the number.
_NAME_HEIGHT_PT = 2 * 20 * NAME.line_height
_ADDRESS_HEIGHT_PT = 2 * ADDRESS.size_pt * ADDRESS.line_height
_NUMBER_HEIGHT_PT = NUMBER.size_pt * NUMBER.line_height

# The sentence that says what was pledged takes the largest of these at which all stands on one page. Decree
# 30/2020/NĐ-CP asks 13 to 14 pt of official texts; the smaller ones serve wordings of more than five lines.
_BODY_SIZES_PT = (15, 14, 13, 12, 11)


class CertificateTooLong(ValueError):
    """The wording of the pledge and the campaign does not fit on one page even in the smallest type."""


@dataclass(frozen=True)
class CertificatePaper:
    """What stands on one certificate.

    ``agency_lines`` are the superior bodies, if any, and last the issuing body; ``signer_title`` has a line each for
    "TM. ỦY BAN NHÂN DÂN" and "CHỦ TỊCH". Both are set in capitals. The room for signature and seal stays empty.
    ``recipient_kind`` is "hộ ông/bà", "ông/bà" or "cơ quan"; ``pledge`` goes on after "đã tự nguyện cam kết" and
    ``campaign`` after "trong".
    """

    agency_lines: tuple[str, ...]
    recipient_kind: str
    recipient_name: str
    address: str
    pledge: str
    campaign: str
    until_on: date
    place: str
    issued_on: date
    signer_title: tuple[str, ...]
    number: str
    link: str
    signer_name: str = ""


@dataclass(frozen=True)
class Fields:
    """What differs from one certificate to the next, as it is set."""

    name: Fitted
    address: Fitted
    number: Fitted

    @property
    def shape(self) -> tuple[object, ...]:
        """What of the fields moves the rest of the page: sizes and numbers of lines."""
        return tuple((fitted.size_pt, len(fitted.lines)) for fitted in (self.name, self.address))


def fitted_fields(paper: CertificatePaper) -> Fields:
    """Fit what differs from one certificate to the next.

    :raises GlyphMissing: when no vendored font has all the letters.
    """
    return Fields(
        name=fit(paper.recipient_name, NAME, _WIDTH_PT, _NAME_HEIGHT_PT),
        address=fit(paper.address, ADDRESS, _WIDTH_PT, _ADDRESS_HEIGHT_PT),
        number=fit(paper.number, NUMBER, _NUMBER_WIDTH_PT, _NUMBER_HEIGHT_PT),
    )


def lay_out_whole(paper: CertificatePaper, *, tagged: bool) -> LaidOut:
    """Lay out a certificate with all that stands on it.

    A letter that no vendored font has is left to WeasyPrint, which takes it from a font of the system.

    :raises CertificateTooLong: when the wording does not fit on one page.
    """
    try:
        fields = fitted_fields(paper)
    except GlyphMissing:
        fields = _unfitted_fields(paper)
    return _lay_out(paper, fields, is_blank=False, tagged=tagged)


def lay_out_blank(paper: CertificatePaper, fields: Fields) -> LaidOut:
    """Lay out the page on which certificates of the same wording and shape are stamped: all but the fields and the QR.

    :raises CertificateTooLong: when the wording does not fit on one page.
    """
    return _lay_out(paper, fields, is_blank=True, tagged=False)


def spoken(paper: CertificatePaper) -> str:
    """Give the whole certificate as one reads it aloud."""
    return " ".join(
        [
            ", ".join(paper.agency_lines) + ".",
            "Cộng hòa xã hội chủ nghĩa Việt Nam. Độc lập - Tự do - Hạnh phúc.",
            f"{TITLE}. Ghi nhận {paper.recipient_kind} {paper.recipient_name}, {paper.address},",
            f"đã tự nguyện cam kết {paper.pledge} trong {paper.campaign},",
            f"thời hạn đến {official_date(paper.until_on)}.",
            f"{paper.place}, {official_date(paper.issued_on)}.",
            ", ".join(filter(None, (*paper.signer_title, paper.signer_name))) + ".",
            f"Mã kiểm tra: {paper.number}.",
            DISCLAIMER,
        ]
    )


def _lay_out(paper: CertificatePaper, fields: Fields, *, is_blank: bool, tagged: bool) -> LaidOut:
    for body_size_pt in _BODY_SIZES_PT:
        html = fill(
            "certificate",
            paper=paper,
            fields=fields,
            body_size_pt=body_size_pt,
            is_blank=is_blank,
            disclaimer=DISCLAIMER,
        )
        laid_out = lay_out(html, title=TITLE, tagged=tagged)
        if _is_within_page(laid_out):
            return laid_out
    raise CertificateTooLong(paper.number)


def _is_within_page(laid_out: LaidOut) -> bool:
    """Tell whether the text above ends before the foot of the page begins, which stands at a fixed place."""
    boxes = laid_out.page_boxes[0]
    return laid_out.page_count == 1 and boxes["body"].bottom <= boxes["foot"].top


def _unfitted_fields(paper: CertificatePaper) -> Fields:
    return Fields(
        name=Fitted(TINOS_BOLD, NAME.smallest_pt, (paper.recipient_name,)),
        address=Fitted(TINOS, ADDRESS.smallest_pt, (paper.address,)),
        number=Fitted(TINOS, NUMBER.smallest_pt, (paper.number,)),
    )
