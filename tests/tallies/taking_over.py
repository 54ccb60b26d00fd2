"""A change of units that is done, entered as the rows it leaves."""

from datetime import UTC, date, datetime

from pledges.foundation.house import House
from pledges.units.tables import Succession, UnitChange


def took_over(
    house: House, unit_id: int, old_and_new: tuple[int, int], on: date, share: float | None = None
) -> None:
    """Enter a done change by which one unit of a commune took over from another."""
    with house.database.writing() as session:
        change = UnitChange(
            unit_id=unit_id,
            kind="merge",
            state="done",
            decision_no="12/NQ-HĐND",
            decided_on=on,
            effective_on=on,
            plan={},
            entered_at=datetime(2026, 11, 2, 2, 30, tzinfo=UTC),
            done_at=datetime(2026, 11, 2, 2, 30, tzinfo=UTC),
        )
        session.add(change)
        session.flush()
        old_id, new_id = old_and_new
        session.add(Succession(change_id=change.id, old_id=old_id, new_id=new_id, share=share, is_heir=True))
