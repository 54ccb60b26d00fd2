"""Vietnamese telephone numbers: from what stands in a cell to E.164, and masked for lists."""

import re
from functools import lru_cache

import phonenumbers

# Mobile numbers of eleven digits lost one in September 2018: the three digits after the zero became two.
_MOBILE_HEADS_OF_2018 = {
    "120": "70", "121": "79", "122": "77", "126": "76", "128": "78",
    "123": "83", "124": "84", "125": "85", "127": "81", "129": "82",
    "162": "32", "163": "33", "164": "34", "165": "35", "166": "36", "167": "37", "168": "38", "169": "39",
    "186": "56", "188": "58", "199": "59",
}  # fmt: skip
# Area codes changed in 2017; these two, Bình Thuận's and Lâm Đồng's, still stand in the lists of their
# communes.
_AREA_CODES_OF_2017 = {"62": "252", "63": "263"}

# From the surest division between two numbers to the weakest, tried only where the whole is no number.
_DIVIDERS = [
    re.compile(r"[,;|\n/]|hoặc|và"),
    re.compile(r"\s+[-–—]\s+"),
    re.compile(r"[-–—]"),
    re.compile(r"\s{2,}"),
]
_ONE = r"(02\d{9}|01\d{9}|0[35789]\d{8})"
_TWO_RUN_TOGETHER = re.compile(_ONE + _ONE)
_LONGEST_CELL = 200
# Without the trunk zero.
_MOBILE_DIGITS, _LANDLINE_DIGITS = 9, 10
_OLD_MOBILE_DIGITS, _OLD_LANDLINE_DIGITS = 10, 9
_NOT_DIGITS = re.compile(r"\D")
# Networks and areas are told by the first three digits: one answer of the library serves all numbers of a head.
_DECIDED_BY_HEAD = "235789"
_HEAD_DIGITS = 3
_ANY_REST = "4567890"

_DIALLED_IN_HOMES = {
    phonenumbers.PhoneNumberType.MOBILE,
    phonenumbers.PhoneNumberType.FIXED_LINE,
    phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
}


def parse_phones(cell: str) -> tuple[str, ...]:
    """Read all numbers of a cell as E.164, in order, each once: "0252 3821234 - 0987654321" gives two.

    Restores the zero a spreadsheet lost, converts eleven-digit mobiles of before 2018, and gives nothing
    for what cannot be dialled: words, identity numbers, a landline without its area code.
    """
    return tuple(dict.fromkeys(_numbers_in(cell[:_LONGEST_CELL], _DIVIDERS)))


def mask_phone(e164: str) -> str:
    """Show the first two and the last three digits as dialled at home: "+84913456789" is "09•••••789"."""
    dialled = "0" + e164.removeprefix("+84")
    return dialled[:2] + "•" * (len(dialled) - 5) + dialled[-3:]


def _numbers_in(text: str, dividers: list[re.Pattern[str]]) -> list[str]:
    number = _e164(text)
    if number:
        return [number]
    if not dividers:
        halves = _TWO_RUN_TOGETHER.fullmatch(_NOT_DIGITS.sub("", text))
        return [half for half in map(_e164, halves.groups()) if half] if halves else []
    return [number for piece in dividers[0].split(text) for number in _numbers_in(piece, dividers[1:])]


def _e164(text: str) -> str | None:
    national = _national(text if text.isdecimal() else _NOT_DIGITS.sub("", text))
    if len(national) not in (_MOBILE_DIGITS, _LANDLINE_DIGITS) or not national.isascii():
        return None
    return f"+84{national}" if _is_known(national) else None


def _is_known(national: str) -> bool:
    if national[0] in _DECIDED_BY_HEAD:
        return _is_known_head(national[:_HEAD_DIGITS], len(national))
    return not national.startswith("0") and _is_dialled(national)


@lru_cache(maxsize=2_000)
def _is_known_head(head: str, digits: int) -> bool:
    return _is_dialled(head + _ANY_REST[: digits - _HEAD_DIGITS])


def _is_dialled(national: str) -> bool:
    number = phonenumbers.PhoneNumber(country_code=84, national_number=int(national))
    return phonenumbers.number_type(number) in _DIALLED_IN_HOMES


def _national(digits: str) -> str:
    """Strip the trunk zero or the country code and bring old numbers to today's."""
    national = digits.removeprefix("00")
    if len(national) >= len("84") + _MOBILE_DIGITS:
        national = national.removeprefix("84")
    national = national.removeprefix("0")
    if len(national) == _OLD_MOBILE_DIGITS and national[:3] in _MOBILE_HEADS_OF_2018:
        return _MOBILE_HEADS_OF_2018[national[:3]] + national[3:]
    if len(national) == _OLD_LANDLINE_DIGITS and national[:2] in _AREA_CODES_OF_2017:
        return _AREA_CODES_OF_2017[national[:2]] + national[2:]
    return national
