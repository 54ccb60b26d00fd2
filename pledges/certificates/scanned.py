"""What a certificate's code, a typed number or a published list of keys says, before anything is believed. Pure."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pledges.certificates.proofs import FORMAT, PublicKey
from pledges.certificates.rules import NumberMistyped, checked_number

# The longest code of ours has some 200 signs; a text of a megabyte is not looked into.
_LONGEST = 1024


@dataclass(frozen=True)
class Scanned:
    """A certificate's number and what stands behind its dot, as they were brought.

    ``proof`` is None for a number alone, which is then as it is printed. ``host`` is where the code leads, "" for none.
    """

    number: str
    proof: str | None
    host: str = ""


class KeysUnreadable(ValueError):
    """It is not what ``/V/keys.json`` gives."""


def scanned(text: str) -> Scanned | None:
    """Take a code's or a typed text apart; None when it is none of a certificate.

    A number before a proof stays exactly as it was brought: the proof is for the number as it is printed.
    """
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    host, found, rest = text.partition("/V/")
    if not found:
        host, found, rest = text.partition("/v/")
    number, dot, proof = (rest if found else text).partition(".")
    host = host.rpartition("//")[2].lower() if found else ""
    if dot:
        return Scanned(number, proof, host) if _is_like_a_number(number) else None
    try:
        return Scanned(checked_number(number), None, host)
    except NumberMistyped:
        return None


def keys_from(content: str) -> dict[int, PublicKey]:
    """Return the public keys that ``/V/keys.json`` gave, by id.

    :raises KeysUnreadable: when it is something else.
    """
    try:
        published = json.loads(content)
        if published["algorithm"] != "Ed25519" or published["format"] != FORMAT:
            raise KeysUnreadable
        keys = {int(each["id"]): _key(each) for each in published["keys"]}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as failure:
        raise KeysUnreadable from failure
    if not keys:
        raise KeysUnreadable
    return keys


def _key(each: Mapping[str, str]) -> PublicKey:
    raw = bytes.fromhex(each["public_key"])
    if len(raw) != 32:
        raise KeysUnreadable
    revoked = each.get("revoked_from")
    return PublicKey(raw, date.fromisoformat(revoked) if revoked else None)


def _is_like_a_number(text: str) -> bool:
    """Tell whether a text before a dot can have been a number at all: any other address has dots as well."""
    return text.count("-") >= 2 or sum(sign.isdigit() for sign in text) >= 10
