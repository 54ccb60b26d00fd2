"""Reads a household list out of a spreadsheet: from a file to what the preview shows."""

import datetime as dt
from dataclasses import dataclass, field, replace
from pathlib import Path

from pledges.foundation.errors import DomainError
from pledges.foundation.locale import mark
from pledges.register.duplicates import duplicates
from pledges.register.household_rows import Choices, HouseholdRows, without_shouting
from pledges.register.labels import Field
from pledges.register.layout import Heading, Table, tables_of
from pledges.register.row_kinds import Kind, RowKinds
from pledges.register.rows import ParsedHousehold, Place, ReadingWarning, RejectedRow, WarningCode
from pledges.register.workbook.opening import open_workbook
from pledges.register.workbook.values import Sheet


class HouseholdListNotFound(DomainError):
    """No sheet has a row of heads with a column of names."""

    status = 422
    title = mark("Không tìm thấy danh sách hộ trong tệp")
    advice = mark(
        "Trang tính cần có một dòng tiêu đề với cột “Họ và tên chủ hộ” và ít nhất một cột khác như “STT”, “Năm sinh”"
        " hoặc “Địa chỉ”. Xin thêm dòng tiêu đề rồi tải lên lại."
    )


@dataclass(frozen=True, slots=True)
class SheetReading:
    """What was recognised in a sheet: the row of its first head, and every column with what it holds."""

    name: str
    head_row: int | None
    headings: tuple[Heading, ...]
    household_count: int


@dataclass(frozen=True, slots=True)
class WorkbookReading:
    """A list as it may be stored, with all that was left out and why."""

    sheets: tuple[SheetReading, ...]
    households: tuple[ParsedHousehold, ...]
    rejected: tuple[RejectedRow, ...]
    warnings: tuple[ReadingWarning, ...]


def read_households(path: Path, *, take_phones: bool, today: dt.date) -> WorkbookReading:
    """Read all households of a list; hidden sheets are left out with a warning.

    Only what the register has a place for comes out: columns with identity numbers, ethnicity, religion and the
    like are dropped unread and named, notes become flags, telephone numbers are read only if asked for.

    :raises HouseholdListNotFound: when no visible sheet has a list.
    :raises WorkbookUnreadable, WorkbookProtected, WorkbookTooLarge, WorkbookHasMacros: see `open_workbook`.
    """
    choices = Choices(take_phones, today)
    readers = [_SheetReader(sheet, choices) for sheet in open_workbook(path)]
    for reader in readers:
        reader.read()
    if not any(reader.tables for reader in readers):
        raise HouseholdListNotFound
    households = tuple(household for reader in readers for household in reader.households)
    rejected = tuple(row for reader in readers for row in reader.rejected)
    warnings = [warning for reader in readers for warning in reader.warnings]
    return WorkbookReading(
        tuple(reader.reading() for reader in readers),
        households,
        rejected,
        (*warnings, *duplicates(households, rejected)),
    )


@dataclass
class _SheetReader:
    """Goes through the tables of one sheet from top to bottom."""

    sheet: Sheet
    choices: Choices
    tables: tuple[Table, ...] = ()
    households: list[ParsedHousehold] = field(default_factory=list)
    rejected: list[RejectedRow] = field(default_factory=list)
    warnings: list[ReadingWarning] = field(default_factory=list)
    _group: str = ""
    _members: list[Place] = field(default_factory=list)

    def read(self) -> None:
        if self.sheet.is_hidden:
            self._warn(WarningCode.HIDDEN_SHEET)
            return
        self.tables = tables_of(self.sheet)
        if not self.tables and self.sheet.rows:
            self._warn(WarningCode.SHEET_WITHOUT_LIST)
        for table in self.tables:
            self._read_table(table)
        if self._members:
            self.warnings.append(ReadingWarning(WarningCode.MEMBERS_LEFT_OUT, tuple(self._members)))
        self._warn_of_columns()

    def reading(self) -> SheetReading:
        """Sum up for the preview."""
        first = self.tables[0] if self.tables else None
        headings = first.headings if first else ()
        head_row = first.first_head_row if first else None
        return SheetReading(self.sheet.name, head_row, headings, len(self.households))

    def _read_table(self, table: Table) -> None:
        kinds = RowKinds(table)
        rows = HouseholdRows(table, self.sheet.name, self.choices)
        counts_members = bool(table.columns(Field.RELATION)) and not table.columns(Field.PEOPLE)
        for row in table.rows:
            kind = kinds.kind(row)
            if kind == Kind.END:
                break
            if kind == Kind.GROUP:
                self._group = without_shouting(kinds.group_label(row))
            elif kind == Kind.MEMBER:
                self._members.append(rows.place(row))
                self._count_member(counts_members)
            elif kind == Kind.HOUSEHOLD:
                self._take(rows.read(row, self._group), counts_members)
        self.warnings += rows.warnings

    def _take(self, found: ParsedHousehold | RejectedRow, counts_members: bool) -> None:
        if isinstance(found, RejectedRow):
            self.rejected.append(found)
        else:
            self.households.append(replace(found, people_count=1) if counts_members else found)

    def _count_member(self, counts_members: bool) -> None:
        """Add a member to its household, unless the household's own row was rejected."""
        last = self.households[-1] if self.households else None
        was_rejected = self.rejected and last and self.rejected[-1].row_number > last.row_number
        if counts_members and last and not was_rejected:
            self.households[-1] = replace(last, people_count=(last.people_count or 0) + 1)

    def _warn_of_columns(self) -> None:
        headings = [heading for table in self.tables for heading in table.headings]
        for label in dict.fromkeys(heading.label for heading in headings if heading.is_forbidden):
            self._warn(WarningCode.FORBIDDEN_COLUMN, label)
        phones = [heading.label for heading in headings if heading.holds == Field.PHONE]
        if phones and not self.choices.takes_phones:
            self._warn(WarningCode.PHONES_NOT_TAKEN, phones[0])

    def _warn(self, code: WarningCode, detail: str = "") -> None:
        self.warnings.append(ReadingWarning(code, (Place(self.sheet.name, 0),), detail))
