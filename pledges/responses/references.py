"""The receipt's reference: derived from the form page that was sent, and found again by a keyed hash only."""

from pledges.foundation.codes import code_from
from pledges.foundation.keys import Keys


def reference_of(keys: Keys, attempt: bytes, invitation_id: int) -> str:
    """Return the reference of a form page: the same page gives the same one however often it is sent.

    **why derived**: a resend finds its receipt without the reference being stored anywhere in the clear.
    """
    return code_from(keys.digest("reference", attempt, invitation_id))


def reference_mark(keys: Keys, reference: str) -> bytes:
    """Return the keyed hash under which a reference is stored: the database alone opens no receipt."""
    return keys.digest("reference-lookup", reference)


def attempt_purpose(invitation_id: int) -> str:
    """Return what a pledge's form page is signed for, so that it counts for no other household or campaign."""
    return f"pledge:{invitation_id}"
