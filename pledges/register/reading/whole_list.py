"""Reads a list of households or officials out of a spreadsheet: from a file to what the preview shows."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pledges.foundation.errors import DomainError
from pledges.foundation.locale import mark
from pledges.foundation.vietnamese.folding import fold
from pledges.foundation.vietnamese.legacy import LegacyEncoding
from pledges.foundation.workbook.opening import open_workbook
from pledges.register.reading.choices import ReadingChoices
from pledges.register.reading.duplicates import duplicates
from pledges.register.reading.rows import Conversion, ParsedSubject, ReadingWarning, RejectedRow
from pledges.register.reading.sheet_reading import SheetReader, SheetReading
from pledges.register.rules import SubjectKind

_SAMPLES = 5

# Rows done, rows in all; may raise to stop.
Progress = Callable[[int, int], None]


class HouseholdListNotFound(DomainError):
    """No sheet has a row of heads with a column of names."""

    status = 422
    title = mark("Không tìm thấy danh sách hộ trong tệp")
    advice = mark(
        "Trang tính cần có một dòng tiêu đề với cột “Họ và tên chủ hộ” và ít nhất một cột khác như “STT”, “Năm sinh”"
        " hoặc “Địa chỉ”. Xin thêm dòng tiêu đề rồi tải lên lại."
    )


class OfficialListNotFound(DomainError):
    """The same for a list of an office."""

    status = 422
    title = mark("Không tìm thấy danh sách cán bộ trong tệp")
    advice = mark(
        "Trang tính cần có một dòng tiêu đề với cột “Họ và tên” và ít nhất một cột khác như “STT”, “Ngày sinh”"
        " hoặc “Chức vụ”. Xin thêm dòng tiêu đề rồi tải lên lại."
    )


_NOT_FOUND: dict[SubjectKind, type[DomainError]] = {
    SubjectKind.HOUSEHOLD: HouseholdListNotFound,
    SubjectKind.OFFICIAL: OfficialListNotFound,
}


@dataclass(frozen=True, slots=True)
class ListReading:
    """A list as it may be stored, with all that was left out and why.

    ``conversions`` are up to five samples of each encoding of before Unicode: the rows in it are converted if the
    clerk has agreed, and among the rejected ones otherwise.
    """

    sheets: tuple[SheetReading, ...]
    subjects: tuple[ParsedSubject, ...]
    rejected: tuple[RejectedRow, ...]
    warnings: tuple[ReadingWarning, ...]
    conversions: tuple[Conversion, ...] = ()


def read_list(path: Path, choices: ReadingChoices, progress: Progress | None = None) -> ListReading:
    """Read all households or officials of a list; hidden sheets are left out with a warning.

    Only what the register has a place for comes out: columns with identity numbers, ethnicity, religion and the
    like are dropped unread and named, notes become flags, telephone numbers are read only if asked for.

    :raises HouseholdListNotFound, OfficialListNotFound: when no visible sheet has a list.
    :raises WorkbookUnreadable, WorkbookProtected, WorkbookTooLarge, WorkbookHasMacros: see `open_workbook`.
    """
    sheets = open_workbook(path)
    step = _steps(sum(len(sheet.rows) for sheet in sheets), progress)
    readers = [SheetReader(sheet, choices, step) for sheet in sheets]
    for reader in readers:
        reader.find_tables()
    lists = sum(bool(reader.tables) for reader in readers)
    if not lists:
        raise _NOT_FOUND[choices.kind]
    for reader in readers:
        reader.read(lists)
    subjects = tuple(subject for reader in readers for subject in reader.subjects)
    rejected = tuple(row for reader in readers for row in reader.rejected)
    warnings = [warning for reader in readers for warning in reader.warnings]
    return ListReading(
        tuple(reader.reading() for reader in readers),
        subjects,
        rejected,
        (*warnings, *duplicates(subjects, rejected)),
        tuple(_first_samples(conversion for reader in readers for conversion in reader.conversions)),
    )


def signature_of(reading: ListReading) -> str:
    """Return a digest of the heads of a list, the same for every list of that form whatever it holds."""
    heads = {tuple(fold(heading.label) for heading in sheet.headings) for sheet in reading.sheets} - {()}
    return hashlib.sha256("\n".join(sorted(map("\t".join, heads))).encode()).hexdigest()


def _steps(rows_in_all: int, progress: Progress | None) -> Callable[[int], None]:
    done = 0

    def step(rows: int) -> None:
        nonlocal done
        done += rows
        if progress:
            progress(done, rows_in_all)

    step(0)
    return step


def _first_samples(conversions: Iterable[Conversion]) -> Iterator[Conversion]:
    shown: dict[LegacyEncoding, int] = {}
    for conversion in conversions:
        shown[conversion.encoding] = shown.get(conversion.encoding, 0) + 1
        if shown[conversion.encoding] <= _SAMPLES:
            yield conversion
