"""Telephone numbers at rest: sealed with a key that is not in the database."""

import base64
import json

from cryptography.fernet import Fernet

from pledges.foundation.keys import Keys


class PhoneBox:
    """Seals and opens telephone numbers, many with one key."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._box = Fernet(base64.urlsafe_b64encode(keys.for_purpose("phone")))

    def sealed(self, phones: tuple[str, ...]) -> bytes | None:
        """Return the numbers (E.164) encrypted and authenticated, or None when there are none."""
        return self._box.encrypt(json.dumps(phones).encode()) if phones else None

    def opened(self, sealed: bytes | None) -> tuple[str, ...]:
        """Return the numbers that were sealed."""
        return tuple(json.loads(self._box.decrypt(sealed))) if sealed else ()

    def mark(self, phone: str) -> bytes:
        """Return the keyed hash by which the same number is found again without opening any."""
        return self._keys.digest("phone-mark", phone)


def seal_phones(keys: Keys, phones: tuple[str, ...]) -> bytes | None:
    """Return the numbers (E.164) encrypted and authenticated, or None when there are none."""
    return PhoneBox(keys).sealed(phones) if phones else None


def open_phones(keys: Keys, sealed: bytes | None) -> tuple[str, ...]:
    """Return the numbers that ``seal_phones`` sealed."""
    return PhoneBox(keys).opened(sealed)
