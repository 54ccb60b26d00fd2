"""Opens the key a seal is set with, from a file or a token, and refuses a certificate that may not seal."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime

import pkcs11
from asn1crypto.x509 import Certificate
from pkcs11.exceptions import PKCS11Error as LibraryRefused
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session
from pyhanko.sign.signers import Signer, SimpleSigner

from pledges.seals.rules import CertificateUnfit, KeyFile, KeyRefused, Token, TokenRefused, unfit_because

# Law on electronic transactions practice and ETSI TS 119 312: RSA below 2048 bits is not used for signatures any more.
_LEAST_RSA_BITS = 2048
_MAY_SIGN = {"digital_signature", "non_repudiation"}


def opened_key(key: KeyFile | Token) -> AbstractContextManager[Signer]:
    """Open the key for one seal, and close what it stands in afterwards.

    :raises KeyRefused: when the passphrase is wrong or the file holds no key.
    :raises TokenRefused: when the library, the token, its PIN or the key's name is not right.
    """
    return _from_file(key) if isinstance(key, KeyFile) else _from_token(key)


def refuse_unfit(certificate: Certificate, now: datetime) -> None:
    """Let only a certificate pass that is valid at the moment, meant for signing, and strong enough.

    :raises CertificateUnfit: saying why.
    """
    reason = unfit_because(certificate.not_valid_before, certificate.not_valid_after, now)
    usage = certificate.key_usage_value
    if not reason and usage is not None and not _MAY_SIGN & usage.native:
        reason = "không cấp để ký số (key usage)"
    public_key = certificate.public_key
    if not reason and public_key.algorithm == "rsa" and public_key.bit_size < _LEAST_RSA_BITS:
        reason = f"có khóa RSA {public_key.bit_size} bit, quá yếu"
    if reason:
        raise CertificateUnfit(holder=holder_of(certificate), reason=reason)


def holder_of(certificate: Certificate) -> str:
    """Return whom a certificate was given to, as people call it."""
    return _name_in(certificate.subject.native)


def issuer_of(certificate: Certificate) -> str:
    """Return who gave a certificate."""
    return _name_in(certificate.issuer.native)


@contextmanager
def _from_file(key: KeyFile) -> Iterator[Signer]:
    try:
        signer = SimpleSigner.load_pkcs12_data(key.content, [], key.passphrase or None)
    except (ValueError, TypeError, AttributeError, PdfError) as failure:
        # The cause is left out: what it quotes is not known.
        raise KeyRefused from None if failure else failure
    yield signer


@contextmanager
def _from_token(token: Token) -> Iterator[Signer]:
    try:
        with open_pkcs11_session(
            token.library, token_criteria=TokenCriteria(label=token.label), user_pin=token.pin
        ) as session:
            signer = PKCS11Signer(
                session, cert_label=token.key, key_label=token.key, other_certs_to_pull=None
            )
            # Tokens that sign with elliptic curves often cannot compute the digest themselves.
            signer.use_raw_mechanism = signer.signing_cert.public_key.algorithm == "ec"
            yield signer
    except (LibraryRefused, pkcs11.PKCS11Error, PdfError) as failure:
        raise TokenRefused(reason=type(failure).__name__) from None


def _name_in(name: dict[str, object]) -> str:
    return str(name.get("common_name") or name.get("organization_name") or "?")
