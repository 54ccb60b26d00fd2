"""What reading a list gives: households, rows that come back, and warnings. Values only; nothing is stored."""

from dataclasses import dataclass
from enum import StrEnum

from pledges.register.cell_values import NoteFlag


class RejectReason(StrEnum):
    """Why a row is not taken and comes back to the person."""

    LEGACY_FONT = "legacy_font"
    NAME_MISSING = "name_missing"
    NAME_UNREADABLE = "name_unreadable"


class WarningCode(StrEnum):
    """What the person should look at before the list is stored."""

    FORBIDDEN_COLUMN = "forbidden_column"
    PHONES_NOT_TAKEN = "phones_not_taken"
    HIDDEN_SHEET = "hidden_sheet"
    SHEET_WITHOUT_LIST = "sheet_without_list"
    MEMBERS_LEFT_OUT = "members_left_out"
    SECOND_NAME_LEFT_OUT = "second_name_left_out"
    NAME_EXPANDED = "name_expanded"
    BIRTH_YEAR_UNCLEAR = "birth_year_unclear"
    PEOPLE_COUNT_UNCLEAR = "people_count_unclear"
    PHONE_UNREADABLE = "phone_unreadable"
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
class ParsedHousehold:
    """A household as it may be stored. ``phones`` are E.164, and empty unless they were asked for."""

    place: Place
    head_name: str
    birth_year: int | None
    address: str
    people_count: int | None
    phones: tuple[str, ...] = ()
    note_flags: tuple[NoteFlag, ...] = ()

    @property
    def row_number(self) -> int:
        """The row in its sheet, counted from one."""
        return self.place.row_number


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that was not taken. ``cells`` are (label, text) of the columns that may be kept, as they stand.

    ``looks_like`` is what a name in an old encoding seems to say and ``birth_year`` what stands beside it: both
    help to find the household again, neither is stored.
    """

    place: Place
    reason: RejectReason
    cells: tuple[tuple[str, str], ...]
    looks_like: str = ""
    birth_year: int | None = None

    @property
    def row_number(self) -> int:
        """The row in its sheet, counted from one."""
        return self.place.row_number
