"""The texts that carry a household's link by Zalo or SMS: what may stand in them, and how long they are. Pure."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from pledges.foundation.locale import mark

BLANKS = ("ten_chu_ho", "thon", "co_quan", "dot", "den_ngay", "duong_dan")
NEEDED_BLANK = "duong_dan"
DEFAULT_TEXT = mark(
    "Kính gửi gia đình ông/bà {ten_chu_ho}, {thon}. {co_quan} mời gia đình đọc và cho ý kiến về bản cam kết của"
    " {dot}, đến hết ngày {den_ngay}: {duong_dan} Ký hay không ký là tùy gia đình, không ảnh hưởng đến thủ tục, chế độ."
    " Đường dẫn này dành riêng cho gia đình, xin không chuyển tiếp."
)
_BLANK = re.compile(r"\{([^{}]*)\}")
_STROKED = str.maketrans("đĐ", "dD")
# What one SMS holds, and each part of a longer one: letters of the GSM alphabet, or any letter at all (3GPP TS 23.038).
_GSM_ONE, _GSM_PART = 160, 153
_ANY_ONE, _ANY_PART = 70, 67
_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_DOUBLE = frozenset("^{}\\[~]|€")


@dataclass(frozen=True)
class ReadyMessage:
    """One household's text, ready to be pasted; ``parts`` is how many SMS it takes."""

    number: int
    head_name: str
    text: str
    parts: int


def unknown_blanks(text: str) -> list[str]:
    """Return the names of blanks that a message cannot have, in their order."""
    return [name for name in _BLANK.findall(text) if name not in BLANKS]


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return the text with its blanks filled; a value is taken as it is."""
    return _BLANK.sub(lambda blank: values.get(blank[1], blank[0]), text)


def in_sentence(title: str) -> str:
    """Return a campaign's title as it stands inside a sentence: "Đợt vận động …" begins small, a name does not."""
    return title[:1].lower() + title[1:] if title.startswith(("Đợt ", "Campaign ")) else title


def without_marks(text: str) -> str:
    """Return the text without tone marks, as many people write an SMS: "Kính gửi" is "Kinh gui"."""
    plain = unicodedata.normalize("NFD", text).translate(_STROKED)
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def sms_parts(text: str) -> int:
    """Return how many SMS a text takes: 160 letters without marks in one, 70 with them."""
    if set(text) <= _GSM | _GSM_DOUBLE:
        length = len(text) + sum(1 for sign in text if sign in _GSM_DOUBLE)
        return 1 if length <= _GSM_ONE else -(-length // _GSM_PART)
    length = len(text.encode("utf-16-le")) // 2
    return 1 if length <= _ANY_ONE else -(-length // _ANY_PART)
