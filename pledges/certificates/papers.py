"""From recipients to paper: one certificate or any number in one file."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import BinaryIO

from markupsafe import Markup

from pledges.certificates.proofs import written
from pledges.certificates.rules import PAPER, Recipient, Wording, signer_title
from pledges.certificates.turned_away import AddressTooLong, BlockUnfilled, WordsTooLong
from pledges.foundation.vietnamese.names import title_name
from pledges.paper.blocks import BlockRefused, Value, ValueUndefined, fill_blocks, paper_spec
from pledges.paper.certificate_page import CertificateHead, CertificatePaper, CertificateTooLong, Words
from pledges.paper.certificate_sizes import CertificateSize
from pledges.paper.certificates import WrittenCertificates, certificate, certificates
from pledges.paper.fitting import TooMuchText
from pledges.paper.qr import LONGEST_ALPHANUMERIC
from pledges.prints.rules import Beat, MadePaper
from pledges.register.rules import SubjectKind

_KIND_WORDS = {
    SubjectKind.HOUSEHOLD: "hộ ông/bà",
    SubjectKind.OFFICIAL: "ông/bà",
    SubjectKind.OFFICE: "cơ quan",
}


def certificate_paper(
    recipient: Recipient, public_url: str, size: CertificateSize = CertificateSize.A4
) -> MadePaper:
    """Make one certificate; the same recipient gives the same bytes.

    :raises AddressTooLong: when the program's public address makes the code too dense to be read.
    :raises BlockUnfilled: when the unit's words use a value that there is not.
    :raises WordsTooLong: when it does not all stand on one page, even in the smallest type.
    """
    with _told():
        return MadePaper(certificate(_Papers(public_url).of(recipient), size), pages=1, pieces=1)


def write_certificates(
    recipients: Iterable[Recipient],
    public_url: str,
    destination: BinaryIO,
    beat: Beat,
    size: CertificateSize = CertificateSize.A4,
) -> WrittenCertificates:
    """Write certificates in the order given; they are taken as the paper needs them.

    :raises AddressTooLong: when the program's public address makes the code too dense to be read.
    :raises BlockUnfilled: when the unit's words use a value that there is not.
    :raises WordsTooLong: when one does not stand on its page, even in the smallest type.
    """
    papers = _Papers(public_url)
    with _told():
        return certificates(map(papers.of, recipients), destination, beat, size)


def values_of(recipient: Recipient) -> dict[str, Value]:
    """Return the values that the blocks of a certificate can use, by their Vietnamese names."""
    wording = recipient.wording
    return {
        "loai_chu_the": _KIND_WORDS[SubjectKind(recipient.subject_kind)],
        "ten": _name(recipient),
        "dia_chi": recipient.address,
        "viec": wording.verb,
        "noi_dung_cam_ket": wording.pledge,
        "ten_chien_dich": wording.campaign,
        "den_ngay": wording.until_on,
        "ngay_cap": recipient.issued_on,
        "ten_co_quan": _head(wording).issuer,
        "dia_danh": wording.place,
        "ma": recipient.number,
        "chuc_danh": list(signer_title(_head(wording).issuer, wording.signer_title)),
        "nguoi_ky": wording.signer_name,
    }


def paper_of(recipient: Recipient, blocks: Mapping[str, Markup], public_url: str) -> CertificatePaper:
    """Return the certificate of a recipient in filled blocks.

    :raises AddressTooLong: when the program's public address makes the code too dense to be read.
    """
    wording = recipient.wording
    return CertificatePaper(
        head=_head(wording),
        words=Words(**blocks, signer_name=wording.signer_name),
        recipient_name=_name(recipient),
        address=recipient.address,
        place=wording.place,
        issued_on=recipient.issued_on,
        number=recipient.number,
        link=_link(recipient, public_url),
    )


@dataclass
class _Papers:
    """Turns recipients into papers; words that are the same for all are filled once."""

    public_url: str
    _filled: dict[tuple[Wording, str], dict[str, Markup]] = field(default_factory=dict)

    def of(self, recipient: Recipient) -> CertificatePaper:
        return paper_of(recipient, self._blocks(recipient), self.public_url)

    def _blocks(self, recipient: Recipient) -> Mapping[str, Markup]:
        spec = paper_spec(PAPER)
        sources = spec.default_sources | dict(recipient.wording.sources)
        if spec.blocks_per_piece(sources):
            return fill_blocks(spec, sources, values_of(recipient))
        key = recipient.wording, recipient.subject_kind
        if key not in self._filled:
            self._filled[key] = dict(fill_blocks(spec, sources, values_of(recipient)))
        return self._filled[key]


def _name(recipient: Recipient) -> str:
    is_office = recipient.subject_kind == SubjectKind.OFFICE
    return recipient.name if is_office else title_name(recipient.name)


def _head(wording: Wording) -> CertificateHead:
    head = wording.head
    return (
        CertificateHead(head.issuer, head.superior, head.style) if head else CertificateHead(wording.agency)
    )


def _link(recipient: Recipient, public_url: str) -> str:
    proof = f".{written(recipient.proof)}" if recipient.proof else ""
    link = f"{public_url}/V/{recipient.number}{proof}".upper()
    if len(link) > LONGEST_ALPHANUMERIC:
        raise AddressTooLong(most=LONGEST_ALPHANUMERIC - len(link) + len(public_url))
    return link


@contextmanager
def _told() -> Iterator[None]:
    """Let what makes a paper impossible be told in words that somebody can do something about."""
    try:
        yield
    except ValueUndefined as undefined:
        raise BlockUnfilled(name=undefined.name, block=undefined.block) from undefined
    except BlockRefused as refused:
        raise BlockUnfilled(name=refused.faults[0].name, block=refused.block) from refused
    except (CertificateTooLong, TooMuchText) as too_long:
        raise WordsTooLong from too_long
