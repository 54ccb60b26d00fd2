"""The page of a "Giấy ghi nhận": its value, how its fields are set, and its layout."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup

from pledges.foundation.vietnamese.dates import official_date
from pledges.paper.blanks import Wanted
from pledges.paper.certificate_sizes import A4, A5, CertificateSize, Held, SheetSize, held
from pledges.paper.geometry import MM, Box
from pledges.paper.pdf import LaidOut, lay_out
from pledges.paper.templates import fill

TITLE = "Giấy ghi nhận"
_BELOW_HEAD_PT = 2 * MM
_TOLERANCE_PT = 0.01


class CertificateTooLong(ValueError):
    """The wording does not fit on one page even in the smallest type."""


@dataclass(frozen=True)
class CertificateHead:
    """Who records: the body above (or ""), the issuing body, and whether it is the state's head or the party's."""

    issuer: str
    superior: str = ""
    style: str = "state"


@dataclass(frozen=True)
class Words:
    """The blocks of the paper as they are filled, HTML of the block language: title, lead, pledge, signer, note.

    Between ``lead`` and ``pledge`` stand name and address of whoever gets it. The room for signature and seal stays
    empty; ``signer_name`` stands below it.
    """

    title: Markup
    lead: Markup
    pledge: Markup
    signer: Markup
    note: Markup
    signer_name: str = ""


@dataclass(frozen=True)
class CertificatePaper:
    """What stands on one certificate; ``number`` is printed under the code, which holds ``link``."""

    head: CertificateHead
    words: Words
    recipient_name: str
    address: str
    place: str
    issued_on: date
    number: str
    link: str


@dataclass(frozen=True)
class Sheet:
    """One certificate on its sheet: what stands there, in which rooms, in which size of type its wording."""

    paper: CertificatePaper
    size: SheetSize
    name: Held
    address: Held
    body_size_pt: float
    middle_top_pt: float
    suffix: str = ""

    @property
    def ground(self) -> tuple[object, ...]:
        """What the ground that certificates are stamped on depends on: all but the fields and the code."""
        wording = replace(self.paper, recipient_name="", address="", number="", link="")
        return wording, self.size.css, self.name.room, self.address.room, self.suffix

    @property
    def is_set(self) -> bool:
        """Whether vendored fonts can set all of it."""
        return not isinstance(self.name.text, str) and not isinstance(self.address.text, str)


def sheet_of(paper: CertificatePaper, size: CertificateSize, suffix: str = "") -> Sheet:
    """Give each field of a certificate the room it needs.

    :raises TooMuchText: when a name or an address does not go into the largest room.
    """
    on = A4 if size is CertificateSize.A4 else A5
    return Sheet(
        paper,
        on,
        held(paper.recipient_name, on.names, on.text_width_pt),
        held(paper.address, on.addresses, on.text_width_pt),
        on.body_sizes_pt[0],
        on.middle_top_pt,
        suffix,
    )


def lay_out_sheets(
    sheets: Sequence[Sheet], wanted: Wanted | None = None, *, is_blank: bool = True, tagged: bool = False
) -> LaidOut:
    """Lay out a page with one certificate, or with two to be cut apart.

    With ``is_blank`` the fields and codes keep their room and are left to be stamped, but for the ``wanted`` texts.

    :raises CertificateTooLong: when the wording does not fit on one page.
    """
    trying = list(sheets)
    while True:
        html = fill("certificate", sheets=trying, wanted=wanted or Wanted(), is_blank=is_blank)
        laid_out = lay_out(html, title=TITLE, tagged=tagged)
        if laid_out.page_count > 1:
            raise CertificateTooLong
        eased = [_eased(sheet, laid_out.page_boxes[0]) for sheet in trying]
        if eased == trying:
            return laid_out
        trying = eased


def spoken(paper: CertificatePaper) -> str:
    """Give the whole certificate as one reads it aloud."""
    head, words = paper.head, paper.words
    is_state = head.style != "party"
    nation = "Cộng hòa xã hội chủ nghĩa Việt Nam. Độc lập - Tự do - Hạnh phúc."
    return " ".join(
        [
            ", ".join(filter(None, (head.superior, head.issuer))) + ".",
            nation if is_state else "Đảng Cộng sản Việt Nam.",
            f"{_read(words.title)}. {_read(words.lead)} {paper.recipient_name}, {paper.address},",
            _read(words.pledge),
            f"{paper.place}, {official_date(paper.issued_on)}.",
            ", ".join(filter(None, (_read(words.signer), words.signer_name))) + ".",
            f"Mã kiểm tra: {paper.number}.",
            _read(words.note),
        ]
    )


def _eased(sheet: Sheet, boxes: Mapping[str, Box]) -> Sheet:
    """Return the sheet as it is where all stands well; else its middle below a high head, then in smaller type."""
    below_head = boxes[f"head{sheet.suffix}"].height + _BELOW_HEAD_PT
    if below_head > sheet.middle_top_pt + _TOLERANCE_PT:
        return replace(sheet, middle_top_pt=below_head)
    if _is_within(sheet, boxes):
        return sheet
    smaller = [size for size in sheet.size.body_sizes_pt if size < sheet.body_size_pt]
    if not smaller:
        raise CertificateTooLong
    return replace(sheet, body_size_pt=smaller[0])


def _is_within(sheet: Sheet, boxes: Mapping[str, Box]) -> bool:
    """Tell whether what stands in the middle keeps below the head and above the foot, which have their places."""
    head, body, foot = (boxes[f"{name}{sheet.suffix}"] for name in ("head", "body", "foot"))
    signer, signed, note = (boxes[f"{name}{sheet.suffix}"] for name in ("signer", "signed", "note"))
    is_middle_free = head.bottom <= body.top and body.bottom <= foot.top
    return is_middle_free and signer.bottom <= signed.top and foot.bottom <= note.top


def _read(html: Markup) -> str:
    return " ".join(html.striptags().split())
