"""The proof on a certificate: what it says, how it is signed, written, and checked by anybody with the public keys.

Pure: no database, no file, no clock. A proof is 80 bytes, written as 128 signs of the alphabet of codes; the format is
told to everybody in docs/giay-ghi-nhan.md, and whoever changes it gives it another first byte.
"""

import hashlib
import struct
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from pledges.foundation.codes import ALPHABET

PROOF_SIGNS = 128
"""80 bytes are exactly 128 signs of 5 bits: no bit is left over in which two texts of one proof could differ."""

PROOF_BYTES = 80
SIGNATURE_BYTES = 64
FORMAT = 0x11
"""First byte: version 1 of the payload in the high half, algorithm 1 (Ed25519, RFC 8032) in the low half."""

# What is signed begins with these words, so that no signature made for something else could pass for a proof.
_DOMAIN = b"pledges/certificate-proof/1\0"
_NAME_DOMAIN = b"pledges/certificate-name/1\0"
_FORM_DOMAIN = b"pledges/certificate-form/1\0"
# Format, key, issued, until and signed as days since 2000-01-01, campaign (its upper 8 bits first), form, name.
_PAYLOAD = struct.Struct(">BHHHHBHHH")
_FIRST_DAY = date(2000, 1, 1)
_HIGHEST_KEY = (1 << 16) - 1
_HIGHEST_CAMPAIGN = (1 << 24) - 1
_HIGHEST_DAY = (1 << 16) - 1
_VALUES = {sign: value for value, sign in enumerate(ALPHABET)}


@dataclass(frozen=True)
class Claim:
    """What a proof says of the certificate with the number: who signed when, what for, until when, and to whom.

    ``form`` and ``name`` are digests of 16 bits (``digest_of_form``, ``digest_of_name``).
    """

    number: str
    key_id: int
    issued_on: date
    until_on: date
    signed_on: date
    campaign_id: int
    form: int
    name: int


@dataclass(frozen=True)
class PublicKey:
    """The public half of a key, 32 bytes; what it signed on the day ``revoked_from`` or later is worth nothing."""

    raw: bytes
    revoked_from: date | None = None


class Outcome(StrEnum):
    """What a proof turned out to be."""

    GENUINE = "genuine"
    MALFORMED = "malformed"
    """No proof at all: wrong length, a sign that is not of the alphabet."""
    OTHER_FORMAT = "other_format"
    """Of a version or an algorithm that is not this one."""
    UNKNOWN_KEY = "unknown_key"
    """Made with a key that is not among those given."""
    FALSE = "false"
    """The signature does not fit: something was changed, or another key made it."""
    REVOKED = "revoked"
    """Rightly signed, but with a key that was worth nothing any more on that day."""


@dataclass(frozen=True)
class Reading:
    """What was found: ``claim`` is there only when the signature fits (genuine or revoked)."""

    outcome: Outcome
    claim: Claim | None = None

    @property
    def is_genuine(self) -> bool:
        """Whether the paper carries what a key in good standing signed for this very number."""
        return self.outcome is Outcome.GENUINE


class ClaimUnsayable(ValueError):
    """A value has no room in a proof: a key beyond 65,535, a campaign beyond 16,777,215, a day out of 2000-2179."""


def digest_of_name(number: str, name: str) -> int:
    """Return 16 bits that tell one name from most others: NFC, one space between words, case folded.

    **why 16 bits**: on purpose, thousands of names share each value, so that who photographs the code alone cannot
    find the name by trying names; whoever writes another name on the paper is caught in 65,535 cases of 65,536. The
    number goes in, so that two papers of one person do not tell that they are.
    """
    folded = " ".join(unicodedata.normalize("NFC", name).casefold().split())
    return _short(_NAME_DOMAIN, number, folded)


def digest_of_form(form_code: str) -> int:
    """Return 16 bits that tell a form from another."""
    return _short(_FORM_DOMAIN, form_code)


