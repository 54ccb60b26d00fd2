"""Writes the manifest of a run: what was printed for whom, first and last code, checksums, whose every piece is.

The codes stand on that paper alone: no row of the ledger holds one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from pledges.foundation.house import House
from pledges.foundation.vietnamese.dates import LOCAL_ZONE
from pledges.paper.manifests import FileLine, Manifest, Row, write_manifest
from pledges.prints.piece_queries import PieceLine, ends_of, failed_positions, lines_after
from pledges.prints.queries import LedgerLine, line_by_id
from pledges.prints.rules import Beat, Maker, Order, PaperKind, PieceState

# So many rows are read at once, however many the run has.
_ROWS_A_READING = 2_000
_NOT_MADE = "chưa in được"


@dataclass(frozen=True)
class ManifestOf:
    """Whose manifest is written: the run, its kind and who makes it."""

    house: House
    order: Order
    kind: PaperKind
    maker: Maker

    def write(self, files: Sequence[FileLine], destination: BinaryIO, beat: Beat) -> int:
        """Write the manifest of the files that were made; return its pages."""
        with self.house.database.reading() as session:
            line = line_by_id(session, self.order.run_id)
            ends = ends_of(session, self.order.run_id)
            failed = len(failed_positions(session, self.order.run_id))
        codes = [self.maker.code_of(self.order, piece) for piece in ends or ()]
        heading = f"Đợt in số {self.order.run_id} – {self.kind.words} – {line.unit_name}"
        facts = [*_facts(line, self.kind, failed), *_pages(files), *_codes(codes)]
        return write_manifest(Manifest(heading, facts, files), self._rows(beat), destination)

    def _rows(self, beat: Beat) -> Iterator[Row]:
        """Give every piece, under the name of its unit where another begins."""
        unit = ""
        for line in self._lines():
            if line.unit_name != unit:
                unit = line.unit_name
                yield "", unit, ""
            mark = _NOT_MADE if line.state == PieceState.FAILED else line.mark or ""
            yield str(line.position), line.words, mark
            beat(line.position)

    def _lines(self) -> Iterator[PieceLine]:
        position = 0
        while True:
            with self.house.database.reading() as session:
                lines = lines_after(session, self.order.run_id, position, _ROWS_A_READING)
            if not lines:
                return
            yield from lines
            position = lines[-1].position


def _facts(line: LedgerLine, kind: PaperKind, failed: int) -> Iterator[tuple[str, str]]:
    run = line.run
    yield "Số đợt in", str(run.id)
    if run.reprint_of is not None:
        yield "In lại các tờ của đợt", str(run.reprint_of)
    yield "Loại giấy", kind.words
    yield "Đơn vị", line.unit_name
    yield "Người yêu cầu in", line.asked_by or "hệ thống"
    yield "Lúc", _moment(run.asked_at)
    yield "Số tờ", f"{run.total - failed}" + (f" (và {failed} tờ chưa in được)" if failed else "")


def _pages(files: Sequence[FileLine]) -> Iterator[tuple[str, str]]:
    yield "Số trang", str(sum(file.pages for file in files))


def _codes(codes: Sequence[str]) -> Iterator[tuple[str, str]]:
    for name, code in zip(("Mã của tờ đầu", "Mã của tờ cuối"), codes, strict=False):
        if code:
            yield name, code


def _moment(moment: datetime) -> str:
    local = moment.astimezone(LOCAL_ZONE)
    return f"{local:%H:%M} ngày {local:%d/%m/%Y}"
