"""Goes through the tables of one sheet from top to bottom and collects what they give."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from pledges.foundation.workbook.values import Row, Sheet
from pledges.register.reading.cell_values import MOST_PEOPLE
from pledges.register.reading.choices import ReadingChoices
from pledges.register.reading.groups import Under, group_in_title, group_of_sheet
from pledges.register.reading.household_rows import HouseholdRows
from pledges.register.reading.labels import Field
from pledges.register.reading.layout import Heading, Table, tables_of
from pledges.register.reading.official_rows import OfficialRows
from pledges.register.reading.old_text import OldCell, old_cells, readable_rows, samples
from pledges.register.reading.row_kinds import Kind, RowKinds
from pledges.register.reading.rows import (
    Conversion,
    ParsedHousehold,
    ParsedSubject,
    Place,
    ReadingWarning,
    RejectedRow,
    WarningCode,
)
from pledges.register.reading.subject_rows import ReadTable, SubjectRows
from pledges.register.rules import SubjectKind

_ROWS_OF: dict[SubjectKind, type[HouseholdRows] | type[OfficialRows]] = {
    SubjectKind.HOUSEHOLD: HouseholdRows,
    SubjectKind.OFFICIAL: OfficialRows,
}
# What the register would keep: a row with one of these in an old encoding waits for the clerk's consent.
_STORED = (Field.FAMILY_NAME, Field.NAME, Field.GROUP, Field.ADDRESS, Field.POSITION)
_ROWS_A_STEP = 1_000


@dataclass(frozen=True, slots=True)
class SheetReading:
    """What was recognised in a sheet: the row of its first head, and every column with what it holds."""

    name: str
    head_row: int | None
    headings: tuple[Heading, ...]
    subject_count: int


@dataclass
class SheetReader:
    """Reads a sheet in two steps: first its tables, then their rows. ``step`` is told of every thousand rows done."""

    sheet: Sheet
    choices: ReadingChoices
    step: Callable[[int], None]
    tables: tuple[Table, ...] = ()
    subjects: list[ParsedSubject] = field(default_factory=list)
    rejected: list[RejectedRow] = field(default_factory=list)
    warnings: list[ReadingWarning] = field(default_factory=list)
    conversions: list[Conversion] = field(default_factory=list)
    _under: Under = field(default_factory=Under)
    _members: list[Place] = field(default_factory=list)

    def find_tables(self) -> None:
        """Find the lists; a hidden sheet is left out."""
        if self.sheet.is_hidden:
            self._warn(WarningCode.HIDDEN_SHEET)
            return
        self.tables = tables_of(self.sheet, self.choices)
        if not self.tables and self.sheet.rows:
            self._warn(WarningCode.SHEET_WITHOUT_LIST)

    def read(self, lists_in_file: int) -> None:
        """Read the rows of all tables; with several lists in a file a plain sheet name is a hamlet's."""
        if not self.tables:
            return
        if self.choices.kind == SubjectKind.HOUSEHOLD:
            title = group_in_title(self.sheet.rows, self.tables[0].first_head_row)
            self._under = Under(group_of_sheet(self.sheet.name, lists_in_file) or title)
        for table in self.tables:
            self._read_table(table)
        if self._members:
            self._warn_of(WarningCode.MEMBERS_LEFT_OUT, self._members)
        self._warn_of_columns()

    def reading(self) -> SheetReading:
        """Sum up for the preview."""
        first = self.tables[0] if self.tables else None
        headings = first.headings if first else ()
        head_row = first.first_head_row if first else None
        return SheetReading(self.sheet.name, head_row, headings, len(self.subjects))

    def _read_table(self, table: Table) -> None:
        forbidden = {heading.column for heading in table.headings if heading.is_forbidden}
        found = old_cells(table.rows, forbidden)
        readable = replace(table, rows=readable_rows(table.rows, found))
        originals = {} if self.choices.converts else _originals(table, found)
        rows = _ROWS_OF[self.choices.kind](ReadTable(readable, self.sheet.name, originals), self.choices)
        kinds = RowKinds(readable, self.choices.kind)
        if not rows.can_read:
            self._warn(WarningCode.NAME_COLUMN_UNKNOWN)
            return
        conversions = self._conversions(table, found)
        del found
        end = self._read_rows(readable, kinds, rows)
        self.warnings += rows.warnings
        self.conversions += [shown for shown in conversions if shown.place.row_number < end]
        numbers = {row.number for row in table.rows if row.number < end} if self.sheet.hidden_rows else set()
        hidden = sorted(numbers & self.sheet.hidden_rows)
        if hidden:
            self._warn_of(WarningCode.HIDDEN_ROWS, [Place(self.sheet.name, number) for number in hidden])

    def _read_rows(self, table: Table, kinds: RowKinds, rows: SubjectRows) -> int:
        """Read until the signature, and return the number of the row where the table ends."""
        counts_members = bool(table.columns(Field.RELATION)) and not table.columns(Field.PEOPLE)
        for done, row in enumerate(table.rows, start=1):
            if not done % _ROWS_A_STEP:
                self.step(_ROWS_A_STEP)
            kind = kinds.kind(row)
            if kind == Kind.END:
                return row.number
            if kind == Kind.SUBJECT:
                self._take(rows.read(row, self._under), counts_members)
            elif kind == Kind.GROUP:
                self._under = self._under.below(kinds.group_label(row))
            elif kind == Kind.MEMBER:
                self._members.append(rows.place(row))
                self._count_member(counts_members)
        return table.rows[-1].number + 1 if table.rows else 0

    def _take(self, found: ParsedSubject | RejectedRow, counts_members: bool) -> None:
        if isinstance(found, RejectedRow):
            self.rejected.append(found)
        elif counts_members and isinstance(found, ParsedHousehold):
            self.subjects.append(replace(found, people_count=1))
        else:
            self.subjects.append(found)

    def _count_member(self, counts_members: bool) -> None:
        """Add a member to its household, unless the household's own row was rejected or nobody can live there."""
        last = self.subjects[-1] if self.subjects else None
        was_rejected = self.rejected and last and self.rejected[-1].row_number > last.row_number
        if (
            not counts_members
            or was_rejected
            or not isinstance(last, ParsedHousehold)
            or not last.people_count
        ):
            return
        people = last.people_count + 1
        if people > MOST_PEOPLE:
            self._warn_of(WarningCode.PEOPLE_COUNT_UNCLEAR, [last.place])
        self.subjects[-1] = replace(last, people_count=people if people <= MOST_PEOPLE else None)

    def _conversions(self, table: Table, found: list[OldCell]) -> list[Conversion]:
        """Return samples of what would be converted and kept."""
        kept = {heading.column for heading in table.headings if heading.holds}
        return [
            Conversion(Place(self.sheet.name, cell.row_number), cell.encoding, cell.before, cell.after)
            for cell in samples([cell for cell in found if cell.column in kept])
        ]

    def _warn_of_columns(self) -> None:
        headings = [heading for table in self.tables for heading in table.headings]
        for label in dict.fromkeys(heading.label for heading in headings if heading.is_forbidden):
            self._warn(WarningCode.FORBIDDEN_COLUMN, label)
        phones = [heading.label for heading in headings if heading.holds == Field.PHONE]
        if phones and not self.choices.takes_phones:
            self._warn(WarningCode.PHONES_NOT_TAKEN, phones[0])

    def _warn(self, code: WarningCode, detail: str = "") -> None:
        self.warnings.append(ReadingWarning(code, (Place(self.sheet.name, 0),), detail))

    def _warn_of(self, code: WarningCode, places: list[Place]) -> None:
        self.warnings.append(ReadingWarning(code, tuple(places)))


def _originals(table: Table, found: list[OldCell]) -> dict[int, Row]:
    """Return the rows, by their numbers, whose text for the register is in an old encoding."""
    stored = {heading.column for field in _STORED for heading in table.columns(field)}
    numbers = {cell.row_number for cell in found if cell.column in stored}
    return {row.number: row for row in table.rows if row.number in numbers} if numbers else {}
