"""Takes a household off the worklist of its hamlet once it was visited, whatever it answered."""

from datetime import datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from pledges.campaigns.queries import by_id as campaign_by_id
from pledges.campaigns.queries import is_excluded
from pledges.campaigns.rules import CampaignNotRunning, Stage, stage_on
from pledges.campaigns.tables import Invitation
from pledges.foundation.audit import AuditEvent, Change, record
from pledges.foundation.moments import Occasion
from pledges.foundation.vietnamese.dates import LOCAL_ZONE
from pledges.register.rules import SubjectKind
from pledges.tallies.acts.counters import add
from pledges.tallies.rules import Deltas, Visit

_WORKED = "worklist.work"


def mark_reached(session: Session, occasion: Occasion, visit: Visit) -> None:
    """Mark a household of a hamlet as reached. Said twice, or of one that is not on the list, it changes nothing.

    **why** nothing is raised or returned: an answer that differed would tell who had been reached before. The mark has
    no time and no author, and the trail keeps no more than that somebody worked through the list on a day.

    :raises CampaignNotRunning: when the campaign does not run on this day.
    """
    campaign = campaign_by_id(session, visit.campaign_id)
    if stage_on(campaign.state, campaign.opens_on, campaign.closes_on, occasion.today) is not Stage.RUNNING:
        raise CampaignNotRunning
    waiting = (
        select(Invitation)
        .where(Invitation.campaign_id == visit.campaign_id, Invitation.unit_id == visit.unit_id)
        .where(Invitation.subject_kind == SubjectKind.HOUSEHOLD, Invitation.subject_id == visit.household_id)
        .where(Invitation.is_reached.is_(False), ~is_excluded())
        .order_by(Invitation.id)
    )
    locked = waiting.with_for_update(key_share=True).execution_options(populate_existing=True)
    for invitation in session.scalars(locked).all():
        invitation.is_reached = True
        session.flush()
        add(session, visit.campaign_id, invitation.form_code, visit.unit_id, Deltas(reached=1))
    _record_day(session, occasion, visit)


def _record_day(session: Session, occasion: Occasion, visit: Visit) -> None:
    """Write once a day who worked through a hamlet's list; not how often, and nothing of a household."""
    morning = datetime.combine(occasion.today, time(), LOCAL_ZONE)
    subject = f"campaign:{visit.campaign_id}"
    today = select(AuditEvent.id).where(
        AuditEvent.unit_id == visit.unit_id,
        AuditEvent.action == _WORKED,
        AuditEvent.subject == subject,
        AuditEvent.actor_id == occasion.actor_id,
        AuditEvent.at >= morning,
    )
    if session.scalar(today.limit(1)) is None:
        record(session, occasion, Change(visit.unit_id, _WORKED, subject))
