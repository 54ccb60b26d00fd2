"""What a row of a list is: a subject, a member of a household, the name of a group, a sum, or a signature."""

import re
from enum import Enum, auto

from pledges.foundation.vietnamese.cleaning import clean
from pledges.foundation.vietnamese.folding import fold
from pledges.foundation.workbook.values import CellValue, Row
from pledges.register.reading.labels import Field
from pledges.register.reading.layout import Table
from pledges.register.rules import SubjectKind

_ORDINAL = re.compile(r"0*[1-9]\d{0,4}\s*[.)]?")
# With tone marks: Cộng and Tổng are sums, Công and Tống are family names.
_SUM = re.compile(
    r"(?:tổng|cộng)(?:\s+(?:cộng|số|hợp)|\s*[:.(\d]|$)|(?:cộng|tổng)\s.*\b(?:hộ|khẩu|người|thôn|tổ|xã)\b"
)
_SIGN_OF_GROUP = r"(?:(?:[ivx]+|[a-h]|\d{1,2})\s*[.)/:-]\s*)?"
# "Tổ trưởng" signs, and is no group.
_NO_POSITION = r"(?!\s+(?:trưởng|phó)\b)"
_PLACES = "tổ|thôn|khu|khu phố|kp|tdp|xóm|ấp|bản|làng|buôn|bon|khóm|cụm|nhóm|đội|xã|phường|đặc khu"
_OFFICES = (
    "phòng|ban|văn phòng|trung tâm|trạm|trường|tổ|đội|bộ phận|công an|quân sự|đảng ủy|đảng uỷ|ubnd|hđnd|ủy ban|uỷ ban"
    "|hội|đoàn|mặt trận|ubmttq|mttq|khối|cơ quan|lãnh đạo|thường trực|chi cục|hạt|chi bộ|liên đoàn"
)
_GROUP = {
    SubjectKind.HOUSEHOLD: re.compile(
        rf"{_SIGN_OF_GROUP}(?P<label>(?:{_PLACES})\b{_NO_POSITION}.*)", re.IGNORECASE
    ),
    SubjectKind.OFFICIAL: re.compile(
        rf"{_SIGN_OF_GROUP}(?P<label>(?:{_OFFICES})\b{_NO_POSITION}.*)", re.IGNORECASE
    ),
}
_ORDINAL_OF_GROUP = re.compile(r"[ivx]+[.)]?|[a-h][.)]?", re.IGNORECASE)
_ANY_LABEL = re.compile(r"(?:[ivx]+\s*[.)/:-]\s*)?(?P<label>[^\W\d_].*)", re.IGNORECASE)
_SIGNATURE = re.compile(
    r"(?:nguoi (?:lap|tong hop|thong ke|ke khai|viet|ky)|tm |t m |thay mat|kt |ubnd|uy ban nhan dan"
    r"|chu tich|pho chu tich|truong (?:thon|ban|khu|ap|buon|kp|ban cong tac)|to truong|bi thu|xac nhan"
    r"|thu truong|ky ten|danh sach nay|(?:.* )?ngay (?:\d+ )?thang (?:\d+ )?nam).*"
)
_HEAD_OF_HOUSEHOLD = frozenset({"", "chu ho", "ch", "chu", "c ho", "ch ho"})
_EMPTY = " -–."


class Kind(Enum):
    """What a row is."""

    SUBJECT = auto()
    MEMBER = auto()
    GROUP = auto()
    NOTHING = auto()
    END = auto()


