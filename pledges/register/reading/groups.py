"""Where a list says its rows belong: hamlets by rows between them, by the sheet's name or the title; and groups."""

import re
from dataclasses import dataclass

from pledges.foundation.vietnamese.cleaning import clean
from pledges.foundation.vietnamese.folding import fold
from pledges.foundation.vietnamese.names import title_name
from pledges.foundation.workbook.values import Row

_SHOUTED = re.compile(r"\b(?!UB(?:ND|MTTQ)\b)[^\W\d_]*[AEIOUYĂÂÊÔƠƯÀ-Ỹ][^\W\d_]*\b")
_HAMLET = "thôn|khu phố|kp|tdp|tổ dân phố|khu dân cư|ấp|bản|làng|buôn|bon|khóm|sóc|tiểu khu|khu"
_TYPES = re.compile(r"\b(?:khu phố|tổ dân phố|khu dân cư|tiểu khu|tổ tự quản|tổ liên gia)\b", re.IGNORECASE)
# What may be a hamlet in one province and a part of one in another.
_EITHER = "xóm"
_PART = "tổ tự quản|tổ liên gia|tổ|cụm|nhóm|đội"
_ABOVE = "xã|phường|đặc khu"
_NAMED = re.compile(
    rf"(?:(?P<hamlet>{_HAMLET})|(?P<either>{_EITHER})|(?P<part>{_PART})|(?P<above>{_ABOVE}))\b.*",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*[(\[].*")
# "DANH SÁCH HỘ DÂN THÔN PHÚ SƠN NĂM 2026": the hamlet's name ends where something else begins.
_IN_TITLE = re.compile(
    r"\b(?:thôn|khu phố|kp|tổ dân phố|tdp|ấp|buôn|bản|khóm)\s+[^\W_]"
    r"(?:(?!\s+(?:năm|tháng|xã|phường|đặc khu|thuộc|đợt|quý)\b)[^,;:()–])*",
    re.IGNORECASE,
)
_USUAL_SHEET_NAME = re.compile(
    r"(?:sheet|trang tinh|trang|bang|ds|danh sach|data|tong hop|th|in|book|tong)(?: ?\d*)(?: ho(?: dan)?)?|\d*"
)
_TITLE_ROWS = 12


@dataclass(frozen=True, slots=True)
class Under:
    """What a row stands under: its hamlet or office, and the part of a hamlet; "" where the list does not say."""

    group: str = ""
    part: str = ""

    def below(self, label: str) -> "Under":
        """Return what the rows after a row that names a group stand under."""
        name = _ASIDE.sub("", without_shouting(label))
        named = _NAMED.fullmatch(name)
        if named and named["part"]:
            return Under(self.group, name)
        if named and named["above"]:
            return Under()
        if named and named["either"] and self.group and not fold(self.group).startswith(fold(_EITHER)):
            return Under(self.group, name)
        return Under(name)


def group_of_sheet(name: str, lists_in_file: int) -> str:
    """Return the hamlet that a sheet is named after; a plain name says so only beside other sheets."""
    cleaned = clean(name)
    named = _NAMED.fullmatch(cleaned)
    if named:
        return without_shouting(cleaned) if named["hamlet"] or named["either"] else ""
    if lists_in_file < 2 or _USUAL_SHEET_NAME.fullmatch(fold(cleaned)):
        return ""
    return without_shouting(cleaned)


def group_in_title(rows: tuple[Row, ...], first_head_row: int) -> str:
    """Return the hamlet that the title over the list names, or ""."""
    for row in rows[:_TITLE_ROWS]:
        if row.number >= first_head_row:
            return ""
        for cell in row.cells:
            found = _IN_TITLE.search(clean(cell)) if isinstance(cell, str) else None
            if found:
                return without_shouting(found[0].strip(" .-"))
    return ""


def without_shouting(text: str) -> str:
    """Write a place typed in capitals with initial capitals; abbreviations without a vowel (KP, TDP) stay."""
    return _TYPES.sub(_calm, _SHOUTED.sub(_titled, text)) if text.isupper() else text


def _calm(words: re.Match[str]) -> str:
    return words[0].capitalize()


def _titled(word: re.Match[str]) -> str:
    return title_name(word[0])
