"""What units can do with their papers: say a block in their own words, set a head, tell how far a printer is off."""

from typing import TypeVar

from sqlalchemy.orm import Session

from pledges.foundation.audit import Change, record
from pledges.foundation.errors import NotFound
from pledges.foundation.moments import Occasion
from pledges.paper.block_faults import Fault
from pledges.paper.blocks import faults_of, paper_spec
from pledges.stationery.queries import own_block, own_head
from pledges.stationery.rules import BlockPlace, Head, NothingOwn, Offset, SaidMeanwhile, WordsFaulty
from pledges.stationery.tables import PaperBlock, PaperHead, PrinterOffset

Row = TypeVar("Row", PaperBlock, PaperHead)


def say(session: Session, occasion: Occasion, place: BlockPlace, source: str, seen: int) -> PaperBlock:
    """Let a unit, and those below it that say nothing of their own, say a block in these words from now on.

    ``seen`` is the id of the unit's own row when its words were read, 0 where it had none.

    :raises NotFound: when there is no such paper or block.
    :raises WordsFaulty: when the words hold what blocks may not hold.
    :raises SaidMeanwhile: when somebody else has changed them since.
    """
    found = faults_in(place, source)
    if found:
        raise WordsFaulty(found)
    before = _still(own_block(session, place), seen)
    if before is not None and before.source == source:
        return before
    _end(session, occasion, before)
    said = PaperBlock(
        unit_id=place.unit_id,
        paper=place.paper,
        block=place.block,
        source=source,
        saved_by=occasion.actor_id,
        saved_at=occasion.now,
        ended_at=None,
    )
    session.add(said)
    _told(session, occasion, "stationery.say", place, (before.source if before else None, source))
    return said


def inherit(session: Session, occasion: Occasion, place: BlockPlace, seen: int) -> None:
    """Let a unit say a block as the units above it do again; what it said stays in the history.

    :raises NothingOwn: when it had nothing of its own to give up. :raises SaidMeanwhile: as ``say`` does.
    """
    before = _still(own_block(session, place), seen)
    if before is None:
        raise NothingOwn
    _end(session, occasion, before)
    _told(session, occasion, "stationery.inherit", place, (before.source, None))


def set_head(session: Session, occasion: Occasion, unit_id: int, head: Head, seen: int) -> PaperHead:
    """Give the papers of a unit, and of those below it that have none of their own, this head.

    :raises SaidMeanwhile: when somebody else has changed it since ``seen``.
    """
    before = _still(own_head(session, unit_id), seen)
    _end(session, occasion, before)
    kept = PaperHead(
        unit_id=unit_id,
        style=head.style,
        superior=head.superior,
        issuer=head.issuer,
        place=head.place,
        symbol=head.symbol,
        saved_by=occasion.actor_id,
        saved_at=occasion.now,
        ended_at=None,
    )
    session.add(kept)
    change = Change(unit_id, "stationery.set-head", "paper-head", _written(before), _written(kept))
    record(session, occasion, change)
    return kept


def inherit_head(session: Session, occasion: Occasion, unit_id: int, seen: int) -> None:
    """Let the papers of a unit carry the head of the units above it again.

    :raises NothingOwn: when it had none of its own. :raises SaidMeanwhile: as ``set_head`` does.
    """
    before = _still(own_head(session, unit_id), seen)
    if before is None:
        raise NothingOwn
    _end(session, occasion, before)
    record(session, occasion, Change(unit_id, "stationery.inherit-head", "paper-head", _written(before)))


def set_offset(session: Session, occasion: Occasion, unit_id: int, stock: str, offset: Offset) -> None:
    """Keep how far a unit's printer sets a label stock off; units below without an own offset use it too."""
    kept = session.get(PrinterOffset, (unit_id, stock))
    before = f"{kept.right_tenths_mm} {kept.down_tenths_mm}" if kept else None
    if kept is None:
        kept = PrinterOffset(unit_id=unit_id, stock=stock)
        session.add(kept)
    kept.right_tenths_mm, kept.down_tenths_mm = offset.right_tenths_mm, offset.down_tenths_mm
    kept.saved_by, kept.saved_at = occasion.actor_id, occasion.now
    after = f"{offset.right_tenths_mm} {offset.down_tenths_mm}"
    record(session, occasion, Change(unit_id, "stationery.set-offset", f"stock:{stock}", before, after))


def faults_in(place: BlockPlace, source: str) -> tuple[Fault, ...]:
    """Tell what is wrong with words for a block.

    :raises NotFound: when there is no such paper or block.
    """
    try:
        return tuple(faults_of(paper_spec(place.paper), place.block, source))
    except KeyError as unknown:
        raise NotFound from unknown


def _still(row: Row | None, seen: int) -> Row | None:
    """Return the row in force if it is the one that was seen."""
    if (row.id if row else 0) != seen:
        raise SaidMeanwhile
    return row


def _end(session: Session, occasion: Occasion, row: PaperBlock | PaperHead | None) -> None:
    """End a row before its successor begins: the database allows one in force."""
    if row is not None:
        row.ended_at = occasion.now
        session.flush()


def _told(
    session: Session, occasion: Occasion, action: str, place: BlockPlace, words: tuple[str | None, str | None]
) -> None:
    record(session, occasion, Change(place.unit_id, action, place.subject, *words))


def _written(head: PaperHead | None) -> str | None:
    return repr((head.style, head.superior, head.issuer, head.place, head.symbol)) if head else None
