"""What codes have hanging on units: nothing that moves, since a code belongs to its household or counter."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from pledges.foundation.locale import mark
from pledges.links.tables import Code
from pledges.register.queries.households import Units
from pledges.register.rules import SubjectKind
from pledges.register.tables import Counter, Household, Office
from pledges.units.rules import Hanging, Transfer


class LinkHanging:
    """The codes' part of what hangs on units (``units.rules.HangsOnUnits``): they are counted only."""

    def hanging(self, session: Session, unit_ids: Units) -> list[Hanging]:
        """Return how many codes in force belong to subjects of the units; all of them go on working."""
        listed = (Household.unit_id.in_(unit_ids), Household.ended_on.is_(None))
        counters = select(Counter.id).join(Office, Office.id == Counter.office_id)
        counters = counters.where(Office.seat_unit_id.in_(unit_ids))
        of_these = or_(
            and_(
                Code.subject_kind == SubjectKind.HOUSEHOLD,
                Code.subject_id.in_(select(Household.id).where(*listed)),
            ),
            and_(Code.subject_kind == SubjectKind.COUNTER, Code.subject_id.in_(counters)),
        )
        query = select(func.count()).select_from(Code).where(of_these, Code.ended_at.is_(None))
        return [Hanging(mark("Mã QR đã cấp (mã cũ vẫn dùng được)"), session.scalar(query) or 0)]

    def transfer(
        self, _session: Any, _occasion: Any, _change_id: int, _transfers: Sequence[Transfer]
    ) -> None:
        """Leave every code where it is."""
