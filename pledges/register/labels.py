"""What a column of a commune's list holds, by the words at its head."""

import re
from enum import StrEnum

from pledges.foundation.vietnamese.folding import fold


class Field(StrEnum):
    """What the reader can make use of."""

    NUMBER = "number"
    NAME = "name"
    FAMILY_NAME = "family_name"
    BIRTH = "birth"
    RELATION = "relation"
    ADDRESS = "address"
    PEOPLE = "people"
    PHONE = "phone"
    NOTE = "note"


# Written with tone marks for the reader, folded before use; "…" stands for anything that follows.
_LABELS: dict[Field, tuple[str, ...]] = {
    Field.NUMBER: ("STT", "TT", "Số TT", "Số thứ tự"),
    Field.NAME: (
        "Họ tên", "Họ và tên", "Họ tên chủ hộ", "Họ và tên chủ hộ", "Tên chủ hộ", "Chủ hộ", "Tên hộ", "Tên",
        "Hộ gia đình", "Tên hộ gia đình", "Họ và tên người đại diện…", "Họ tên người đại diện…", "Người đại diện…",
        "Họ và tên đại diện hộ", "Đại diện hộ",
    ),
    Field.FAMILY_NAME: ("Họ", "Họ đệm", "Họ và đệm", "Họ lót", "Họ và tên đệm", "Họ và chữ lót", "Họ và chữ đệm"),
    Field.BIRTH: ("NS", "SN", "Năm sinh", "Ngày sinh", "Ngày tháng năm sinh", "Ngày, tháng, năm sinh", "Sinh năm"),
    Field.RELATION: ("QH…", "Quan hệ…"),
    Field.ADDRESS: (
        "Đ/c", "ĐC", "Địa chỉ…", "Nơi ở…", "Chỗ ở…", "Nơi cư trú", "Nơi thường trú", "Thường trú", "Số nhà…",
        "Thôn", "Tổ", "KP", "Khu phố", "Xóm", "Ấp", "Buôn", "Tổ dân phố", "TDP", "Tổ tự quản", "Khu dân cư",
    ),
    Field.PEOPLE: (
        "Số NK", "NK", "Nhân khẩu…", "Số nhân khẩu…", "Số khẩu…", "Khẩu", "Tổng số người", "Số người…",
        "Tổng số khẩu", "Tổng số nhân khẩu", "Số thành viên…",
    ),
    Field.PHONE: ("SĐT…", "Số ĐT…", "ĐT", "ĐTDĐ", "Điện thoại…", "Số điện thoại…", "Zalo", "Di động"),
    Field.NOTE: ("Ghi chú", "GC"),
}  # fmt: skip

# Never read, whatever else the column's head says: Decree 356/2025/NĐ-CP art. 4 (sensitive data), and
# identity numbers.
_FORBIDDEN = (
    "CCCD", "CMND", "CMT", "căn cước", "chứng minh", "định danh", "hộ chiếu", "dân tộc", "tôn giáo", "nghèo",
    "bệnh", "sức khỏe", "khuyết tật", "đảng viên", "đoàn viên", "vào Đảng", "BHYT", "bảo hiểm", "bảo trợ",
    "đối tượng", "chính sách", "tiền án", "tài khoản",
)  # fmt: skip

_MEN, _WOMEN, _ALL = "nam", "nu", ("tong", "tong so", "tong cong", "ts")
# Words that stand in a second row of heads under another one.
SUB_LABELS = frozenset({_MEN, _WOMEN, *_ALL, "trong do"})
_NUMBERED_PLACES = frozenset(
    {"thon", "to", "kp", "khu pho", "xom", "ap", "buon", "to dan pho", "tdp", "to tu quan"}
)


def _pattern(labels: tuple[str, ...]) -> str:
    return "|".join(fold(label) + (r"(?: .*)?" if label.endswith("…") else "") for label in labels)


# One search for all fields; the name of the group is the field.
_FIELD_PATTERN = re.compile("|".join(f"(?P<{field}>{_pattern(labels)})" for field, labels in _LABELS.items()))
_FORBIDDEN_PATTERN = re.compile(r"\b(?:" + "|".join(map(fold, _FORBIDDEN)) + r")\b")
_ASIDE = re.compile(r"\([^)]*\)")


def field_of(path: tuple[str, ...]) -> Field | None:
    """Tell what a column holds from the labels over it, the outermost first: ("Năm sinh", "Nam") is a birth year.

    The number of women of a household, and sex in a column of its own, are not needed and give None.
    """
    words = [fold(_ASIDE.sub(" ", label)) for label in path]
    fields = [field for field in map(_field_of_words, words) if field]
    if not fields:
        return None
    if fields[-1] == Field.PEOPLE and {_MEN, _WOMEN} & set(words):
        return None
    return fields[-1]


def is_forbidden(path: tuple[str, ...]) -> bool:
    """Tell whether the column holds what must not enter the register."""
    return any(_FORBIDDEN_PATTERN.search(fold(label)) for label in path)


def place_word(label: str) -> str:
    """Return the word that makes a bare number an address ("Tổ" for the 3 under "Tổ"), or ""."""
    return label if fold(label) in _NUMBERED_PLACES else ""


def _field_of_words(words: str) -> Field | None:
    match = _FIELD_PATTERN.fullmatch(words)
    return Field(match.lastgroup) if match and match.lastgroup else None
