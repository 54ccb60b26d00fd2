"""What is in force on a unit's papers, and whose it is: what the pages of stationery show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from pledges.foundation.errors import NotFound
from pledges.paper.blocks import BlockSpec, PaperSpec, paper_codes, paper_spec
from pledges.staff.tables import Staff
from pledges.stationery.queries import (
    as_head,
    block_history,
    head_in_line,
    left_behind,
    line_of,
    offsets_in_line,
    own_head,
)
from pledges.stationery.rules import BlockPlace, Head, Offset, OffsetInForce
from pledges.stationery.tables import PaperBlock
from pledges.units.queries.changes import names_of


@dataclass(frozen=True)
class InForce:
    """A block as a unit says it: the words, and the unit whose they are (None: the paper's own default).

    ``own_id`` is the unit's own row, 0 where it says nothing of its own; ``inherited`` is what it would say then.
    """

    spec: BlockSpec
    source: str
    unit_id: int | None
    unit_name: str
    own_id: int
    inherited: str


@dataclass(frozen=True)
class PaperInForce:
    """A paper with its blocks."""

    spec: PaperSpec
    blocks: tuple[InForce, ...]


@dataclass(frozen=True)
class HeadInForce:
    """The head on a unit's papers, and the unit whose it is; ``own_id`` as with blocks."""

    head: Head | None
    unit_id: int | None
    unit_name: str
    own_id: int


@dataclass(frozen=True)
class Said:
    """One thing that a unit once said in a block: by whom, from when until when (None: in force)."""

    row_id: int
    source: str
    said_by: str
    said_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True)
class LeftBehind:
    """Words of a unit that ended, which its heir did not take over by itself."""

    unit_name: str
    paper: PaperSpec
    block: BlockSpec
    row_id: int


def papers_of(session: Session, unit_id: int) -> list[PaperInForce]:
    """Return all papers as they stand for a unit, by name."""
    line = line_of(session, unit_id)
    query = select(PaperBlock).where(PaperBlock.unit_id.in_(line), PaperBlock.ended_at.is_(None))
    said: dict[tuple[str, str], list[PaperBlock]] = {}
    for row in sorted(session.scalars(query), key=lambda row: line.index(row.unit_id)):
        said.setdefault((row.paper, row.block), []).append(row)
    names = names_of(session, {row.unit_id for rows in said.values() for row in rows})
    specs = sorted(map(paper_spec, paper_codes()), key=lambda spec: spec.name)
    return [
        PaperInForce(
            spec,
            tuple(
                _in_force(block, said.get((spec.code, block.code), []), unit_id, names)
                for block in spec.blocks
            ),
        )
        for spec in specs
    ]


def block_of(session: Session, place: BlockPlace) -> InForce:
    """Return one block as it stands for a unit.

    :raises NotFound: when there is no such paper or block.
    """
    for paper in papers_of(session, place.unit_id):
        for block in paper.blocks:
            if (paper.spec.code, block.spec.code) == (place.paper, place.block):
                return block
    raise NotFound


def head_of(session: Session, unit_id: int) -> HeadInForce:
    """Return the head on a unit's papers with whose it is."""
    row, own = head_in_line(session, line_of(session, unit_id)), own_head(session, unit_id)
    if row is None:
        return HeadInForce(None, None, "", 0)
    return HeadInForce(
        as_head(row), row.unit_id, names_of(session, [row.unit_id])[row.unit_id], own.id if own else 0
    )


def offsets_of(session: Session, unit_id: int) -> dict[str, OffsetInForce]:
    """Return stock → the offset in force for a unit with whose it is; stocks that nobody has measured are left out."""
    rows = offsets_in_line(session, line_of(session, unit_id))
    names = names_of(session, {row.unit_id for row in rows.values()})
    return {
        stock: OffsetInForce(
            Offset(row.right_tenths_mm, row.down_tenths_mm),
            row.unit_id,
            names[row.unit_id],
            row.unit_id if row.unit_id == unit_id else 0,
        )
        for stock, row in rows.items()
    }


def said_in(session: Session, place: BlockPlace) -> list[Said]:
    """Return what a unit itself has said in a block, the newest first."""
    rows = block_history(session, place)
    people = {row.saved_by for row in rows if row.saved_by is not None}
    query = select(Staff.id, Staff.display_name).where(Staff.id.in_(people))
    names = {row.id: row.display_name for row in session.execute(query)}
    return [
        Said(row.id, row.source, names.get(row.saved_by or 0, ""), row.saved_at, row.ended_at) for row in rows
    ]


def words_left_behind(session: Session, unit_id: int) -> list[LeftBehind]:
    """Return what units that ended and hang below this one still say; what papers no longer have is left out."""
    return [
        LeftBehind(name, paper_spec(row.paper), block, row.id)
        for row, name in left_behind(session, unit_id)
        if row.paper in paper_codes()
        for block in paper_spec(row.paper).blocks
        if block.code == row.block
    ]


def _in_force(spec: BlockSpec, rows: Sequence[PaperBlock], unit_id: int, names: dict[int, str]) -> InForce:
    """Make one of the rows along the line of units, the root's first."""
    above = [row.source for row in rows if row.unit_id != unit_id]
    inherited = above[-1] if above else spec.source
    if not rows:
        return InForce(spec, spec.source, None, "", 0, inherited)
    last = rows[-1]
    own_id = last.id if last.unit_id == unit_id else 0
    return InForce(spec, last.source, last.unit_id, names[last.unit_id], own_id, inherited)
