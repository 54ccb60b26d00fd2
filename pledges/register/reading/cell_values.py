"""Reads what people type into the cells of a list: names, years of birth, numbers of people, notes."""

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from pledges.foundation.vietnamese.cleaning import clean
from pledges.foundation.vietnamese.dates import short_date
from pledges.foundation.vietnamese.folding import fold
from pledges.foundation.vietnamese.names import title_name
from pledges.foundation.workbook.values import CellValue
from pledges.register.rules import SubjectKind

_DITTO = frozenset(
    {'"', "''", "”", "“", "〃", "//", "-//-", "/", "nt", "-nt-", "- nt -", "n/t", "như trên", '-"-'}
)

_EMPTY = " -–—.…"

_ASIDE = re.compile(r"\(([^)]*)\)?|\[([^\]]*)\]?|\bcũ\s*:.*", re.IGNORECASE)
_TITLE = re.compile(r"^(?:\d{1,4}\s*[.)]\s*)?(?:(?:ông|bà|ô\.|b\.|đ/c|hộ|chủ hộ)\s*:?\s+)?", re.IGNORECASE)
_NEXT_PERSON = re.compile(r"\s+[-–—]\s+|\s*[/;,+&]\s*|\s+và\s+", re.IGNORECASE)
_GLUED_DOT = re.compile(r"\.(?=\w)")
_ABBREVIATIONS = {"ng": "Nguyễn", "ng.": "Nguyễn", "ng~": "Nguyễn", "nguyen~": "Nguyễn"}
_LONGEST_NAME = 80
# Up to six words of letters; one of these words, or one letter alone, wants a closer look.
_PLAIN_NAME = re.compile(r"[^\W\d_]{2,12}(?: [^\W\d_]{1,12}){1,5}")
_SPECIAL_WORD = re.compile(r"^(?:ông|bà|hộ|chủ|ng) | và ", re.IGNORECASE)
_LONGEST_DITTO = 12

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_TWO_DIGIT_YEAR = re.compile(r"(?:\d{1,2}\s*[/.\-]\s*){0,2}(\d{2})")
# Day 0 of spreadsheets, whose 1900 was a leap year.
_DAY_ZERO = dt.date(1899, 12, 30)
_FIRST_YEAR = 1900
_SMALLEST_SERIAL = 2101
_ADULT_YEARS = 16
_OLDEST_YEARS = 110

# What the register holds.
MOST_PEOPLE = 99
_PEOPLE = re.compile(r"'?\s*0*(\d{1,2})\s*(?:người|nhân khẩu|khẩu|nk)?\s*\.?\s*(?:\(.*\))?", re.IGNORECASE)


class NoteFlag(StrEnum):
    """What a note says that matters for reaching somebody; the note itself is not kept."""

    AWAY = "away"
    MOVED = "moved"
    TEMPORARY = "temporary"
    LODGING = "lodging"
    SHARED = "shared"
    DECEASED = "deceased"
    MATERNITY = "maternity"
    LONG_LEAVE = "long_leave"
    SECONDED = "seconded"
    TRANSFERRED = "transferred"
    RETIRED = "retired"


_Flags = dict[NoteFlag, re.Pattern[str]]
_DECEASED: _Flags = {NoteFlag.DECEASED: re.compile(r"(?:da|moi) mat|tu vong|qua doi|^chet|^mat$")}
_OF_HOUSEHOLDS: _Flags = {
    NoteFlag.AWAY: re.compile(r"lam an xa|di lam xa|tam vang|vang nha|di vang|dang o xa"),
    NoteFlag.MOVED: re.compile(r"chuyen (?:di|khau|ho|den)|da chuyen|cat khau"),
    NoteFlag.TEMPORARY: re.compile(r"tam tru"),
    NoteFlag.LODGING: re.compile(r"nha tro|phong tro|o tro|thue nha"),
    NoteFlag.SHARED: re.compile(r"ho ghep|o ghep|o chung"),
} | _DECEASED
_OF_OFFICIALS: _Flags = {
    NoteFlag.MATERNITY: re.compile(r"thai san|nghi sinh|sinh con"),
    NoteFlag.LONG_LEAVE: re.compile(r"nghi (?:dai|khong (?:huong )?luong|om|benh)|di hoc (?:dai|tap trung)"),
    NoteFlag.SECONDED: re.compile(r"biet phai|trung tap|tang cuong"),
    NoteFlag.TRANSFERRED: re.compile(r"chuyen (?:cong tac|don vi|di|sang)|da chuyen|dieu dong|luan chuyen"),
    NoteFlag.RETIRED: re.compile(r"(?:nghi|ve) huu|(?:nghi|thoi) viec"),
} | _DECEASED
_FLAGS = {SubjectKind.HOUSEHOLD: _OF_HOUSEHOLDS, SubjectKind.OFFICIAL: _OF_OFFICIALS}


