"""Reads one row of a table as an official: name, position, year of birth, and the office the list puts one in."""

from pledges.foundation.workbook.values import Row
from pledges.register.reading.cell_values import NameCell, bare_text
from pledges.register.reading.choices import ReadingChoices
from pledges.register.reading.groups import Under
from pledges.register.reading.labels import Field
from pledges.register.reading.rows import ParsedOfficial
from pledges.register.reading.subject_rows import ReadTable, SubjectRows, values

_LONGEST_POSITION = 200


class OfficialRows(SubjectRows):
    """Reads the rows of officials of one table."""

    def __init__(self, read: ReadTable, choices: ReadingChoices) -> None:
        super().__init__(read, choices)
        self._positions = [heading.column for heading in read.table.columns(Field.POSITION)]

    def _subject(self, row: Row, cell: NameCell, under: Under) -> ParsedOfficial:
        positions = ", ".join(map(bare_text, values(row, self._positions)))
        return ParsedOfficial(
            place=self.place(row),
            name=cell.name,
            birth_year=self._birth_year(row),
            position=positions[:_LONGEST_POSITION],
            group=self._group(row, under),
            note_flags=self._flags(row, cell),
        )
