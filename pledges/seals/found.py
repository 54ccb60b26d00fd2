"""Reads the seals on a file: whether each is whole, whose it is, since when, and whether its issuer is trusted."""

import zlib
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import BinaryIO

from asn1crypto import pem
from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.generic import IndirectObject
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.general import UnacceptableSignerError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from pledges.seals.keys import holder_of, issuer_of
from pledges.seals.own_loop import on_own_loop
from pledges.seals.rules import FoundSeal, NotReadable, SealState, is_zero_padded, unfit_because

# What damaged bytes make the reader raise, as thousands of flipped ones have shown.
_DAMAGE = (
    PdfError,
    SignatureValidationError,
    UnacceptableSignerError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RecursionError,
    NotImplementedError,
    zlib.error,
)
_Asked = tuple[Sequence[Certificate], datetime]


def found_seals(file: BinaryIO, issuers: Sequence[bytes], now: datetime) -> list[FoundSeal]:
    """Return the seals on a file, in the order of their fields.

    Nothing is fetched: neither missing certificates nor lists of revoked ones.

    :raises NotReadable: when it is no PDF file.
    """
    roots = [_certificate(each) for each in issuers]
    try:
        reader = PdfFileReader(file)
        fields = [(str(name), ref) for name, _value, ref in enumerate_sig_fields(reader, filled_status=True)]
    except _DAMAGE as damage:
        raise NotReadable from damage
    return [_found(reader, name, ref, (roots, now)) for name, ref in fields]


def _found(reader: PdfFileReader, name: str, field: IndirectObject, asked: _Asked) -> FoundSeal:
    try:
        return _read(EmbeddedPdfSignature(reader, field.get_object(), name), asked)
    except _DAMAGE:
        return FoundSeal(name, SealState.BROKEN, "", "", None, is_stamped=False, covered=0)


def _read(seal: EmbeddedPdfSignature, asked: _Asked) -> FoundSeal:
    roots, now = asked
    context = ValidationContext(trust_roots=list(roots), allow_fetching=False, moment=now)
    status = on_own_loop(partial(validate_pdf_signature, seal, signer_validation_context=context))
    stamp = status.timestamp_validity
    is_stamped = stamp is not None and stamp.valid and stamp.trusted
    certificate = status.signing_cert
    return FoundSeal(
        field=str(seal.field_name),
        state=_state(seal, status, now),
        holder=holder_of(certificate),
        issuer=issuer_of(certificate),
        at=stamp.timestamp if stamp is not None and is_stamped else status.signer_reported_dt,
        is_stamped=is_stamped,
        covered=seal.byte_range[2] + seal.byte_range[3],
    )


def _state(seal: EmbeddedPdfSignature, status: PdfSignatureStatus, now: datetime) -> SealState:
    if not _is_whole(seal, status):
        return SealState.BROKEN
    if status.trusted:
        return SealState.TRUSTED
    certificate = status.signing_cert
    is_late = unfit_because(certificate.not_valid_before, certificate.not_valid_after, now)
    return SealState.NOT_IN_TIME if is_late else SealState.UNKNOWN_ISSUER


def _is_whole(seal: EmbeddedPdfSignature, status: PdfSignatureStatus) -> bool:
    """Tell whether the seal fits the file and nothing came after it but further seals."""
    if not (status.intact and status.valid and is_zero_padded(seal.pkcs7_content)):
        return False
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return True
    is_only_sealed = status.modification_level in (
        ModificationLevel.LTA_UPDATES,
        ModificationLevel.FORM_FILLING,
    )
    return (
        status.coverage == SignatureCoverageLevel.ENTIRE_REVISION
        and is_only_sealed
        and bool(status.docmdp_ok)
    )


def _certificate(content: bytes) -> Certificate:
    return Certificate.load(pem.unarmor(content)[2] if pem.detect(content) else content)
