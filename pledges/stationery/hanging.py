"""What stationery has hanging on units: a sole heir says what the old unit said; otherwise it is shown what is left."""

from collections.abc import Sequence

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from pledges.foundation.audit import Change, record
from pledges.foundation.locale import mark
from pledges.foundation.moments import Occasion
from pledges.stationery.queries import Units
from pledges.stationery.tables import PaperBlock, PaperHead, PrinterOffset
from pledges.units.rules import Hanging, Transfer
from pledges.units.tables import Succession


class StationeryHanging:
    """The stationery's part of what hangs on units (``units.rules.HangsOnUnits``).

    A head stays with its unit: it names a body that is gone. Words and offsets go to an heir that follows this unit
    alone and says nothing of its own; of several units' words none is better than the other.
    """

    def hanging(self, session: Session, unit_ids: Units) -> list[Hanging]:
        """Return how many blocks the units say in their own words, and how many heads they have."""
        blocks = select(func.count()).select_from(PaperBlock).where(PaperBlock.ended_at.is_(None))
        heads = select(func.count()).select_from(PaperHead).where(PaperHead.ended_at.is_(None))
        return [
            Hanging(
                mark("Lời riêng trên mẫu giấy (chỉ chuyển khi một đơn vị kế tục một đơn vị)"),
                session.scalar(blocks.where(PaperBlock.unit_id.in_(unit_ids))) or 0,
            ),
            Hanging(
                mark("Tiêu đề giấy tờ (không chuyển: ghi tên cơ quan cũ)"),
                session.scalar(heads.where(PaperHead.unit_id.in_(unit_ids))) or 0,
            ),
        ]

    def transfer(
        self, session: Session, occasion: Occasion, change_id: int, transfers: Sequence[Transfer]
    ) -> None:
        """Give a sole heir what its one predecessor said."""
        for transfer in (each for each in transfers if each.is_heir):
            if _is_one_to_one(session, change_id, transfer) and not _says_something(session, transfer.new_id):
                _hand_over(session, occasion, change_id, transfer)


def _is_one_to_one(session: Session, change_id: int, transfer: Transfer) -> bool:
    either = or_(Succession.old_id == transfer.old_id, Succession.new_id == transfer.new_id)
    query = select(func.count()).select_from(Succession).where(Succession.change_id == change_id, either)
    return session.scalar(query) == 1


def _says_something(session: Session, unit_id: int) -> bool:
    said = select(PaperBlock.id).where(PaperBlock.unit_id == unit_id, PaperBlock.ended_at.is_(None))
    offsets = select(PrinterOffset.stock).where(PrinterOffset.unit_id == unit_id)
    return session.scalar(said.limit(1)) is not None or session.scalar(offsets.limit(1)) is not None


def _hand_over(session: Session, occasion: Occasion, change_id: int, transfer: Transfer) -> None:
    moved = 0
    in_force = (PaperBlock.unit_id == transfer.old_id, PaperBlock.ended_at.is_(None))
    for query in (
        update(PaperBlock).where(*in_force).returning(PaperBlock.id),
        update(PrinterOffset)
        .where(PrinterOffset.unit_id == transfer.old_id)
        .returning(PrinterOffset.unit_id),
    ):
        moved += len(session.execute(query.values(unit_id=transfer.new_id)).all())
    if moved:
        after = f"{moved} from unit {transfer.old_id} by unit_change:{change_id}"
        record(session, occasion, Change(transfer.new_id, "stationery.hand-over", "stationery", after=after))
