"""What a row of a list is: a household, one of its members, the name of a group, a sum, or a signature."""

import re
from enum import Enum, auto

from pledges.foundation.vietnamese.cleaning import clean
from pledges.foundation.vietnamese.folding import fold
from pledges.foundation.vietnamese.legacy import as_unicode, legacy_encoding
from pledges.register.labels import Field
from pledges.register.layout import Table
from pledges.register.workbook.values import Row

_ORDINAL = re.compile(r"0*[1-9]\d{0,4}\s*[.)]?")
# With tone marks: Cộng and Tổng are sums, Công and Tống are family names.
_SUM = re.compile(
    r"(?:tổng|cộng)(?:\s+(?:cộng|số|hợp)|\s*[:.(\d]|$)|(?:cộng|tổng)\s.*\b(?:hộ|khẩu|người|thôn|tổ|xã)\b"
)
_GROUP = re.compile(
    r"(?:(?:[ivx]+|[a-h]|\d{1,2})\s*[.)/:-]\s*)?"
    r"(?P<label>(?:tổ|thôn|khu|khu phố|kp|tdp|xóm|ấp|bản|làng|buôn|bon|cụm|nhóm|đội|xã|phường|đặc khu)\b.*)",
    re.IGNORECASE,
)
_ORDINAL_OF_GROUP = re.compile(r"[ivx]+[.)]?|[a-h][.)]?", re.IGNORECASE)
_SIGNATURE = re.compile(
    r"(?:nguoi (?:lap|tong hop|thong ke|ke khai|viet|ky)|tm |t m |thay mat|kt |ubnd|uy ban nhan dan"
    r"|chu tich|pho chu tich|truong (?:thon|ban|khu|ap|buon|kp|ban cong tac)|to truong|bi thu|xac nhan"
    r"|thu truong|ky ten|danh sach nay|(?:.* )?ngay (?:\d+ )?thang (?:\d+ )?nam).*"
)
_HEAD_OF_HOUSEHOLD = frozenset({"", "chu ho", "ch", "chu", "c ho", "ch ho"})


class Kind(Enum):
    """What a row is."""

    HOUSEHOLD = auto()
    MEMBER = auto()
    GROUP = auto()
    NOTHING = auto()
    END = auto()


class RowKinds:
    """Tells the kind of each row of one table, which depends on whether the table numbers its households."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._number = _only(table, Field.NUMBER)
        self._relation = _only(table, Field.RELATION)
        self._names = [h.column for f in (Field.FAMILY_NAME, Field.NAME) for h in table.columns(f)]
        named = [row for row in table.rows if self._has(row, self._names)]
        numbers = [row.number for row in named if self._has_ordinal(row)]
        self._last_numbered = max(numbers, default=0)
        self._is_numbered = 2 * len(numbers) >= len(named) > 0
        details = (Field.ADDRESS, Field.PEOPLE, Field.PHONE)
        self._details = [h.column for field in details for h in table.columns(field)]
        self._births = [h.column for h in table.columns(Field.BIRTH)]

    def kind(self, row: Row) -> Kind:
        """Tell what the row is. After an END nothing follows but other tables."""
        if self._has_ordinal(row):
            return self._kind_of_numbered(row)
        texts = [text for text in map(_readable, *_cells_and_fonts(row)) if text]
        if any(_SUM.match(text.lower()) for text in texts):
            return Kind.NOTHING
        if any(_SIGNATURE.fullmatch(fold(text)) for text in texts):
            return Kind.END if row.number > self._last_numbered else Kind.NOTHING
        if self.group_label(row):
            return Kind.GROUP
        return self._kind_of_unnumbered(row)

    def group_label(self, row: Row) -> str:
        """Return what a group row names ("TỔ 1" of "I. TỔ 1"), or "" for other rows."""
        if self._has(row, self._details + self._births):
            return ""
        texts = [text for text in map(_readable, *_cells_and_fonts(row)) if text]
        texts = [text for text in texts if not _ORDINAL_OF_GROUP.fullmatch(text)]
        match = _GROUP.fullmatch(texts[0]) if texts else None
        return match["label"].partition(":")[0].strip(" .") if match else ""

    def _kind_of_numbered(self, row: Row) -> Kind:
        if not self._has(row, self._names + self._details + self._births):
            return Kind.NOTHING
        return Kind.HOUSEHOLD if self._is_head(row) else Kind.MEMBER

    def _kind_of_unnumbered(self, row: Row) -> Kind:
        """Take a row without a number for a member where others have one, unless it has what only households have."""
        if not self._has(row, self._names):
            return Kind.NOTHING
        if self._relation:
            is_head = self._is_head(row) and (row.cell(self._relation) != "" or not self._is_numbered)
            return Kind.HOUSEHOLD if is_head else Kind.MEMBER
        if self._is_numbered and (self._is_merged_upwards(row) or not self._has(row, self._details)):
            return Kind.MEMBER if self._has(row, self._births) else Kind.NOTHING
        return Kind.HOUSEHOLD

    def _has_ordinal(self, row: Row) -> bool:
        return bool(self._number and _ORDINAL.fullmatch(str(row.cell(self._number)).strip()))

    def _is_head(self, row: Row) -> bool:
        return not self._relation or fold(str(row.cell(self._relation))) in _HEAD_OF_HOUSEHOLD

    def _is_merged_upwards(self, row: Row) -> bool:
        return self._table.value_row(row, self._number) is not row

    def _has(self, row: Row, columns: list[int]) -> bool:
        return any(str(row.cell(column)).strip(" -–.") for column in columns)


def _only(table: Table, field: Field) -> int:
    """Return the first column of the field, or 0."""
    return next((heading.column for heading in table.columns(field)), 0)


def _cells_and_fonts(row: Row) -> tuple[list[str], list[str | None]]:
    texts = [(column, cell) for column, cell in enumerate(row.cells, start=1) if isinstance(cell, str)]
    return [cell for _, cell in texts], [row.fonts.get(column) for column, _ in texts]


def _readable(text: str, font: str | None) -> str:
    encoding = legacy_encoding(text, font)
    return clean(as_unicode(text, encoding) if encoding else text)
