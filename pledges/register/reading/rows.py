"""What reading a list gives: households or officials, rows that come back, and warnings. Values; nothing is stored."""

from dataclasses import dataclass
from enum import StrEnum

from pledges.foundation.vietnamese.legacy import LegacyEncoding
from pledges.register.reading.cell_values import NoteFlag


class RejectReason(StrEnum):
    """Why a row is not taken and comes back to the person."""

    LEGACY_FONT = "legacy_font"
    NAME_MISSING = "name_missing"
    NAME_UNREADABLE = "name_unreadable"


class WarningCode(StrEnum):
    """What the person should look at before the list is stored."""

    FORBIDDEN_COLUMN = "forbidden_column"
    PHONES_NOT_TAKEN = "phones_not_taken"
    NAME_COLUMN_UNKNOWN = "name_column_unknown"
    HIDDEN_SHEET = "hidden_sheet"
    HIDDEN_ROWS = "hidden_rows"
    SHEET_WITHOUT_LIST = "sheet_without_list"
    MEMBERS_LEFT_OUT = "members_left_out"
    SECOND_NAME_LEFT_OUT = "second_name_left_out"
    NAME_EXPANDED = "name_expanded"
    BIRTH_YEAR_UNCLEAR = "birth_year_unclear"
    PEOPLE_COUNT_UNCLEAR = "people_count_unclear"
    PHONE_UNREADABLE = "phone_unreadable"
    OLD_UNIT_NAME = "old_unit_name"
    POSSIBLE_DUPLICATE = "possible_duplicate"
    SAME_NAME = "same_name"


@dataclass(frozen=True, slots=True)
class Place:
    """A row of a sheet, as the person sees it in the file; row 0 is the sheet as a whole."""

    sheet: str
    row_number: int


@dataclass(frozen=True, slots=True)
class ReadingWarning:
    """Something to look at: the rows it is about, and the label, name or text it is about."""

    code: WarningCode
    places: tuple[Place, ...]
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Conversion:
    """A sample of text of before Unicode: the cell as it stands, and what it says."""

    place: Place
    encoding: LegacyEncoding
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ParsedHousehold:
    """A household as it may be stored. ``phones`` are E.164, and empty unless they were asked for.

    ``group`` names the hamlet by a column of its own, the row it stands under, the sheet or the title; "" where the
    list does not say.
    """

    place: Place
    head_name: str
    birth_year: int | None
    address: str
    people_count: int | None
    phones: tuple[str, ...] = ()
    note_flags: tuple[NoteFlag, ...] = ()
    group: str = ""

    @property
    def row_number(self) -> int:
        """The row in its sheet, counted from one."""
        return self.place.row_number

    @property
    def name(self) -> str:
        """Who it is that the list names."""
        return self.head_name


@dataclass(frozen=True, slots=True)
class ParsedOfficial:
    """An official as one may be stored; ``group`` is the office or department the list names, or ""."""

    place: Place
    name: str
    birth_year: int | None
    position: str
    group: str = ""
    note_flags: tuple[NoteFlag, ...] = ()

    @property
    def row_number(self) -> int:
        """The row in its sheet, counted from one."""
        return self.place.row_number


ParsedSubject = ParsedHousehold | ParsedOfficial


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that was not taken. ``cells`` are (label, text) of the columns that may be kept, as they stand.

    ``looks_like`` is what a name in an old encoding seems to say and ``birth_year`` what stands beside it: both
    help to find the household again, neither is stored. ``group`` is what the list says above the row, or in the
    name of its sheet, about where it belongs; what a column says is among the cells.
    """

    place: Place
    reason: RejectReason
    cells: tuple[tuple[str, str], ...]
    looks_like: str = ""
    birth_year: int | None = None
    group: str = ""

    @property
    def row_number(self) -> int:
        """The row in its sheet, counted from one."""
        return self.place.row_number
