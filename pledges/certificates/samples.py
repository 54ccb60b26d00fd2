"""Real recipients to try the words of a certificate on, and its page as it would be printed for them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from markupsafe import Markup
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from pledges.certificates.papers import values_of
from pledges.certificates.queries.recipients import recipients
from pledges.certificates.rules import PAPER
from pledges.certificates.tables import Certificate
from pledges.foundation.locale import gettext as _
from pledges.foundation.vietnamese.dates import official_date
from pledges.paper.blanks import Wanted
from pledges.paper.blocks import paper_spec
from pledges.paper.certificate_page import CertificateHead, CertificatePaper, Sheet, Words, sheet_of
from pledges.paper.certificate_sizes import CertificateSize, Held
from pledges.paper.fitting import Fitted
from pledges.paper.templates import fill
from pledges.responses.tables import Response
from pledges.stationery.rules import Head, Sample
from pledges.units.queries.tree import is_in

_MOST = 5


class CertificateSamples:
    """The certificates' part of what words are tried on (``stationery.rules.GivesSamples``)."""

    paper = PAPER

    def __init__(self, public_url: str) -> None:
        self._public_url = public_url

    def samples(self, session: Session, unit_id: int) -> Sequence[Sample]:
        """Return the newest recipients in the unit and below and the one with the longest name; else the examples."""
        newest = session.scalars(_valid(unit_id).order_by(Certificate.id.desc()).limit(_MOST)).all()
        longest = _valid(unit_id).order_by(func.length(Response.signer_name).desc(), Certificate.id)
        numbers = dict.fromkeys([*session.scalars(longest.limit(1)), *newest])
        found = recipients(session, list(numbers)[:_MOST])
        if not found:
            return [Sample(_("Ví dụ của mẫu"), paper_spec(PAPER).examples)]
        return [Sample(recipient.name, values_of(recipient)) for recipient in found]

    def pages(self, sample: Sample, blocks: Mapping[str, str], head: Head | None) -> Sequence[str]:
        """Return the sheet of A4 landscape, its wording in each of its sizes.

        :raises TooMuchText: when a name or an address goes into no room of the sheet.
        """
        sheet = _sheet(self._paper(sample.values, blocks, head))
        return [_html(replace(sheet, body_size_pt=size)) for size in sheet.size.body_sizes_pt]

    def _paper(
        self, values: Mapping[str, Any], blocks: Mapping[str, str], head: Head | None
    ) -> CertificatePaper:
        on: date = values["ngay_cap"]
        words = {code: Markup(html) for code, html in blocks.items()}  # noqa: S704  # filled blocks, of listed tags only
        return CertificatePaper(
            head=CertificateHead(head.issuer, head.superior, head.style)
            if head
            else CertificateHead(values["ten_co_quan"]),
            words=Words(**words, signer_name=values["nguoi_ky"]),
            recipient_name=values["ten"],
            address=values["dia_chi"],
            place=head.place if head and head.place else values["dia_danh"],
            issued_on=on,
            number=values["ma"],
            link=f"{self._public_url}/V/{values['ma']}".upper(),
        )


def _valid(unit_id: int) -> Select[str]:
    """Return a query of the numbers of the certificates that hold in a unit and below."""
    query = select(Certificate.number).join(Response, Response.id == Certificate.response_id)
    return query.where(
        Certificate.voided_at.is_(None), Response.state == "active", is_in(Certificate.unit_id, [unit_id])
    )


def _sheet(paper: CertificatePaper) -> Sheet:
    """Give the sheet; what no vendored font can set is left to the page's own engine, in the smallest type."""
    sheet = sheet_of(paper, CertificateSize.A4)
    return replace(sheet, name=_set(sheet.name), address=_set(sheet.address))


def _set(one: Held) -> Held:
    style = one.room.style
    if not isinstance(one.text, str):
        return one
    return replace(one, text=Fitted(style.faces[0], style.smallest_pt, (one.text,)))


def _html(sheet: Sheet) -> str:
    return fill("certificate", sheets=[sheet], wanted=Wanted(), is_blank=False, official_date=official_date)
