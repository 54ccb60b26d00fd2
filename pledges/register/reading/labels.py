"""What a column of a commune's list holds, by the words at its head, and why other columns are not taken."""

import re
from collections.abc import Mapping
from enum import StrEnum

from pledges.foundation.vietnamese.folding import fold
from pledges.register.rules import SubjectKind


class Field(StrEnum):
    """What the reader can make use of."""

    NUMBER = "number"
    NAME = "name"
    FAMILY_NAME = "family_name"
    BIRTH = "birth"
    RELATION = "relation"
    GROUP = "group"
    ADDRESS = "address"
    PEOPLE = "people"
    PHONE = "phone"
    POSITION = "position"
    NOTE = "note"


class Dropped(StrEnum):
    """Why a column is left out unread. All but the last are forbidden and cannot be chosen either."""

    IDENTITY = "identity"
    ETHNICITY = "ethnicity"
    RELIGION = "religion"
    POVERTY = "poverty"
    PARTY = "party"
    HEALTH = "health"
    PRIVATE = "private"
    UNNEEDED = "unneeded"


# Of a household no position, of an official no home: what is asked of them needs none.
_OF_EVERYBODY = frozenset({Field.NUMBER, Field.NAME, Field.FAMILY_NAME, Field.BIRTH, Field.GROUP, Field.NOTE})
FIELDS: Mapping[SubjectKind, frozenset[Field]] = {
    SubjectKind.HOUSEHOLD: _OF_EVERYBODY | {Field.RELATION, Field.ADDRESS, Field.PEOPLE, Field.PHONE},
    SubjectKind.OFFICIAL: _OF_EVERYBODY | {Field.POSITION},
}

# Written with tone marks for the reader, folded before use; "…" stands for anything that follows.
_LABELS: dict[Field, tuple[str, ...]] = {
    Field.NUMBER: ("STT", "TT", "Số TT", "Số thứ tự"),
    Field.NAME: (
        "Họ tên", "Họ và tên", "Họ tên chủ hộ", "Họ và tên chủ hộ", "Tên chủ hộ", "Chủ hộ", "Tên hộ", "Tên",
        "Hộ gia đình", "Tên hộ gia đình", "Họ và tên người đại diện…", "Họ tên người đại diện…", "Người đại diện…",
        "Họ và tên đại diện hộ", "Đại diện hộ", "Họ và tên cán bộ…", "Họ tên cán bộ…", "Họ và tên CBCC…",
    ),
    Field.FAMILY_NAME: ("Họ", "Họ đệm", "Họ và đệm", "Họ lót", "Họ và tên đệm", "Họ và chữ lót", "Họ và chữ đệm"),
    Field.BIRTH: ("NS", "SN", "Năm sinh", "Ngày sinh", "Ngày tháng năm sinh", "Ngày, tháng, năm sinh", "Sinh năm"),
    Field.RELATION: ("QH…", "Quan hệ…"),
    Field.GROUP: (
        "Thôn", "KP", "Khu phố", "Ấp", "Buôn", "Bản", "Bon", "Khóm", "Tổ dân phố", "TDP", "Khu", "Làng",
        "Thôn khu phố", "Thôn KP", "Thôn TDP", "Thôn tổ dân phố", "Thôn buôn", "Tên thôn…", "Thôn bản",
        "Đơn vị", "Đơn vị công tác", "Cơ quan", "Cơ quan đơn vị", "Phòng ban", "Phòng", "Bộ phận",
        "Phòng ban đơn vị", "Nơi công tác",
    ),
    Field.ADDRESS: (
        "Đ/c", "ĐC", "Địa chỉ…", "Nơi ở…", "Chỗ ở…", "Nơi cư trú", "Nơi thường trú", "Thường trú", "Số nhà…",
        "Tổ", "Xóm", "Tổ tự quản", "Tổ liên gia", "Khu dân cư", "Tổ thôn", "Thôn tổ", "Tổ khu phố", "Tổ KP",
        "Thôn xóm", "Xóm thôn",
    ),
    Field.PEOPLE: (
        "Số NK", "NK", "Nhân khẩu…", "Số nhân khẩu…", "Số khẩu…", "Khẩu", "Tổng số người", "Số người…",
        "Tổng số khẩu", "Tổng số nhân khẩu", "Số thành viên…",
    ),
    Field.PHONE: ("SĐT…", "Số ĐT…", "ĐT", "ĐTDĐ", "Điện thoại…", "Số điện thoại…", "Zalo", "Di động"),
    Field.POSITION: ("Chức vụ…", "CV", "Chức danh…", "Vị trí việc làm…", "Chức vụ chức danh…"),
    Field.NOTE: ("Ghi chú", "GC"),
}  # fmt: skip

# Never read, whatever else the column's head says: Decree 356/2025/NĐ-CP art. 4 (sensitive data), and
# identity numbers. The first family that fits gives the reason.
_FORBIDDEN: dict[Dropped, tuple[str, ...]] = {
    Dropped.IDENTITY: ("CCCD", "CMND", "CMT", "căn cước", "chứng minh", "định danh", "hộ chiếu", "BHYT", "BHXH"),
    Dropped.ETHNICITY: ("dân tộc",),
    Dropped.RELIGION: ("tôn giáo",),
    Dropped.POVERTY: ("nghèo", "bảo trợ", "đối tượng", "chính sách", "trợ cấp"),
    Dropped.PARTY: ("đảng viên", "đoàn viên", "vào Đảng", "vào Đoàn", "Đảng CSVN"),
    Dropped.HEALTH: ("bệnh", "sức khỏe", "khuyết tật", "bảo hiểm"),
    Dropped.PRIVATE: ("tiền án", "tiền sự", "kỷ luật", "tài khoản", "thu nhập"),
}  # fmt: skip

_MEN, _WOMEN, _ALL = "nam", "nu", ("tong", "tong so", "tong cong", "ts")
# Words that stand in a second row of heads under another one.
SUB_LABELS = frozenset({_MEN, _WOMEN, *_ALL, "trong do"})
_NUMBERED_PLACES = frozenset(
    {
        "thon",
        "to",
        "kp",
        "khu pho",
        "khu",
        "khom",
        "xom",
        "ap",
        "buon",
        "ban",
        "to dan pho",
        "tdp",
        "to tu quan",
    }
)


def _pattern(labels: tuple[str, ...]) -> str:
    return "|".join(fold(label) + (r"(?: .*)?" if label.endswith("…") else "") for label in labels)


# One search for all fields; the name of the group is the field.
_FIELD_PATTERN = re.compile("|".join(f"(?P<{field}>{_pattern(labels)})" for field, labels in _LABELS.items()))
_FORBIDDEN_PATTERN = re.compile(
    r"\b(?:"
    + "|".join(f"(?P<{why}>{'|'.join(map(fold, words))})" for why, words in _FORBIDDEN.items())
    + r")\b"
)
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


def forbidden_by(path: tuple[str, ...]) -> Dropped | None:
    """Tell why the column must not enter the register, or None where nothing forbids it."""
    for label in path:
        match = _FORBIDDEN_PATTERN.search(fold(label))
        if match and match.lastgroup:
            return Dropped(match.lastgroup)
    return None


def place_word(label: str) -> str:
    """Return the word that makes a bare number a place ("Tổ" for the 3 under "Tổ"), or ""."""
    return label if fold(label) in _NUMBERED_PLACES else ""


def _field_of_words(words: str) -> Field | None:
    match = _FIELD_PATTERN.fullmatch(words)
    return Field(match.lastgroup) if match and match.lastgroup else None
