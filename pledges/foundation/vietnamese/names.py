"""People's names: how they are written and how much of them a stranger may see."""

import re
import unicodedata

_WORD = re.compile(r"\S+")
_PIECE = re.compile(r"[^'’\-]+")


def mask_name(full_name: str) -> str:
    """Show initials and the given name: "Nguyễn Văn Đức" is "N*** V*** Đức".

    Three stars whatever the length. A name of one word keeps its first letter only: the word is the whole
    name.
    """
    words = unicodedata.normalize("NFC", full_name).split()
    if words[1:]:
        return " ".join([*map(_initial, words[:-1]), words[-1]])
    return "".join(map(_initial, words))


def title_name(name: str) -> str:
    """Write names typed in capitals or in small letters with initial capitals: "K'BRƠI" is "K'Brơi".

    Words in mixed case are left as they were typed. The result is NFC.
    """
    composed = unicodedata.normalize("NFC", name)
    # What most lists hold is written well: letters and spaces, each word with one capital.
    if composed.istitle() and composed.replace(" ", "").isalpha():
        return composed
    return _WORD.sub(_titled_word, composed)


def _initial(word: str) -> str:
    return next(filter(str.isalnum, word), "") + "***"


def _titled_word(match: re.Match[str]) -> str:
    word = match[0]
    if not (word.isupper() or word.islower()):
        return word
    return _PIECE.sub(lambda piece: piece[0][:1].upper() + piece[0][1:].lower(), word)
