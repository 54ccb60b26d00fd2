"""Questions about what units say on their papers: whose words are in force, what stood there before."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from pledges.foundation.errors import NotFound
from pledges.paper.blocks import paper_spec
from pledges.stationery.rules import BlockPlace, Head
from pledges.stationery.tables import PaperBlock, PaperHead, PrinterOffset
from pledges.units.queries.tree import ids_of
from pledges.units.tables import Unit

Units = Select[int] | Collection[int]


def blocks_for(session: Session, paper: str, unit_id: int) -> dict[str, str]:
    """Return block code → the words in force for a paper of a unit: its own, else those nearest above it, else the
    paper's default.

    :raises KeyError: when there is no such paper.
    """
    spec = paper_spec(paper)
    said = blocks_in_line(session, paper, line_of(session, unit_id))
    return spec.default_sources | {
        block.code: said[block.code].source for block in spec.blocks if block.code in said
    }


def head_for(session: Session, unit_id: int) -> Head | None:
    """Return the head of a unit's papers: its own, else the nearest above it; None where nobody has set one."""
    nearest = head_in_line(session, line_of(session, unit_id))
    return as_head(nearest) if nearest else None


def offset_for(session: Session, unit_id: int, stock: str) -> tuple[float, float]:
    """Return how far labels of a stock must be set to the right and down, in mm: the unit's own offset, else the
    nearest above it, else none.
    """
    line = line_of(session, unit_id)
    query = select(PrinterOffset).where(PrinterOffset.unit_id.in_(line), PrinterOffset.stock == stock)
    nearest = max(session.scalars(query), key=lambda row: line.index(row.unit_id), default=None)
    return (nearest.right_tenths_mm / 10, nearest.down_tenths_mm / 10) if nearest else (0.0, 0.0)


def line_of(session: Session, unit_id: int) -> list[int]:
    """Return the ids of the unit and everything above it today, the root's first."""
    return ids_of(session.scalar(select(Unit.path).where(Unit.id == unit_id)) or "")


def blocks_in_line(session: Session, paper: str, line: Sequence[int]) -> dict[str, PaperBlock]:
    """Return block code → the row in force for the last unit of a line, its own or the nearest above."""
    query = select(PaperBlock).where(
        PaperBlock.unit_id.in_(line), PaperBlock.paper == paper, PaperBlock.ended_at.is_(None)
    )
    # Those nearer to the unit come later and take the place of those above.
    return {row.block: row for row in sorted(session.scalars(query), key=lambda row: line.index(row.unit_id))}


def head_in_line(session: Session, line: Sequence[int]) -> PaperHead | None:
    """Return the row of the head in force for the last unit of a line."""
    query = select(PaperHead).where(PaperHead.unit_id.in_(line), PaperHead.ended_at.is_(None))
    return max(session.scalars(query), key=lambda head: line.index(head.unit_id), default=None)


def as_head(row: PaperHead) -> Head:
    """Return a row's head as a value."""
    return Head(row.style, row.superior, row.issuer, row.place, row.symbol)


def own_block(session: Session, place: BlockPlace) -> PaperBlock | None:
    """Return the row that a unit itself has in force for a block."""
    query = select(PaperBlock).where(*_at(place), PaperBlock.ended_at.is_(None))
    return session.scalars(query).one_or_none()


def own_head(session: Session, unit_id: int) -> PaperHead | None:
    """Return the row of the head that a unit itself has in force."""
    query = select(PaperHead).where(PaperHead.unit_id == unit_id, PaperHead.ended_at.is_(None))
    return session.scalars(query).one_or_none()


def block_history(session: Session, place: BlockPlace, most: int = 50) -> list[PaperBlock]:
    """Return what a unit itself has said in a block, the newest first."""
    return list(
        session.scalars(select(PaperBlock).where(*_at(place)).order_by(PaperBlock.id.desc()).limit(most))
    )


def block_by_id(session: Session, place: BlockPlace, row_id: int) -> PaperBlock:
    """Return one thing said in the block by the unit, or by one that ended and hangs below it.

    :raises NotFound: when there is no such row.
    """
    below = select(Unit.id).where(Unit.parent_id == place.unit_id, Unit.valid_to.is_not(None))
    of_block = (PaperBlock.paper == place.paper, PaperBlock.block == place.block)
    query = select(PaperBlock).where(PaperBlock.id == row_id, *of_block)
    query = query.where(or_(PaperBlock.unit_id == place.unit_id, PaperBlock.unit_id.in_(below)))
    found = session.scalars(query).one_or_none()
    if found is None:
        raise NotFound
    return found


def left_behind(session: Session, unit_id: int) -> list[tuple[PaperBlock, str]]:
    """Return what units that ended and hang below this one still say, with their names: it was not taken over."""
    query = select(PaperBlock, Unit.name).join(Unit, Unit.id == PaperBlock.unit_id)
    query = query.where(Unit.parent_id == unit_id, Unit.valid_to.is_not(None), PaperBlock.ended_at.is_(None))
    return [
        (row, name) for row, name in session.execute(query.order_by(Unit.id, PaperBlock.paper, PaperBlock.id))
    ]


def offsets_in_line(session: Session, line: Sequence[int]) -> dict[str, PrinterOffset]:
    """Return stock → the offset in force for the last unit of a line."""
    found = session.scalars(select(PrinterOffset).where(PrinterOffset.unit_id.in_(line)))
    return {row.stock: row for row in sorted(found, key=lambda row: line.index(row.unit_id))}


def _at(place: BlockPlace) -> tuple[ColumnElement[bool], ...]:
    return (
        PaperBlock.unit_id == place.unit_id,
        PaperBlock.paper == place.paper,
        PaperBlock.block == place.block,
    )
