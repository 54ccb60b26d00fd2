"""Seals PDF files after PAdES with pyHanko: an incremental update with one visible field whose box stays empty."""

import logging
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import BinaryIO

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, append_signature_field, enumerate_sig_fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.timestamps import TimestampRequestError
from pyhanko.stamp.noop import NoOpStampStyle

from pledges.seals.found import found_seals
from pledges.seals.keys import holder_of, issuer_of, opened_key, refuse_unfit
from pledges.seals.own_loop import on_own_loop
from pledges.seals.places import beside, box_of
from pledges.seals.rules import (
    LARGEST_BYTES,
    FoundSeal,
    NotSealable,
    Sealed,
    Sealing,
    TimestampRefused,
    next_field,
)
from pledges.seals.tagging import tag_fields
from pledges.seals.timestamps import Authority

_ALT = "Nơi ký số và đóng dấu của cơ quan"
_DAMAGE = (
    PdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError, AssertionError,
    RecursionError, zlib.error,
)  # fmt: skip
# What pyHanko logs of damaged files and of keys it tried is told in our own words.
logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)


class PadesEngine:
    """``seals.rules.Engine`` by pyHanko."""

    def seal(self, file: BinaryIO, destination: BinaryIO, sealing: Sealing) -> Sealed:
        """Write the file with one more seal (see the Protocol)."""
        with opened_key(sealing.key) as signer, _told_in_words():
            refuse_unfit(signer.signing_cert, sealing.now)
            writer = _opened(file)
            field = _field_for(writer, sealing)
            timestamper = Authority(sealing.timestamp_url) if sealing.timestamp_url else None
            pdf_signer = PdfSigner(
                PdfSignatureMetadata(
                    field_name=field, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
                ),
                signer,
                timestamper=timestamper,
                stamp_style=NoOpStampStyle(),
            )
            on_own_loop(partial(pdf_signer.sign_pdf, writer, existing_fields_only=True, output=destination))
            certificate = signer.signing_cert
            return Sealed(field, holder_of(certificate), issuer_of(certificate), certificate.not_valid_after)

    def check(self, file: BinaryIO, issuers: Sequence[bytes], now: datetime) -> list[FoundSeal]:
        """Return the seals on a file (see the Protocol)."""
        return found_seals(file, issuers, now)


def _opened(file: BinaryIO) -> IncrementalPdfFileWriter:
    if file.seek(0, 2) > LARGEST_BYTES:
        raise NotSealable(reason=f"lớn hơn {LARGEST_BYTES // 1024 // 1024} MB")
    file.seek(0)
    writer = IncrementalPdfFileWriter(file)
    if writer.prev.encrypted:
        raise NotSealable(reason="có mật khẩu (mã hóa)")
    if writer.prev.xrefs.hybrid_xrefs_present:
        raise NotSealable(reason="có hai bảng mục lục khác nhau")
    return writer


def _field_for(writer: IncrementalPdfFileWriter, sealing: Sealing) -> str:
    """Return the name of the field to seal in: one that was left for it, or a new one, visible and empty.

    **why** A field is entered in the structure of a file that has no seal yet. Later the structure may not change any
    more: the seals before would no longer hold. Whoever knows that others will seal leaves fields for them.
    """
    fields = {name: value for name, value, _ref in enumerate_sig_fields(writer.prev)}
    left = [name for name, value in fields.items() if value is None]
    if sealing.field in fields and sealing.field not in left:
        raise NotSealable(reason=f"đã có dấu ở ô “{sealing.field}”")
    if sealing.field in left or (left and not sealing.field):
        return sealing.field or left[0]
    is_first = not fields
    page, box = box_of(writer, sealing.room)
    names = [sealing.field or next_field(list(fields))]
    names += [f"{names[0]}-{number}" for number in range(2, sealing.further + 2)] if is_first else []
    for place, name in enumerate(names):
        spec = SigFieldSpec(
            name, on_page=page, box=beside(box, len(fields) + place), readable_field_name=_ALT
        )
        append_signature_field(writer, spec)
    if is_first:
        tag_fields(writer, page, names, _ALT)
    return names[0]


@contextmanager
def _told_in_words() -> Iterator[None]:
    try:
        yield
    except TimestampRequestError as failure:
        raise TimestampRefused from failure
    except SigningError as failure:
        raise NotSealable(reason=f"không cho ký thêm ({failure})") from failure
    except _DAMAGE as failure:
        raise NotSealable(reason="hỏng hoặc không theo chuẩn PDF") from failure
