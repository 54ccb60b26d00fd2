"""Search keys: what two people type for the same thing becomes the same plain letters."""

import re
import unicodedata
from functools import lru_cache

from pledges.foundation.vietnamese.cleaning import clean

# All marks go. Letters with a stroke do not decompose; ƀ stands in M'Nông and Ê Đê names.
_PLAIN_LETTERS: dict[int, str | None] = dict.fromkeys(range(0x300, 0x370)) | {ord("đ"): "d", ord("ƀ"): "b"}
_NOT_LETTERS_OR_DIGITS = re.compile(r"[\W_]+")

_UNIT_TYPES = (
    "tỉnh|thành phố|quận|huyện|thị xã|xã|phường|thị trấn|đặc khu"
    "|thôn|bản|làng|buôn|bon|plei|ấp|khóm|sóc|phum sóc|xóm|khu|khu phố"
    "|tổ dân phố|khu dân cư|cụm dân cư|tiểu khu|tổ|tổ tự quản|tổ liên gia|nhóm hộ|tp|tx|tt|tdp|kp|p|x"
)


def fold(text: str) -> str:
    """Fold to lower-case letters and digits without marks, single spaces between: "K' Brơi" is "k broi".

    "Hoà", "Hòa" and "hoa" are all "hoa": rank exact spellings first where that matters.
    """
    return " ".join(filter(None, map(_folded_word, clean(text).split(" "))))


# A commune has thousands of names and some hundred words in them.
@lru_cache(maxsize=8192)
def _folded_word(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.casefold())
    return _NOT_LETTERS_OR_DIGITS.sub(" ", decomposed.translate(_PLAIN_LETTERS)).strip()


_LONGEST_TYPE_FIRST = "|".join(sorted(map(fold, _UNIT_TYPES.split("|")), key=len, reverse=True))
_TYPE_WORD = re.compile(rf"^(?:{_LONGEST_TYPE_FIRST})(?: |(?=\d))(?=\w)")
_LEADING_ZEROS = re.compile(r"\b0+(?=\d)")


def fold_unit_name(name: str) -> str:
    """Fold a unit's name without the word for its type: "Phường Phú Thuỷ" is "phu thuy", "KP03" is "3".

    One type word is dropped, and only if a name remains, so "Phường Buôn Ma Thuột" is "buon ma thuot" while
    the bare "Buôn Ma Thuột" loses its "buôn": compare the type too wherever it is known, because names
    repeat.
    """
    return _LEADING_ZEROS.sub("", _TYPE_WORD.sub("", fold(name), count=1))
