"""What print runs have hanging on units: those that are not made yet are made for the heir."""

from collections.abc import Sequence

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from pledges.foundation.locale import mark
from pledges.foundation.moments import Occasion
from pledges.prints.queries import Units
from pledges.prints.rules import UNFINISHED
from pledges.prints.tables import PrintRun
from pledges.units.rules import Hanging, Transfer


class PrintHanging:
    """The print runs' part of what hangs on units (``units.rules.HangsOnUnits``)."""

    def hanging(self, session: Session, unit_ids: Units) -> list[Hanging]:
        """Return how many runs of the units themselves are not made yet."""
        waiting = (PrintRun.unit_id.in_(unit_ids), PrintRun.state.in_(UNFINISHED))
        number = session.scalar(select(func.count()).select_from(PrintRun).where(*waiting)) or 0
        return [Hanging(mark("Đợt in đang làm"), number)]

    def transfer(
        self, session: Session, _occasion: Occasion, _change_id: int, transfers: Sequence[Transfer]
    ) -> None:
        """Let the heir have the papers that are still to be made."""
        for transfer in (each for each in transfers if each.is_heir):
            waiting = (PrintRun.unit_id == transfer.old_id, PrintRun.state.in_(UNFINISHED))
            session.execute(update(PrintRun).where(*waiting).values(unit_id=transfer.new_id))
