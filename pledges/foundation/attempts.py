"""The mark of one filling-in of a form: made by the server, signed into the page, stored only when it is sent."""

import base64
import binascii
import hmac

from pledges.foundation.errors import DomainError
from pledges.foundation.keys import Keys
from pledges.foundation.locale import mark
from pledges.foundation.moments import Occasion

_ATTEMPT_BYTES = 16
_SIGNATURE_BYTES = 12


class AttemptInvalid(DomainError):
    """The form page's own mark is missing, was altered, or belongs to another form."""

    status = 400
    title = mark("Trang này đã mở quá lâu hoặc không còn nguyên vẹn")
    advice = mark("Xin quét lại mã QR rồi điền lại.")


def new_attempt(keys: Keys, purpose: str, occasion: Occasion) -> str:
    """Return a fresh signed attempt for a hidden field; the purpose names the form and whose it is.

    Two pages opened with the same code have different attempts; one page sent twice has the same.
    """
    attempt = occasion.chance(_ATTEMPT_BYTES)
    return base64.urlsafe_b64encode(attempt + _signature(keys, purpose, attempt)).decode().rstrip("=")


def checked_attempt(keys: Keys, purpose: str, text: str) -> bytes:
    """Return the attempt behind a hidden field.

    :raises AttemptInvalid: when it was not made by this server for this purpose.
    """
    try:
        raw = base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except (ValueError, binascii.Error) as unreadable:
        raise AttemptInvalid from unreadable
    attempt, signature = raw[:_ATTEMPT_BYTES], raw[_ATTEMPT_BYTES:]
    if not hmac.compare_digest(signature, _signature(keys, purpose, attempt)):
        raise AttemptInvalid
    return attempt


def _signature(keys: Keys, purpose: str, attempt: bytes) -> bytes:
    return keys.digest("attempt", purpose, attempt)[:_SIGNATURE_BYTES]