class RowKinds:
    """Tells the kind of each row of one table, which depends on whether the table numbers its subjects."""

    def __init__(self, table: Table, kind: SubjectKind = SubjectKind.HOUSEHOLD) -> None:
        self._table = table
        self._group = _GROUP[kind]
        self._number = _only(table, Field.NUMBER)
        self._relation = _only(table, Field.RELATION)
        self._names = [h.column for f in (Field.FAMILY_NAME, Field.NAME) for h in table.columns(f)]
        named = [row for row in table.rows if self._has(row, self._names)]
        numbers = [row.number for row in named if self._has_ordinal(row)]
        self._last_numbered = max(numbers, default=0)
        self._is_numbered = 2 * len(numbers) >= len(named) > 0
        details = (Field.GROUP, Field.ADDRESS, Field.PEOPLE, Field.PHONE, Field.POSITION)
        self._details = [h.column for field in details for h in table.columns(field)]
        self._births = [h.column for h in table.columns(Field.BIRTH)]

    def kind(self, row: Row) -> Kind:
        """Tell what the row is. After an END nothing follows but other tables."""
        if self._has_ordinal(row):
            return self._kind_of_numbered(row)
        texts = _texts(row)
        if any(_SUM.match(text.lower()) for text in texts):
            return Kind.NOTHING
        is_over = row.number > self._last_numbered
        if is_over and any(_SIGNATURE.fullmatch(fold(text)) for text in self._signing(row, texts)):
            return Kind.END
        if self.group_label(row):
            return Kind.GROUP
        if any(_SIGNATURE.fullmatch(fold(text)) for text in self._signing(row, texts)):
            return Kind.NOTHING
        return self._kind_of_unnumbered(row)

    def group_label(self, row: Row) -> str:
        """Return what a group row names ("TỔ 1" of "I. TỔ 1"), or "" for other rows."""
        if self._has(row, self._details + self._births):
            return ""
        texts = _texts(row)
        named = [text for text in texts if not _ORDINAL_OF_GROUP.fullmatch(text)]
        if not named:
            return ""
        # Roman numerals count groups and never people: what stands beside one is a group whatever it is called.
        pattern = _ANY_LABEL if texts[0] != named[0] and len(named) == 1 else self._group
        match = pattern.fullmatch(named[0])
        return match["label"].partition(":")[0].strip(" .") if match else ""

    def _signing(self, row: Row, texts: list[str]) -> list[str]:
        """Return the texts that may be a signature: beside a name and its details a "Trưởng thôn" is a remark."""
        if self._has(row, self._names) and self._has(row, self._details + self._births):
            return [text for text in (clean(str(row.cell(column))) for column in self._names) if text]
        return texts

    def _kind_of_numbered(self, row: Row) -> Kind:
        if not self._has(row, self._names + self._details + self._births):
            return Kind.NOTHING
        return Kind.SUBJECT if self._is_head(row) else Kind.MEMBER

    def _kind_of_unnumbered(self, row: Row) -> Kind:
        """Take a row without a number for a member where others have one, unless it has what only heads have."""
        if not self._has(row, self._names):
            return Kind.NOTHING
        if self._relation:
            is_head = self._is_head(row) and (row.cell(self._relation) != "" or not self._is_numbered)
            return Kind.SUBJECT if is_head else Kind.MEMBER
        if self._is_numbered and (self._is_merged_upwards(row) or not self._has(row, self._details)):
            return Kind.MEMBER if self._has(row, self._births) else Kind.NOTHING
        return Kind.SUBJECT

    def _has_ordinal(self, row: Row) -> bool:
        return bool(self._number) and _is_ordinal(row.cell(self._number))

    def _is_head(self, row: Row) -> bool:
        return not self._relation or fold(str(row.cell(self._relation))) in _HEAD_OF_HOUSEHOLD

    def _is_merged_upwards(self, row: Row) -> bool:
        return self._table.value_row(row, self._number) is not row

    def _has(self, row: Row, columns: list[int]) -> bool:
        cells = row.cells
        width = len(cells)
        for column in columns:
            if column <= width and (cell := cells[column - 1]) != "" and str(cell).strip(_EMPTY):
                return True
        return False


def _is_ordinal(value: CellValue) -> bool:
    if isinstance(value, int):
        return 0 < value <= 99_999
    return isinstance(value, str) and bool(_ORDINAL.fullmatch(value.strip()))


def _only(table: Table, field: Field) -> int:
    """Return the first column of the field, or 0."""
    return next((heading.column for heading in table.columns(field)), 0)


def _texts(row: Row) -> list[str]:
    cleaned = (clean(cell) for cell in row.cells if isinstance(cell, str))
    return [text for text in cleaned if text]
