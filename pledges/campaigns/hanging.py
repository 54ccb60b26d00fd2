"""What campaigns have hanging on units: those that run or are being prepared go to the heir, closed ones stay."""

from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from pledges.campaigns.rules import CampaignState
from pledges.campaigns.tables import Campaign, Invitation
from pledges.foundation.audit import Change, record
from pledges.foundation.locale import mark
from pledges.foundation.moments import Occasion
from pledges.register.queries.households import Units
from pledges.register.tables import Household, Official
from pledges.units.rules import Hanging, Transfer

_GOING_ON = (CampaignState.DRAFT, CampaignState.OPEN, CampaignState.CLOSING)
_MOST_NAMED = 8


class SubjectsHeld:
    """Holds all subjects and their invitations before the first of them moves; nothing of its own hangs on units.

    **why** first, and all at once: whoever signs holds an invitation and then wants the counter of its unit. A split
    that had counted one part, and wanted the invitations of the next, would wait for whom it keeps waiting.
    """

    def hanging(self, _session: Session, _unit_ids: Units) -> list[Hanging]:
        """Return nothing: invitations belong to their campaigns."""
        return []

    def transfer(
        self, session: Session, _occasion: Occasion, _change_id: int, transfers: Sequence[Transfer]
    ) -> None:
        """Lock what will move in the one order that moving and signing keep: subjects, then invitations, by id."""
        old_ids = {transfer.old_id for transfer in transfers}
        for table in (Household, Official, Invitation):
            own = select(table.id).where(table.unit_id.in_(old_ids)).order_by(table.id)
            session.execute(own.with_for_update(key_share=True)).all()


class CampaignHanging:
    """The campaigns' part of what hangs on units (``units.rules.HangsOnUnits``)."""

    def hanging(self, session: Session, unit_ids: Units) -> list[Hanging]:
        """Return the campaigns of the units themselves, those that go on and those that are over."""
        own = select(Campaign.title_vi, Campaign.state).where(Campaign.unit_id.in_(unit_ids))
        found = session.execute(own.order_by(Campaign.id.desc())).all()
        going_on = [row.title_vi for row in found if row.state in _GOING_ON]
        over = [row.title_vi for row in found if row.state not in _GOING_ON]
        return [
            Hanging(
                mark("Đợt vận động đang mở hoặc đang soạn"), len(going_on), tuple(going_on[:_MOST_NAMED])
            ),
            Hanging(mark("Đợt vận động đã đóng (số liệu giữ nguyên)"), len(over), tuple(over[:_MOST_NAMED])),
        ]

    def transfer(
        self, session: Session, occasion: Occasion, change_id: int, transfers: Sequence[Transfer]
    ) -> None:
        """Give the heirs what goes on; a closed campaign stays with its old unit, and is found below the heir."""
        for transfer in (each for each in transfers if each.is_heir):
            going_on = (Campaign.unit_id == transfer.old_id, Campaign.state.in_(_GOING_ON))
            ids = list(session.scalars(select(Campaign.id).where(*going_on).order_by(Campaign.id)))
            session.execute(update(Campaign).where(Campaign.id.in_(ids)).values(unit_id=transfer.new_id))
            for campaign_id in ids:
                after = f"unit {transfer.new_id} by unit_change:{change_id}"
                told = Change(transfer.new_id, "campaign.hand-over", f"campaign:{campaign_id}", after=after)
                record(session, occasion, told)