@dataclass(frozen=True, slots=True)
class NameCell:
    """A head's name out of a cell. ``name`` is "" where none can be read."""

    name: str
    flags: tuple[NoteFlag, ...] = ()
    second_name: str = ""
    was_expanded: bool = False


def text_of(value: CellValue) -> str:
    """Return the value as people write it."""
    return (
        value if isinstance(value, str) else short_date(value) if isinstance(value, dt.date) else str(value)
    )


def bare_text(value: CellValue) -> str:
    """Return the clean text without dashes and dots around it."""
    return clean(text_of(value)).strip(_EMPTY)


def is_empty(value: CellValue) -> bool:
    """Tell whether the cell has nothing but dashes and dots."""
    return isinstance(value, str) and not value.strip(_EMPTY)


def is_ditto(value: CellValue) -> bool:
    """Tell whether the cell says "as above"."""
    if not isinstance(value, str) or len(value) > _LONGEST_DITTO:
        return False
    return value in _DITTO or clean(value).lower() in _DITTO


def read_name(text: str, kind: SubjectKind = SubjectKind.HOUSEHOLD) -> NameCell:
    """Read a name: capitals, remarks in brackets, titles and abbreviations are put right.

    Of two people in one cell ("Ng. Văn A - Trần Thị B") the first is the head. A cell with figures is no name.
    """
    cleaned = clean(text)
    # What nearly all cells are needs no taking apart.
    if _PLAIN_NAME.fullmatch(cleaned) and not _SPECIAL_WORD.search(cleaned):
        return NameCell(title_name(cleaned))
    remarks = " ".join(part for match in _ASIDE.findall(cleaned) for part in match if part)
    first, *others = _NEXT_PERSON.split(_ASIDE.sub(" ", cleaned).strip())
    words = _GLUED_DOT.sub(". ", _TITLE.sub("", first)).split()
    spelled = [_ABBREVIATIONS.get(word.lower(), word) for word in words[:1]]
    spelled += ["Thị" if word in ("T.", "Th.") else word for word in words[1:]]
    name = title_name(" ".join(spelled).strip(" .,:;-–"))
    is_name = sum(map(str.isalpha, name)) >= 2 and len(name) <= _LONGEST_NAME and not re.search(r"\d", name)
    second = next((other for other in others if " " in other.strip()), "")
    flags = note_flags(" ".join([remarks, *others]), kind)
    return NameCell(name if is_name else "", flags, title_name(clean(second)), spelled != words)


def read_birth_year(value: CellValue, today: dt.date) -> int | None:
    """Read the year out of a date, a serial number, a year or one of the ways to write them; None if unclear."""
    if isinstance(value, int) and _FIRST_YEAR <= value <= today.year:
        return value
    if isinstance(value, dt.date):
        return _plausible(value.year, today)
    text = clean(str(value)).lstrip("'").removesuffix(".0")
    if text.isdecimal() and _SMALLEST_SERIAL <= int(text) <= (today - _DAY_ZERO).days:
        return (_DAY_ZERO + dt.timedelta(days=int(text))).year
    return _year_in(text, today)


def read_people_count(value: CellValue) -> int | None:
    """Read the number of people: 4, "'4", "05", "4 người", "4(2 nữ)"; None if unclear, nought or over 99."""
    if isinstance(value, int):
        return value if 0 < value <= MOST_PEOPLE else None
    match = _PEOPLE.fullmatch(clean(str(value)))
    return int(match[1]) or None if match else None


def note_flags(note: str, kind: SubjectKind = SubjectKind.HOUSEHOLD) -> tuple[NoteFlag, ...]:
    """Find what a note says about the household's, or the official's, presence."""
    if not note:
        return ()
    folded = fold(note)
    return tuple(flag for flag, pattern in _FLAGS[kind].items() if pattern.search(folded))


def _year_in(text: str, today: dt.date) -> int | None:
    years = _YEAR.findall(text)
    if years:
        return _plausible(int(years[0]), today) if len(set(years)) == 1 else None
    match = _TWO_DIGIT_YEAR.fullmatch(text)
    return _grown_up(int(match[1]), today) if match else None


def _plausible(year: int, today: dt.date) -> int | None:
    return year if _FIRST_YEAR <= year <= today.year else None


def _grown_up(two_digits: int, today: dt.date) -> int | None:
    """Give a two-digit year the century in which a grown-up was born: in 2026, 55 is 1955 and 05 is 2005."""
    for year in (2000 + two_digits, 1900 + two_digits):
        if _ADULT_YEARS <= today.year - year <= _OLDEST_YEARS:
            return year
    return None
