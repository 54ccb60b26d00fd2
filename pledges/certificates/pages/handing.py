"""Makes one certificate while its reader waits, and hands it over."""

from flask import Response

from pledges.certificates.papers import certificate_paper
from pledges.certificates.rules import ONE_CERTIFICATE, Recipient
from pledges.foundation.house import this_house
from pledges.paper.certificate_sizes import CertificateSize
from pledges.prints.answers import paper_answer
from pledges.prints.papers import making_paper
from pledges.prints.rules import MadePaper


def made(recipient: Recipient, size: CertificateSize = CertificateSize.A4) -> MadePaper:
    """Make the paper of one certificate.

    :raises PaperEngineAway: when the machine lacks what makes PDF files.
    """
    with making_paper():
        return certificate_paper(recipient, this_house().config.public_url, size)


def certificate_answer(recipient: Recipient) -> Response:
    """Answer with the paper of one certificate."""
    return handed(made(recipient), recipient.number)


def handed(paper: MadePaper, number: str) -> Response:
    """Answer with a paper made before, under the certificate's number."""
    return paper_answer(paper.content, f"{ONE_CERTIFICATE.file_stem}-{number}.pdf")
