"""From recipients to paper: one certificate or any number in one file."""

from collections.abc import Iterable
from io import BytesIO

from pledges.certificates.rules import Recipient, signer_title
from pledges.foundation.vietnamese.names import title_name
from pledges.paper.certificate_page import CertificatePaper
from pledges.paper.certificates import certificate, certificates
from pledges.prints.rules import Beat, MadePaper


def certificate_paper(recipient: Recipient, public_url: str) -> MadePaper:
    """Make one certificate; the same recipient gives the same bytes."""
    return MadePaper(certificate(_paper(recipient, public_url)), pages=1, pieces=1)


def certificates_paper(recipients: Iterable[Recipient], public_url: str, beat: Beat) -> MadePaper:
    """Make certificates in the order given, one a page; they are taken as the paper needs them."""
    written = BytesIO()
    count = certificates((_paper(one, public_url) for one in recipients), written, progress=beat)
    return MadePaper(written.getvalue(), pages=count, pieces=count)


def _paper(recipient: Recipient, public_url: str) -> CertificatePaper:
    wording = recipient.wording
    return CertificatePaper(
        agency_lines=(wording.agency,),
        recipient_kind="hộ ông/bà",
        recipient_name=title_name(recipient.name),
        address=recipient.address,
        pledge=wording.pledge,
        campaign=wording.campaign,
        until_on=wording.until_on,
        place=wording.place,
        issued_on=recipient.issued_on,
        signer_title=signer_title(wording.agency, wording.signer_title),
        signer_name=wording.signer_name,
        number=recipient.number,
        link=f"{public_url}/V/{recipient.number}".upper(),
    )
