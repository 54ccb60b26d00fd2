"""Answers that leave no name: a refusal, "later", and a pledge that is kept at home."""

from sqlalchemy import bindparam, exists, update
from sqlalchemy.orm import Session

from pledges.campaigns.tables import Exclusion, Invitation
from pledges.foundation.moments import Occasion
from pledges.foundation.sealed.store import SealedStore
from pledges.responses.queries.asking import bare, fixed
from pledges.responses.rules import AlreadySigned, Asking, CampaignNotOpen, Refusal, Standing
from pledges.tallies.acts import counters as tallies
from pledges.tallies.rules import Deltas

_invitation, _exclusion = bare(Invitation), bare(Exclusion)
_MARK = (
    update(_invitation)
    .where(_invitation.c.id == bindparam("invitation_id"), _invitation.c.is_reached.is_(False))
    .where(
        ~exists().where(
            _exclusion.c.invitation_id == _invitation.c.id, _exclusion.c.state == fixed("approved")
        )
    )
    .values(is_reached=True)
    .returning(_invitation.c.unit_id)
)
# All that is kept of a refusal: that there was one.
_REFUSAL = b"declined"


def decline(session: Session, occasion: Occasion, sealed: SealedStore, refusal: Refusal) -> None:
    """Count a refusal with the others of the commune, in the sealed store, and mark the subject as reached.

    **why** the sealed store last: when it cannot keep the refusal, nothing else is kept either; when only the mark is
    lost after it, the page sent again sets it, and the refusal still counts once.

    :raises CampaignNotOpen: when the campaign takes no answers on this day.
    :raises AlreadySigned: when the household has an active pledge, which only its receipt takes back.
    :raises ServiceBusy: when the store is locked, full or away; nothing was kept.
    """
    asking = refusal.asking
    if asking.standing(occasion.today) is Standing.SIGNED:
        raise AlreadySigned
    reach(session, occasion, asking)
    sealed.drop(refusals_of(asking.campaign_id, refusal.unit_id), refusal.attempt, _REFUSAL, occasion.now)


def reach(session: Session, occasion: Occasion, asking: Asking) -> None:
    """Mark a subject as reached, as a visit does, a refusal and "later": once, without time, author or trail.

    :raises CampaignNotOpen: when the campaign takes no answers on this day.
    """
    if asking.standing(occasion.today) not in (Standing.OPEN, Standing.SIGNED):
        raise CampaignNotOpen
    unit_id = session.scalar(_MARK, {"invitation_id": asking.invitation_id})
    if unit_id is not None:
        tallies.add(session, asking.campaign_id, asking.form_code, unit_id, Deltas(reached=1))


def refusals_of(campaign_id: int, unit_id: int) -> str:
    """Return the name of the round in the sealed store that holds a campaign's refusals in a commune.

    **why** no hamlet in it: even whoever holds the store cannot tell in which hamlet somebody refused.
    """
    return f"declined:{campaign_id}:{unit_id}"
