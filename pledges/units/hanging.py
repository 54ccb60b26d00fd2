"""Everything that hangs on units, asked and moved as one; the rooms above add their part in rooms.py."""

from collections.abc import Sequence
from typing import Any

from pledges.units.rules import Hanging, HangsOnUnits, Transfer


class HangsTogether:
    """What several rooms have hanging on units; each is asked, and told, in the order in which they were given."""

    def __init__(self, *rooms: HangsOnUnits) -> None:
        self._rooms = rooms

    def hanging(self, session: Any, unit_ids: Any) -> list[Hanging]:
        """Return what hangs on the units in any room; what there is none of is left out."""
        return [found for room in self._rooms for found in room.hanging(session, unit_ids) if found.number]

    def transfer(self, session: Any, occasion: Any, change_id: int, transfers: Sequence[Transfer]) -> None:
        """Move all of it."""
        for room in self._rooms:
            room.transfer(session, occasion, change_id, transfers)
