"""The alphabet of codes and references: no look-alikes, and a check character that catches a slip of the finger."""

from pledges.foundation.errors import DomainError
from pledges.foundation.locale import mark

# 32 signs: digits 2-9 and capitals without I and O; 0/O and 1/I look alike on cheap print.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_SIGNS = 12
"""12 signs of 5 bits: 60 bits. Among 10^7 living codes one guess in 10^11 hits."""
# Names that every Vietnamese knows; F, J, W and Z begin no Vietnamese word and are called by their names.
_VIETNAMESE_WORDS = (
    "hai ba bốn năm sáu bảy tám chín|A như An|B như Bình|C như Cường|D như Dung|E như Em|F (ép-phờ)|G như Giang"
    "|H như Hà|J (gi)|K như Khánh|L như Lan|M như Minh|N như Nam|P như Phú|Q như Quang|R như Rạng|S như Sơn"
    "|T như Tâm|U như Uyên|V như Vân|W (vê kép)|X như Xuân|Y như Yến|Z (dét)"
)
# The international spelling alphabet of the ICAO.
_ENGLISH_WORDS = (
    "two three four five six seven eight nine|A Alfa|B Bravo|C Charlie|D Delta|E Echo|F Foxtrot|G Golf|H Hotel"
    "|J Juliett|K Kilo|L Lima|M Mike|N November|P Papa|Q Quebec|R Romeo|S Sierra|T Tango|U Uniform|V Victor|W Whiskey"
    "|X X-ray|Y Yankee|Z Zulu"
)
_POLYNOMIAL = 0b100101  # x^5 + x^2 + 1, primitive over GF(2): multiplying by x runs through all 31 values
_IDLE = str.maketrans("", "", " -–—.\u00a0")


def _spelling(words: str) -> dict[str, str]:
    digits, *letters = words.split("|")
    return dict(zip(ALPHABET, [*digits.split(), *letters], strict=True))


_SPOKEN = {"vi": _spelling(_VIETNAMESE_WORDS), "en": _spelling(_ENGLISH_WORDS)}


class CodeMistyped(DomainError):
    """What was typed has the wrong length, a sign codes never have, or a check character that does not fit."""

    status = 404
    title = mark("Mã này gõ chưa đúng")
    advice = mark("Mã có 13 chữ và số, không có số 0, số 1, chữ O, chữ I. Xin xem lại trên giấy và gõ lại.")


def code_from(digest: bytes) -> str:
    """Return the 12 signs and check character for the first 60 bits of a digest."""
    number = int.from_bytes(digest[:8], "big") >> 4
    signs = "".join(ALPHABET[number >> shift & 31] for shift in range(55, -1, -5))
    return signs + check_character(signs)


def check_character(signs: str) -> str:
    """Return the check character over GF(32): the sum of sign times α^position, α a primitive element.

    Weights of neighbours differ and none is zero, so every single wrong sign and every swap of two
    neighbours changes it.
    """
    total = 0
    for sign in signs:
        total = _times_x(total ^ ALPHABET.index(sign))
    return ALPHABET[total]


def checked_code(typed: str) -> str:
    """Return the 13 signs of a typed or scanned code: case, spaces and hyphens do not count.

    :raises CodeMistyped: kindly, when it cannot be a code.
    """
    signs = typed.upper().translate(_IDLE)
    if len(signs) != CODE_SIGNS + 1 or any(sign not in ALPHABET for sign in signs):
        raise CodeMistyped
    if check_character(signs[:-1]) != signs[-1]:
        raise CodeMistyped
    return signs


def grouped_code(code: str) -> str:
    """Return the code as it is printed and read out: XXXX-XXXX-XXXXX."""
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"


def spoken_code(code: str, language: str) -> str:
    """Return the code as one reads it out on the telephone: each sign with a word that begins with it.

    Groups are apart by a full stop, as on paper: "hai, A như An, …. …".
    """
    words = _SPOKEN[language]
    return ". ".join(", ".join(words[sign] for sign in group) for group in grouped_code(code).split("-"))


def _times_x(value: int) -> int:
    value <<= 1
    return value ^ _POLYNOMIAL if value & 32 else value
