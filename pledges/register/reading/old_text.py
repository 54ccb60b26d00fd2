"""Brings the cells of a table out of the encodings of before Unicode, and says which they were."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from pledges.foundation.vietnamese.cleaning import clean
from pledges.foundation.vietnamese.legacy import (
    LegacyEncoding,
    as_unicode,
    leaning,
    legacy_encoding,
    may_be_legacy,
)
from pledges.foundation.workbook.values import CellValue, Row

_SAMPLES = 5


@dataclass(frozen=True, slots=True)
class OldCell:
    """A cell of before Unicode, as it stands and as it reads."""

    row_number: int
    column: int
    encoding: LegacyEncoding
    before: str
    after: str


@dataclass(slots=True)
class _Column:
    """What is known of a column: how many cells are in which encoding, and those that could be read both ways."""

    encodings: Counter[LegacyEncoding] = field(default_factory=Counter)
    unicode_cells: int = 0
    by_font: bool = False
    open_cells: list[tuple[Row, str, LegacyEncoding | None]] = field(default_factory=list)

    def usual(self) -> LegacyEncoding | None:
        """Return the encoding of most cells, which speaks for short ones too; fonts speak for themselves only."""
        if self.by_font or not self.encodings:
            return None
        encoding, cells = self.encodings.most_common(1)[0]
        return encoding if cells > self.unicode_cells else None

    def encoding_of(self, text: str, own: LegacyEncoding | None) -> LegacyEncoding | None:
        """Return the encoding of a cell: its own, unless it reads as well in that of most others."""
        usual = self.usual()
        leans = leaning(text, usual) if usual and usual != own else None
        if leans is None:
            return own
        return usual if leans > 0 or (leans == 0 and not self.unicode_cells) else own


def old_cells(rows: Sequence[Row], left_alone: Collection[int]) -> list[OldCell]:
    """Find the cells in an old encoding, in the order of rows, except in columns that nobody may look into.

    A cell that reads both ways ("Hoà" is Hồ in VNI) goes with most of its column, where no fonts are known.
    """
    columns: dict[int, _Column] = defaultdict(_Column)
    own: dict[str, LegacyEncoding | None] = {}
    for row in rows:
        for column, text in enumerate(row.cells, start=1):
            if isinstance(text, str) and not text.isascii() and column not in left_alone:
                _look_at(columns[column], row, column, text, own)
    found = [cell for number, column in columns.items() for cell in _settled(number, column)]
    return sorted(found, key=_place)


def readable_rows(rows: Sequence[Row], found: Sequence[OldCell]) -> tuple[Row, ...]:
    """Return the rows with what the found cells say in their place."""
    if not found:
        return tuple(rows)
    after: dict[int, dict[int, str]] = defaultdict(dict)
    for cell in found:
        after[cell.row_number][cell.column] = cell.after
    return tuple(_with(row, after[row.number]) if row.number in after else row for row in rows)


def readable_line(row: Row) -> tuple[str, ...]:
    """Read a row on its own, such as a row of heads: a cell that reads both ways goes with the others."""
    if all(not isinstance(cell, str) or cell.isascii() for cell in row.cells):
        return tuple(clean(str(cell)) for cell in row.cells)
    fonts = [row.fonts.get(column) for column in range(1, len(row.cells) + 1)]
    own = [
        legacy_encoding(cell, font) if isinstance(cell, str) else None
        for cell, font in zip(row.cells, fonts, strict=True)
    ]
    encodings = Counter(encoding for encoding in own if encoding)
    usual = encodings.most_common(1)[0][0] if encodings and not row.fonts else None
    return tuple(
        _read(cell, encoding or usual, font)
        for cell, encoding, font in zip(row.cells, own, fonts, strict=True)
    )


def samples(found: Sequence[OldCell]) -> list[OldCell]:
    """Choose at most five different cells of each encoding, the longest of them: they show most."""
    chosen: dict[LegacyEncoding, dict[str, OldCell]] = defaultdict(dict)
    for cell in sorted(found, key=_length):
        if len(chosen[cell.encoding]) < _SAMPLES:
            chosen[cell.encoding].setdefault(cell.before, cell)
    return sorted((cell for cells in chosen.values() for cell in cells.values()), key=_place)


def _look_at(
    column: _Column, row: Row, number: int, text: str, own: dict[str, LegacyEncoding | None]
) -> None:
    if not may_be_legacy(text):
        column.unicode_cells += 1
        return
    font = row.fonts.get(number) if row.fonts else None
    if font:
        column.by_font = True
        encoding = legacy_encoding(text, font)
    else:
        if text not in own:
            own[text] = legacy_encoding(text)
        encoding = own[text]
    if encoding:
        column.encodings[encoding] += 1
    column.open_cells.append((row, text, encoding))


def _settled(number: int, column: _Column) -> Iterator[OldCell]:
    for row, text, own in column.open_cells:
        encoding = column.encoding_of(text, own)
        if encoding:
            after = clean(as_unicode(text, encoding, row.fonts.get(number)))
            yield OldCell(row.number, number, encoding, text, after)


def _read(cell: CellValue, encoding: LegacyEncoding | None, font: str | None) -> str:
    if not isinstance(cell, str):
        return str(cell)
    return clean(as_unicode(cell, encoding, font) if encoding and may_be_legacy(cell) else cell)


def _with(row: Row, after: dict[int, str]) -> Row:
    cells = [after.get(column, cell) for column, cell in enumerate(row.cells, start=1)]
    return Row(row.number, tuple(cells), row.fonts)


def _place(cell: OldCell) -> tuple[int, int]:
    return cell.row_number, cell.column


def _length(cell: OldCell) -> tuple[int, int, int]:
    return -len(cell.before), *_place(cell)
