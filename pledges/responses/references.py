"""The receipt's reference: derived from the form page that was sent, and found again by a keyed hash only."""

from pledges.foundation.codes import code_from
from pledges.foundation.keys import Keys
from pledges.foundation.moments import Occasion


def reference_of(keys: Keys, attempt: bytes, invitation_id: int) -> str:
    """Return the reference of a form page: the same page gives the same one however often it is sent.

    **why derived**: a resend finds its receipt without the reference being stored anywhere in the clear.
    """
    return code_from(keys.digest("reference", attempt, invitation_id))


def reference_mark(keys: Keys, reference: str) -> bytes:
    """Return the keyed hash under which a reference is stored: the database alone opens no receipt."""
    return keys.digest("reference-lookup", reference)


def attempt_purpose(invitation_id: int, version_id: int) -> str:
    """Return what a pledge's form page is signed for: it counts for no other subject, campaign or wording."""
    return f"pledge:{invitation_id}:{version_id}"


def correction_purpose(response_id: int, version_id: int) -> str:
    """Return what the page that corrects a version of a pledge is signed for, with the wording that it shows."""
    return f"correct:{response_id}:{version_id}"


def member_link(occasion: Occasion, keys: Keys) -> dict[str, bytes]:
    """Return the nonce of a new member's own link and the keyed hash under which the link is found again."""
    nonce = occasion.chance(16)
    return {"nonce": nonce, "lookup": member_mark(keys, member_code(keys, nonce))}


def member_code(keys: Keys, nonce: bytes) -> str:
    """Return the 13 signs of a member's own link."""
    return code_from(keys.digest("member", nonce))


def member_mark(keys: Keys, code: str) -> bytes:
    """Return the keyed hash under which a member's link is stored."""
    return keys.digest("member-lookup", code)


def joining_purpose(invitation_id: int) -> str:
    """Return what the page is signed for on which a member of a signed household types the own name."""
    return f"member:{invitation_id}"
