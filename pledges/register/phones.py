"""Telephone numbers at rest: sealed with a key that is not in the database."""

import base64
import json

from cryptography.fernet import Fernet

from pledges.foundation.keys import Keys


def seal_phones(keys: Keys, phones: tuple[str, ...]) -> bytes | None:
    """Return the numbers (E.164) encrypted and authenticated, or None when there are none."""
    return _box(keys).encrypt(json.dumps(phones).encode()) if phones else None


def open_phones(keys: Keys, sealed: bytes | None) -> tuple[str, ...]:
    """Return the numbers that ``seal_phones`` sealed."""
    return tuple(json.loads(_box(keys).decrypt(sealed))) if sealed else ()


def _box(keys: Keys) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(keys.for_purpose("phone")))