def make_proof(claim: Claim, private_key: Ed25519PrivateKey) -> bytes:
    """Sign a claim: 16 bytes that say it and 64 of signature. The same claim and key give the same bytes.

    :raises ClaimUnsayable: when a value does not fit into its place.
    """
    payload = _payload_of(claim)
    return payload + private_key.sign(_message(claim.number, payload))


def written(proof: bytes) -> str:
    """Return a proof as it stands behind the dot of the address: 128 capitals and digits."""
    number = int.from_bytes(proof, "big")
    return "".join(ALPHABET[number >> shift & 31] for shift in range(5 * (PROOF_SIGNS - 1), -1, -5))


def read(text: str) -> bytes | None:
    """Return the bytes of a written proof; None when it is none. Each proof has one text: every other is refused."""
    if len(text) != PROOF_SIGNS or not _VALUES.keys() >= set(text):
        return None
    number = 0
    for sign in text:
        number = number << 5 | _VALUES[sign]
    return number.to_bytes(PROOF_BYTES, "big")


def verify(number: str, text: str, keys: Mapping[int, PublicKey]) -> Reading:
    """Check the proof that stands on the certificate with a number, with public keys by their ids.

    ``number`` is as it is printed. Nothing is raised for whatever may be written there: the outcome tells.
    """
    proof = read(text)
    return Reading(Outcome.MALFORMED) if proof is None else verify_bytes(number, proof, keys)


def verify_bytes(number: str, proof: bytes, keys: Mapping[int, PublicKey]) -> Reading:
    """Check a proof of 80 bytes as ``verify`` does."""
    if len(proof) != PROOF_BYTES:
        return Reading(Outcome.MALFORMED)
    payload, signature = proof[:-SIGNATURE_BYTES], proof[-SIGNATURE_BYTES:]
    if payload[0] != FORMAT:
        return Reading(Outcome.OTHER_FORMAT)
    claim = _claim_of(number, payload)
    key = keys.get(claim.key_id)
    if key is None:
        return Reading(Outcome.UNKNOWN_KEY)
    if not _fits(key.raw, signature, _message(number, payload)):
        return Reading(Outcome.FALSE)
    is_revoked = key.revoked_from is not None and claim.signed_on >= key.revoked_from
    return Reading(Outcome.REVOKED if is_revoked else Outcome.GENUINE, claim)


def said_by(number: str, proof: bytes) -> Claim | None:
    """Return what a proof that was made here says, without checking it again; None when it is of another format."""
    return _claim_of(number, proof[:-SIGNATURE_BYTES]) if proof[:1] == bytes([FORMAT]) else None


def _fits(raw: bytes, signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(raw).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _message(number: str, payload: bytes) -> bytes:
    written_number = number.encode()
    return _DOMAIN + len(written_number).to_bytes(2, "big") + written_number + payload


def _payload_of(claim: Claim) -> bytes:
    days = [(day - _FIRST_DAY).days for day in (claim.issued_on, claim.until_on, claim.signed_on)]
    is_sayable = (
        0 <= claim.key_id <= _HIGHEST_KEY
        and 0 <= claim.campaign_id <= _HIGHEST_CAMPAIGN
        and all(0 <= day <= _HIGHEST_DAY for day in days)
    )
    if not is_sayable:
        raise ClaimUnsayable
    campaign = divmod(claim.campaign_id, 1 << 16)
    return _PAYLOAD.pack(FORMAT, claim.key_id, *days, *campaign, claim.form, claim.name)


def _claim_of(number: str, payload: bytes) -> Claim:
    _format, key_id, issued, until, signed, campaign_high, campaign_low, form, name = _PAYLOAD.unpack(payload)
    issued_on, until_on, signed_on = (_FIRST_DAY + timedelta(days=days) for days in (issued, until, signed))
    return Claim(
        number, key_id, issued_on, until_on, signed_on, campaign_high << 16 | campaign_low, form, name
    )


def _short(domain: bytes, *parts: str) -> int:
    written_parts = (part.encode() for part in parts)
    told = b"".join(len(part).to_bytes(2, "big") + part for part in written_parts)
    return int.from_bytes(hashlib.sha256(domain + told).digest()[:2], "big")
