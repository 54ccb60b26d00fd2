"""Drawn signatures at rest: sealed with a key that is not in the database, and found again when they are copies."""

import base64

from cryptography.fernet import Fernet

from pledges.foundation.keys import Keys

# So many steps along the longer side: far finer than anybody repeats a movement, coarser than what rounding changes.
_STEPS = 100


class SignatureBox:
    """Seals and opens drawings (strokes apart by ";", points "x,y" apart by blanks), many with one key."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._box = Fernet(base64.urlsafe_b64encode(keys.for_purpose("signature")))

    def sealed(self, strokes: str) -> bytes:
        """Return the drawing encrypted and authenticated."""
        return self._box.encrypt(strokes.encode())

    def opened(self, sealed: bytes) -> str:
        """Return the drawing that was sealed."""
        return self._box.decrypt(sealed).decode()

    def mark(self, strokes: str) -> bytes:
        """Return the keyed hash by which the same drawing is found again, also moved or enlarged, opening none."""
        return self._keys.digest("signature-mark", shape_of(strokes))


def shape_of(strokes: str) -> str:
    """Return the drawing moved to the corner and brought to one size, as text."""
    lines = [[_point(point) for point in stroke.split(" ")] for stroke in strokes.split(";")]
    left = min(x for line in lines for x, _y in line)
    top = min(y for line in lines for _x, y in line)
    side = max(max(x - left, y - top) for line in lines for x, y in line) or 1
    return ";".join(
        " ".join(f"{round((x - left) * _STEPS / side)},{round((y - top) * _STEPS / side)}" for x, y in line)
        for line in lines
    )


def _point(text: str) -> tuple[int, int]:
    x, _, y = text.partition(",")
    return int(x), int(y)
